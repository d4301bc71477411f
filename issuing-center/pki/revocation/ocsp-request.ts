import { createHash } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import { readCertificateFields } from '../certificate-fields.ts';
import * as der from '../../../shared/der-writer.ts';

export const ocspOid = {
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
} as const;

/** SHA-1 here identifies a certificate and protects nothing; some responders know no other (RFC 6960, 4.3). */
export const certIdHashes = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;
export type CertIdHash = keyof typeof certIdHashes;

/** What identifies a certificate in OCSP. */
export interface CertId {
  readonly hash: CertIdHash;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Without a sign byte. */
  readonly serial: Uint8Array;
}

/** @throws DerError when one of them is not a certificate of version 3 */
export function certIdOf(certificate: X509Certificate, issuer: X509Certificate, hash: CertIdHash): CertId {
  const { subject, publicKeyBits } = readCertificateFields(issuer.raw);
  return {
    hash,
    issuerNameHash: createHash(hash).update(subject).digest(),
    issuerKeyHash: createHash(hash).update(publicKeyBits).digest(),
    serial: readCertificateFields(certificate.raw).serial,
  };
}

/** An unsigned request about one certificate (RFC 6960, 4.1) with a nonce (RFC 8954: 32 bytes). DER. */
export function writeOcspRequest(id: CertId, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const reqCert = der.sequence(
    der.sequence(der.oid(certIdHashes[id.hash]), der.nothing()),
    der.octetString(id.issuerNameHash),
    der.octetString(id.issuerKeyHash),
    der.integer(id.serial),
  );
  // The nonce is an OCTET STRING inside the OCTET STRING that every extension has.
  const extension = der.sequence(der.oid(ocspOid.nonce), der.octetString(der.octetString(nonce)));
  return der.sequence(
    der.sequence(der.sequence(der.sequence(reqCert)), der.explicit(2, der.sequence(extension))),
  );
}
