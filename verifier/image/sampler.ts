import type { Grey } from './grey.ts';

/** What a picture shows between its pixels; the middle of the first one is at 0, 0. */
export type Sampler = (x: number, y: number) => number;

/** Steps of a pixel by which the cubic kernel is known. */
const phases = 64;

/** By the four pixels around a place. @param outside what lies outside the picture */
export function bilinearSampler({ width, height, data }: Grey, outside: number): Sampler {
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return outside;
    const at = top * width + left;
    const wx = x - left;
    const wy = y - top;
    return (
      ((data[at] ?? 0) * (1 - wx) + (data[at + 1] ?? 0) * wx) * (1 - wy) +
      ((data[at + width] ?? 0) * (1 - wx) + (data[at + width + 1] ?? 0) * wx) * wy
    );
  };
}

/**
 * By a cubic kernel (Catmull and Rom's), which shows a pixel's own value on the pixel and half way between two no soft mean of them.
 * @param apart pixels between samples, from 1 to 2: the kernel is as much wider
 * @param outside what lies outside the picture
 * @returns nothing below 0: where strokes are sharp, the kernel goes beyond black
 */
export function cubicSampler({ width, height, data }: Grey, apart: number, outside: number): Sampler {
  const wide = Math.max(1, apart);
  // An even number: as many on both sides.
  const taps = 2 * Math.ceil(2 * wide);
  const before = taps / 2 - 1;
  const weights = kernelWeights(wide, taps, before);
  const held = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  /** Near its end, where the picture's last pixels are repeated. */
  const sampleAtEdge = (firstX: number, firstY: number, forX: number, forY: number) => {
    let sum = 0;
    for (let j = 0; j < taps; j++)
      for (let i = 0; i < taps; i++)
        sum +=
          (weights[forY + j] ?? 0) *
          (weights[forX + i] ?? 0) *
          (data[held(firstY + j, height) * width + held(firstX + i, width)] ?? 0);
    return sum;
  };
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return outside;
    const forX = Math.round((x - left) * phases) * taps;
    const forY = Math.round((y - top) * phases) * taps;
    const firstX = left - before;
    const firstY = top - before;
    if (firstX < 0 || firstY < 0 || firstX + taps > width || firstY + taps > height)
      return Math.max(0, sampleAtEdge(firstX, firstY, forX, forY));
    let sum = 0;
    let from = firstY * width + firstX;
    for (let j = 0; j < taps; j++) {
      let inRow = 0;
      // Two taps a turn: the loop itself costs as much as what it does.
      for (let i = 0; i < taps; i += 2)
        inRow +=
          (weights[forX + i] ?? 0) * (data[from + i] ?? 0) +
          (weights[forX + i + 1] ?? 0) * (data[from + i + 1] ?? 0);
      sum += (weights[forY + j] ?? 0) * inRow;
      from += width;
    }
    return Math.max(0, sum);
  };
}

/** The kernel at the taps' distances, for each phase; their sum is 1. */
function kernelWeights(wide: number, taps: number, before: number): Float64Array {
  const weights = new Float64Array((phases + 1) * taps);
  for (let phase = 0; phase <= phases; phase++) {
    const own = weights.subarray(phase * taps, (phase + 1) * taps);
    for (let tap = 0; tap < taps; tap++) own[tap] = catmullRom((tap - before - phase / phases) / wide);
    const sum = own.reduce((total, each) => total + each, 0);
    for (let tap = 0; tap < taps; tap++) own[tap] = (own[tap] ?? 0) / sum;
  }
  return weights;
}

function catmullRom(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}
