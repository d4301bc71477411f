import { createHash, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { derTag, readDer, readFullBits, readOne } from '../../../issuing-center/pki/der.ts';
import * as der from '../../../shared/der-writer.ts';

const algorithms = {
  rsa: { identifier: der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing()), hash: 'sha256' },
  ec: { identifier: der.sequence(der.oid('1.2.840.10045.4.3.3')), hash: 'sha384' },
} as const;

/** How a key signs: RSA with PKCS#1 v1.5 and SHA-256, or ECDSA with SHA-384. */
export function algorithmOf(key: KeyObject): (typeof algorithms)['rsa' | 'ec'] {
  const type = key.asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ec') throw new Error('the test CA has no key of this kind');
  return algorithms[type];
}

/** The common form of certificates, CRLs and OCSP answers: body, algorithm, signature, then `more`. DER. */
export function signed(body: Uint8Array, key: KeyObject, ...more: readonly Uint8Array[]): der.Bytes {
  const { identifier, hash } = algorithmOf(key);
  return der.sequence(body, identifier, der.bitString(sign(hash, body, key)), ...more);
}

/** SHA-1 over the public key's bits: the first method of RFC 5280, 4.2.1.2. It names a key and protects nothing. */
export function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const info = readDer(readOne(publicKey.export({ type: 'spki', format: 'der' }), derTag.sequence));
  return createHash('sha1')
    .update(readFullBits(info[1]?.content ?? new Uint8Array()))
    .digest();
}
