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
  const nodesX = new Float64Array(columns * rows);
  const nodesY = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const near = tilesNear(tiles, { x: column * step, y: row * step }, reach);
      nodesX[row * columns + column] = planeThrough(near, 'x');
      nodesY[row * columns + column] = planeThrough(near, 'y');
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

interface NearTile {
  readonly tile: TileShift;
  /** From the node, in reaches. */
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

function tilesNear(tiles: readonly TileShift[], at: Point, reach: number): readonly NearTile[] {
  const near: NearTile[] = [];
  for (const tile of tiles) {
    const x = (tile.at.x - at.x) / reach;
    const y = (tile.at.y - at.y) / reach;
    const far = x * x + y * y;
    if (far < 6) near.push({ tile, x, y, weight: Math.exp(-far) });
  }
  return near;
}

/** Height of the plane over the node. */
function planeThrough(near: readonly NearTile[], way: 'x' | 'y'): number {
  // Sums of the normal equations: weight, x, y, xx, xy, yy, and the shift with 1, x, y.
  let [w, wx, wy, wxx, wxy, wyy, s, sx, sy] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const { tile, x, y, weight } of near) {
    const sure = weight * (way === 'x' ? tile.sureX : tile.sureY);
    if (sure <= 0) continue;
    const value = way === 'x' ? tile.dx : tile.dy;
    w += sure;
    wx += sure * x;
    wy += sure * y;
    wxx += sure * x * x;
    wxy += sure * x * y;
    wyy += sure * y * y;
    s += sure * value;
    sx += sure * x * value;
    sy += sure * y * value;
  }
  if (w <= 0) return 0;
  // Where tiles stand on one side only, their slope is not trusted far: it is pulled to level, and a little to zero.
  const level = w * 0.02;
  const a = Float64Array.of(w + 1e-4, wx, wy, wx, wxx + level, wxy, wy, wxy, wyy + level);
  return solveSymmetric(a, Float64Array.of(s, sx, sy))?.[0] ?? 0;
}
