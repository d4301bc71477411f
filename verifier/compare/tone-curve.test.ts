import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { emptyGrey } from '../image/grey.ts';
import { fitToneCurve } from './tone-curve.ts';
import type { ToneCurve } from './tone-curve.ts';

/** The curve of a page whose pixels are seen as told, evenly over every expected ink. */
function curveOf(seenOf: (expected: number, chance: number) => number): ToneCurve {
  const random = seededRandom(4);
  const expected = Float64Array.from({ length: 20_000 }, () => random.between(-0.1, 1.1));
  const seen = expected.map((value) => seenOf(value, random.next()));
  return fitToneCurve(expected, seen, new Uint8Array(expected.length).fill(1));
}

describe('fitToneCurve', () => {
  it('follows contrast that is cut at paper and black, and leaves little room', () => {
    const curve = curveOf((expected) => Math.min(1, Math.max(0, 2 * expected - 0.5)));
    for (const [expected, shown] of [
      [0.1, 0],
      [0.4, 0.3],
      [0.6, 0.7],
      [0.95, 1],
    ] as const) {
      expect(curve.shown(expected)).toBeCloseTo(shown, 1);
      expect(curve.above(expected) + curve.below(expected)).toBeLessThan(0.1);
    }
  });

  it('leaves all room at the edges of a scan in black and white, and none on paper and in strokes', () => {
    const curve = curveOf((expected, chance) => (expected > 0.2 + 0.6 * chance ? 1 : 0));
    expect(curve.shown(0.5)).toBeCloseTo(0.5, 1);
    expect(curve.shown(0.5) + curve.above(0.5)).toBeCloseTo(1, 1);
    expect(curve.shown(0.5) - curve.below(0.5)).toBeCloseTo(0, 1);
    expect(curve.above(0.05)).toBeLessThan(0.1);
    expect(curve.below(0.95)).toBeLessThan(0.1);
  });

  it('gives a page that shows something else altogether no room for solid ink on paper', () => {
    const curve = curveOf((_, chance) => (chance < 0.2 ? 1 : 0));
    // Solid ink on what should be paper still is more than half too much.
    expect(curve.shown(0) + curve.above(0)).toBeLessThan(0.45);
  });

  it('never falls', () => {
    const curve = curveOf((expected, chance) => 0.8 * expected + 0.4 * (chance - 0.5));
    for (let expected = -0.3; expected < 1.5; expected += 0.05)
      expect(curve.shown(expected + 0.05)).toBeGreaterThanOrEqual(curve.shown(expected));
  });

  it('says of a whole picture what it says of each pixel', () => {
    const curve = curveOf((expected, chance) => (expected > 0.2 + 0.6 * chance ? 1 : 0));
    const ink = emptyGrey(300, 70);
    for (let at = 0; at < ink.data.length; at++) ink.data[at] = -0.6 + (at * 2.4) / ink.data.length;
    const pictures = (['shown', 'least', 'most'] as const).map((which) => curve.picture(ink, which).data);
    for (const [at, expected] of ink.data.entries()) {
      if (at % 97 !== 0) continue;
      const shown = curve.shown(expected);
      const wanted = [shown, shown - curve.below(expected), shown + curve.above(expected)];
      for (const [index, picture] of pictures.entries())
        expect(picture[at]).toBeCloseTo(wanted[index] ?? NaN, 5);
    }
  });
});
