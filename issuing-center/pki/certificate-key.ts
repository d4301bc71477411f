import type { KeyObject, X509Certificate } from 'node:crypto';
import * as der from '../../shared/der-writer.ts';
import { isOpenSslError } from './openssl-error.ts';

/** Bits of an RSA modulus. Today's card has 2048; a larger one than this is there to keep the center busy. */
const rsaBits = { least: 2048, most: 8192 } as const;
/** NIST SP 800-56B asks for an odd exponent above 2^16: with e = 3 a lenient check of the padding is a forged signature. */
const rsaExponent = { least: 65_537n, most: 2n ** 64n - 1n } as const;

const rsaAlgorithm = der.sequence(der.oid('1.2.840.113549.1.1.1'), der.nothing());
const p384Algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.3.132.0.34'));
/** A tag for "both coordinates follow", and the two of them. */
const p384PointBytes = 1 + 2 * 48;

/** A certificate's key; null where its bytes are none, which nobody looks at when the certificate itself is read. */
export function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch (error) {
    if (isOpenSslError(error)) return null;
    throw error;
  }
}

/** RSA of 2048 to 8192 bits with an odd exponent of 65537 or more. */
export function isStrongRsa(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa') return false;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  return (
    modulusLength >= rsaBits.least &&
    modulusLength <= rsaBits.most &&
    publicExponent >= rsaExponent.least &&
    publicExponent <= rsaExponent.most &&
    publicExponent % 2n === 1n
  );
}

/** P-384, the curve announced for the next card. */
export function isP384(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'secp384r1';
}

/**
 * Whether it is a key as cards have: strong RSA or P-384, and written as they write it. A curve that is spelled out instead of
 * named may be another one, and the point at infinity is a key with which everybody can sign.
 */
export function isCardKey(
  key: KeyObject,
  { keyAlgorithm, publicKeyBits }: { readonly keyAlgorithm: Uint8Array; readonly publicKeyBits: Uint8Array },
): boolean {
  if (isStrongRsa(key)) return Buffer.from(keyAlgorithm).equals(rsaAlgorithm);
  return (
    isP384(key) &&
    Buffer.from(keyAlgorithm).equals(p384Algorithm) &&
    publicKeyBits.length === p384PointBytes &&
    publicKeyBits[0] === 0x04
  );
}
