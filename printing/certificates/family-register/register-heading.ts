import { frame } from '../foot.ts';
import type { Domicile } from '../residence-record/residence-record-data.ts';
import type { SheetPen } from '../sheet-pen.ts';

/** mm */
const top = 26.5;
const titleWidth = 48;
const high = { place: 9, reading: 6, head: 8 } as const;
const inset = 1.6;

/** Where the heading ends without a reading, mm. */
export const registerHeadingBottom = top + high.place + high.head;

export interface HeadingWords {
  /** 氏　　名 in the register itself, 筆 頭 者 in what is attached to it. */
  readonly headTitle?: string;
  /** 氏の振り仮名, above the name; null: the page has none. */
  readonly reading: string | null;
}

/**
 * What stands above every sheet of a register: its domicile and the name of its head.
 * @returns where it ends, mm
 */
export function drawRegisterHeading(
  pen: SheetPen,
  domicile: Domicile,
  { headTitle = '氏　　名', reading }: HeadingWords,
): number {
  const rows = [
    ['domicile.place', '本　　籍', domicile.place, high.place, 4],
    ...(reading === null ? [] : [['surnameReading', '氏の振り仮名', reading, high.reading, 3.4] as const]),
    ['domicile.headOfRegister', headTitle, domicile.headOfRegister, high.head, 4],
  ] as const;
  let y: number = top;
  for (const [field, title, text, h, size] of rows) {
    if (y > top) pen.line(frame.left, y, frame.right, y);
    pen.text('title', title, { x: frame.left + inset, y, w: titleWidth, h }, Math.min(size, 3.8));
    const x = frame.left + titleWidth + inset;
    pen.text(field, text, { x, y, w: frame.right - inset - x, h }, size);
    y += h;
  }
  pen.line(frame.left + titleWidth, top, frame.left + titleWidth, y);
  pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
  return y;
}
