import { useId } from 'react';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';

/** A strip across the full width of a page, mm from the top. */
export interface PagePart {
  readonly from: number;
  readonly height: number;
}

interface PagePictureProps {
  readonly page: PageDrawing;
  readonly part: PagePart | null;
  readonly label: string;
}

/** One side of a sheet as the printer will print it: the same strokes and texts, in millimetres. */
export function PagePicture({ page, part, label }: PagePictureProps) {
  const { from, height } = part ?? { from: 0, height: page.heightMm };
  return (
    <svg
      className="page-picture"
      preserveAspectRatio="xMidYMin meet"
      viewBox={`0 ${String(from)} ${String(page.widthMm)} ${String(height)}`}
      role="img"
      aria-label={label}
    >
      {page.ops.map((op, index) => (
        <Stroke key={index} op={op} />
      ))}
    </svg>
  );
}

const anchorOf = { left: 'start', right: 'end', center: 'middle' } as const;

function Stroke({ op }: { readonly op: DrawOp }) {
  switch (op.op) {
    case 'text':
      return (
        <text
          className="page-text"
          transform={`translate(${String(op.x)} ${String(op.y)}) scale(${String(op.stretch)} 1)`}
          fontSize={op.size}
          textAnchor={anchorOf[op.align]}
        >
          {op.text}
        </text>
      );
    case 'line':
      return (
        <line className="page-line" x1={op.x1} y1={op.y1} x2={op.x2} y2={op.y2} strokeWidth={op.width} />
      );
    case 'rect':
      return (
        <rect
          className="page-line"
          x={op.x}
          y={op.y}
          width={op.w}
          height={op.h}
          strokeWidth={op.stroke ?? 0}
          fill={op.fill === null ? 'none' : grey(op.fill)}
        />
      );
    case 'path':
      return <path className={`page-${op.color}`} d={op.d} />;
    case 'dots':
      return <Dots {...op} />;
  }
}

/** From 0 (black) to 1 (white): 0.5 → rgb(128 128 128) */
function grey(level: number): string {
  const value = String(Math.round(level * 255));
  return `rgb(${value} ${value} ${value})`;
}

/** The dots are finer than the screen's pixels: a tile saves half a million shapes and shows the same tint. */
function Dots({ x, y, pitch, side, blocks }: Extract<DrawOp, { op: 'dots' }>) {
  const tile = useId();
  const inset = (1 - side / pitch) / 2;
  return (
    <g transform={`translate(${String(x)} ${String(y)}) scale(${String(pitch)})`}>
      <pattern id={tile} width={1} height={1} patternUnits="userSpaceOnUse">
        <rect className="page-dots" x={inset} y={inset} width={1 - 2 * inset} height={1 - 2 * inset} />
      </pattern>
      <path fill={`url(#${tile})`} d={blocks.map(rectangle).join('')} />
    </g>
  );
}

function rectangle([x, y, w, h]: readonly [number, number, number, number]): string {
  return `M${String(x)} ${String(y)}h${String(w)}v${String(h)}h-${String(w)}z`;
}
