import { describe, expect, it } from 'vitest';
import { strokeShares } from './judge-cells.ts';

describe('strokeShares', () => {
  it('measures a ・ by what the other characters have of strokes: the ground beside it is no other character', () => {
    const kanji = { sharpness: 0.04, unexplained: 0.002 };
    const [, , dot = 1] = strokeShares([kanji, kanji, { sharpness: 0.005, unexplained: 0.002 }]);
    expect(dot).toBeLessThan(0.2);
    const [, , otherStands = 0] = strokeShares([kanji, kanji, { sharpness: 0.005, unexplained: 0.02 }]);
    // More than any limit of a page (0.32), also against the strokes of a kanji.
    expect(otherStands).toBeGreaterThan(0.4);
  });

  it('takes a character with strokes by its own, and a blurred page not by its noise', () => {
    const [one] = strokeShares([{ sharpness: 0.04, unexplained: 0.004 }]);
    expect(one).toBeCloseTo(0.1, 5);
    const [blurred] = strokeShares([{ sharpness: 0.0004, unexplained: 0.0004 }]);
    expect(blurred).toBeCloseTo(0.1, 5);
  });
});
