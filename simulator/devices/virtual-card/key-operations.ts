import { constants, privateEncrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { p384 } from '@noble/curves/nist.js';

/** PKCS#1 v1.5 pads at least eleven bytes. */
const longestPadded = 256 - 11;
const sha384Length = 48;

/**
 * The signature that a key on the card makes over the data of the command: RSA pads the data, ECDSA takes a digest as long as
 * its curve and answers r and s side by side. Null when the data has the wrong length.
 */
export function signOnCard(key: KeyObject, data: Uint8Array): Uint8Array | null {
  if (key.asymmetricKeyType === 'rsa') {
    if (data.length > longestPadded) return null;
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data);
  }
  if (data.length !== sha384Length) return null;
  // Node's ECDSA hashes what it signs, but a card is given the digest.
  return p384.sign(data, secretOf(key), { prehash: false, lowS: false });
}

/** @throws when the key is not P-384 */
function secretOf(key: KeyObject): Uint8Array {
  const { crv, d } = key.export({ format: 'jwk' });
  if (crv !== 'P-384' || typeof d !== 'string') throw new Error('a key on the card: RSA or P-384');
  return Uint8Array.from(Buffer.from(d, 'base64url'));
}
