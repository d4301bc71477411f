import { blankGrey } from './grey.ts';
import type { Grey, Point } from './grey.ts';
import { shrinkGrey } from './grey.ts';
import { reduceFor } from './reduce.ts';
import { bilinearSampler, cubicSampler } from './sampler.ts';
import type { Patch, Sampler } from './sampler.ts';

/** Where a point of the page (mm) lies in the scan (pixels). */
export type PageMap = (page: Point) => Point;

/** A part of the page, mm. */
export interface PageArea {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const wholePage: PageArea = { x: 0, y: 0, w: 210, h: 297 };

/** Pixels from one exact point to the next; between them the map is taken as straight. */
const step = 16;
/** Squares of so many pixels beside each other that are sampled at once: what they show lies near each other. */
const together = 8;

/**
 * The scan as it lies on the page: a picture of the area with `density` pixels per mm, by bilinear sampling of a scan that is
 * no finer. What lies outside the scan is `outside`.
 */
export function warpToPage(
  scan: Grey,
  toScan: PageMap,
  area: PageArea,
  density: number,
  outside: number,
): Grey {
  const { picture, factor } = reduceFor(scan, pixelsPerMm(toScan, area) / density);
  return warp(bilinearSampler(picture, outside), factor, toScan, area, density);
}

/**
 * The same by a cubic kernel as wide as the page's pixels: where the scan's pixels happen to lie between them makes strokes neither
 * softer nor sharper. It takes some times as long.
 */
export function warpFinely(
  scan: Grey,
  toScan: PageMap,
  area: PageArea,
  density: number,
  outside: number,
): Grey {
  const apart = pixelsPerMm(toScan, area) / density;
  const factor = Math.max(1, Math.floor(apart));
  const picture = factor === 1 ? scan : shrinkGrey(scan, factor);
  return warp(cubicSampler(picture, apart / factor, outside), factor, toScan, area, density);
}

function warp(sampler: Sampler, factor: number, toScan: PageMap, area: PageArea, density: number): Grey {
  const map: PageMap = (page) => {
    const { x, y } = toScan(page);
    return { x: x / factor, y: y / factor };
  };
  const out = blankGrey(Math.round(area.w * density), Math.round(area.h * density));
  const columns = Math.ceil(out.width / step) + 1;
  let upper = exactRow(map, area, density, 0, columns);
  for (let top = 0; top < out.height; top += step) {
    const lower = exactRow(map, area, density, top + step, columns);
    const rows = Math.min(step, out.height - top);
    for (let left = 0; left < out.width; left += together * step) {
      const patches = patchesFrom(left / step, rows, out.width, upper, lower);
      sampler.sample(patches, out.data, top * out.width + left, out.width);
    }
    upper = lower;
  }
  return out;
}

function patchesFrom(
  first: number,
  rows: number,
  width: number,
  upper: Float64Array,
  lower: Float64Array,
): readonly Patch[] {
  const count = Math.min(together, Math.ceil(width / step) - first);
  return Array.from({ length: count }, (_, index) => {
    const at = 2 * (first + index);
    const corners = new Float64Array(8);
    corners.set(upper.subarray(at, at + 4));
    corners.set(lower.subarray(at, at + 4), 4);
    return { corners, side: step, columns: Math.min(step, width - (first + index) * step), rows };
  });
}

/** Of the scan, in the middle of the area. */
function pixelsPerMm(map: PageMap, { x, y, w, h }: PageArea): number {
  const [left, right] = [map({ x: x + w / 2 - 1, y: y + h / 2 }), map({ x: x + w / 2 + 1, y: y + h / 2 })];
  return Math.hypot(right.x - left.x, right.y - left.y) / 2;
}

/** Scan positions x0, y0, x1, y1, … of the points every `step` pixels along a row. */
function exactRow(map: PageMap, area: PageArea, density: number, row: number, columns: number): Float64Array {
  const places = new Float64Array(columns * 2);
  for (let column = 0; column < columns; column++) {
    const { x, y } = map({ x: area.x + (column * step) / density, y: area.y + row / density });
    places[column * 2] = x;
    places[column * 2 + 1] = y;
  }
  return places;
}
