import { createHash, verify, X509Certificate } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import { sha256Schema, type Sha256 } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isP384, isSignedBy, isStrongRsa, readSigned } from './certificate-signature.ts';
import { DerError } from './der.ts';
import { readExtensions, type CertificateExtensions } from './extensions.ts';

/** The two certificates on a card: one logs in, the other signs for its holder. */
export type CertificatePurpose = 'userAuthentication' | 'signature';

const policies: Readonly<Record<CertificatePurpose, string>> = {
  userAuthentication: '1.2.392.200149.8.5.1.3.30',
  signature: '1.2.392.200149.8.5.1.1.20',
};

/** Why a certificate is not accepted. */
export type CertificateWrong = 'certificateUnknown' | 'certificateNotYetValid' | 'certificateExpired';

/** A CA certificate that this center trusts: one of the generations of the CA for one purpose. */
export interface Anchor {
  readonly certificate: X509Certificate;
  readonly keyId: string;
}

/** @throws when an anchor is not a CA certificate with a key identifier: the center must not start with it */
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

/** A certificate that chains to an anchor, has the right policy and is valid at the instant asked for. */
export interface ValidCertificate {
  readonly certificate: X509Certificate;
  /** Who issued it: the one to ask about its revocation. */
  readonly anchor: Anchor;
  readonly issuerKeyId: string;
  /** Lower-case hexadecimal. */
  readonly serial: string;
  readonly sha256: Sha256;
}

/**
 * Validates a certificate of the card: issuer by key identifier (all generations of the CA bear one name), the issuer's
 * signature, policy, key usage, key (RSA of 2048 bits or more, or EC P-384), dates. Whether it is revoked is for a
 * `RevocationChecker` to say.
 *
 * `certificateUnknown` is anything that this center's anchors did not issue for this purpose, even bytes that are no
 * certificate.
 */
export function validateCertificate(
  der: Uint8Array,
  anchors: readonly Anchor[],
  now: Instant,
  purpose: CertificatePurpose = 'userAuthentication',
): Result<ValidCertificate, CertificateWrong> {
  const parsed = parseCertificate(der);
  if (!parsed) return err('certificateUnknown');
  const { certificate, extensions } = parsed;
  const anchor = anchors.find(({ keyId }) => keyId === extensions.authorityKeyId);
  if (!anchor || !isIssuedBy(certificate, anchor.certificate)) return err('certificateUnknown');
  const fits =
    extensions.policies.includes(policies[purpose]) &&
    extensions.digitalSignature &&
    (extensions.contentCommitment || purpose !== 'signature') &&
    extensions.unknownCritical.length === 0 &&
    !certificate.ca &&
    (isStrongRsa(certificate.publicKey) || isP384(certificate.publicKey));
  if (!fits) return err('certificateUnknown');
  // When the CA's own validity is over, so is that of every certificate below it.
  const notBefore = Math.max(certificate.validFromDate.getTime(), anchor.certificate.validFromDate.getTime());
  const notAfter = Math.min(certificate.validToDate.getTime(), anchor.certificate.validToDate.getTime());
  if (now < notBefore) return err('certificateNotYetValid');
  if (now > notAfter) return err('certificateExpired');
  return ok({
    certificate,
    anchor,
    issuerKeyId: anchor.keyId,
    serial: certificate.serialNumber.toLowerCase(),
    sha256: sha256Schema.parse(createHash('sha256').update(der).digest('hex')),
  });
}

/**
 * Whether the certificate's key made this signature over the message: RSA with PKCS#1 v1.5 and SHA-256, or ECDSA with
 * SHA-384, r and s concatenated, 48 bytes each, as the card gives it.
 */
export function signedBy(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  const key = certificate.publicKey;
  return isP384(key)
    ? verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
    : isStrongRsa(key) && verify('sha256', message, key, signature);
}

/** A certificate as written, before any of it is believed. */
export interface ParsedCertificate {
  readonly certificate: X509Certificate;
  readonly extensions: CertificateExtensions;
}

/** Null when the bytes are no certificate in DER. */
export function parseCertificate(der: Uint8Array): ParsedCertificate | null {
  try {
    return { certificate: new X509Certificate(der), extensions: readExtensions(der) };
  } catch (error) {
    if (error instanceof DerError || isOpenSslError(error)) return null;
    throw error;
  }
}

/** Whether the issuer's name, key identifiers, key usage and signature all agree. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!certificate.checkIssued(issuer)) return false;
  try {
    // The first check is that both places name the same algorithm, the second that it is not a weak one.
    return certificate.verify(issuer.publicKey) && isSignedBy(readSigned(certificate.raw), issuer.publicKey);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

function isOpenSslError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_')
  );
}
