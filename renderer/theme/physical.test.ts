import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pxPerMm } from './physical.ts';

test('the size of a millimetre is the one that the host gives', () => {
  expect(pxPerMm('?mm=6.32', { width: 1024, height: 768 })).toBe(6.32);
});

test('when the host gives no size, a panel 304 mm wide is assumed in landscape and 336 mm in portrait', () => {
  expect(pxPerMm('', { width: 1024, height: 768 })).toBeCloseTo(3.368, 3);
  expect(pxPerMm('', { width: 1920, height: 1080 })).toBeCloseTo(6.316, 3);
  expect(pxPerMm('', { width: 1080, height: 1920 })).toBeCloseTo(3.214, 3);
});

test.each(['?mm=', '?mm=0', '?mm=-3', '?mm=900', '?mm=abc', '?mm=NaN', '?mm=Infinity'])(
  'the query %s is ignored and the assumed panel used',
  (query) => {
    expect(pxPerMm(query, { width: 1024, height: 768 })).toBeCloseTo(3.368, 3);
  },
);

test('whatever the query says, a millimetre has between 1 and 20 px', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20_000), fc.nat(20_000), (value, width, height) => {
      const px = pxPerMm(`?mm=${encodeURIComponent(value)}`, { width, height });
      expect(px).toBeGreaterThanOrEqual(1);
      expect(px).toBeLessThanOrEqual(20);
    }),
  );
});
