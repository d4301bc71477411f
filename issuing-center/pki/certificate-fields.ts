import type { Instant } from '../../shared/dates.ts';
import { derTag, DerError, readDer, readFullBits, readMagnitude, readOne, readTime } from './der.ts';
import { readSigned } from './certificate-signature.ts';

/** The fields that every certificate has, outside its extensions. */
export interface CertificateFields {
  /** Without a sign byte; above zero, at most 20 bytes. */
  readonly serial: Uint8Array;
  /** Whole names, DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** First and last instant of its validity. */
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** The public key's algorithm with its parameters, DER. */
  readonly keyAlgorithm: Uint8Array;
  /** The public key's bits without the algorithm: key identifiers are hashes of these. */
  readonly publicKeyBits: Uint8Array;
}

/** Version 3 is written as 2. */
const version3 = 2;
/** RFC 5280, 4.1.2.2. */
const serialBytes = 20;

/** @throws DerError when the bytes are not a certificate of version 3 */
export function readCertificateFields(certificate: Uint8Array): CertificateFields {
  const [version, number, , issuer, validity, subject, publicKey] = readSigned(certificate).body;
  if (
    version?.tag !== derTag.explicit0 ||
    number?.tag !== derTag.integer ||
    !issuer ||
    validity?.tag !== derTag.sequence ||
    !subject ||
    publicKey?.tag !== derTag.sequence
  )
    throw new DerError('no certificate');
  const versionNumber = readOne(version.content, derTag.integer);
  if (versionNumber.length !== 1 || versionNumber[0] !== version3)
    throw new DerError('no certificate of version 3');
  const serial = readMagnitude(number.content);
  if (serial.length > serialBytes || serial.every((byte) => byte === 0))
    throw new DerError('no serial number');
  const [notBefore, notAfter, third] = readDer(validity.content);
  if (!notBefore || !notAfter || third) throw new DerError('no validity');
  const [algorithm, bits, more] = readDer(publicKey.content);
  if (algorithm?.tag !== derTag.sequence || bits?.tag !== derTag.bitString || more)
    throw new DerError('no public key');
  return {
    serial,
    issuer: issuer.whole,
    subject: subject.whole,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    keyAlgorithm: algorithm.whole,
    publicKeyBits: readFullBits(bits.content),
  };
}
