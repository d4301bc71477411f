import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageOf } from './stage.ts';

const usual = { low: false };
const low = { low: true };

test.each([
  [1024, 768, 'usual'],
  [1366, 768, 'wide'],
  [1920, 1080, 'wide'],
  [1080, 1920, 'tall'],
] as const)('a panel of %i × %i has the shape %s, and uses all of it', (width, height, shape) => {
  expect(stageOf('', { width, height }, usual)).toMatchObject({ shape, height, low: false });
});

test('the low layout is a lying screen in the lower 45 % of an upright panel', () => {
  const stage = stageOf('', { width: 1080, height: 1920 }, low);
  expect(stage).toMatchObject({ shape: 'usual', height: 864, low: true });
  // As wide as the upright panel: 336 mm where a lying layout has 304.
  expect(stage.scale).toBeCloseTo(336 / 304, 3);
});

test('a lying panel has no low layout', () => {
  expect(stageOf('', { width: 1920, height: 1080 }, low)).toEqual(
    stageOf('', { width: 1920, height: 1080 }, usual),
  );
});

test('letters and targets of the low layout are never smaller than on a lying panel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 480, max: 4000 }), fc.integer({ min: 481, max: 8000 }), (width, height) => {
      fc.pre(height > width);
      expect(stageOf('', { width, height }, low).scale).toBeGreaterThanOrEqual(1);
      expect(stageOf('', { width, height }, low).height).toBeLessThanOrEqual(height * 0.45);
    }),
  );
});
