import { createPublicKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as der from '../../../shared/der-writer.ts';
import type { Instant } from '../../../shared/dates.ts';
import { algorithmOf, keyIdentifier, signed } from './signing.ts';

/** A name as its relative distinguished names, in order. */
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
  /** Extended key usage and the like, made by `extension`: they follow the extensions that every certificate has. */
  readonly more?: readonly Uint8Array[];
}

export interface Issuer {
  readonly name: DistinguishedName;
  readonly privateKey: KeyObject;
}

const nameTypes = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const;
/** Numbers of the bits of KeyUsage, RFC 5280, 4.2.1.3. */
const usageBits = { digitalSignature: 0, contentCommitment: 1, keyCertSign: 5, cRLSign: 6 } as const;

/** Writes a certificate, X.509 version 3 (RFC 5280), with a random serial number, and signs it. DER. */
export function writeCertificate(content: CertificateContent, issuer: Issuer): Uint8Array {
  const body = der.sequence(
    der.explicit(0, der.integer(Uint8Array.of(2))),
    der.integer(randomBytes(10)),
    algorithmOf(issuer.privateKey).identifier,
    writeName(issuer.name),
    der.sequence(der.time(content.notBefore), der.time(content.notAfter)),
    writeName(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(...extensions(content, issuer))),
  );
  return signed(body, issuer.privateKey);
}

function extensions(content: CertificateContent, issuer: Issuer): Uint8Array[] {
  const bits: number[] = content.keyUsage.map((usage) => usageBits[usage]);
  const usage = bits.reduce((byte, bit) => byte | (0x80 >> bit), 0);
  const written = [
    authorityKeyIdentifier(issuer),
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
  return [...written, ...(content.more ?? [])];
}

/** Names the issuer's key, which tells generations of the same name apart. */
export function authorityKeyIdentifier({ privateKey }: Issuer): Uint8Array {
  return extension('2.5.29.35', der.sequence(der.tlv(0x80, keyIdentifier(createPublicKey(privateKey)))));
}

export function extension(id: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  return der.sequence(der.oid(id), ...(critical ? [der.truth()] : []), der.octetString(value));
}

export function writeName(name: DistinguishedName): Uint8Array {
  const parts = name.map(({ type, value }) =>
    der.set(der.sequence(der.oid(nameTypes[type]), type === 'C' ? der.printable(value) : der.utf8(value))),
  );
  return der.sequence(...parts);
}
