import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfSecret, fingerprintLetters, readKioskCode, secretOf, writeKioskCode } from './kiosk-code.ts';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc
  .tuple(
    fc.uint8Array({ minLength: bytesOfSecret, maxLength: bytesOfSecret }),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
  )
  .map(([random, sha256]) => ({ secret: secretOf(random), fingerprint: fingerprintLetters(sha256) }));

describe('a one-time code', () => {
  it('is nine groups of five letters, read as they were written', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = writeKioskCode(code);
        expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){8}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(readKioskCode(text)).toEqual(code);
      }),
    );
  });

  it('has 80 bits of the secret and the first 100 of the fingerprint', () => {
    expect(secretOf(Uint8Array.from({ length: 16 }, (_none, index) => index + 16))).toBe('GHJKMNPQRSTVWXYZ');
    const sha256 = Buffer.from('0123456789abcdef0123456789'.padEnd(64, 'f'), 'hex');
    // Judged by arithmetic: the same bits as one number in base 32.
    const number = BigInt('0x0123456789abcdef012345678');
    const expected = Array.from({ length: 20 }, (_none, index) =>
      letters.charAt(Number((number >> BigInt(5 * (19 - index))) & 31n)),
    ).join('');
    expect(fingerprintLetters(sha256)).toBe(expected);
  });

  it('is read as people type it', () => {
    const code = { secret: '0101010101010101', fingerprint: '00001111AAAABBBBCCCC' };
    const typed = writeKioskCode(code)
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replaceAll('-', '  ');
    expect(readKioskCode(` ${typed}\n`)).toEqual(code);
  });

  it('shows the group in which one letter is wrong, or two have changed places', () => {
    fc.assert(
      fc.property(codes, fc.nat(8), fc.nat(4), fc.nat(31), (code, group, place, other) => {
        const groups = writeKioskCode(code).split('-');
        const right = groups[group] ?? '';
        const wrong = right.slice(0, place) + letters.charAt(other) + right.slice(place + 1);
        const [a = '', b = ''] = right.slice(place % 4);
        const turned = right.slice(0, place % 4) + b + a + right.slice((place % 4) + 2);
        for (const typed of [wrong, turned]) {
          if (typed === right) continue;
          expect(readKioskCode(groups.with(group, typed).join('-'))).toEqual({ group: group + 1 });
        }
      }),
    );
  });

  it('shows two groups that have changed places, and a code that is cut off or goes on', () => {
    const text = writeKioskCode({ secret: 'A'.repeat(16), fingerprint: 'B'.repeat(20) });
    const [first = '', second = '', ...rest] = text.split('-');
    expect(readKioskCode([second, first, ...rest].join('-'))).toEqual({ group: 1 });
    for (const wrong of ['', text.slice(0, -1), text.slice(0, -6), `${text}0`, `${text}-00000`])
      expect(readKioskCode(wrong)).toBe('length');
    expect(readKioskCode(text.replace('A', 'U'))).toEqual({ group: 1 });
  });
});
