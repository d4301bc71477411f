import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pngChunk } from '../../../printing/ink/png-chunk.ts';
import { runTool } from './run-tool.ts';

/** Files that hold an altered page and, somewhere, the genuine one: a receiver must never be told of the altered one that it is genuine. */
export const containers = [
  'beside',
  'below',
  'smallOnLarge',
  'laterInTiff',
  'laterInPdf',
  'cropBox',
  'pngWithPdf',
  'pngWithMore',
] as const;
export type Container = (typeof containers)[number];

/** A page as a picture and as a PDF. */
export interface Shown {
  readonly png: string;
  readonly pdf: string;
}

/** Makes the file. @param folder an empty one @returns its name */
export async function inContainer(
  container: Container,
  altered: Shown,
  genuine: Shown,
  folder: string,
): Promise<string> {
  const named = (name: string) => path.join(folder, name);
  switch (container) {
    case 'beside':
    case 'below': {
      const join = container === 'beside' ? '+append' : '-append';
      await runTool('convert', [genuine.png, altered.png, join, named('both.png')]);
      return named('both.png');
    }
    case 'smallOnLarge': {
      // The genuine one in a corner, too small to be read at a glance.
      const small = ['(', genuine.png, '-resize', '60%', ')'];
      const place = ['-gravity', 'southeast', '-composite', named('both.png')];
      await runTool('convert', [
        altered.png,
        '-bordercolor',
        'white',
        '-border',
        '60%x60%',
        ...small,
        ...place,
      ]);
      return named('both.png');
    }
    case 'laterInTiff':
      await runTool('convert', [genuine.png, altered.png, named('pages.tif')]);
      return named('pages.tif');
    case 'laterInPdf':
      await runTool('qpdf', [genuine.pdf, '--pages', '.', altered.pdf, '--', named('pages.pdf')]);
      return named('pages.pdf');
    case 'cropBox': {
      // The altered page prints; a viewer shows a part of it.
      await runTool('qpdf', ['--qdf', '--object-streams=disable', altered.pdf, named('plain.pdf')]);
      const text = (await readFile(named('plain.pdf'))).toString('latin1');
      const boxed = text.replace(/\/MediaBox\b/, '/CropBox [ 0 200 595 842 ]\n  /MediaBox');
      await writeFile(named('boxed.pdf'), Buffer.from(boxed, 'latin1'));
      return named('boxed.pdf');
    }
    case 'pngWithPdf':
      return writePng(pngChunk('teXt', await readFile(genuine.pdf)));
    case 'pngWithMore':
      return writePng(pngChunk('auXi', await readFile(genuine.png)));
  }

  /** The altered picture with a chunk behind its head, which is 33 bytes. */
  async function writePng(more: Buffer): Promise<string> {
    const png = await readFile(altered.png);
    await writeFile(named('more.png'), Buffer.concat([png.subarray(0, 33), more, png.subarray(33)]));
    return named('more.png');
  }
}
