/** The secrets for which the issuer gives a permit. */
export type ResettableSecret = 'pin' | 'signaturePassword';

/** Bytes of the challenge that a card gives for a permit. */
export const cardChallengeLength = 16;

/**
 * How a permit is signed: ECDSA on P-384 with SHA-384, r and s side by side (96 bytes) as cards compute them, not DER. How
 * the real issuer proves itself to its cards is not published: this is the project's own choice.
 */
export const resetPermitSignature = {
  curve: 'P-384',
  digest: 'sha384',
  dsaEncoding: 'ieee-p1363',
  length: 96,
} as const;

const head = new TextEncoder().encode('komado-reset-permit-1\n');
const codes: Record<ResettableSecret, number> = { pin: 1, signaturePassword: 2 };
const sha256Length = 32;

/**
 * What the issuer signs so that a card accepts a new secret without the old one. The challenge makes the permit valid once,
 * the certificate ties it to one card, the code to one secret. Every part has a fixed length: different permits never have
 * the same bytes.
 * @param permit.cardChallenge 16 bytes, from the card
 * @param permit.certificateSha256 SHA-256 of the card's user authentication certificate (DER), 32 bytes
 * @throws RangeError when a part has the wrong length
 */
export function resetPermitMessage(permit: {
  readonly cardChallenge: Uint8Array;
  readonly certificateSha256: Uint8Array;
  readonly secret: ResettableSecret;
}): Uint8Array {
  const { cardChallenge, certificateSha256, secret } = permit;
  if (cardChallenge.length !== cardChallengeLength) throw new RangeError('the challenge of a card: 16 bytes');
  if (certificateSha256.length !== sha256Length) throw new RangeError('a SHA-256: 32 bytes');
  return Uint8Array.from([...head, codes[secret], ...cardChallenge, ...certificateSha256]);
}
