import { describe, expect, it } from 'vitest';
import { emptyGrey } from '../image/grey.ts';
import { isBlackAndWhite } from './two-tones.ts';

function scanOf(lightAt: (x: number, y: number) => number) {
  const scan = emptyGrey(300, 200);
  for (let at = 0; at < scan.data.length; at++)
    scan.data[at] = lightAt(at % scan.width, Math.floor(at / scan.width));
  return scan;
}

describe('isBlackAndWhite', () => {
  it('is so where nothing lies between the darkest and the lightest, be they quite black and white or not', () => {
    expect(isBlackAndWhite(scanOf((x, y) => ((x * y) % 5 === 0 ? 0 : 1)))).toBe(true);
    expect(isBlackAndWhite(scanOf((x, y) => ((x * y) % 5 === 0 ? 0.1 : 0.92)))).toBe(true);
  });

  it('is not so with the grey edges of strokes, however few', () => {
    expect(isBlackAndWhite(scanOf((x) => (x % 50 < 2 ? 0 : x % 50 < 3 ? 0.5 : 1)))).toBe(false);
  });
});
