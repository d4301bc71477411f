import { markPlaces, markRadii } from '../../printing/paper/marks.ts';
import type { Grey, Point } from '../image/grey.ts';
import { applyHomography } from '../image/homography.ts';
import type { Homography, Match } from '../image/homography.ts';
import { warpToPage } from '../image/warp.ts';
import { planeThrough } from './plane.ts';

/** Pixels per mm of the search: the far one finds the mark, the near one its place. */
const densities = { far: 2, near: 4 } as const;
/** mm on the page, how far from its predicted place a mark is searched: the codes stand at the foot, the upper marks far off. */
const reach = [
  { mm: 14, density: densities.far },
  { mm: 4, density: densities.near },
  { mm: 2, density: densities.near },
] as const;
/** Correlation with the drawn mark above which a place is taken for it. */
const least = 0.7;

/**
 * Finds the corner marks near the places that `guess` predicts, and gives the homography through marks and codes.
 * A mark that is covered or cut off is left out.
 */
export function refineByMarks(
  scan: Grey,
  guess: Homography,
  corners: readonly Match[],
): { readonly homography: Homography; readonly marks: readonly Match[] } {
  let homography = guess;
  let marks: readonly Match[] = [];
  for (const { mm, density } of reach) {
    // From the foot upwards: the lower marks improve the prediction of the upper ones.
    marks = [];
    for (const place of [...markPlaces].reverse()) {
      const at = findMark(scan, homography, place, mm, density);
      if (at === null) continue;
      marks = [...marks, { page: place, scan: at }];
      homography = planeThrough(corners, marks) ?? homography;
    }
  }
  return { homography, marks };
}

/** The place of a mark in the scan, or null. */
function findMark(
  scan: Grey,
  guess: Homography,
  place: Point,
  reachMm: number,
  density: number,
): Point | null {
  const side = 2 * (reachMm + markRadii.ringOutside + 1);
  const area = { x: place.x - side / 2, y: place.y - side / 2, w: side, h: side };
  const seen = warpToPage(scan, (page) => applyHomography(guess, page), area, density, 1);
  const template = drawnMark(density);
  const best = bestPlace(seen, template);
  if (best === null || best.score < least) return null;
  const page = {
    x: area.x + (best.x + template.width / 2) / density,
    y: area.y + (best.y + template.height / 2) / density,
  };
  return applyHomography(guess, page);
}

const drawn = new Map<number, Grey>();

/** The mark as light, 0 to 1, with a margin of white. */
function drawnMark(density: number): Grey {
  const known = drawn.get(density);
  if (known !== undefined) return known;
  const side = Math.round((2 * markRadii.ringOutside + 1.5) * density);
  const data = new Float32Array(side * side);
  const fine = 4;
  for (let y = 0; y < side * fine; y++)
    for (let x = 0; x < side * fine; x++) {
      const radius = Math.hypot(x + 0.5 - (side * fine) / 2, y + 0.5 - (side * fine) / 2) / (fine * density);
      const dark =
        radius < markRadii.disc || (radius > markRadii.ringInside && radius < markRadii.ringOutside);
      const at = Math.floor(y / fine) * side + Math.floor(x / fine);
      data[at] = (data[at] ?? 0) + (dark ? 0 : 1 / (fine * fine));
    }
  const mark = { width: side, height: side, data };
  drawn.set(density, mark);
  return mark;
}

interface Scored extends Point {
  readonly score: number;
}

/** Where the template correlates best, to a fraction of a pixel: its top left corner. */
function bestPlace(seen: Grey, template: Grey): Scored | null {
  const columns = seen.width - template.width + 1;
  const rows = seen.height - template.height + 1;
  const scores = new Float32Array(columns * rows);
  let best: { x: number; y: number; score: number } | null = null;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const score = correlation(seen, x, y, template);
      scores[y * columns + x] = score;
      if (best === null || score > best.score) best = { x, y, score };
    }
  if (best === null) return null;
  const { x, y, score } = best;
  if (x === 0 || y === 0 || x === columns - 1 || y === rows - 1) return best;
  const at = y * columns + x;
  return {
    x: x + peakBetween(scores[at - 1] ?? 0, score, scores[at + 1] ?? 0),
    y: y + peakBetween(scores[at - columns] ?? 0, score, scores[at + columns] ?? 0),
    score,
  };
}

/** Top of the parabola through three neighbours, from the middle one: −0.5 to 0.5. */
export function peakBetween(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend >= 0 ? 0 : Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend)));
}

/** How well the template fits with its top left corner at a place, −1 to 1. */
function correlation(seen: Grey, left: number, top: number, template: Grey): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  const n = template.data.length;
  for (let at = 0; at < n; at++) {
    const x = at % template.width;
    const a = seen.data[(top + (at - x) / template.width) * seen.width + left + x] ?? 0;
    const b = template.data[at] ?? 0;
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  const spread = (sumAA - (sumA * sumA) / n) * (sumBB - (sumB * sumB) / n);
  return spread <= 1e-9 ? 0 : (sumAB - (sumA * sumB) / n) / Math.sqrt(spread);
}
