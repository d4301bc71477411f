import { openKernels } from '../image/kernels/load.ts';
import type { Kernels } from '../image/kernels/load.ts';

/** All that may happen to a glyph on its way to a scan and tells nothing about which one it is: pictures that are free to be there. */
export interface Freedom {
  readonly changes: readonly Change[];
  /** Pixels in a row, and in all. */
  readonly width: number;
  readonly length: number;
  /** Root of the sum of squares of the glyph's slopes: where its edges are, a scan is least sure. */
  readonly edges: number;
}

/** A picture that is free to be there; where rows or columns have weights, in these parts of it alone. */
interface Change {
  readonly change: Float64Array;
  readonly rows?: Float64Array;
  readonly columns?: Float64Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What printers, programs and scanners do to a glyph as a whole: contrast, a shift each way, paper; strokes thicker or thinner, upright
 * and level ones each for themselves; and a form drawn a little wider or higher to where pixels are.
 * @param value the glyph's ink
 */
export function freedomOf(value: Float64Array, size: Size): Freedom {
  const { slopeX, slopeY, bendX, bendY, paper } = changesOf(value, size);
  const { width, height } = size;
  const fromMiddle = (length: number) => Float64Array.from({ length }, (_, at) => at - length / 2);
  const changes = [value, slopeX, slopeY, paper, bendX, bendY].map((change) => ({ change }));
  const wider = { change: slopeX, columns: fromMiddle(width) };
  const higher = { change: slopeY, rows: fromMiddle(height) };
  return freedom([...changes, wider, higher], slopeX, slopeY, width);
}

/** Pixels from one part to the next, and the most parts each way: a dot has one. */
const apart = 3.5;
const mostParts = 10;
/** Share of a glyph's darkest pixel from which on a pixel is a part of its strokes. */
const ofStroke = 0.3;

/**
 * What programs do to a glyph that they fit to pixels: each level stroke moves up or down by itself, each upright one to its side, and
 * gets a width of its own.
 */
export function freedomOfParts(value: Float64Array, size: Size): Freedom {
  const { slopeX, slopeY, bendX, bendY, paper } = changesOf(value, size);
  const { width, height } = size;
  const { across, down } = extentOf(value, size);
  const changes = [
    ...[{ change: value }, { change: paper }],
    ...partsOf(down, height).flatMap((rows) => [slopeY, bendY].map((change) => ({ change, rows }))),
    ...partsOf(across, width).flatMap((columns) => [slopeX, bendX].map((change) => ({ change, columns }))),
  ];
  return freedom(changes, slopeX, slopeY, width);
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last column, and row, that bears a stroke. */
function extentOf(value: Float64Array, { width }: Size): { readonly across: Extent; readonly down: Extent } {
  const least = ofStroke * value.reduce((most, each) => Math.max(most, each), 0);
  let [left, right, top, bottom] = [Infinity, 0, Infinity, 0];
  for (let at = 0; at < value.length; at++) {
    if ((value[at] ?? 0) <= least) continue;
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return {
    across: { from: Math.min(left, right), to: right },
    down: { from: Math.min(top, bottom), to: bottom },
  };
}

/** Weights of a row or column that are 1 in the middle of a part and 0 in the next one's; all together are 1 everywhere. */
function partsOf({ from, to }: Extent, length: number): readonly Float64Array[] {
  const last = Math.min(mostParts, Math.max(1, Math.round((to - from + 1) / apart))) - 1;
  if (last === 0) return [new Float64Array(length).fill(1)];
  return Array.from({ length: last + 1 }, (_, part) =>
    Float64Array.from({ length }, (_weight, at) => {
      const place = Math.min(last, Math.max(0, ((at - from) / Math.max(1, to - from)) * last));
      return Math.max(0, 1 - Math.abs(place - part));
    }),
  );
}

/** How a picture changes by a shift, and by strokes that get wider, each way; 0 along the border. */
function changesOf(value: Float64Array, { width, height }: Size) {
  const empty = () => new Float64Array(value.length);
  const [slopeX, slopeY, bendX, bendY, paper] = [empty(), empty(), empty(), empty(), empty()];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [before, after] = [value[at - 1] ?? 0, value[at + 1] ?? 0];
      const [above, below] = [value[at - width] ?? 0, value[at + width] ?? 0];
      const twice = 2 * (value[at] ?? 0);
      slopeX[at] = (after - before) / 2;
      slopeY[at] = (below - above) / 2;
      bendX[at] = before + after - twice;
      bendY[at] = above + below - twice;
      paper[at] = 1;
    }
  return { slopeX, slopeY, bendX, bendY, paper };
}

/** Share of a picture's square that must be left when the ones before it are taken out; less is their rounding. */
const leastNew = 1e-6;

let kernels: Kernels | null = null;
/** The freedom whose pictures lie in the kernels' memory, made into `count` at right angles to each other and of length 1. */
let held: { readonly freedom: Freedom; readonly count: number } | null = null;

/** Values of 8 bytes from one picture to the next: the kernels take four at once. */
function strideOf({ length }: Freedom): number {
  return 4 * Math.ceil(length / 4);
}

function freedom(
  changes: readonly Change[],
  slopeX: Float64Array,
  slopeY: Float64Array,
  width: number,
): Freedom {
  const edges = Math.sqrt(dot(slopeX, slopeX) + dot(slopeY, slopeY));
  return { changes, width, length: slopeX.length, edges };
}

/** One freedom is asked again and again before the next one is: only one is kept ready, and behind it room for a picture. */
function hold(own: Freedom, ready: Kernels): number {
  if (held?.freedom === own) return held.count;
  const { changes, width } = own;
  const stride = strideOf(own);
  const { f64 } = ready.reserve(8 * stride * (changes.length + 1));
  for (const [index, change] of changes.entries())
    lay(change, width, f64.subarray(index * stride, (index + 1) * stride).fill(0));
  held = { freedom: own, count: ready.run.orthonormal(0, changes.length, 8 * stride, leastNew) };
  return held.count;
}

function lay({ change, rows, columns }: Change, width: number, into: Float64Array): void {
  if (rows === undefined && columns === undefined) {
    into.set(change);
    return;
  }
  for (let first = 0, row = 0; first < change.length; first += width, row++) {
    const ofRow = rows === undefined ? 1 : (rows[row] ?? 0);
    if (ofRow === 0) continue;
    for (let x = 0; x < width; x++)
      into[first + x] = (change[first + x] ?? 0) * ofRow * (columns === undefined ? 1 : (columns[x] ?? 0));
  }
}

/** Takes out of a picture what a freedom could make. @returns the same picture */
export function without(picture: Float64Array, own: Freedom): Float64Array {
  kernels ??= openKernels();
  const count = hold(own, kernels);
  const stride = strideOf(own);
  const at = stride * own.changes.length;
  const { f64 } = kernels.reserve(8 * (at + stride));
  f64.fill(0, at + own.length, at + stride);
  f64.set(picture, at);
  kernels.run.takeOut(0, count, 8 * at, 8 * stride);
  picture.set(f64.subarray(at, at + own.length));
  return picture;
}

export function dot(one: Float64Array, two: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (two[at] ?? 0);
  return sum;
}
