import { ed25519 } from '@noble/curves/ed25519.js';
import { toBeSigned } from '../../printing/seal/cose-sign1.ts';
import type { Purpose, Sign1 } from '../../printing/seal/cose-sign1.ts';
import type { SealKey } from '../../shared/seal.ts';

/** Strict RFC 8032: no second signature can be made from a first one. */
const strict = { zip215: false } as const;

export function signatureHolds(
  { payload, signature }: Sign1,
  purpose: Purpose,
  { publicKey }: SealKey,
): boolean {
  return signedBy(toBeSigned(payload, purpose), signature, bytesOf(publicKey));
}

/** Whether Ed25519 says so; a key or signature out of shape is a no. */
export function signedBy(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, strict);
  } catch {
    return false;
  }
}

/** @param base64 checked by a schema before */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The way a key id stands in a list of keys. */
export function keyIdText(kid: Uint8Array): string {
  return Array.from(kid, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
