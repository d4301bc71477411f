import { createHash, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import * as der from './der.ts';

/** A name as its relative parts in order. */
export type DistinguishedName = readonly { readonly type: 'C' | 'O' | 'OU' | 'CN'; readonly value: string }[];

export type KeyUsage = 'digitalSignature' | 'contentCommitment' | 'keyCertSign' | 'cRLSign';

export interface CertificateContent {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly keyUsage: readonly KeyUsage[];
  readonly authority: boolean;
  readonly policy: string | null;
  /** Texts in subjectAltName, each under its own object identifier. */
  readonly otherNames: readonly { readonly oid: string; readonly value: string }[];
}

export interface Issuer {
  readonly name: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const nameTypes = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const;
/** Numbers of the bits of KeyUsage, RFC 5280, 4.2.1.3. */
const usageBits = { digitalSignature: 0, contentCommitment: 1, keyCertSign: 5, cRLSign: 6 } as const;
const sha256WithRsa = der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing());

/** Writes a certificate, X.509 version 3 (RFC 5280), and signs it with RSA and SHA-256. DER. */
export function writeCertificate(content: CertificateContent, issuer: Issuer): Uint8Array {
  const serial = randomBytes(10);
  const body = der.sequence(
    der.explicit(0, der.integer(Uint8Array.of(2))),
    der.integer(serial),
    sha256WithRsa,
    writeName(issuer.name),
    der.sequence(der.time(content.notBefore), der.time(content.notAfter)),
    writeName(content.subject),
    publicKeyInfo(content.publicKey),
    der.explicit(3, der.sequence(...extensions(content, issuer))),
  );
  return der.sequence(body, sha256WithRsa, der.bitString(sign('sha256', body, issuer.privateKey)));
}

function extensions(content: CertificateContent, issuer: Issuer): Uint8Array[] {
  const bits: number[] = content.keyUsage.map((usage) => usageBits[usage]);
  const usage = bits.reduce((byte, bit) => byte | (0x80 >> bit), 0);
  const written = [
    extension('2.5.29.35', der.sequence(der.tlv(0x80, keyIdentifier(issuer.publicKey)))),
    extension('2.5.29.14', der.octetString(keyIdentifier(content.publicKey))),
    extension('2.5.29.15', der.bitString(Uint8Array.of(usage), 7 - Math.max(...bits)), 'critical'),
  ];
  if (content.authority) written.push(extension('2.5.29.19', der.sequence(der.truth()), 'critical'));
  if (content.policy !== null)
    written.push(extension('2.5.29.32', der.sequence(der.sequence(der.oid(content.policy))), 'critical'));
  if (content.otherNames.length > 0) {
    const names = content.otherNames.map(({ oid, value }) =>
      der.explicit(0, der.oid(oid), der.explicit(0, der.utf8(value))),
    );
    written.push(extension('2.5.29.17', der.sequence(...names)));
  }
  return written;
}

function extension(id: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  return der.sequence(der.oid(id), ...(critical ? [der.truth()] : []), der.octetString(value));
}

function writeName(name: DistinguishedName): Uint8Array {
  const parts = name.map(({ type, value }) =>
    der.set(der.sequence(der.oid(nameTypes[type]), type === 'C' ? der.printable(value) : der.utf8(value))),
  );
  return der.sequence(...parts);
}

function publicKeyInfo(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

/** SHA-1 over the public key's bits: the first method of RFC 5280, 4.2.1.2. It names a key and protects nothing. */
function keyIdentifier(key: KeyObject): Uint8Array {
  return createHash('sha1')
    .update(key.export({ type: 'pkcs1', format: 'der' }))
    .digest();
}
