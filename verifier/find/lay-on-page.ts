import { shrinkInk } from '../draw/page-ink.ts';
import type { PageInk } from '../draw/page-ink.ts';
import type { Grey, Point } from '../image/grey.ts';
import { blurGrey } from '../image/blur.ts';
import { giveBack, shrinkGrey } from '../image/grey.ts';
import { applyHomography, fitHomographyRobustly } from '../image/homography.ts';
import type { Homography } from '../image/homography.ts';
import { inkOfLight } from '../image/light.ts';
import { warpToPage, wholePage } from '../image/warp.ts';
import type { PageMap } from '../image/warp.ts';
import { smoothDisplacement } from './displacement.ts';
import type { Displacement, TileShift } from './displacement.ts';
import { matchTiles } from './match-tiles.ts';
import type { TileSearch } from './match-tiles.ts';
import { settleTiles } from './settle.ts';

/** Pixels per mm of the comparison: about 200 dpi. */
export const fullDensity = 8;

/** From coarse to fine. Lengths in mm, but `shrink`: how many full pixels make one of the search; `blur`: pixels. */
const levels = [
  { shrink: 4, side: 20, apart: 12, reach: 2.5, smooth: 40, tolerance: 2, blur: 1 },
  { shrink: 2, side: 11, apart: 11, reach: 1.25, smooth: 26, tolerance: 0.6, blur: 0.8 },
] as const;
/**
 * Then all that is printed in a place says how far it still is off; again and again, because one look holds for small steps. Each
 * makes the displacement anew, not on top of the one before: where that one erred, nothing of it stays.
 */
const settling = [
  { reach: 14, tolerance: 0.25 },
  { reach: 10, tolerance: 0.2 },
  { reach: 10, tolerance: 0.12 },
] as const;
/** How many full pixels make one of that look. */
const settlingShrink = 2;
/** Where corner marks are missing the page may be far off at its head. */
const withoutMarks = [
  { shrink: 8, side: 30, apart: 10, reach: 12, tolerance: 4, blur: 1 },
  { shrink: 4, side: 20, apart: 10, reach: 4, tolerance: 1.5, blur: 1 },
] as const;
/** Fall of the correlation beside its peak, below which a tile may lie anywhere along a rule. */
const leastSure = 0.02;

/**
 * Lays the scan over the true page, which is not flat, or not seen by a perfect camera: the homography first, then tiles of the
 * true page are looked for, and a smooth displacement follows them; again with smaller tiles. They hold on to ink without the
 * ground: its dots repeat, and a tile could take the next one for its own. Only the last, small steps go by the ground too.
 * @param marks how many corner marks the homography was fitted to
 * @param truth at `fullDensity`
 */
export function layOnPage(scan: Grey, homography: Homography, marks: number, truth: PageInk): PageMap {
  const flat = marks < 3 ? straightened(scan, homography, truth.ink) : homography;
  let shift: Displacement = () => ({ x: 0, y: 0 });
  const mapWith =
    (by: Displacement): PageMap =>
    (page) =>
      applyHomography(flat, sum(page, by(page)));
  for (const level of levels) {
    const known = shift;
    const more = smoothDisplacement(
      tilesOf(scan, mapWith(known), truth.ink, level),
      level.smooth,
      level.tolerance,
    );
    shift = (page) => sum(more(page), known(sum(page, more(page))));
  }
  const density = fullDensity / settlingShrink;
  const small = shrinkInk(truth, settlingShrink);
  for (const { reach, tolerance } of settling) {
    const known = shift;
    const seen = inkOnPage(scan, mapWith(known), density);
    const tiles = settleTiles(small, seen, density).map((tile) => {
      const before = known({ x: tile.at.x + tile.dx, y: tile.at.y + tile.dy });
      return { ...tile, dx: tile.dx + before.x, dy: tile.dy + before.y };
    });
    giveBack(seen);
    shift = followClosely(tiles, reach, tolerance);
  }
  return mapWith(shift);
}

/** What a smooth displacement cuts from the bends' crests is smooth itself: a second one follows what the first left. */
function followClosely(tiles: readonly TileShift[], reach: number, tolerance: number): Displacement {
  const first = smoothDisplacement(tiles, reach, 3 * tolerance);
  const left = tiles.map((tile) => {
    const { x, y } = first(tile.at);
    return { ...tile, dx: tile.dx - x, dy: tile.dy - y };
  });
  const second = smoothDisplacement(left, reach, tolerance);
  return (page) => sum(first(page), second(page));
}

function sum(one: Point, two: Point): Point {
  return { x: one.x + two.x, y: one.y + two.y };
}

function inkOnPage(scan: Grey, map: PageMap, density: number): Grey {
  const light = warpToPage(scan, map, wholePage, density, 1);
  const ink = inkOfLight(light, Math.round(8 * density));
  giveBack(light);
  return ink;
}

/** A homography through tiles of the page itself, where its corners did not tell. */
function straightened(scan: Grey, guess: Homography, truth: Grey): Homography {
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
  truth: Grey,
  { shrink, side, apart, reach, blur }: Level,
): readonly TileShift[] {
  const density = fullDensity / shrink;
  const seen = inkOnPage(scan, map, density);
  const tiles = matchTiles(softened(truth, shrink, blur), seen, { density, side, apart, reach });
  giveBack(seen);
  return tiles;
}
