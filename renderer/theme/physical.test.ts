import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pxPerMm } from './physical.ts';

test('the host says how large a millimetre is', () => {
  expect(pxPerMm('?mm=6.32', { width: 1024, height: 768 })).toBe(6.32);
});

test('without a word of the host the assumed panels stand in: 304 mm lying, 336 mm standing', () => {
  expect(pxPerMm('', { width: 1024, height: 768 })).toBeCloseTo(3.368, 3);
  expect(pxPerMm('', { width: 1920, height: 1080 })).toBeCloseTo(6.316, 3);
  expect(pxPerMm('', { width: 1080, height: 1920 })).toBeCloseTo(3.214, 3);
});

test.each(['?mm=', '?mm=0', '?mm=-3', '?mm=900', '?mm=abc', '?mm=NaN', '?mm=Infinity'])(
  '%s is not believed',
  (query) => {
    expect(pxPerMm(query, { width: 1024, height: 768 })).toBeCloseTo(3.368, 3);
  },
);

test('whatever comes, a millimetre stays between 1 and 20 px', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20_000), fc.nat(20_000), (value, width, height) => {
      const px = pxPerMm(`?mm=${encodeURIComponent(value)}`, { width, height });
      expect(px).toBeGreaterThanOrEqual(1);
      expect(px).toBeLessThanOrEqual(20);
    }),
  );
});
