import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedYen, yenText } from './yen-text.ts';

describe('yenText', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
    [-1_234, '△1,234'],
    [-999, '△999'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ])('writes %d as %s', (yen, text) => {
    expect(yenText(yen, false)).toBe(text);
  });

  it('can be read back exactly, whatever the sum', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (yen) => {
        const text = yenText(yen, false);
        expect(text).toMatch(/^△?\d{1,3}(,\d{3})*$/);
        expect(Number(text.replace('△', '-').replaceAll(',', '')) + 0).toBe(yen + 0);
      }),
    );
  });

  it('tells nothing of a masked sum, not even its length', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (yen) => {
        expect(yenText(yen, true)).toBe(maskedYen);
      }),
    );
  });

  it.each([0.5, Number.NaN, Infinity, 2 ** 53])('refuses %d', (yen) => {
    expect(() => yenText(yen, false)).toThrow(RangeError);
    expect(() => yenText(yen, true)).toThrow(RangeError);
  });
});
