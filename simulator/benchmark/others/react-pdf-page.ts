import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import type { DrawOp, PageDrawing } from '../../../shared/drawing.ts';
import { blocksPath, fills, greyOf } from '../side-svg.ts';

type Op<Name extends DrawOp['op']> = Extract<DrawOp, { op: Name }>;

/** `createElement` of React, with the names of react-pdf's own elements. */
export type Make = (element: string, props: object, ...children: readonly unknown[]) => unknown;

/** The family under which the font is registered with react-pdf. */
export const family = 'IPAmjMincho';

const [width, height] = [595.275591, 841.889764];

/** The sides as a document of react-pdf, each one picture in millimetres. */
export function reactPdfDocument(sides: readonly PageDrawing[], make: Make, font: MinchoFont): unknown {
  const pages = sides.map(({ ops }, side) =>
    make(
      'PAGE',
      { key: side, size: [width, height], wrap: false },
      make(
        'SVG',
        { viewBox: '0 0 210 297', width, height },
        ...ops.flatMap((op, index) => elements(op, `${side}-${index}`, make, font)),
      ),
    ),
  );
  return make('DOCUMENT', {}, ...pages);
}

function elements(op: DrawOp, key: string, make: Make, font: MinchoFont): unknown[] {
  switch (op.op) {
    case 'text':
      return [textElement(op, key, make, font)];
    case 'line':
      return [
        make('LINE', {
          key,
          x1: op.x1,
          y1: op.y1,
          x2: op.x2,
          y2: op.y2,
          stroke: '#000',
          strokeWidth: op.width,
        }),
      ];
    case 'rect': {
      const stroke = op.stroke === null ? {} : { stroke: '#000', strokeWidth: op.stroke };
      return [
        make('RECT', { key, x: op.x, y: op.y, width: op.w, height: op.h, fill: greyOf(op), ...stroke }),
      ];
    }
    case 'path':
      return [make('PATH', { key, d: op.d, fill: fills[op.color] })];
    case 'dots':
      return dotsElements(op, key, make);
  }
}

function textElement(op: Op<'text'>, key: string, make: Make, font: MinchoFont): unknown {
  const wide = font.widthOf(op.text, op.size) * op.stretch;
  const left = op.x - { left: 0, center: wide / 2, right: wide }[op.align];
  const text = make('TEXT', { x: 0, y: 0, style: { fontFamily: family, fontSize: op.size } }, op.text);
  return make('G', { key, transform: `translate(${left}, ${op.y}) scale(${op.stretch}, 1)` }, text);
}

/** It has no patterns, and a thousand elements take it a minute: the rows are one dashed path, clipped to the blocks. */
function dotsElements(op: Op<'dots'>, key: string, make: Make): unknown[] {
  const columns = Math.max(...op.blocks.map(([column, , across]) => column + across));
  const rows = Math.max(...op.blocks.map(([, row, , down]) => row + down));
  const dot = op.side / op.pitch;
  const clip = `clip${key}`;
  const lines = Array.from(
    { length: rows },
    (_, row) => `M${(1 - dot) / 2} ${row + 0.5}L${columns} ${row + 0.5}`,
  );
  const stroke = {
    stroke: fills.dots,
    strokeWidth: dot,
    strokeDasharray: `${dot}, ${1 - dot}`,
    fill: 'none',
  };
  return [
    make(
      'DEFS',
      { key: `${key}d` },
      make('CLIP_PATH', { id: clip }, make('PATH', { d: blocksPath(op.blocks) })),
    ),
    make(
      'G',
      { key, transform: `translate(${op.x}, ${op.y}) scale(${op.pitch}, ${op.pitch})` },
      make('G', { clipPath: `url(#${clip})` }, make('PATH', { d: lines.join(''), ...stroke })),
    ),
  ];
}
