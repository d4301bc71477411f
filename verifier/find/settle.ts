import type { PageInk } from '../draw/page-ink.ts';
import { blurGrey } from '../image/blur.ts';
import { blankGrey, giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { leastSquares, solveSymmetric } from '../image/linear-system.ts';
import type { TileShift } from './displacement.ts';

/** mm: side of a tile. Each holds strokes, or dots of the ground, which lie everywhere and repeat only after a millimetre. */
const side = 5;
/** Pixels: softens both pictures so far that a shift of a pixel still lies on the slope of a stroke. */
const softness = 0.9;
/** Share of solid ink: a larger difference is something altered, spilt or dropped out, and pulls no more than this. */
const mostPull = 0.35;
/** Every so many-th pixel tells how dark the inks are. */
const sparsely = 7;
/** Brings slopes (squares, the mean of a tile with writing is 0.006) to the measure of a correlation's fall beside its peak. */
const sureness = 50;
/** Keeps a tile that knows only one way (a rule) from moving along it: share of its stronger way. */
const leastSlope = 0.02;

/**
 * How far each tile of the page still is from its place, from the slopes of all that is printed there. It needs no search, and
 * so is not drawn to one side by the one strongest stroke in a tile; but it only holds for about a pixel.
 * @param seen the scan's ink as it lies on the page
 */
export function settleTiles(truth: PageInk, seen: Grey, density: number): readonly TileShift[] {
  const sharp = blend(truth, seen);
  const expected = blurGrey(sharp, softness);
  const soft = blurGrey(seen, softness);
  const pixels = Math.round(side * density);
  const tiles: TileShift[] = [];
  for (let top = 1; top + pixels < seen.height; top += pixels)
    for (let left = 1; left + pixels < seen.width; left += pixels)
      tiles.push(settleTile(expected, soft, left, top, pixels, density));
  giveBack(sharp, expected, soft);
  return tiles;
}

/** The true page as this scan shows its three inks. */
function blend({ ink, vermilion, ground }: PageInk, seen: Grey): Grey {
  const system = leastSquares(4);
  const row = new Float64Array(4);
  for (let at = 0; at < seen.data.length; at += sparsely) {
    row[0] = ink.data[at] ?? 0;
    row[1] = vermilion.data[at] ?? 0;
    row[2] = ground.data[at] ?? 0;
    row[3] = 1;
    system.add(row, seen.data[at] ?? 0);
  }
  const [black = 1, red = 0, dots = 0, paper = 0] = system.solve(1e-6) ?? [];
  const out = blankGrey(seen.width, seen.height);
  const into = out.data;
  for (let at = 0; at < into.length; at++)
    into[at] =
      black * (ink.data[at] ?? 0) + red * (vermilion.data[at] ?? 0) + dots * (ground.data[at] ?? 0) + paper;
  return out;
}

/** The shift that explains best, to first order, what the scan has more and less than the true page. */
function settleTile(
  { data: expected, width }: Grey,
  { data: seen }: Grey,
  left: number,
  top: number,
  pixels: number,
  density: number,
): TileShift {
  let [xx, xy, yy, bx, by] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + pixels; y++)
    for (let x = left; x < left + pixels; x++) {
      const at = y * width + x;
      const slopeX = ((expected[at + 1] ?? 0) - (expected[at - 1] ?? 0)) / 2;
      const slopeY = ((expected[at + width] ?? 0) - (expected[at - width] ?? 0)) / 2;
      const more = (seen[at] ?? 0) - (expected[at] ?? 0);
      const pull = Math.min(mostPull, Math.max(-mostPull, more));
      xx += slopeX * slopeX;
      xy += slopeX * slopeY;
      yy += slopeY * slopeY;
      bx -= slopeX * pull;
      by -= slopeY * pull;
    }
  const keep = leastSlope * Math.max(xx, yy) + 1e-6;
  const shift = solveSymmetric(Float64Array.of(xx + keep, xy, xy, yy + keep), Float64Array.of(bx, by));
  const area = pixels * pixels;
  return {
    at: { x: (left + pixels / 2) / density, y: (top + pixels / 2) / density },
    dx: (shift?.[0] ?? 0) / density,
    dy: (shift?.[1] ?? 0) / density,
    sureX: (sureness * xx) / area,
    sureY: (sureness * yy) / area,
  };
}
