import { blurGrey } from '../image/blur.ts';
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
  return perPixel(rest, contrast);
}

/** Energy of a character's strokes, for each pixel and of full contrast, without the tone that they make together. */
export function strokeEnergy(own: Grey, contrast: number): number {
  return perPixel(withoutTone(own), contrast);
}

function perPixel(strokes: Grey, contrast: number): number {
  return energyOf(strokes) / Math.max(1e-9, contrast * contrast * strokes.data.length);
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
  const calm = blurGrey(picture, 1).data;
  let worst = 0;
  for (let at = 0; at < calm.length; at++)
    if (Math.abs(calm[at] ?? 0) > Math.abs(calm[worst] ?? 0)) worst = at;
  const { width, height, data } = picture;
  const [cx, cy] = [worst % width, Math.floor(worst / width)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((x - cx) ** 2 + (y - cy) ** 2 <= radius * radius) data[y * width + x] = 0;
}
