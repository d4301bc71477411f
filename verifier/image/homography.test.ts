import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyHomography,
  fitHomography,
  fitHomographyRobustly,
  fitSimilarity,
  missOf,
} from './homography.ts';
import { repetitions } from '../../testing/repetitions.ts';
import type { Homography, Match } from './homography.ts';

const places = [0, 1, 2, 3, 4, 5].flatMap((column) =>
  [0, 1, 2, 3, 4, 5].map((row) => ({ x: 10 + column * 38, y: 10 + row * 55 })),
);

/** A camera over the page: any turn, 4 to 14 pixels per mm, some perspective. */
const cameras = fc
  .record({
    turn: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    scale: fc.double({ min: 4, max: 14, noNaN: true }),
    x: fc.double({ min: -500, max: 3000, noNaN: true }),
    y: fc.double({ min: -500, max: 3000, noNaN: true }),
    leanX: fc.double({ min: -4e-4, max: 4e-4, noNaN: true }),
    leanY: fc.double({ min: -4e-4, max: 4e-4, noNaN: true }),
  })
  .map(({ turn, scale, x, y, leanX, leanY }): Homography => {
    const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
    return [cos, -sin, x, sin, cos, y, leanX, leanY];
  });

function seenBy(camera: Homography): Match[] {
  return places.map((page) => ({ page, scan: applyHomography(camera, page) }));
}

describe('fitHomography', () => {
  it('finds the camera again from what it saw', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const matches = seenBy(camera);
        const fit = fitHomography(matches);
        if (fit === null) throw new Error('no fit');
        for (const match of matches) expect(missOf(fit, match)).toBeLessThan(0.01);
      }),
    );
  });

  it('says nothing of too few points, or of points on a line', () => {
    const matches = seenBy([5, 0, 0, 0, 5, 0, 0, 0]);
    expect(fitHomography(matches.slice(0, 3))).toBeNull();
    expect(fitSimilarity(matches.slice(0, 1))).toBeNull();
  });
});

describe('fitHomographyRobustly', () => {
  it('puts points aside that lie elsewhere', () => {
    fc.assert(
      fc.property(
        cameras,
        fc.uniqueArray(fc.nat(places.length - 1), { minLength: 1, maxLength: 7 }),
        (camera, wrong) => {
          const matches = seenBy(camera).map((match, index) =>
            wrong.includes(index)
              ? { ...match, scan: { x: match.scan.x + 80 + index, y: match.scan.y - 60 } }
              : match,
          );
          const fit = fitHomographyRobustly(matches, 2);
          if (fit === null) throw new Error('no fit');
          expect(fit.kept).toHaveLength(places.length - wrong.length);
          for (const match of seenBy(camera)) expect(missOf(fit.homography, match)).toBeLessThan(0.1);
        },
      ),
      {
        numRuns: repetitions(50, 5_000),
        // Four neighbours that lie wrong bend the fit so far that a good one is put aside before the last of them.
        examples: [
          [
            [4, 0, 0, 0, 4, 0, 0, 0],
            [25, 24, 32, 31],
          ],
        ],
      },
    );
  });
});
