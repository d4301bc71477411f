import type { Point } from '../image/grey.ts';
import { openKernels } from '../image/kernels/load.ts';
import type { Kernels } from '../image/kernels/load.ts';
import { solveSymmetric } from '../image/linear-system.ts';

/** How far a tile of the page was found from its expected place, mm, and how surely each way (a rule says nothing of its own way). */
export interface TileShift {
  readonly at: Point;
  readonly dx: number;
  readonly dy: number;
  readonly sureX: number;
  readonly sureY: number;
}

/** A smooth shift of every point of the page, mm. */
export type Displacement = (page: Point) => Point;

/** mm from node to node: paper does not bend more sharply. */
const step = 10;
const columns = 210 / step + 1;
const rows = Math.ceil(297 / step) + 1;

/**
 * The smooth displacement that follows most of the tiles: at each node a plane through the tiles around it, those that
 * disagree with their neighbours left out.
 * @param reach mm; tiles so far away still count a little
 * @param tolerance mm; a tile that lies further from its neighbours' plane is left out
 */
export function smoothDisplacement(
  tiles: readonly TileShift[],
  reach: number,
  tolerance: number,
): Displacement {
  let kept = tiles;
  for (let round = 0; ; round++) {
    const shift = followed(kept, reach);
    if (round === 2) return shift;
    kept = kept.map((tile) => {
      const { x, y } = shift(tile.at);
      return {
        ...tile,
        sureX: Math.abs(x - tile.dx) > tolerance ? 0 : tile.sureX,
        sureY: Math.abs(y - tile.dy) > tolerance ? 0 : tile.sureY,
      };
    });
  }
}

let kernels: Kernels | null = null;

function followed(tiles: readonly TileShift[], reach: number): Displacement {
  const sure = tiles
    .filter(({ sureX, sureY }) => sureX > 0 || sureY > 0)
    .toSorted((one, two) => one.at.y - two.at.y);
  const count = sure.length;
  // One list after the other: places, sureness and shift in pairs, nine sums in pairs, and how much a tile counts from a row and from each column.
  const [sureAt, shiftAt, sumsAt] = [2 * count, 4 * count, 6 * count];
  const fallYAt = sumsAt + 18;
  const fallXAt = fallYAt + count;
  kernels ??= openKernels();
  const { f64 } = kernels.reserve(8 * (fallXAt + columns * count));
  for (const [index, { at, dx, dy, sureX, sureY }] of sure.entries()) {
    f64[index] = at.x;
    f64[count + index] = at.y;
    f64[sureAt + 2 * index] = Math.max(0, sureX);
    f64[sureAt + 2 * index + 1] = Math.max(0, sureY);
    f64[shiftAt + 2 * index] = dx;
    f64[shiftAt + 2 * index + 1] = dy;
  }
  const [xs, ys] = [f64.subarray(0, count), f64.subarray(count, 2 * count)];
  for (let column = 0; column < columns; column++)
    fallFrom(xs, column * step, reach, f64.subarray(fallXAt + column * count));
  const nodesX = new Float64Array(columns * rows);
  const nodesY = new Float64Array(columns * rows);
  const far = reach * Math.sqrt(farthest);
  for (let row = 0; row < rows; row++) {
    const y = row * step;
    const [from, end] = [firstFrom(ys, y - far), firstFrom(ys, y + far)];
    fallFrom(ys.subarray(from, end), y, reach, f64.subarray(fallYAt + from));
    for (let column = 0; column < columns; column++) {
      kernels.run.planes(
        ...([0, 8 * count, 8 * (fallXAt + column * count), 8 * fallYAt, 8 * sureAt, 8 * shiftAt] as const),
        ...([from, end, column * step, y, reach, farthest, 8 * sumsAt] as const),
      );
      nodesX[row * columns + column] = heightOf(f64, sumsAt);
      nodesY[row * columns + column] = heightOf(f64, sumsAt + 1);
    }
  }
  return ({ x, y }) => ({ x: betweenNodes(nodesX, x, y), y: betweenNodes(nodesY, x, y) });
}

function betweenNodes(nodes: Float64Array, x: number, y: number): number {
  const left = Math.min(columns - 1, Math.max(0, x / step));
  const top = Math.min(rows - 1, Math.max(0, y / step));
  const column = Math.min(columns - 2, Math.floor(left));
  const row = Math.min(rows - 2, Math.floor(top));
  const fx = left - column;
  const fy = top - row;
  const at = row * columns + column;
  const upper = (nodes[at] ?? 0) * (1 - fx) + (nodes[at + 1] ?? 0) * fx;
  const lower = (nodes[at + columns] ?? 0) * (1 - fx) + (nodes[at + columns + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Squared reaches from which on a tile counts nothing. */
const farthest = 6;

/** Index of the first of rising values that is not less. */
function firstFrom(values: Float64Array, least: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How much each tile counts by its distance from a node one way; both ways together it is the product. */
function fallFrom(places: Float64Array, node: number, reach: number, into: Float64Array): void {
  for (let at = 0; at < places.length; at++) {
    const away = ((places[at] ?? 0) - node) / reach;
    into[at] = away * away >= farthest ? 0 : Math.exp(-away * away);
  }
}

/** Height over a node of the plane through the tiles around it. @param at of the first of its sums, of which every second one is another plane's */
function heightOf(sums: Float64Array, at: number): number {
  const sum = (index: number) => sums[at + 2 * index] ?? 0;
  const [w, wx, wy, wxx, wxy, wyy] = [sum(0), sum(1), sum(2), sum(3), sum(4), sum(5)];
  if (w <= 0) return 0;
  // Where tiles stand on one side only, their slope is not trusted far: it is pulled to level, and a little to zero.
  const level = w * 0.02;
  const a = Float64Array.of(w + 1e-4, wx, wy, wx, wxx + level, wxy, wy, wxy, wyy + level);
  return solveSymmetric(a, Float64Array.of(sum(6), sum(7), sum(8)))?.[0] ?? 0;
}
