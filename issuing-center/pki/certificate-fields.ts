import { derTag, DerError, readDer, readFullBits, readMagnitude } from './der.ts';
import { readSigned } from './certificate-signature.ts';

/** The fields of a certificate by which others refer to it, as bytes. */
export interface CertificateFields {
  /** Without a sign byte. */
  readonly serial: Uint8Array;
  /** Whole names, DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** The public key's bits without the algorithm: key identifiers are hashes of these. */
  readonly publicKeyBits: Uint8Array;
}

/** @throws DerError when the bytes are not a certificate of version 3 */
export function readCertificateFields(certificate: Uint8Array): CertificateFields {
  const [version, serial, , issuer, , subject, publicKey] = readSigned(certificate).body;
  if (
    version?.tag !== derTag.explicit0 ||
    serial?.tag !== derTag.integer ||
    !issuer ||
    !subject ||
    publicKey?.tag !== derTag.sequence
  )
    throw new DerError('no certificate');
  const [, bits] = readDer(publicKey.content);
  if (bits?.tag !== derTag.bitString) throw new DerError('no public key');
  return {
    serial: readMagnitude(serial.content),
    issuer: issuer.whole,
    subject: subject.whole,
    publicKeyBits: readFullBits(bits.content),
  };
}
