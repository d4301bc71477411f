import { graphemes } from '../../../shared/graphemes.ts';
import type { MinchoFont } from '../../fonts/mincho.ts';
import { breakLines } from '../fit-text.ts';
import { frame } from '../foot.ts';
import { rules } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';

/** mm. The left column names, the right one tells: the look of the computerised register. */
const column = { titles: frame.left + 3, divider: frame.left + 48, text: frame.left + 51 } as const;
const textWidth = frame.right - 3 - column.text;
const size = 3.5;
const step = 5;
const baseline = 3.6;
const padding = 1.1;
/** A value starts behind its label and continues below its own start, unless the label is wider than this. */
const mostHanging = 45;
const mark = { w: 15, h: 6 } as const;

/** Draws the two columns of a register from the top down; the form is as long as what was written. */
export interface RegisterColumns {
  /**
   * A title in the left column, beside the next line of the right one.
   * @param indent mm
   */
  title(field: string, text: string, indent?: number): void;
  /** 除籍 in a frame in the left column, `lines` below the next line. */
  mark(text: string, lines: number): void;
  /** 【label】value in the right column; a long value continues below. */
  line(label: string | null, value: string): void;
  /** A little space between two entries. */
  gap(): void;
  /** A rule across both columns. */
  rule(width?: number): void;
  /** The outline with the divider. @returns where the form ends, mm */
  close(): number;
}

/** @param top mm */
export function registerColumns(pen: SheetPen, font: MinchoFont, top: number): RegisterColumns {
  let y = top + padding;

  function write(text: string, x: number): void {
    const lines = breakLines(text, column.text + textWidth - x, size, font);
    if (lines === null) throw new Error('a character wider than the column');
    for (const [index, line] of lines.entries()) {
      if (index > 0) y += step;
      pen.label(line, x, y + baseline, size);
    }
    y += step;
  }

  return {
    title(field, text, indent = 0) {
      const x = column.titles + indent;
      // The pen's own padding is taken off, so that titles line up exactly.
      pen.text(field, spaced(text), { x: x - 1.4, y: y - 0.1, w: column.divider - x, h: step }, size);
    },
    mark(text, lines) {
      const box = { x: column.titles + 2, y: y + lines * step - 0.6, ...mark };
      pen.outline(box);
      pen.text('removed', text, box, 3.8, 'center');
    },
    line(label, value) {
      if (label === null) {
        write(value, column.text);
        return;
      }
      const caption = `【${label}】`;
      const width = font.widthOf(caption, size);
      if (width > mostHanging) {
        write(caption + value, column.text);
        return;
      }
      pen.label(caption, column.text, y + baseline, size);
      write(value, column.text + width);
    },
    gap() {
      y += padding;
    },
    rule(width = rules.thin) {
      y += padding;
      pen.line(frame.left, y, frame.right, y, width);
      y += padding;
    },
    close() {
      y += padding;
      pen.line(column.divider, top, column.divider, y);
      pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
      return y;
    },
  };
}

/** Titles of two characters are as wide as those of four: 出　　生. */
function spaced(title: string): string {
  return /^\p{Script=Han}{2}$/u.test(title) ? graphemes(title).join('　　') : title;
}
