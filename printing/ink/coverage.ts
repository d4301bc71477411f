import type { Outline } from './outline.ts';

/** What is painted on, rows from the top: the verifier's pictures, a line of a slip. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** From the outline's units to pixels: x' = x · scaleX + x0, y' = y · scaleY + y0. */
export interface Placing {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x0: number;
  readonly y0: number;
}

/** Thousands of glyphs are painted for a page: each takes the same memory again. */
let scratch = new Float32Array(0);

/**
 * Paints the inside of an outline over a picture. Each pixel takes the exact share that is covered (signed area summed along
 * the row), so that a stroke of half a pixel is half a pixel's ink.
 * @param value what is painted
 */
export function fillOutline(picture: Canvas, outline: Outline, placing: Placing, value: number): void {
  const box = boxOf(outline, placing);
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const right = Math.min(picture.width, Math.ceil(box.right) + 1);
  const bottom = Math.min(picture.height, Math.ceil(box.bottom) + 1);
  if (right <= left || bottom <= top) return;
  const width = right - left + 1;
  const height = bottom - top;
  if (scratch.length < width * height) scratch = new Float32Array(width * height);
  const sums = scratch.subarray(0, width * height).fill(0);
  const field = { sums, width, height };
  for (const polygon of outline) {
    let x1 = (polygon.at(-2) ?? 0) * placing.scaleX + placing.x0 - left;
    let y1 = (polygon.at(-1) ?? 0) * placing.scaleY + placing.y0 - top;
    for (let at = 0; at < polygon.length; at += 2) {
      const x2 = (polygon[at] ?? 0) * placing.scaleX + placing.x0 - left;
      const y2 = (polygon[at + 1] ?? 0) * placing.scaleY + placing.y0 - top;
      addEdge(field, x1, y1, x2, y2);
      x1 = x2;
      y1 = y2;
    }
  }
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width - 1; column++) {
      sum += sums[row * width + column] ?? 0;
      const size = sum < 0 ? -sum : sum;
      if (size < 1e-4) continue;
      const covered = size < 1 ? size : 1;
      const at = (top + row) * picture.width + left + column;
      picture.data[at] = (picture.data[at] ?? 0) * (1 - covered) + value * covered;
    }
  }
}

interface Field {
  readonly sums: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Adds one edge: in each row that it crosses, the change of covered area from pixel to pixel. */
function addEdge({ sums, width, height }: Field, x1: number, y1: number, x2: number, y2: number): void {
  if (y1 === y2) return;
  const direction = y1 < y2 ? 1 : -1;
  const topX = y1 < y2 ? x1 : x2;
  const topY = Math.min(y1, y2);
  const bottomY = Math.max(y1, y2);
  const slope = (x2 - x1) / (y2 - y1);
  const from = Math.max(0, Math.floor(topY));
  const to = Math.min(height, Math.ceil(bottomY));
  for (let row = from; row < to; row++) {
    const upper = Math.max(row, topY);
    const lower = Math.min(row + 1, bottomY);
    const tall = (lower - upper) * direction;
    if (tall === 0) continue;
    const a = topX + (upper - topY) * slope;
    const b = topX + (lower - topY) * slope;
    addSpan(sums, row * width, width, Math.min(a, b), Math.max(a, b), tall);
  }
}

/** One row's part of an edge, from `fromX` to `toX`: a pixel that it crosses takes the area right of it, the next one the rest. */
function addSpan(
  sums: Float32Array,
  start: number,
  width: number,
  fromX: number,
  toX: number,
  tall: number,
): void {
  const left = Math.min(width - 1, Math.max(0, fromX));
  const right = Math.min(width - 1, Math.max(0, toX));
  const first = Math.min(width - 2, Math.floor(left));
  const last = Math.min(width - 2, Math.floor(right));
  if (first === last) {
    const covered = tall * (first + 1 - (left + right) / 2);
    const at = start + first;
    sums[at] = (sums[at] ?? 0) + covered;
    sums[at + 1] = (sums[at + 1] ?? 0) + tall - covered;
    return;
  }
  for (let column = first; column <= last; column++) {
    const a = Math.max(left, column);
    const b = Math.min(right, column + 1);
    const part = right > left ? (tall * (b - a)) / (right - left) : tall;
    const covered = part * (column + 1 - (a + b) / 2);
    const at = start + column;
    sums[at] = (sums[at] ?? 0) + covered;
    sums[at + 1] = (sums[at + 1] ?? 0) + part - covered;
  }
}

function boxOf(outline: Outline, { scaleX, scaleY, x0, y0 }: Placing) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of outline)
    for (let at = 0; at < polygon.length; at += 2) {
      const x = (polygon[at] ?? 0) * scaleX + x0;
      const y = (polygon[at + 1] ?? 0) * scaleY + y0;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  return { left, top, right, bottom };
}
