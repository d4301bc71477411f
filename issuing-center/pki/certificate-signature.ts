import { verify, type KeyObject } from 'node:crypto';
import { isStrongRsa } from './certificate-key.ts';
import { derTag, DerError, readDer, readFullBits, readObjectIdentifier, readOne } from './der.ts';
import type { DerElement } from './der.ts';

/** What certificates, CRLs and OCSP answers have in common: a signed body, the algorithm, the signature. */
export interface SignedDer {
  /** The body's elements, and its bytes as they were signed. */
  readonly body: readonly DerElement[];
  readonly bodyBytes: Uint8Array;
  /** The algorithm's identifier with its parameters, DER. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** What follows the signature: the certificates of an OCSP answer. */
  readonly more: readonly DerElement[];
}

/** @throws DerError when the bytes are not a signed structure */
export function readSigned(bytes: Uint8Array): SignedDer {
  const [body, algorithm, signature, ...more] = readDer(readOne(bytes, derTag.sequence));
  if (
    body?.tag !== derTag.sequence ||
    algorithm?.tag !== derTag.sequence ||
    signature?.tag !== derTag.bitString
  )
    throw new DerError('nothing signed');
  return {
    body: readDer(body.content),
    bodyBytes: body.whole,
    algorithm: algorithm.whole,
    signature: readFullBits(signature.content),
    more,
  };
}

/** No SHA-1: whoever finds two bodies with one hash has the signature of both. */
const signatureAlgorithms: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly hash: string }>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
};

/** Whether this key signed the body, by RSA (PKCS#1 v1.5, 2048 bits or more) or ECDSA with SHA-2. @throws DerError */
export function isSignedBy(signed: SignedDer, key: KeyObject): boolean {
  const [id] = readDer(readOne(signed.algorithm, derTag.sequence));
  if (id?.tag !== derTag.objectIdentifier) throw new DerError('no algorithm');
  const algorithm = signatureAlgorithms[readObjectIdentifier(id.content)];
  if (!algorithm || algorithm.key !== key.asymmetricKeyType || !isStrongSigner(key)) return false;
  return verify(algorithm.hash, signed.bodyBytes, key, signed.signature);
}

const signerCurves = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Whether an authority's signatures with this key are believed. */
export function isStrongSigner(key: KeyObject): boolean {
  return isStrongRsa(key) || signerCurves.includes(key.asymmetricKeyDetails?.namedCurve ?? '');
}
