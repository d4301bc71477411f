import { createHash } from 'node:crypto';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { codeVersion } from '../paper/place.ts';
import { bestMasked, difference, linesOf, modulesOf, type Lines } from './choose-mask.ts';

/** Bytes that look random, the same in every run; some runs of one byte in them make codes with large light and dark areas. */
function bytesOf(number: number): Uint8Array {
  const blocks = Array.from({ length: 9 }, (_, block) =>
    (number + block) % 4 === 0
      ? Buffer.alloc(32, number)
      : createHash('sha256').update(`${number}/${block}`).digest(),
  );
  return new Uint8Array(Buffer.concat(blocks));
}

const options = { version: codeVersion, errorCorrectionLevel: 'M' } as const;
const under = (mask: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | undefined, data: Uint8Array) =>
  create([{ mode: 'byte', data }], mask === undefined ? options : { ...options, maskPattern: mask });

describe('the best mask', () => {
  it('is the one that the package qrcode chooses, which counts module by module', () => {
    const [first, ...others] = ([0, 1, 2, 3, 4, 5, 6, 7] as const).map((mask) =>
      linesOf(under(mask, new Uint8Array(1)).modules.data),
    );
    if (!first) throw new Error('eight masks');
    const masks: Lines[] = [first, ...others].map((lines) => difference(first, lines));
    const chosen = new Set<number>();
    for (let number = 0; number < 120; number += 1) {
      const expected = under(undefined, bytesOf(number));
      chosen.add(Number(expected.maskPattern));
      const best = bestMasked(linesOf(under(0, bytesOf(number)).modules.data), masks);
      expect(Buffer.from(modulesOf(best)).equals(expected.modules.data), `bytes ${number}`).toBe(true);
    }
    expect(chosen.size).toBe(8);
  });

  it('is for codes of 69 modules a side alone', () => {
    expect(() => linesOf(new Uint8Array(25 ** 2))).toThrow(RangeError);
  });
});
