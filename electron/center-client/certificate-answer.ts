import { X509Certificate, type KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';

/** What a certificate that the center sends has to be. */
export interface WantedCertificate {
  readonly kiosk: string;
  readonly publicKey: KeyObject;
  /** The line's authority, which is known already. */
  readonly authority: X509Certificate;
  /** By the machine's clock, which TLS goes by. */
  readonly now: Instant;
}

/** The clocks of kiosk and center differ by less than this, ms; a certificate begins when the center makes it. */
const skewMs = 60 * 60_000;

/** Whether a certificate is the one that was asked for: of this kiosk and its key, by this authority, valid from about now. */
export function isWanted(
  certificate: X509Certificate,
  { kiosk, publicKey, authority, now }: WantedCertificate,
): boolean {
  const isOwn = certificate.subject === `CN=${kiosk}` && certificate.publicKey.equals(publicKey);
  const isOfAuthority = certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  const begins = certificate.validFromDate.getTime();
  const ends = certificate.validToDate.getTime();
  return isOwn && isOfAuthority && !certificate.ca && begins <= now + skewMs && ends > now;
}

/** Reads a certificate (PEM) that may be none: null. */
export function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    // Whoever asked says what it was to be.
    return null;
  }
}
