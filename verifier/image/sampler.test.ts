import { describe, expect, it } from 'vitest';
import { emptyGrey } from './grey.ts';
import type { Grey } from './grey.ts';
import { bilinearSampler, cubicSampler } from './sampler.ts';

/** A wave along x of so many pixels a period, around a half. */
function wave(period: number): Grey {
  const picture = emptyGrey(64, 16);
  for (let at = 0; at < picture.data.length; at++)
    picture.data[at] = 0.5 + 0.4 * Math.cos((2 * Math.PI * (at % picture.width)) / period);
  return picture;
}

describe('cubicSampler', () => {
  it('shows on a pixel what the pixel shows', () => {
    const picture = wave(7);
    const sample = cubicSampler(picture, 1, -1);
    for (const x of [10, 20, 33]) expect(sample(x, 8)).toBeCloseTo(picture.data[8 * 64 + x] ?? 0, 5);
  });

  it('keeps more of a fine wave half way between pixels than the mean of the two', () => {
    const picture = wave(4);
    const halves = Array.from({ length: 16 }, (_, index) => 20.5 + index);
    const swing = (sample: (x: number, y: number) => number) =>
      Math.max(...halves.map((x) => sample(x, 8))) - Math.min(...halves.map((x) => sample(x, 8)));
    expect(swing(cubicSampler(picture, 1, -1))).toBeGreaterThan(1.1 * swing(bilinearSampler(picture, -1)));
  });

  it('takes a wave finer than the samples out, where they lie further apart', () => {
    const sample = cubicSampler(wave(2.2), 1.9, -1);
    const seen = Array.from({ length: 12 }, (_, index) => sample(15 + 1.9 * index, 8));
    expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(0.25);
  });

  it('says where the picture ends, repeats its last pixels before, and shows nothing blacker than black', () => {
    const edge = emptyGrey(16, 16);
    for (let at = 0; at < edge.data.length; at++) edge.data[at] = at % 16 < 8 ? 0 : 1;
    const sample = cubicSampler(edge, 1, -1);
    expect(sample(-0.2, 3)).toBe(-1);
    expect(sample(15.2, 3)).toBe(-1);
    expect(sample(0.5, 0.5)).toBe(0);
    expect(sample(14.5, 14.5)).toBeCloseTo(1, 5);
    expect(Math.min(...Array.from({ length: 60 }, (_, index) => sample(4 + index / 10, 7.3)))).toBe(0);
  });
});
