import type { X509Certificate } from 'node:crypto';
import type { Anchor } from '../certificate.ts';
import type { Revoked } from './revocation-reason.ts';

/**
 * `changed` is revoked because what the certificate says of its holder has changed, which voids a signature certificate
 * (CRLReason affiliationChanged; the authority's practice statement, 4.9.9). `revoked` is revoked for any other reason, or for
 * none that is named. `unknown` is whatever is not a sound answer: none in time, a stale one, one by a signer who may not sign, one with another
 * nonce, or a responder that does not know the certificate. It refuses the login (fail closed).
 */
export type RevocationState = 'good' | Revoked | 'unknown';

/** Asks whether a certificate is revoked. Never throws and never hangs: anything that goes wrong is `unknown`. */
export interface RevocationChecker {
  check(certificate: X509Certificate, issuer: Anchor): Promise<RevocationState>;
}
