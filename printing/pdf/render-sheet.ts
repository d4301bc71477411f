import PDFDocument from 'pdfkit';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { dotsPutter } from './draw-dots.ts';
import { embeddedFont } from './embedded-font.ts';
import { pageContent, points } from './page-content.ts';
import { putStream, quick, readyStream } from './ready-stream.ts';

/** PDFKit requires a date, and derives the file's identifier from it. */
const noDate = new Date(0);

const fontName = 'F1';

/**
 * Draws the sides of one sheet (front, and back if there is one) as a PDF, A4, with fonts embedded as a subset. The same
 * drawing gives the same bytes: nothing in the file tells when or where it was made, because its hash is what the center
 * signs.
 *
 * PDFKit makes the file; what a page draws, and the font, is given to it ready: its own way from a drawing to a stream takes
 * five times as long.
 * @param title goes into the file's metadata: the kind of certificate, nothing personal
 * @throws when a text has a character that the font cannot print; layouts refuse it earlier
 */
export async function renderSheet(
  sides: readonly PageDrawing[],
  font: MinchoFont,
  title: string,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: false, // what is long comes compressed
    font: '', // no Helvetica
    lang: 'ja-JP',
    displayTitle: true,
    info: { Title: title, Creator: 'Komado', Producer: 'Komado', CreationDate: noDate },
  });
  const bytes = collect(document);
  const embedded = embeddedFont(document, font);
  const putDots = dotsPutter(document);
  for (const side of sides) {
    document.addPage({ size: [side.widthMm * points, side.heightMm * points], margin: 0 });
    // PDFKit's types leave a page's resources open.
    const page: Page = document.page;
    const content = pageContent(side, font, {
      font: fontName,
      encode(text) {
        page.fonts[fontName] = embedded.dictionary;
        return embedded.encode(text);
      },
      dots: (op) => putDots(op, page.xobjects),
    });
    // PDFKit begins a page by turning its y axis down.
    const streams = [page.content, putStream(document, readyStream(content, quick))];
    Object.assign(page.dictionary.data, { Contents: streams });
  }
  embedded.end();
  document.end();
  return bytes;
}

interface Page extends Pick<PDFKit.PDFPage, 'content' | 'dictionary'> {
  readonly fonts: Record<string, PDFKit.PDFKitReference>;
  readonly xobjects: Record<string, PDFKit.PDFKitReference>;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}
