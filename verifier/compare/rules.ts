import type { PageDrawing } from '../../shared/drawing.ts';
import type { Grey } from '../image/grey.ts';

/**
 * mm beside a rule's own edge: a program that draws the page for the screen gives the thinnest rule a whole pixel, full black, and
 * moves it to where its pixels are.
 */
const beside = 0.24;

/** 1 in every pixel where the drawing's straight rules may come to lie: there ink was not added. */
export function rulesOf({ ops }: PageDrawing, { width, height }: Grey, density: number): Uint8Array {
  const on = new Uint8Array(width * height);
  const mark = (x1: number, y1: number, x2: number, y2: number, wide: number) => {
    const around = wide / 2 + beside;
    const left = Math.max(0, Math.floor((Math.min(x1, x2) - around) * density));
    const right = Math.min(width, Math.ceil((Math.max(x1, x2) + around) * density));
    const top = Math.max(0, Math.floor((Math.min(y1, y2) - around) * density));
    const bottom = Math.min(height, Math.ceil((Math.max(y1, y2) + around) * density));
    for (let y = top; y < bottom; y++) on.fill(1, y * width + left, y * width + right);
  };
  for (const op of ops) {
    if (op.op === 'line' && (op.x1 === op.x2 || op.y1 === op.y2)) mark(op.x1, op.y1, op.x2, op.y2, op.width);
    if (op.op !== 'rect' || op.stroke === null) continue;
    const [right, bottom] = [op.x + op.w, op.y + op.h];
    mark(op.x, op.y, right, op.y, op.stroke);
    mark(op.x, bottom, right, bottom, op.stroke);
    mark(op.x, op.y, op.x, bottom, op.stroke);
    mark(right, op.y, right, bottom, op.stroke);
  }
  return on;
}
