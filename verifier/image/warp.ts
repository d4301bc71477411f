import { emptyGrey } from './grey.ts';
import type { Grey, Point } from './grey.ts';
import { reduceFor } from './reduce.ts';

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
      warpRow(picture, out, top + row, between(upper, lower, fy), outside);
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

function warpRow(scan: Grey, out: Grey, row: number, places: Float64Array, outside: number): void {
  const { width, height, data } = scan;
  for (let x = 0; x < out.width; x++) {
    const column = Math.floor(x / step) * 2;
    const fx = (x + 0.5) / step - column / 2;
    const sx = (places[column] ?? 0) * (1 - fx) + (places[column + 2] ?? 0) * fx - 0.5;
    const sy = (places[column + 1] ?? 0) * (1 - fx) + (places[column + 3] ?? 0) * fx - 0.5;
    const left = Math.floor(sx);
    const top = Math.floor(sy);
    let value = outside;
    if (left >= 0 && top >= 0 && left < width - 1 && top < height - 1) {
      const at = top * width + left;
      const wx = sx - left;
      const wy = sy - top;
      value =
        ((data[at] ?? 0) * (1 - wx) + (data[at + 1] ?? 0) * wx) * (1 - wy) +
        ((data[at + width] ?? 0) * (1 - wx) + (data[at + width + 1] ?? 0) * wx) * wy;
    }
    out.data[row * out.width + x] = value;
  }
}
