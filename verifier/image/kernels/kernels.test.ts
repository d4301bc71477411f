import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../testing/scans/random.ts';
import { blurGrey } from '../blur.ts';
import { emptyGrey } from '../grey.ts';
import type { Grey } from '../grey.ts';
import { closeGrey, growGrey, openGrey } from '../morphology.ts';

/** Sizes of no round number, and smaller than any kernel reaches. */
const sizes = [
  [61, 103],
  [7, 50],
  [3, 2],
] as const;

function noise(width: number, height: number): Grey {
  const random = seededRandom(width);
  const picture = emptyGrey(width, height);
  for (let at = 0; at < picture.data.length; at++) picture.data[at] = random.between(-1, 1);
  return picture;
}

function expectSame(one: Grey, two: Grey): void {
  for (const [at, value] of one.data.entries()) expect(value).toBeCloseTo(two.data[at] ?? NaN, 5);
}

/** A picture whose every pixel is made of those of another one. */
function madeOf(
  from: Grey,
  make: (x: number, y: number, at: (x: number, y: number) => number) => number,
): Grey {
  const { width, data } = from;
  const at = (x: number, y: number) => data[y * width + x] ?? NaN;
  return {
    ...from,
    data: Float32Array.from(data, (_, index) => make(index % width, Math.floor(index / width), at)),
  };
}

describe.each(sizes)('in a picture of %i × %i pixels', (width, height) => {
  const picture = noise(width, height);
  const held = (place: number, length: number) => Math.min(length - 1, Math.max(0, place));

  it.each([0.5, 0.7, 1.6, 1.99])('a blur by %f is the plain sum', (sigma) => {
    const reach = Math.ceil(2.5 * sigma);
    const line = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
    const weight = (by: number) => Math.exp((-by * by) / (2 * sigma * sigma));
    const all = line.reduce((sum, by) => sum + weight(by), 0);
    const plain = madeOf(picture, (x, y, at) => {
      let sum = 0;
      for (const dy of line)
        for (const dx of line) sum += weight(dx) * weight(dy) * at(held(x + dx, width), held(y + dy, height));
      return sum / (all * all);
    });
    expectSame(blurGrey(picture, sigma), plain);
  });

  const around = (
    from: Grey,
    choose: (one: number, two: number) => number,
    isIn: (dx: number, dy: number) => boolean,
  ) =>
    madeOf(from, (x, y, at) => {
      let most = at(x, y);
      for (let py = Math.max(0, y - 4); py <= Math.min(height - 1, y + 4); py++)
        for (let px = Math.max(0, x - 4); px <= Math.min(width - 1, x + 4); px++)
          if (isIn(px - x, py - y)) most = choose(most, at(px, py));
      return most;
    });

  it.each([1, 2, 3])('growing by %i takes the largest of a square', (radius) => {
    const plain = around(picture, Math.max, (dx, dy) => Math.abs(dx) <= radius && Math.abs(dy) <= radius);
    expectSame(growGrey(picture, radius), plain);
  });

  it.each([1.4, 2.2, 3])('opening and closing by %f take the largest and smallest of a disc', (radius) => {
    const isIn = (dx: number, dy: number) => Math.hypot(dx, dy) <= radius;
    expectSame(openGrey(picture, radius), around(around(picture, Math.min, isIn), Math.max, isIn));
    expectSame(closeGrey(picture, radius), around(around(picture, Math.max, isIn), Math.min, isIn));
  });
});
