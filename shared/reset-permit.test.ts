import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardChallengeLength, resetPermitMessage } from './reset-permit.ts';

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
const permit = fc.record({
  cardChallenge: bytes(cardChallengeLength),
  certificateSha256: bytes(32),
  secret: fc.constantFrom('pin' as const, 'signaturePassword' as const),
});
/** Two permits that differ in one part, in all, or in none. */
const pairs = fc
  .tuple(permit, permit, fc.constantFrom('cardChallenge', 'certificateSha256', 'secret', 'all', 'none'))
  .map(([one, two, part]) => {
    if (part === 'all') return [one, two] as const;
    return [one, part === 'none' ? { ...one } : { ...one, [part]: two[part] }] as const;
  });

describe('the message of a permit for a new secret', () => {
  it('is the same for two permits exactly when they say the same', () => {
    const said = (one: typeof permit extends fc.Arbitrary<infer P> ? P : never): string =>
      [
        one.secret,
        Buffer.from(one.cardChallenge).toString('hex'),
        Buffer.from(one.certificateSha256).toString('hex'),
      ].join();
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const same = Buffer.compare(resetPermitMessage(one), resetPermitMessage(other)) === 0;
        expect(same).toBe(said(one) === said(other));
      }),
    );
  });

  it('is exactly these bytes: head, code of the secret, challenge, hash of the certificate', () => {
    const message = resetPermitMessage({
      cardChallenge: new Uint8Array(16).fill(0xc1),
      certificateSha256: new Uint8Array(32).fill(0x5a),
      secret: 'signaturePassword',
    });
    const head = Buffer.from('komado-reset-permit-1\n').toString('hex');
    expect(Buffer.from(message).toString('hex')).toBe(`${head}02${'c1'.repeat(16)}${'5a'.repeat(32)}`);
  });

  it('rejects parts of the wrong length', () => {
    const parts = {
      cardChallenge: new Uint8Array(16),
      certificateSha256: new Uint8Array(32),
      secret: 'pin',
    } as const;
    expect(() => resetPermitMessage({ ...parts, cardChallenge: new Uint8Array(8) })).toThrow(RangeError);
    expect(() => resetPermitMessage({ ...parts, certificateSha256: new Uint8Array(64) })).toThrow(RangeError);
  });
});
