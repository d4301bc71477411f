import type { DrawOp } from '../../shared/drawing.ts';
import type { Box } from '../fonts/glyph-path.ts';
import { graphemes } from '../../shared/graphemes.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { fitText, leading } from './fit-text.ts';
import type { FittedText } from './fit-text.ts';

/** Stroke widths, mm. */
export const rules = { thin: 0.12, thick: 0.4 } as const;
/** Heights of the em, mm. */
export const sizes = { caption: 2.5, body: 3.4, name: 4.6 } as const;

/** mm between a rule and the text inside. */
const padding = { side: 1.4, top: 0.4 } as const;
/** Grey of a caption's cell, 1 is white. */
export const captionFill = 0.955;

export type Align = 'left' | 'center' | 'right';

export interface PenOptions {
  /** A masked text that does not fit loses some of its ● instead of being refused. */
  readonly masked: boolean;
}

/** Draws one sheet's front: collects strokes and texts, and the fields whose text did not fit. */
export interface SheetPen {
  readonly ops: readonly DrawOp[];
  readonly tooLong: readonly string[];
  add(op: DrawOp): void;
  /** Counts a field that is not a text as too long: a picture, a list. */
  noRoom(field: string): void;
  /** The thick outline of a table. */
  outline(box: Box): void;
  /** A single line that is known to fit. `x`, `y`: the end named by align, and the baseline, mm. */
  label(text: string, x: number, y: number, size: number, align?: 'left' | 'right' | 'center'): void;
  line(x1: number, y1: number, x2: number, y2: number, width?: number): void;
  /** A small caption, on one line or several, in its own pale cell with a thin rule around it. */
  caption(text: string | readonly string[], box: Box, size?: number): void;
  /** A value in its cell with a thin rule around it, set so that it fits; else the field counts as too long. */
  value(field: string, text: string, box: Box, size?: number, align?: Align): void;
  /** A text in a space without rules; otherwise like `value`. */
  text(field: string, text: string, box: Box, size: number, align?: Align): void;
}

export function createPen(font: MinchoFont, { masked }: PenOptions): SheetPen {
  const ops: DrawOp[] = [];
  const tooLong: string[] = [];

  function fit(text: string, space: { width: number; height: number }, size: number): FittedText | null {
    const fitted = fitText(text, space, size, font);
    if (fitted !== null || !masked) return fitted;
    const characters = graphemes(text);
    while (characters.length > 1) {
      characters.pop();
      const shorter = fitText(characters.join(''), space, size, font);
      if (shorter !== null) return shorter;
    }
    return null;
  }

  function text(field: string, value: string, box: Box, size: number, align: Align = 'left'): void {
    const space = { width: box.w - 2 * padding.side, height: box.h - 2 * padding.top };
    const fitted = fit(value, space, size);
    if (fitted === null) tooLong.push(field);
    else ops.push(...textOps(fitted, box, align));
  }

  function frame(box: Box, fill: number | null, stroke: number = rules.thin): void {
    ops.push({
      op: 'rect',
      x: mm(box.x),
      y: mm(box.y),
      w: mm(box.w),
      h: mm(box.h),
      stroke,
      fill,
    });
  }

  return {
    ops,
    tooLong,
    add: (op) => void ops.push(op),
    noRoom: (field) => void tooLong.push(field),
    outline: (box) => frame(box, null, rules.thick),
    label(value, x, y, size, align = 'left') {
      ops.push({ op: 'text', x: mm(x), y: mm(y), size, text: value, align, stretch: 1 });
    },
    line(x1, y1, x2, y2, width = rules.thin) {
      ops.push({ op: 'line', x1: mm(x1), y1: mm(y1), x2: mm(x2), y2: mm(y2), width });
    },
    caption(value, box, size = sizes.caption) {
      frame(box, captionFill);
      const lines = typeof value === 'string' ? [value] : value;
      const step = size * (leading + 0.1);
      const [top, h] = [box.y + (box.h - lines.length * step) / 2, step + 2 * padding.top];
      for (const [index, line] of lines.entries())
        text(line, line, { ...box, y: top + index * step - padding.top, h }, size, 'center');
    },
    value(field, value, box, size = sizes.body, align = 'left') {
      frame(box, null);
      text(field, value, box, size, align);
    },
    text,
  };
}

/** The lines, centred vertically in the box. The font's em reaches 0.88 above the baseline and 0.12 below. */
function textOps({ size, stretch, lines }: FittedText, box: Box, align: Align): DrawOp[] {
  const step = size * leading;
  const first = box.y + (box.h - (size + step * (lines.length - 1))) / 2 + 0.88 * size;
  const x = {
    left: box.x + padding.side,
    center: box.x + box.w / 2,
    right: box.x + box.w - padding.side,
  }[align];
  return lines.map((line, index) => ({
    op: 'text',
    x: mm(x),
    y: mm(first + index * step),
    size,
    text: line,
    align,
    stretch,
  }));
}

/** Hundredths are finer than any store printer resolves, and keep the drawing short. */
function mm(value: number): number {
  return Math.round(value * 100) / 100;
}
