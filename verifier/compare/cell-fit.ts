import type { InkDrawer, SetGlyph } from '../draw/page-ink.ts';
import { blankGrey, cropGrey, emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { solveSymmetric } from '../image/linear-system.ts';
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
  /** Sum of squares that stays unexplained beyond the scan's room. */
  readonly rest: number;
  /** The same without that room. */
  readonly wholeRest: number;
  /** Contrast of the glyph against the model's: 0 when it is not there at all. */
  readonly gain: number;
  /** What stays unexplained beyond the scan's room, pixel by pixel: positive is ink that should not be there. */
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

/** A glyph as the scan should show it, and the room around that; with `border` pixels more on each side. */
export interface ShownGlyph {
  /** The glyph with the page's other ink, before the tone curve and after it; and what the glyph adds, after it. */
  readonly whole: Grey;
  readonly seen: Float64Array;
  readonly own: Grey;
  readonly above: Float32Array;
  readonly below: Float32Array;
}

/** What is left for the glyph to explain, and the glyph as the scan should show it. @param spread from spreadInCell */
export function viewCell(
  response: Response,
  seen: Grey,
  spread: Grey,
  cell: Cell,
): { readonly view: CellView; readonly shown: ShownGlyph } {
  const { left, top, width, height } = cell;
  const bare = cropGrey(response.spreadInk, left - border, top - border, spread.width, spread.height);
  for (let at = 0; at < bare.data.length; at++) bare.data[at] = (bare.data[at] ?? 0) - (spread.data[at] ?? 0);
  const shown = showGlyph(response, bare, spread);
  const rest = cropGrey(seen, left, top, width, height);
  const model = cropGrey(response.model, left, top, width, height);
  const glyph = ownInCell(shown, cell);
  for (let at = 0; at < rest.data.length; at++)
    rest.data[at] = (rest.data[at] ?? 0) - (model.data[at] ?? 0) + (glyph.data[at] ?? 0);
  return { view: { cell, rest }, shown };
}

/** What a glyph adds to the page's other ink, by the tone curve. */
function showGlyph({ tone }: Response, bare: Grey, spread: Grey): ShownGlyph {
  const [whole, own] = [emptyGrey(bare.width, bare.height), emptyGrey(bare.width, bare.height)];
  const seen = new Float64Array(own.data.length);
  const above = new Float32Array(own.data.length);
  const below = new Float32Array(own.data.length);
  for (let at = 0; at < own.data.length; at++) {
    const without = bare.data[at] ?? 0;
    const ink = without + (spread.data[at] ?? 0);
    whole.data[at] = ink;
    const shown = tone.shown(ink);
    seen[at] = shown;
    own.data[at] = shown - tone.shown(without);
    above[at] = tone.above(ink);
    below[at] = tone.below(ink);
  }
  return { whole, seen, own, above, below };
}

/** What a glyph adds, without the border. */
export function ownInCell({ own }: Pick<ShownGlyph, 'own'>, { width, height }: Cell): Grey {
  return cropGrey(own, border, border, width, height);
}

/** The same of the pixels that have neighbours in the cell; the outermost ones are 0. */
export function innerOwnInCell(
  { own: { data, width: wide } }: Pick<ShownGlyph, 'own'>,
  { width, height }: Cell,
): Float64Array {
  const out = new Float64Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    const from = (y + border) * wide + border;
    for (let x = 1; x < width - 1; x++) out[y * width + x] = data[from + x] ?? 0;
  }
  return out;
}

/** A glyph's ink as it is drawn in the cell, with `border` pixels more on each side. */
export function inkInCell(
  drawer: InkDrawer,
  placed: SetGlyph,
  { left, top, width, height }: Cell,
  density: number,
): Grey {
  const alone = blankGrey(width + 2 * border, height + 2 * border);
  alone.data.fill(0);
  drawer.paint(alone, { x: (left - border) / density, y: (top - border) / density }, density, placed);
  return alone;
}

/** Ink in the cell as the page's response spreads it; before the tone curve. */
export function spreadInCell(response: Response, ink: Grey, { left, top, width, height }: Cell): Grey {
  return response.spread(ink, { x: left + width / 2, y: top + height / 2 });
}

/** Share of a glyph's energy: the search for its best fit ends with one that leaves less unexplained. */
const goodEnough = 0.03;

/**
 * The best fit of a glyph in a cell: its contrast, and a shift of a pixel each way, found among whole pixels and then straight between
 * them.
 */
