import PDFDocument from 'pdfkit';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { assertNever } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { dotsDrawer } from './draw-dots.ts';
import type { DotsDrawer } from './draw-dots.ts';
import { embeddable } from './embeddable-font.ts';

/** PDF points per millimetre. */
const points = 72 / 25.4;

/** PDFKit requires a date, and derives the file's identifier from it. */
const noDate = new Date(0);

/**
 * Ink of the dots that turn into 複写 on a copy. Cyan prints at full strength, so no printer breaks the dots into a raster of
 * its own; it is dark enough for a copier that sees grey, and light enough in blue for a scanner to tell it from black.
 */
const groundInk = '#00828c';

/** Vermilion of seal paste; a ground so pale that a copier loses it before the text. */
const colors = { vermilion: '#d0281c', black: '#000000', ground: '#d9e8e2' } as const;

/**
 * Draws the sides of one sheet (front, and back if there is one) as a PDF, A4, with fonts embedded as a subset. The same
 * drawing gives the same bytes: nothing in the file tells when or where it was made, because its hash is what the center
 * signs.
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
    font: '', // no Helvetica
    lang: 'ja-JP',
    displayTitle: true,
    info: { Title: title, Creator: 'Komado', Producer: 'Komado', CreationDate: noDate },
  });
  const bytes = collect(document);
  document.font(embeddable(font));
  const drawDots = dotsDrawer(document);
  for (const side of sides) {
    document.addPage({ size: [side.widthMm * points, side.heightMm * points], margin: 0 });
    for (const op of side.ops) draw(document, op, font, drawDots);
  }
  document.end();
  return bytes;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}

function draw(document: PDFKit.PDFDocument, op: DrawOp, font: MinchoFont, drawDots: DotsDrawer): void {
  switch (op.op) {
    case 'text': {
      const width = font.widthOf(op.text, op.size) * op.stretch;
      const left = op.x - { left: 0, center: width / 2, right: width }[op.align];
      document.fillColor(colors.black).fontSize(op.size * points);
      document.text(op.text, left * points, op.y * points, {
        lineBreak: false,
        baseline: 'alphabetic',
        horizontalScaling: op.stretch * 100,
      });
      return;
    }
    case 'line':
      document
        .lineWidth(op.width * points)
        .moveTo(op.x1 * points, op.y1 * points)
        .lineTo(op.x2 * points, op.y2 * points)
        .stroke(colors.black);
      return;
    case 'rect':
      drawRect(document, op);
      return;
    case 'path':
      document.save().scale(points).path(op.d).fill(colors[op.color], 'non-zero').restore();
      return;
    case 'dots':
      drawDots(op, points, groundInk);
      return;
    default:
      assertNever(op);
  }
}

function drawRect(document: PDFKit.PDFDocument, op: Extract<DrawOp, { op: 'rect' }>): void {
  const [x, y, w, h] = [op.x * points, op.y * points, op.w * points, op.h * points];
  if (op.fill !== null) {
    const level = Math.round(op.fill * 255);
    document.rect(x, y, w, h).fill([level, level, level]);
  }
  if (op.stroke !== null)
    document
      .lineWidth(op.stroke * points)
      .rect(x, y, w, h)
      .stroke(colors.black);
}
