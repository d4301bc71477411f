import type { Box } from '../../fonts/glyph-path.ts';
import { frame } from '../foot.ts';
import type { Domicile } from '../residence-record/residence-record-data.ts';
import type { SheetPen } from '../sheet-pen.ts';

/** mm */
const top = 26.5;
const titleWidth = 48;
const high = { place: 9, head: 8 } as const;
const inset = 1.6;
const headTop = top + high.place;

/** mm */
export const registerHeadingBottom = headTop + high.head;

/**
 * What heads every sheet of a register: its domicile and the name of its head.
 * @param headTitle 氏名 in the register itself, 筆頭者 in what is attached to it
 */
export function drawRegisterHeading(pen: SheetPen, domicile: Domicile, headTitle = '氏　　名'): void {
  const left = (y: number, h: number): Box => ({ x: frame.left + inset, y, w: titleWidth, h });
  const right = (y: number, h: number): Box => {
    const x = frame.left + titleWidth + inset;
    return { x, y, w: frame.right - inset - x, h };
  };
  pen.text('title', '本　　籍', left(top, high.place), 3.8);
  pen.text('domicile.place', domicile.place, right(top, high.place), 4);
  pen.text('title', headTitle, left(headTop, high.head), 3.8);
  pen.text('domicile.headOfRegister', domicile.headOfRegister, right(headTop, high.head), 4);
  pen.line(frame.left, headTop, frame.right, headTop);
  pen.line(frame.left + titleWidth, top, frame.left + titleWidth, registerHeadingBottom);
  pen.outline({ x: frame.left, y: top, w: frame.width, h: registerHeadingBottom - top });
}
