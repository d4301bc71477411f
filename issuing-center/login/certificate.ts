import { createHash, verify, X509Certificate } from 'node:crypto';
import type { RefusalCode } from '../../shared/center-api.ts';
import type { Instant } from '../../shared/dates.ts';
import { sha256Schema, type Sha256 } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { DerError } from './der.ts';
import { readExtensions, type CertificateExtensions } from './extensions.ts';

/** Policy of the JPKI user authentication certificate. */
const userAuthenticationPolicy = '1.2.392.200149.8.5.1.3.30';
const leastRsaBits = 2048;

/** A CA certificate that this center trusts: one of the generations of the user authentication CA. */
export interface Anchor {
  readonly certificate: X509Certificate;
  readonly keyId: string;
}

/** @throws when an anchor is no CA certificate with a key identifier: the center must not start with it. */
export function readAnchors(anchors: readonly Uint8Array[]): readonly Anchor[] {
  if (anchors.length === 0) throw new Error('expected at least one CA certificate to trust');
  return anchors.map((der) => {
    const certificate = new X509Certificate(der);
    const { subjectKeyId, certificateSigning } = readExtensions(der);
    if (!certificate.ca || !certificateSigning || subjectKeyId === null)
      throw new Error('expected a CA certificate with key usage and subject key identifier');
    return { certificate, keyId: subjectKeyId };
  });
}

/** A user authentication certificate that chains to an anchor, is of the right policy, and valid at the instant asked for. */
export interface ValidCertificate {
  readonly certificate: X509Certificate;
  readonly issuerKeyId: string;
  /** Lower-case hexadecimal. */
  readonly serial: string;
  readonly sha256: Sha256;
}

/**
 * Validates a user authentication certificate: issuer by key identifier (all generations of the CA bear one name), the
 * issuer's signature, policy, key usage, dates. Whether it is revoked is the register's to say.
 *
 * `certificateUnknown` is everything that this center's anchors did not issue for this purpose, also what is no certificate.
 */
export function validateCertificate(
  der: Uint8Array,
  anchors: readonly Anchor[],
  now: Instant,
): Result<ValidCertificate, RefusalCode> {
  const parsed = parseCertificate(der);
  if (!parsed) return err('certificateUnknown');
  const { certificate, extensions } = parsed;
  const anchor = anchors.find(({ keyId }) => keyId === extensions.authorityKeyId);
  if (!anchor || !isIssuedBy(certificate, anchor.certificate)) return err('certificateUnknown');
  const fitsPurpose =
    extensions.policies.includes(userAuthenticationPolicy) &&
    extensions.digitalSignature &&
    extensions.unknownCritical.length === 0 &&
    !certificate.ca &&
    hasStrongRsaKey(certificate);
  if (!fitsPurpose) return err('certificateUnknown');
  // With the CA's own validity over, so is that of every certificate below it.
  const notBefore = Math.max(certificate.validFromDate.getTime(), anchor.certificate.validFromDate.getTime());
  const notAfter = Math.min(certificate.validToDate.getTime(), anchor.certificate.validToDate.getTime());
  if (now < notBefore) return err('certificateNotYetValid');
  if (now > notAfter) return err('certificateExpired');
  return ok({
    certificate,
    issuerKeyId: anchor.keyId,
    serial: certificate.serialNumber.toLowerCase(),
    sha256: sha256Schema.parse(createHash('sha256').update(der).digest('hex')),
  });
}

/** Whether the key of the certificate made this signature (PKCS#1 v1.5, SHA-256) over the message. */
export function signedBy(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', message, certificate.publicKey, signature);
}

function parseCertificate(
  der: Uint8Array,
): { certificate: X509Certificate; extensions: CertificateExtensions } | null {
  try {
    return { certificate: new X509Certificate(der), extensions: readExtensions(der) };
  } catch (error) {
    if (error instanceof DerError || isOpenSslError(error)) return null;
    throw error;
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function hasStrongRsaKey(certificate: X509Certificate): boolean {
  const key = certificate.publicKey;
  return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= leastRsaBits;
}

function isOpenSslError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_')
  );
}
