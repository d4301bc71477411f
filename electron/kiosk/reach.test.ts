import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestControlMm, reachMm } from '../../shared/low-layout.ts';
import { outOfReach } from './reach.ts';

/** 27 inches, upright. */
const upright = { width: 1080, height: 1920, widthMm: 336 };
/** 15 inches, lying. */
const lying = { width: 1024, height: 768, widthMm: 304 };

describe('the controls of a panel', () => {
  it('lie in the lower 45 % of an upright one, in the low layout', () => {
    // 597.3 mm high.
    expect(highestControlMm({ ...upright, lowerEdgeMm: 950 })).toBeCloseTo(950 + 0.45 * 597.33, 1);
    expect(outOfReach({ ...upright, lowerEdgeMm: 951 })).toEqual([]);
    expect(outOfReach({ ...upright, lowerEdgeMm: 960 })).toEqual([
      'screen: even in the low layout controls lie as high as 1229 mm above the floor, and somebody in a wheelchair reaches 1220 mm: hang the panel 9 mm lower',
    ]);
  });

  it('lie as high as a lying one does', () => {
    expect(outOfReach({ ...lying, lowerEdgeMm: 992 })).toEqual([]);
    expect(outOfReach({ ...lying, lowerEdgeMm: 1_100 })).toEqual([
      expect.stringMatching(/^screen: controls lie as high as 1328 mm .* hang the panel 108 mm lower$/),
    ]);
  });

  it('are not judged where nobody has measured', () => {
    expect(outOfReach({ ...upright, lowerEdgeMm: null })).toEqual([]);
    expect(outOfReach({ ...upright, widthMm: null, lowerEdgeMm: 1_400 })).toEqual([]);
  });

  it('are in reach once the panel hangs lower by as much as is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(upright, lying),
        fc.integer({ min: 1_000, max: 2_500 }),
        (panel, lowerEdgeMm) => {
          const [told] = outOfReach({ ...panel, lowerEdgeMm });
          fc.pre(told !== undefined);
          const lower = Number(/hang the panel (\d+) mm/.exec(told)?.[1]);
          expect(highestControlMm({ ...panel, lowerEdgeMm: lowerEdgeMm - lower })).toBeLessThanOrEqual(
            reachMm,
          );
        },
      ),
    );
  });
});
