import type { Point } from '../image/grey.ts';
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

function followed(tiles: readonly TileShift[], reach: number): Displacement {
  const sure = tiles
    .filter(({ sureX, sureY }) => sureX > 0 || sureY > 0)
    .toSorted((one, two) => one.at.y - two.at.y);
  const near = {
    ...{ x: Float64Array.from(sure, ({ at }) => at.x), y: Float64Array.from(sure, ({ at }) => at.y) },
    ...{ dx: Float64Array.from(sure, ({ dx }) => dx), dy: Float64Array.from(sure, ({ dy }) => dy) },
    sureX: Float64Array.from(sure, ({ sureX }) => sureX),
    sureY: Float64Array.from(sure, ({ sureY }) => sureY),
  };
  const nodesX = new Float64Array(columns * rows);
  const nodesY = new Float64Array(columns * rows);
  const fallX = Array.from({ length: columns }, (_, column) => fallFrom(near.x, column * step, reach));
  for (let row = 0; row < rows; row++) {
    const fallY = fallFrom(near.y, row * step, reach);
    for (let column = 0; column < columns; column++) {
      const at = { x: column * step, y: row * step };
      const fall = { x: fallX[column] ?? near.x, y: fallY };
      const [dx, dy] = heightsOver(at, reach, near, fall);
      nodesX[row * columns + column] = dx;
      nodesY[row * columns + column] = dy;
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
function fallFrom(places: Float64Array, node: number, reach: number): Float64Array {
  return places.map((place) => Math.exp(-(((place - node) / reach) ** 2)));
}

interface Tiles {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dy: Float64Array;
  readonly sureX: Float64Array;
  readonly sureY: Float64Array;
}

/** Sums of the normal equations of a plane: weight, x, y, xx, xy, yy, and the shift with 1, x, y. */
const [sumsX, sumsY] = [new Float64Array(9), new Float64Array(9)];

/** Heights over a node of the planes through the tiles around it, which rise in y: of their shifts along x, and along y. */
function heightsOver(
  node: Point,
  reach: number,
  tiles: Tiles,
  fall: { readonly x: Float64Array; readonly y: Float64Array },
): readonly [number, number] {
  sumsX.fill(0);
  sumsY.fill(0);
  const far = reach * Math.sqrt(farthest);
  const end = firstFrom(tiles.y, node.y + far);
  for (let tile = firstFrom(tiles.y, node.y - far); tile < end; tile++) {
    const y = ((tiles.y[tile] ?? 0) - node.y) / reach;
    const x = ((tiles.x[tile] ?? 0) - node.x) / reach;
    if (x * x + y * y >= farthest) continue;
    const near = (fall.x[tile] ?? 0) * (fall.y[tile] ?? 0);
    const [sureX, sureY] = [tiles.sureX[tile] ?? 0, tiles.sureY[tile] ?? 0];
    if (sureX > 0) addTile(sumsX, near * sureX, x, y, tiles.dx[tile] ?? 0);
    if (sureY > 0) addTile(sumsY, near * sureY, x, y, tiles.dy[tile] ?? 0);
  }
  return [heightOf(sumsX), heightOf(sumsY)];
}

function addTile(sums: Float64Array, sure: number, x: number, y: number, value: number): void {
  const [sx, sy] = [sure * x, sure * y];
  sums[0] = (sums[0] ?? 0) + sure;
  sums[1] = (sums[1] ?? 0) + sx;
  sums[2] = (sums[2] ?? 0) + sy;
  sums[3] = (sums[3] ?? 0) + sx * x;
  sums[4] = (sums[4] ?? 0) + sx * y;
  sums[5] = (sums[5] ?? 0) + sy * y;
  sums[6] = (sums[6] ?? 0) + sure * value;
  sums[7] = (sums[7] ?? 0) + sx * value;
  sums[8] = (sums[8] ?? 0) + sy * value;
}

function heightOf([
  w = 0,
  wx = 0,
  wy = 0,
  wxx = 0,
  wxy = 0,
  wyy = 0,
  s = 0,
  sx = 0,
  sy = 0,
]: Float64Array): number {
  if (w <= 0) return 0;
  // Where tiles stand on one side only, their slope is not trusted far: it is pulled to level, and a little to zero.
  const level = w * 0.02;
  const a = Float64Array.of(w + 1e-4, wx, wy, wx, wxx + level, wxy, wy, wxy, wyy + level);
  return solveSymmetric(a, Float64Array.of(s, sx, sy))?.[0] ?? 0;
}
