import { createHash, randomBytes, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  cardChallengeLength,
  resetPermitMessage,
  resetPermitSignature,
} from '../../../shared/reset-permit.ts';
import type { ResettableSecret } from '../../../shared/reset-permit.ts';

/** How a card verifies that its issuer permits a new secret. */
export interface IssuerCheck {
  /** A challenge for one permit; it voids the one before. */
  challenge(): Uint8Array;
  /** Takes the issuer's permit for a secret. Whatever comes of it, the challenge is used up. */
  present(secret: ResettableSecret, permit: Uint8Array): 'ok' | 'refused' | 'noChallenge' | 'noIssuer';
  /** Whether the issuer has permitted a new value of this secret that is not set yet. */
  permits(secret: ResettableSecret): boolean;
  /** Call when the new secret is set or the card has lost power. */
  forget(): void;
}

/**
 * @param issuer public key of the issuer (P-384); null for a card that knows none
 * @param certificate the card's user authentication certificate, DER
 */
export function createIssuerCheck(issuer: KeyObject | null, certificate: Uint8Array): IssuerCheck {
  const certificateSha256 = createHash('sha256').update(certificate).digest();
  let cardChallenge: Uint8Array | null = null;
  let permitted: ResettableSecret | null = null;
  return {
    challenge() {
      cardChallenge = Uint8Array.from(randomBytes(cardChallengeLength));
      permitted = null;
      return cardChallenge;
    },
    present(secret, permit) {
      const own = cardChallenge;
      cardChallenge = null;
      permitted = null;
      if (!issuer) return 'noIssuer';
      if (!own) return 'noChallenge';
      const { digest, dsaEncoding } = resetPermitSignature;
      const message = resetPermitMessage({ cardChallenge: own, certificateSha256, secret });
      if (!verify(digest, message, { key: issuer, dsaEncoding }, permit)) return 'refused';
      permitted = secret;
      return 'ok';
    },
    permits: (secret) => permitted === secret,
    forget() {
      cardChallenge = null;
      permitted = null;
    },
  };
}
