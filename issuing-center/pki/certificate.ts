import { createHash, verify, X509Certificate } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import { sha256Schema, type Sha256 } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readCertificateFields, type CertificateFields } from './certificate-fields.ts';
import { isCardKey, isP384, isStrongRsa, publicKeyOf } from './certificate-key.ts';
import { isSignedBy, isStrongSigner, readSigned } from './certificate-signature.ts';
import { DerError } from './der.ts';
import { readExtensions, type CertificateExtensions } from './extensions.ts';
import { isOpenSslError } from './openssl-error.ts';

/** The two certificates on a card: one logs in, the other signs for its holder. */
export type CertificatePurpose = 'userAuthentication' | 'signature';

const policies: Readonly<Record<CertificatePurpose, string>> = {
  userAuthentication: '1.2.392.200149.8.5.1.3.30',
  signature: '1.2.392.200149.8.5.1.1.20',
};

/**
 * What extended key usage must allow where it is there at all (RFC 5280, 4.2.1.12: critical or not): cards log in with
 * clientAuth; signatures are of documents (RFC 9336) or, before that had a number, of mail. An authority that restricts nothing may
 * say so instead of leaving it out.
 */
const uses: Readonly<Record<CertificatePurpose, readonly string[]>> = {
  userAuthentication: ['1.3.6.1.5.5.7.3.2'],
  signature: ['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4'],
};

/** anyExtendedKeyUsage */
const anyUse = '2.5.29.37.0';

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
    const { subjectKeyId, certificateSigning, authority } = readExtensions(der);
    if (!certificate.ca || !authority || !certificateSigning || subjectKeyId === null)
      throw new Error('expected a CA certificate with key usage and subject key identifier');
    const key = publicKeyOf(certificate);
    if (!key || !isStrongSigner(key)) throw new Error('expected a CA certificate with a strong key');
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
 * Validates a certificate of the card: version 3, issuer by key identifier (all generations of the CA bear one name), the
 * issuer's signature, policy, key usage and extended key usage, that it is no authority's, key (`isCardKey`), dates. Whether it
 * is revoked is for a `RevocationChecker` to say.
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
  const { certificate, extensions, fields } = parsed;
  const anchor = anchors.find(({ keyId }) => keyId === extensions.authorityKeyId);
  if (!anchor || !isIssuedBy(certificate, anchor.certificate)) return err('certificateUnknown');
  const key = publicKeyOf(certificate);
  if (!key || !isCardKey(key, fields) || !isFor(purpose, extensions)) return err('certificateUnknown');
  // When the CA's own validity is over, so is that of every certificate below it.
  const notBefore = Math.max(fields.notBefore, anchor.certificate.validFromDate.getTime());
  const notAfter = Math.min(fields.notAfter, anchor.certificate.validToDate.getTime());
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

/** Whether a certificate that an authority issued is a holder's, for this purpose. */
function isFor(purpose: CertificatePurpose, extensions: CertificateExtensions): boolean {
  const { extendedKeyUsages } = extensions;
  return (
    extensions.policies.includes(policies[purpose]) &&
    extensions.digitalSignature &&
    (extensions.contentCommitment || purpose !== 'signature') &&
    (extendedKeyUsages === null ||
      extendedKeyUsages.some((use) => use === anyUse || uses[purpose].includes(use))) &&
    isHolders(extensions)
  );
}

/** Whether it is no authority's, and says nothing critical that nobody here understands. */
export function isHolders(extensions: CertificateExtensions): boolean {
  const { authority, certificateSigning, crlSigning, unknownCritical } = extensions;
  return !authority && !certificateSigning && !crlSigning && unknownCritical.length === 0;
}

/**
 * Whether the certificate's key made this signature over the message: RSA with PKCS#1 v1.5 and SHA-256, or ECDSA with
 * SHA-384, r and s concatenated, 48 bytes each, as the card gives it.
 */
export function signedBy(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyOf(certificate);
  if (!key) return false;
  return isP384(key)
    ? verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
    : isStrongRsa(key) && verify('sha256', message, key, signature);
}

/** A certificate as written, before any of it is believed. */
export interface ParsedCertificate {
  readonly certificate: X509Certificate;
  readonly extensions: CertificateExtensions;
  readonly fields: CertificateFields;
}

/** Null when the bytes are no certificate in DER. */
export function parseCertificate(der: Uint8Array): ParsedCertificate | null {
  try {
    return {
      certificate: new X509Certificate(der),
      extensions: readExtensions(der),
      fields: readCertificateFields(der),
    };
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
