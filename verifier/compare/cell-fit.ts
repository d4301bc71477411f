import type { InkDrawer, SetGlyph } from '../draw/page-ink.ts';
import { cropGrey, emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { leastSquares } from '../image/linear-system.ts';
import type { Response } from './response.ts';

/** A glyph's place in the pictures, pixels. */
export interface Cell {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How well a glyph explains what the scan shows in its cell. */
export interface CellFit {
  /** Sum of squares that stays unexplained. */
  readonly rest: number;
  /** Contrast of the glyph against the model's: 0 when it is not there at all. */
  readonly gain: number;
  /** What stays unexplained, pixel by pixel: positive is ink that should not be there. */
  readonly residual: Grey;
  /** Sum of squares of the glyph's own ink in the model. */
  readonly energy: number;
}

/** mm around the glyph's advance and em. */
const margin = 0.35;

export function cellOf(
  { x, baseline, size, stretch, glyph }: SetGlyph,
  unitsPerEm: number,
  density: number,
): Cell {
  const width = (glyph.advanceWidth * size * stretch) / unitsPerEm;
  const left = Math.round((x - margin) * density);
  const top = Math.round((baseline - 0.88 * size - margin) * density);
  return {
    left,
    top,
    width: Math.round((width + 2 * margin) * density),
    height: Math.round((size + 2 * margin) * density),
  };
}

export interface CellView {
  readonly cell: Cell;
  /** The scan's ink less everything of the model but the glyph itself. */
  readonly rest: Grey;
}

/** Pixels by which a glyph may be shifted, kept free around the cell. */
const border = 2;

/** What is left for the glyph to explain. */
export function viewCell(response: Response, seen: Grey, own: Grey, cell: Cell): CellView {
  const { left, top, width, height } = cell;
  const rest = cropGrey(seen, left, top, width, height);
  const model = cropGrey(response.model, left, top, width, height);
  const glyph = ownInCell(own, cell);
  for (let at = 0; at < rest.data.length; at++)
    rest.data[at] = (rest.data[at] ?? 0) - (model.data[at] ?? 0) + (glyph.data[at] ?? 0);
  return { cell, rest };
}

/** What spreadGlyph gave, without the border. */
export function ownInCell(own: Grey, { width, height }: Cell): Grey {
  return cropGrey(own, border, border, width, height);
}

/** A glyph as the scan should show it in the cell, with `border` pixels more on each side. */
export function spreadGlyph(
  drawer: InkDrawer,
  response: Response,
  placed: SetGlyph,
  { left, top, width, height }: Cell,
  density: number,
): Grey {
  const alone = emptyGrey(width + 2 * border, height + 2 * border);
  drawer.paint(alone, { x: (left - border) / density, y: (top - border) / density }, density, placed);
  return response.spread(alone, { x: left + width / 2, y: top + height / 2 });
}

/**
 * The best fit of a glyph in a cell: its contrast, and a shift of up to `reach` pixels each way, found among whole pixels and
 * then straight between them.
 * @param own from spreadGlyph
 * @param reach 0 to 2
 * @param goodEnough share of the glyph's energy: the search ends with a fit that leaves less
 */
export function fitGlyph(own: Grey, view: CellView, reach: number, goodEnough: number): CellFit {
  const { width, height } = view.cell;
  let best: CellFit | null = null;
  for (const [dx, dy] of shifts) {
    if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
    const fit = fitInk(cropGrey(own, border - dx, border - dy, width, height), view.rest);
    if (best === null || fit.rest < best.rest) best = fit;
    if (best.rest < goodEnough * best.energy) break;
  }
  if (best === null) throw new RangeError('a search without a place');
  return best;
}

/** From the middle outwards. */
const shifts = Array.from(
  { length: 25 },
  (_, index) => [(index % 5) - 2, Math.floor(index / 5) - 2] as const,
).sort(([ax, ay], [bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));

/** Contrasts outside are no print of this page: then the nearest allowed is taken. */
const gains = { least: 0.5, most: 1.6 } as const;
/** What paper may seem to have of ink in one cell more than around it; more is something that was added. */
const mostTone = 0.06;
const tone = (value: number) => Math.min(mostTone, Math.max(-mostTone, value));
/** Straight lines hold for about a pixel. */
const mostShift = 0.8;

function fitInk(ink: Grey, rest: Grey): CellFit {
  const { width, height, data } = ink;
  const at = (x: number, y: number) => data[y * width + x] ?? 0;
  const system = leastSquares(4);
  const row = new Float64Array(4);
  let energy = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const value = at(x, y);
      energy += value * value;
      row[0] = value;
      row[1] = (at(x + 1, y) - at(x - 1, y)) / 2;
      row[2] = (at(x, y + 1) - at(x, y - 1)) / 2;
      row[3] = 1;
      system.add(row, rest.data[y * width + x] ?? 0);
    }
  const solved = system.solve(1e-4) ?? new Float64Array(4);
  const gain = Math.min(gains.most, Math.max(gains.least, solved[0] ?? 0));
  const cut = (value: number) => Math.min(mostShift * gain, Math.max(-mostShift * gain, value));
  const [alongX, alongY, paper] = [cut(solved[1] ?? 0), cut(solved[2] ?? 0), tone(solved[3] ?? 0)];
  const residual = emptyGrey(width, height);
  let sum = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const slopeX = (at(x + 1, y) - at(x - 1, y)) / 2;
      const slopeY = (at(x, y + 1) - at(x, y - 1)) / 2;
      const value =
        (rest.data[y * width + x] ?? 0) - gain * at(x, y) - alongX * slopeX - alongY * slopeY - paper;
      residual.data[y * width + x] = value;
      sum += value * value;
    }
  return { rest: sum, gain: solved[0] ?? 0, residual, energy };
}