export function fitGlyph(shown: ShownGlyph, view: CellView): CellFit {
  let best: { readonly weights: Weights; readonly shift: number; readonly rest: number } | null = null;
  let energy = 0;
  for (const [dx, dy] of shifts) {
    const shift = (border - dy) * shown.own.width + border - dx;
    const weights = fitInk(shown, view.rest, shift);
    const rest = restOf(shown, view.rest, shift, weights, null);
    if (best === null) energy = weights.energy;
    if (best === null || rest < best.rest) best = { weights, shift, rest };
    if (best.rest < goodEnough * energy) break;
  }
  if (best === null) throw new RangeError('a search without a place');
  const residual = emptyGrey(view.rest.width, view.rest.height);
  const rest = restOf(shown, view.rest, best.shift, best.weights, residual.data);
  const noRoom = new Float32Array(shown.above.length);
  const wholeRest = restOf(
    { ...shown, above: noRoom, below: noRoom },
    view.rest,
    best.shift,
    best.weights,
    null,
  );
  return { rest, wholeRest, gain: best.weights.seenGain, residual, energy };
}

/** From the middle outwards. */
const shifts = Array.from(
  { length: 9 },
  (_, index) => [(index % 3) - 1, Math.floor(index / 3) - 1] as const,
).sort(([ax, ay], [bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));

/** Contrasts outside are no print of this page: then the nearest allowed is taken. */
const gains = { least: 0.5, most: 1.6 } as const;
/** What paper may seem to have of ink in one cell more than around it; more is something that was added. */
const mostTone = 0.06;
const tone = (value: number) => Math.min(mostTone, Math.max(-mostTone, value));
/** Straight lines hold for about a pixel. */
const mostShift = 0.8;

/** How a glyph explains its cell: contrast, shift along each axis, and paper. */
interface Weights {
  /** As it was measured, and within what is allowed. */
  readonly seenGain: number;
  readonly gain: number;
  readonly alongX: number;
  readonly alongY: number;
  readonly paper: number;
  readonly energy: number;
}

/** @param shift from a pixel of the cell's own numbering to the glyph's pixel that comes to lie on it */
function fitInk({ own: { data: own, width: wide } }: ShownGlyph, rest: Grey, shift: number): Weights {
  const { width, height, data } = rest;
  // Sums of the normal equations of value, slopes, and 1.
  let [vv, vx, vy, v, xx, xy, x1, yy, y1, n] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [bv, bx, by, b1] = [0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * wide + x + shift;
      const value = own[at] ?? 0;
      const slopeX = ((own[at + 1] ?? 0) - (own[at - 1] ?? 0)) / 2;
      const slopeY = ((own[at + wide] ?? 0) - (own[at - wide] ?? 0)) / 2;
      const seen = data[y * width + x] ?? 0;
      vv += value * value;
      vx += value * slopeX;
      vy += value * slopeY;
      v += value;
      xx += slopeX * slopeX;
      xy += slopeX * slopeY;
      x1 += slopeX;
      yy += slopeY * slopeY;
      y1 += slopeY;
      n++;
      bv += value * seen;
      bx += slopeX * seen;
      by += slopeY * seen;
      b1 += seen;
    }
  const ridge = (1e-4 * (vv + xx + yy + n)) / 4;
  const a = Float64Array.of(
    ...[vv + ridge, vx, vy, v, vx, xx + ridge, xy, x1],
    ...[vy, xy, yy + ridge, y1, v, x1, y1, n + ridge],
  );
  const solved = solveSymmetric(a, Float64Array.of(bv, bx, by, b1)) ?? new Float64Array(4);
  const seenGain = solved[0] ?? 0;
  const gain = Math.min(gains.most, Math.max(gains.least, seenGain));
  const cut = (value: number) => Math.min(mostShift * gain, Math.max(-mostShift * gain, value));
  const [alongX, alongY, paper] = [cut(solved[1] ?? 0), cut(solved[2] ?? 0), tone(solved[3] ?? 0)];
  return { seenGain, gain, alongX, alongY, paper, energy: vv };
}

/** Sum of squares beyond the room. @param into takes what stays, pixel by pixel */
function restOf(
  { own: { data: own, width: wide }, above, below }: ShownGlyph,
  rest: Grey,
  shift: number,
  { gain, alongX, alongY, paper }: Weights,
  into: Float32Array | null,
): number {
  const { width, height, data } = rest;
  let sum = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * wide + x + shift;
      const slopeX = ((own[at + 1] ?? 0) - (own[at - 1] ?? 0)) / 2;
      const slopeY = ((own[at + wide] ?? 0) - (own[at - wide] ?? 0)) / 2;
      const more =
        (data[y * width + x] ?? 0) - gain * (own[at] ?? 0) - alongX * slopeX - alongY * slopeY - paper;
      const value = more > 0 ? Math.max(0, more - (above[at] ?? 0)) : Math.min(0, more + (below[at] ?? 0));
      if (into !== null) into[y * width + x] = value;
      sum += value * value;
    }
  return sum;
}
