import type { Grey } from '../image/grey.ts';
import { openKernels } from '../image/kernels/load.ts';
import type { Kernels } from '../image/kernels/load.ts';
import { peakBetween } from './corner-marks.ts';
import type { TileShift } from './displacement.ts';

export interface TileSearch {
  /** Pixels per mm of both pictures. */
  readonly density: number;
  /** mm: side of a tile, from one tile to the next, and how far it is searched. */
  readonly side: number;
  readonly apart: number;
  readonly reach: number;
}

/** Correlation below which a tile was not found. */
const least = 0.55;
/** Mean square of a tile's ink around its mean, below which there is nothing to hold on to. */
const leastInk = 0.002;

/**
 * Looks for each tile of the true page in the scan's ink, which lies on the page nearly: how far it is off, to a fraction of
 * a pixel.
 */
export function matchTiles(truth: Grey, seen: Grey, search: TileSearch): readonly TileShift[] {
  const side = Math.round(search.side * search.density);
  const apart = Math.round(search.apart * search.density);
  const reach = Math.round(search.reach * search.density);
  const tiles: TileShift[] = [];
  const within = integralsOf(seen);
  for (let top = reach; top + side + reach <= truth.height; top += apart)
    for (let left = reach; left + side + reach <= truth.width; left += apart) {
      const tile = matchTile(truth, within, left, top, side, reach, search.density);
      if (tile !== null) tiles.push(tile);
    }
  return tiles;
}

/** A picture with the sums over every rectangle from its top left corner: the mean of any part is four look-ups away. */
interface Summed {
  readonly seen: Grey;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Looked for tiles in by one search after the other: each takes the same memory again. */
let scratch = new Float64Array(0);

/** The sums have one row and one column more than the picture. @returns good until the next call */
function integralsOf(seen: Grey): Summed {
  const { width, height, data } = seen;
  const wide = width + 1;
  const length = wide * (height + 1);
  if (scratch.length < 2 * length) scratch = new Float64Array(2 * length);
  const sums = scratch.subarray(0, length);
  const squares = scratch.subarray(length, 2 * length);
  sums.fill(0, 0, wide);
  squares.fill(0, 0, wide);
  for (let y = 0; y < height; y++) {
    let [row, rowOfSquares] = [0, 0];
    let into = (y + 1) * wide;
    sums[into] = squares[into] = 0;
    for (let at = y * width; at < (y + 1) * width; at++) {
      const value = data[at] ?? 0;
      row += value;
      rowOfSquares += value * value;
      into++;
      sums[into] = (sums[into - wide] ?? 0) + row;
      squares[into] = (squares[into - wide] ?? 0) + rowOfSquares;
    }
  }
  return { seen, sums, squares };
}

function sumWithin(integral: Float64Array, width: number, left: number, top: number, side: number): number {
  const wide = width + 1;
  const upper = top * wide + left;
  const lower = (top + side) * wide + left;
  return (
    (integral[lower + side] ?? 0) -
    (integral[lower] ?? 0) -
    (integral[upper + side] ?? 0) +
    (integral[upper] ?? 0)
  );
}

function matchTile(
  truth: Grey,
  within: Summed,
  left: number,
  top: number,
  side: number,
  reach: number,
  density: number,
): TileShift | null {
  const tile = new Float32Array(side * side);
  let mean = 0;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const value = truth.data[(top + y) * truth.width + left + x] ?? 0;
      tile[y * side + x] = value;
      mean += value;
    }
  mean /= side * side;
  let energy = 0;
  for (let at = 0; at < tile.length; at++) {
    const value = (tile[at] ?? 0) - mean;
    tile[at] = value;
    energy += value * value;
  }
  if (energy / tile.length < leastInk) return null;

  const wide = 2 * reach + 1;
  const products = productsAround(within.seen, tile, left - reach, top - reach, side, wide);
  const scores = new Float32Array(wide * wide);
  let best = { score: -1, x: 0, y: 0 };
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const at = (dy + reach) * wide + dx + reach;
      const score = correlationAt(within, products[at] ?? 0, energy, left + dx, top + dy, side);
      scores[at] = score;
      if (score > best.score) best = { score, x: dx, y: dy };
    }
  if (best.score < least) return null;
  const at = (best.y + reach) * wide + best.x + reach;
  const edgeX = Math.abs(best.x) === reach;
  const edgeY = Math.abs(best.y) === reach;
  const [before, after] = [scores[at - 1] ?? 0, scores[at + 1] ?? 0];
  const [above, below] = [scores[at - wide] ?? 0, scores[at + wide] ?? 0];
  return {
    at: { x: (left + side / 2) / density, y: (top + side / 2) / density },
    dx: (best.x + (edgeX ? 0 : peakBetween(before, best.score, after))) / density,
    dy: (best.y + (edgeY ? 0 : peakBetween(above, best.score, below))) / density,
    // How fast the correlation falls beside the peak says how well that way is known.
    sureX: edgeX ? 0 : Math.max(0, 2 * best.score - before - after) * best.score,
    sureY: edgeY ? 0 : Math.max(0, 2 * best.score - above - below) * best.score,
  };
}

/** The tile's own mean is 0, so that the picture's needs not be taken off. */
function correlationAt(
  { seen: { width }, sums, squares }: Summed,
  product: number,
  energy: number,
  left: number,
  top: number,
  side: number,
): number {
  const sum = sumWithin(sums, width, left, top, side);
  const spread = sumWithin(squares, width, left, top, side) - (sum * sum) / (side * side);
  return spread < 1e-6 ? 0 : product / Math.sqrt(spread * energy);
}

let kernels: Kernels | null = null;

/**
 * The sums of a tile's products with a picture, row by row of the places where its corner may lie: `shifts` each way from `left`, `top`.
 * @returns good until the next call
 */
function productsAround(
  { width, data }: Grey,
  tile: Float32Array,
  left: number,
  top: number,
  side: number,
  shifts: number,
): Float64Array {
  const around = side + shifts - 1;
  const tileStride = 4 * Math.ceil(side / 4);
  const tileAt = 2 * shifts * shifts;
  const fromAt = tileAt + tileStride * side;
  kernels ??= openKernels();
  const { f32, f64 } = kernels.reserve(4 * (fromAt + around * around + 4));
  f32.fill(0, tileAt, fromAt);
  for (let y = 0; y < side; y++) f32.set(tile.subarray(y * side, (y + 1) * side), tileAt + y * tileStride);
  for (let y = 0; y < around; y++) {
    const from = (top + y) * width + left;
    f32.set(data.subarray(from, from + around), fromAt + y * around);
  }
  // A picture may hold anything; what a zero of the tile is multiplied by must be a number.
  f32.fill(0, fromAt + around * around, fromAt + around * around + 4);
  kernels.run.correlate(4 * fromAt, around, 4 * tileAt, tileStride, side, shifts, 0);
  return f64.subarray(0, shifts * shifts);
}
