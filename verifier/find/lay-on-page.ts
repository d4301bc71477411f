import type { Grey, Point } from '../image/grey.ts';
import { blurGrey, shrinkGrey } from '../image/grey.ts';
import { applyHomography, fitHomographyRobustly } from '../image/homography.ts';
import type { Homography } from '../image/homography.ts';
import { inkOfLight } from '../image/light.ts';
import { warpToPage, wholePage } from '../image/warp.ts';
import type { PageMap } from '../image/warp.ts';
import { smoothDisplacement } from './displacement.ts';
import type { TileShift } from './displacement.ts';
import { matchTiles } from './match-tiles.ts';
import type { TileSearch } from './match-tiles.ts';

/** Pixels per mm of the comparison: about 200 dpi. */
export const fullDensity = 8;

/** From coarse to fine. Lengths in mm, but `shrink`: how many full pixels make one of the search; `blur`: pixels. */
const levels = [
  { shrink: 4, side: 20, apart: 12, reach: 2.5, smooth: 40, tolerance: 2, blur: 1 },
  { shrink: 2, side: 11, apart: 11, reach: 1.25, smooth: 26, tolerance: 0.6, blur: 0.8 },
  { shrink: 1, side: 8, apart: 10, reach: 0.5, smooth: 18, tolerance: 0.2, blur: 0.7 },
  { shrink: 1, side: 7, apart: 8, reach: 0.25, smooth: 12, tolerance: 0.12, blur: 0.7 },
] as const;
/** Where corner marks are missing the page may be far off at its head. */
const withoutMarks = [
  { shrink: 8, side: 30, apart: 10, reach: 12, tolerance: 4, blur: 1 },
  { shrink: 4, side: 20, apart: 10, reach: 4, tolerance: 1.5, blur: 1 },
] as const;
/** Fall of the correlation beside its peak, below which a tile may lie anywhere along a rule. */
const leastSure = 0.02;

/** Ink that the tiles hold on to, without the ground: its dots repeat, and a tile could take the next one for its own. */
export type Truth = Grey;

/**
 * Lays the scan over the true page, which is not flat, or not seen by a perfect camera: the homography first, then tiles of the
 * true page are looked for, and a smooth displacement follows them; again with smaller tiles.
 * @param marks how many corner marks the homography was fitted to
 * @param truth ink at `fullDensity`
 */
export function layOnPage(scan: Grey, homography: Homography, marks: number, truth: Truth): PageMap {
  const flat = marks < 3 ? straightened(scan, homography, truth) : homography;
  let map: PageMap = (page) => applyHomography(flat, page);
  for (const level of levels) {
    const shift = smoothDisplacement(tilesOf(scan, map, truth, level), level.smooth, level.tolerance);
    const before = map;
    map = (page: Point) => {
      const { x, y } = shift(page);
      return before({ x: page.x + x, y: page.y + y });
    };
  }
  return map;
}

/** A homography through tiles of the page itself, where its corners did not tell. */
function straightened(scan: Grey, guess: Homography, truth: Truth): Homography {
  let homography = guess;
  for (const level of withoutMarks) {
    const tiles = tilesOf(scan, (page) => applyHomography(homography, page), truth, level);
    const sure = tiles.filter(({ sureX, sureY }) => sureX > leastSure && sureY > leastSure);
    const matches = sure.map(({ at, dx, dy }) => ({
      page: at,
      scan: applyHomography(homography, { x: at.x + dx, y: at.y + dy }),
    }));
    const pixelsPerMm = Math.hypot(homography[0], homography[3]);
    const fit = matches.length < 12 ? null : fitHomographyRobustly(matches, level.tolerance * pixelsPerMm);
    if (fit !== null && fit.kept.length > matches.length / 2) homography = fit.homography;
  }
  return homography;
}

const soft = new WeakMap<Grey, Map<string, Grey>>();

/** The true page smaller and a little blurred; two levels want the same. */
function softened(truth: Grey, shrink: number, blur: number): Grey {
  const known = soft.get(truth) ?? new Map<string, Grey>();
  soft.set(truth, known);
  const key = `${shrink} ${blur}`;
  const made = known.get(key) ?? blurGrey(shrink === 1 ? truth : shrinkGrey(truth, shrink), blur);
  known.set(key, made);
  return made;
}

interface Level extends Omit<TileSearch, 'density'> {
  readonly shrink: number;
  readonly blur: number;
}

function tilesOf(
  scan: Grey,
  map: PageMap,
  truth: Truth,
  { shrink, side, apart, reach, blur }: Level,
): readonly TileShift[] {
  const density = fullDensity / shrink;
  const seen = inkOfLight(warpToPage(scan, map, wholePage, density, 1), Math.round(8 * density));
  return matchTiles(softened(truth, shrink, blur), seen, { density, side, apart, reach });
}
