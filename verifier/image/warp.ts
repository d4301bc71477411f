import { emptyGrey } from './grey.ts';
import type { Grey, Point } from './grey.ts';
import { shrinkGrey } from './grey.ts';
import { reduceFor } from './reduce.ts';
import { bilinearSampler, cubicSampler } from './sampler.ts';
import type { Sampler } from './sampler.ts';

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

function warp(sample: Sampler, factor: number, toScan: PageMap, area: PageArea, density: number): Grey {
  const map: PageMap = (page) => {
    const { x, y } = toScan(page);
    return { x: x / factor, y: y / factor };
  };
  const out = emptyGrey(Math.round(area.w * density), Math.round(area.h * density));
  const columns = Math.ceil(out.width / step) + 1;
  let upper = exactRow(map, area, density, 0, columns);
  for (let top = 0; top < out.height; top += step) {
    const lower = exactRow(map, area, density, top + step, columns);
    const rows = Math.min(step, out.height - top);
    for (let row = 0; row < rows; row++) {
      const fy = (row + 0.5) / step;
      warpRow(sample, out, top + row, between(upper, lower, fy));
    }
    upper = lower;
  }
  return out;
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

function between(upper: Float64Array, lower: Float64Array, share: number): Float64Array {
  return upper.map((value, index) => value * (1 - share) + (lower[index] ?? 0) * share);
}

function warpRow(sample: Sampler, out: Grey, row: number, places: Float64Array): void {
  for (let x = 0; x < out.width; x++) {
    const column = Math.floor(x / step) * 2;
    const fx = (x + 0.5) / step - column / 2;
    const sx = (places[column] ?? 0) * (1 - fx) + (places[column + 2] ?? 0) * fx - 0.5;
    const sy = (places[column + 1] ?? 0) * (1 - fx) + (places[column + 3] ?? 0) * fx - 0.5;
    out.data[row * out.width + x] = sample(sx, sy);
  }
}
