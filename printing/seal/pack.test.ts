import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './pack.ts';
import type { Json } from './pack.ts';
import { shapes } from './shapes.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('山', '田', 'ア', '葛󠄀', '𠮷', '１', 'a', '-') }),
  fc
    .date({ noInvalidDate: true, min: new Date('0000-01-01') })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('2026-02-30', '0000-00-00', '20260101', ''),
  fc.uint8Array({ minLength: 20, maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.constant(`${'A'.repeat(33)}B==`),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    text,
    fc.array(tie('json')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('shown', 'value')), tie('json')),
    fc.record({ shown: fc.boolean(), value: tie('json') }),
    fc.record({ place: text, headOfRegister: text }),
  ),
}));

describe('pack', () => {
  it('keeps every JSON value, and has only one form for it', () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = pack(value);
        const back = unpack(bytes);
        if (!back.ok) throw new Error('not unpacked');
        expect(JSON.stringify(sorted(back.value))).toBe(JSON.stringify(sorted(value)));
        expect(pack(sorted(value))).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('returns an error for nonsense, even deeply nested', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const back = unpack(bytes);
        if (back.ok) expect(pack(back.value)).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
    expect(unpack(new Uint8Array(500_000).fill(0x81)).ok).toBe(false);
    // A list without its 0, an unknown shape, one with too few values, base64 that is a text, a UTF-16 text of odd length.
    for (const wrong of [['a'], [9999, 1], [1, 'x'], Uint8Array.of(0x30)])
      expect(unpack(encode(wrong))).toEqual({ ok: false, error: { failed: 'notPacked' } });
  });

  it('refuses what JSON cannot hold', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 'half \ud842'])
      expect(() => pack(wrong)).toThrow(TypeError);
  });

  it('is short: a day takes five bytes, Japanese two per character, a person no keys', () => {
    expect(pack('2026-11-20')).toHaveLength(5);
    expect(pack('見本　太郎')).toHaveLength(11);
    expect(pack({ place: 'a', headOfRegister: 'b' })).toHaveLength(6);
  });

  it('has every shape only once', () => {
    const names = shapes.map((shape) => [...shape].sort().join());
    expect(new Set(names).size).toBe(shapes.length);
  });
});

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each));
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [two]) => (one < two ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry ?? null)]),
  );
}
