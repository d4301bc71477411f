import { runTool } from './run-tool.ts';

/** Programs that draw a PDF, each with its own way to round thin rules and to smooth edges. */
export const renderers = ['poppler', 'cairo', 'mupdf', 'ghostscript', 'printer'] as const;
export type Renderer = (typeof renderers)[number];

/** Draws the first page as a grey picture of 8 bits. @param out file without its ending @returns the file */
export async function renderWith(renderer: Renderer, pdf: string, dpi: number, out: string): Promise<string> {
  switch (renderer) {
    case 'poppler':
      await runTool('pdftoppm', ['-gray', '-r', String(dpi), '-f', '1', '-singlefile', pdf, out]);
      return `${out}.pgm`;
    case 'cairo':
      await runTool('pdftocairo', ['-png', '-gray', '-r', String(dpi), '-f', '1', '-singlefile', pdf, out]);
      return `${out}.png`;
    case 'mupdf':
      await runTool('mutool', ['draw', '-q', '-c', 'gray', '-r', String(dpi), '-o', `${out}.pgm`, pdf, '1']);
      return `${out}.pgm`;
    case 'ghostscript':
      await ghostscript(pdf, dpi, `${out}.pgm`, ['-dTextAlphaBits=4', '-dGraphicsAlphaBits=4']);
      return `${out}.pgm`;
    case 'printer':
      // Whole dots of 600 to the inch, as a laser printer's processor makes them; the scanner's pixel is their mean.
      await ghostscript(pdf, 600, `${out}-600.pgm`, []);
      await runTool('convert', [`${out}-600.pgm`, '-filter', 'box', '-resize', percent(dpi), `${out}.pgm`]);
      return `${out}.pgm`;
  }
}

const percent = (dpi: number) => `${(dpi / 6).toFixed(4)}%`;

async function ghostscript(pdf: string, dpi: number, out: string, smoothing: readonly string[]) {
  const quiet = ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=pgmraw', '-dLastPage=1'];
  await runTool('gs', [...quiet, `-r${dpi}`, ...smoothing, `-sOutputFile=${out}`, pdf]);
}
