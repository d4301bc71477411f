import { eraDate } from '../../shared/dates.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import type { SheetHead } from './layout.ts';
import { officialSeal } from './official-seal.ts';
import { rules, sizes } from './sheet-pen.ts';
import type { SheetPen } from './sheet-pen.ts';

/** mm on A4, 210 × 297: the frame that all certificates share. */
export const frame = { left: 15, right: 195, width: 180, title: 21.5, contentTop: 27 } as const;
/** mm: content ends above this; below are certification, date, mayor and seal, and under them the 2D codes. */
export const contentBottom = 229;
/** mm that drawEndOfContent takes below the content. */
export const endOfContentHeight = 6;

const certification = { y: 236, size: 4, indent: 4 } as const;
const issued = { x: 27, y: 244.5, size: 4 } as const;
const mayor = { x: 72, y: 238.6, h: 8 } as const;
const seal = { x: 170, y: 230.4, side: 21 } as const;
const line = 282;

/**
 * The foot of a sheet: on the last one the certification with date, mayor and seal, on every one the document's number and
 * n/N.
 * @param sentence the certification, one line of 40 characters at most: 「この写しは、…証明する。」
 */
export function drawFoot(pen: SheetPen, head: SheetHead, sentence: string, font: MinchoFont): void {
  if (head.sheet === head.of) drawCertification(pen, head, sentence, font);
  else
    pen.label(
      `この証明書は、${head.of}枚で一通です。証明文は${head.of}枚目にあります。`,
      105,
      certification.y,
      sizes.body,
      'center',
    );
  pen.line(frame.left, line, frame.right, line, rules.thick);
  const box = { x: frame.left - 1.4, y: line + 0.4, w: 130, h: 4.6 };
  pen.text('documentNumber', `発行番号　${head.documentNumber}`, box, 3);
  pen.label(`${head.sheet}/${head.of}`, frame.right, line + 3.9, sizes.body, 'right');
}

function drawCertification(pen: SheetPen, head: SheetHead, sentence: string, font: MinchoFont): void {
  const { mayorTitle, mayorName, sealText } = head.authority;
  const x = frame.left + certification.indent - 1.4;
  // Centred in its box so that its baseline is certification.y; a longer sentence is set narrower.
  const words = { x, y: certification.y - 4.52, w: seal.x - 1 - x, h: 6 };
  pen.text('certification', sentence, words, certification.size);
  pen.label(eraDate(head.issuedOn), issued.x, issued.y, issued.size);
  const box = { x: mayor.x, y: mayor.y, w: seal.x - 3 - mayor.x, h: mayor.h };
  pen.text('authority', `${mayorTitle}　${mayorName}`, box, 5.2, 'right');
  pen.add(officialSeal(sealText, seal, seal.side, font));
}

/**
 * 以下余白 where the content ends on the last sheet, else a note that it continues.
 * @param y where the content ends, mm
 */
export function drawEndOfContent(pen: SheetPen, head: SheetHead, y: number): void {
  const last = head.sheet === head.of;
  pen.label(last ? '以下余白' : `（${head.sheet + 1}枚目に続く）`, 105, y + 4.6, sizes.body, 'center');
}
