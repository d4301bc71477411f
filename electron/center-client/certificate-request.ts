import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import * as der from '../../shared/der-writer.ts';

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const commonName = der.oid('2.5.4.3');

/**
 * Writes a request for a certificate (PKCS #10, RFC 2986), signed with ECDSA and SHA-256 by the key that it is for: node:crypto
 * writes none. DER.
 * @param name the kiosk's, `K-0001`
 * @param privateKey on P-256
 */
export function writeCertificateRequest(name: string, privateKey: KeyObject): Uint8Array<ArrayBuffer> {
  const body = der.sequence(
    der.integer(Uint8Array.of(0)),
    der.sequence(der.set(der.sequence(commonName, der.utf8(name)))),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    // No attributes: the center alone says what is in the certificate.
    der.explicit(0),
  );
  return der.sequence(body, ecdsaWithSha256, der.bitString(sign('sha256', body, privateKey)));
}
