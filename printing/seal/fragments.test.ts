import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fragmentLength, groupFragments, joinFragments, splitIntoFragments } from './fragments.ts';

const whole = fc.uint8Array({ minLength: 1, maxLength: 1700 });
const count = fc.integer({ min: 1, max: 4 });

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

describe('fragments of a sheet', () => {
  it('join in any order, even when each was read twice', () => {
    fc.assert(
      fc.property(whole, count, fc.boolean(), fc.gen(), (bytes, pieces, parity, gen) => {
        const fragments = splitIntoFragments(bytes, pieces, parity);
        expect(fragments).toHaveLength(pieces + Number(parity));
        for (const fragment of fragments) expect(fragment.length).toBe(fragmentLength(bytes.length, pieces));
        const found = gen(shuffled<Uint8Array>, [...fragments, ...fragments]);
        expect(joinFragments(found)).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  it('make up for any one lost, where there is parity', () => {
    fc.assert(
      fc.property(whole, count, fc.nat(4), (bytes, pieces, lost) => {
        const fragments = splitIntoFragments(bytes, pieces, true);
        const found = fragments.filter((_, index) => index !== lost % fragments.length);
        expect(joinFragments(found)).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  it('say how many are missing when too many are lost', () => {
    const bytes = new Uint8Array(900).fill(7);
    const [first, second, ...rest] = splitIntoFragments(bytes, 3, true);
    if (!first || !second) throw new Error('three pieces and parity');
    expect(joinFragments(rest)).toEqual({
      ok: false,
      error: { failed: 'codesMissing', found: 2, needed: 3 },
    });
    expect(joinFragments(splitIntoFragments(bytes, 2, false).slice(1))).toEqual({
      ok: false,
      error: { failed: 'codesMissing', found: 1, needed: 2 },
    });
    expect(joinFragments([])).toEqual({ ok: false, error: { failed: 'noFragment' } });
  });

  it('of several sheets are told apart', () => {
    fc.assert(
      fc.property(whole, whole, count, count, fc.gen(), (one, two, piecesOfOne, piecesOfTwo, gen) => {
        fc.pre(Buffer.compare(one, two) !== 0);
        const [ofOne, ofTwo] = [
          splitIntoFragments(one, piecesOfOne, true),
          splitIntoFragments(two, piecesOfTwo, true),
        ];
        const mixed = gen(shuffled<Uint8Array>, [...ofOne, ...ofTwo]);
        expect(joinFragments(mixed)).toEqual({ ok: false, error: { failed: 'mixedSheets', sheets: 2 } });
        const joined = groupFragments(mixed).map(joinFragments);
        expect(joined).toHaveLength(2);
        expect(joined).toContainEqual({ ok: true, value: one });
        expect(joined).toContainEqual({ ok: true, value: two });
      }),
    );
  });

  it('never join to other bytes when a bit of one is flipped', () => {
    fc.assert(
      fc.property(whole, count, fc.boolean(), fc.nat(), fc.nat(), (bytes, pieces, parity, which, bit) => {
        const fragments = splitIntoFragments(bytes, pieces, parity).map((fragment) => fragment.slice());
        const hit = fragments[which % fragments.length];
        if (!hit) throw new Error('a fragment');
        const at = bit % (hit.length * 8);
        hit[at >> 3] = (hit[at >> 3] ?? 0) ^ (1 << (at & 7));
        const joined = joinFragments(fragments);
        if (joined.ok) expect(joined.value).toEqual(bytes);
      }),
    );
  });

  it('are found among other people’s codes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }), (texts) => {
        const foreign = texts.map((text) => new TextEncoder().encode(text));
        expect(joinFragments(foreign)).toEqual({ ok: false, error: { failed: 'noFragment' } });
        const bytes = new TextEncoder().encode('見本');
        const ours = splitIntoFragments(bytes, 2, true);
        expect(joinFragments([...foreign, ...ours])).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  it('have a header only for one to four pieces', () => {
    for (const wrong of [0, 5, 1.5])
      expect(() => splitIntoFragments(new Uint8Array(9), wrong, false)).toThrow(RangeError);
  });
});
