import { expect, it } from 'vitest';
import { lightOf, shrinkPicture } from './picture.ts';
import type { Picture } from './picture.ts';

/** Every pixel tells where it is. */
function ramp(width: number, height: number): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) rgb.set([at % width, Math.floor(at / width), 200], at * 3);
  return { width, height, rgb };
}

it.each([2, 3])('makes one pixel of %i × %i, their mean, and leaves out what is no whole block', (factor) => {
  const small = shrinkPicture(ramp(13, 10), factor);
  expect([small.width, small.height]).toEqual([Math.floor(13 / factor), Math.floor(10 / factor)]);
  const middle = (factor - 1) / 2;
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++) {
      const [red = 0, green = 0, blue] = small.rgb.subarray((y * small.width + x) * 3);
      expect(Math.abs(red - (x * factor + middle))).toBeLessThanOrEqual(0.5);
      expect(Math.abs(green - (y * factor + middle))).toBeLessThanOrEqual(0.5);
      expect(blue).toBe(200);
    }
});

it('weighs colours as the eye does', () => {
  const colours = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
  const { data } = lightOf({ width: 4, height: 1, rgb: Uint8Array.from(colours) });
  expect(Array.from(data, (light) => Math.round(light * 1000))).toEqual([299, 587, 114, 1000]);
});
