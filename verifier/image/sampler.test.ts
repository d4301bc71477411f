import { describe, expect, it } from 'vitest';
import { emptyGrey } from './grey.ts';
import type { Grey } from './grey.ts';
import { bilinearSampler, cubicSampler } from './sampler.ts';
import type { Sampler } from './sampler.ts';
import { seededRandom } from '../../testing/scans/random.ts';

/** A wave along x of so many pixels a period, around a half. */
function wave(period: number): Grey {
  const picture = emptyGrey(64, 16);
  for (let at = 0; at < picture.data.length; at++)
    picture.data[at] = 0.5 + 0.4 * Math.cos((2 * Math.PI * (at % picture.width)) / period);
  return picture;
}

/** The sample at one place; the middle of the picture's first pixel is at 0, 0. */
function at(sampler: Sampler): (x: number, y: number) => number {
  return (x, y) => {
    const into = new Float32Array(1);
    const corners = Float64Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? x : y) + 0.5);
    sampler.sample([{ corners, side: 1, columns: 1, rows: 1 }], into, 0, 1);
    return into[0] ?? NaN;
  };
}

describe('cubicSampler', () => {
  it('shows on a pixel what the pixel shows', () => {
    const picture = wave(7);
    const sample = at(cubicSampler(picture, 1, -1));
    for (const x of [10, 20, 33]) expect(sample(x, 8)).toBeCloseTo(picture.data[8 * 64 + x] ?? 0, 5);
  });

  it('keeps more of a fine wave half way between pixels than the mean of the two', () => {
    const picture = wave(4);
    const halves = Array.from({ length: 16 }, (_, index) => 20.5 + index);
    const swing = (sample: (x: number, y: number) => number) =>
      Math.max(...halves.map((x) => sample(x, 8))) - Math.min(...halves.map((x) => sample(x, 8)));
    expect(swing(at(cubicSampler(picture, 1, -1)))).toBeGreaterThan(
      1.1 * swing(at(bilinearSampler(picture, -1))),
    );
  });

  it('takes a wave finer than the samples out, where they lie further apart', () => {
    const sample = at(cubicSampler(wave(2.2), 1.9, -1));
    const seen = Array.from({ length: 12 }, (_, index) => sample(15 + 1.9 * index, 8));
    expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(0.25);
  });

  it('says where the picture ends, repeats its last pixels before, and shows nothing blacker than black', () => {
    const edge = emptyGrey(16, 16);
    for (let at = 0; at < edge.data.length; at++) edge.data[at] = at % 16 < 8 ? 0 : 1;
    const sample = at(cubicSampler(edge, 1, -1));
    expect(sample(-0.2, 3)).toBe(-1);
    expect(sample(15.2, 3)).toBe(-1);
    expect(sample(0.5, 0.5)).toBe(0);
    expect(sample(14.5, 14.5)).toBeCloseTo(1, 5);
    expect(Math.min(...Array.from({ length: 60 }, (_, index) => sample(4 + index / 10, 7.3)))).toBe(0);
  });
});

/** Catmull and Rom's kernel. */
function weightAt(distance: number): number {
  const x = Math.abs(distance);
  return x >= 2 ? 0 : x < 1 ? 1.5 * x ** 3 - 2.5 * x ** 2 + 1 : -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2;
}

it.each([1, 1.3, 1.9])(
  'samples a turned patch as the plain sum over all pixels does, %f pixels apart, beyond every end of the picture',
  (apart) => {
    const random = seededRandom(7);
    const picture = emptyGrey(40, 30);
    for (let index = 0; index < picture.data.length; index++) picture.data[index] = random.between(0.2, 1);
    const held = (place: number, length: number) => Math.min(length - 1, Math.max(0, place));
    const plain = (x: number, y: number) => {
      if (x < 0 || y < 0 || x >= 39 || y >= 29) return -1;
      // The kernel is known for steps of a 64th of a pixel.
      const [placeX, placeY] = [x, y].map((each) => Math.floor(each) + Math.round((each % 1) * 64) / 64);
      let [sum, weights] = [0, 0];
      for (let row = -8; row < 40; row++)
        for (let column = -8; column < 50; column++) {
          const weight = weightAt((column - (placeX ?? 0)) / apart) * weightAt((row - (placeY ?? 0)) / apart);
          sum += weight * (picture.data[held(row, 30) * 40 + held(column, 40)] ?? 0);
          weights += weight;
        }
      return Math.max(0, sum / weights);
    };
    const corners = Float64Array.of(-3.2, 4.1, 37.9, -5.3, 4.7, 35.2, 46.1, 24.8);
    const into = new Float32Array(16 * 14);
    cubicSampler(picture, apart, -1).sample([{ corners, side: 16, columns: 14, rows: 16 }], into, 0, 14);
    for (const [index, value] of into.entries()) {
      const [fx, fy] = [((index % 14) + 0.5) / 16, (Math.floor(index / 14) + 0.5) / 16];
      const [x = 0, y = 0] = [0, 1].map((axis) => {
        const corner = (of: number) => corners[2 * of + axis] ?? 0;
        return (
          (corner(0) * (1 - fy) + corner(2) * fy) * (1 - fx) +
          (corner(1) * (1 - fy) + corner(3) * fy) * fx -
          0.5
        );
      });
      expect(value).toBeCloseTo(plain(x, y), 4);
    }
    expect(into.filter((value) => value === -1).length).toBeGreaterThan(10);
  },
);
