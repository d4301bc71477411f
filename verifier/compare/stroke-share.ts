import { blurGrey } from '../image/blur.ts';
import { giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import type { CellFit } from './cell-fit.ts';

/** Pixels: what is wider is tone and no stroke. */
const tone = 2;
/** mm: a speck or a dropout of toner with what the scanner spreads around it. */
const blotRadius = 0.36;
/** So many specks may lie in one cell before they count. */
const blots = 2;

/**
 * Energy of the strokes in a cell that its character does not explain, for each pixel and of full contrast: against the strokes'
 * own about 0 where it stands there, about 1 where another one does, also where both are equally dense and the scan is blurred.
 * The two worst spots are left out: toner makes specks and drops out in spots, and a forger changes strokes.
 * @param contrast how dark solid black is
 */
export function unexplainedStrokes({ residual }: CellFit, contrast: number, density: number): number {
  const rest = withoutTone(residual);
  for (let count = 0; count < blots; count++) leaveOutWorst(rest, blotRadius * density);
  return energyPerPixel(rest, contrast);
}

/** Energy of a character's strokes, for each pixel and of full contrast, without the tone that they make together. */
export function strokeEnergy(own: Grey, contrast: number): number {
  return energyPerPixel(withoutTone(own), contrast);
}

/** @param strokes which nobody looks at afterwards */
function energyPerPixel(strokes: Grey, contrast: number): number {
  const energy = energyOf(strokes) / Math.max(1e-9, contrast * contrast * strokes.data.length);
  giveBack(strokes);
  return energy;
}

function withoutTone(picture: Grey): Grey {
  const out = blurGrey(picture, tone);
  for (let at = 0; at < out.data.length; at++) out.data[at] = (picture.data[at] ?? 0) - (out.data[at] ?? 0);
  return out;
}

function energyOf({ data }: Grey): number {
  let sum = 0;
  for (let at = 0; at < data.length; at++) sum += (data[at] ?? 0) ** 2;
  return sum;
}

function leaveOutWorst(picture: Grey, radius: number): void {
  const { width, height, data } = picture;
  const soft = blurGrey(picture, 1);
  const calm = soft.data;
  let [worst, most] = [0, Math.abs(calm[0] ?? 0)];
  for (let at = 0; at < calm.length; at++) {
    const value = calm[at] ?? 0;
    if (value <= most && value >= -most) continue;
    worst = at;
    most = Math.abs(value);
  }
  giveBack(soft);
  const [cx, cy] = [worst % width, Math.floor(worst / width)];
  const reach = Math.floor(radius);
  for (let y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++)
    for (let x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++)
      if ((x - cx) ** 2 + (y - cy) ** 2 <= radius * radius) data[y * width + x] = 0;
}
