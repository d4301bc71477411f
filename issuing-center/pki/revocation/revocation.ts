import type { X509Certificate } from 'node:crypto';
import type { Anchor } from '../certificate.ts';

/**
 * `unknown` is whatever is not a sound answer: none in time, a stale one, one by a signer who may not sign, one with another
 * nonce, or a responder that does not know the certificate. It refuses the login (fail closed).
 */
export type RevocationState = 'good' | 'revoked' | 'unknown';

/** Asks whether a certificate is revoked. Never throws and never hangs: anything that goes wrong is `unknown`. */
export interface RevocationChecker {
  check(certificate: X509Certificate, issuer: Anchor): Promise<RevocationState>;
}
