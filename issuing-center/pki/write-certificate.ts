import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import * as der from '../../shared/der-writer.ts';

/** What a certificate of the line between kiosk and center says. */
export interface LineCertificate {
  /** Common name, with no other part, so that it reads `CN=K-0001`. */
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** A certificate is for one end of the line: a kiosk cannot impersonate the center with its own. */
  readonly use: 'authority' | 'server' | 'client';
  /** Names in subjectAltName. */
  readonly hosts: readonly string[];
  /** Addresses in subjectAltName, as bytes: 4 of IPv4, 16 of IPv6. */
  readonly addresses: readonly Uint8Array[];
}

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const commonName = der.oid('2.5.4.3');
const extensionIds = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;

/** Bits of KeyUsage from the left (RFC 5280, 4.2.1.3): keyCertSign and cRLSign, digitalSignature. */
const signsCertificates = der.bitString(Uint8Array.of(0b0000_0110), 1);
const signsHandshakes = der.bitString(Uint8Array.of(0b1000_0000), 7);

/**
 * Writes an X.509 certificate, version 3 (RFC 5280), signed with ECDSA (P-256) and SHA-256; node:crypto reads certificates
 * but writes none. DER; times are truncated to seconds.
 */
export function writeLineCertificate(
  content: LineCertificate,
  issuer: { readonly name: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): Uint8Array {
  const body = der.sequence(
    der.explicit(0, der.integer(Uint8Array.of(2))),
    // Random, so that no number tells how many certificates there are.
    der.integer(randomBytes(16)),
    ecdsaWithSha256,
    distinguishedName(issuer.name),
    der.sequence(der.time(content.notBefore), der.time(content.notAfter)),
    distinguishedName(content.name),
    publicKeyInfo(content.publicKey),
    der.explicit(3, der.sequence(...extensions(content, issuer.publicKey))),
  );
  return der.sequence(body, ecdsaWithSha256, der.bitString(sign('sha256', body, issuer.privateKey)));
}

function extensions(
  { use, publicKey, hosts, addresses }: LineCertificate,
  issuerKey: KeyObject,
): Uint8Array[] {
  const keys = [
    extension('subjectKeyIdentifier', der.octetString(keyIdentifier(publicKey))),
    extension('authorityKeyIdentifier', der.sequence(der.tlv(0x80, keyIdentifier(issuerKey)))),
  ];
  if (use === 'authority')
    return [
      ...keys,
      // No further authority below this one (pathLenConstraint 0).
      extension('basicConstraints', der.sequence(der.truth(), der.integer(Uint8Array.of(0))), 'critical'),
      extension('keyUsage', signsCertificates, 'critical'),
    ];
  const names = [
    ...hosts.map((host) => der.tlv(0x82, Buffer.from(host, 'ascii'))),
    ...addresses.map((address) => der.tlv(0x87, address)),
  ];
  return [
    ...keys,
    extension('basicConstraints', der.sequence(), 'critical'),
    extension('keyUsage', signsHandshakes, 'critical'),
    extension('extendedKeyUsage', der.sequence(der.oid(purposes[use]))),
    extension('subjectAltName', der.sequence(...names)),
  ];
}

function extension(name: keyof typeof extensionIds, value: Uint8Array, critical?: 'critical'): Uint8Array {
  const mark = critical ? [der.truth()] : [];
  return der.sequence(der.oid(extensionIds[name]), ...mark, der.octetString(value));
}

function distinguishedName(name: string): Uint8Array {
  return der.sequence(der.set(der.sequence(commonName, der.utf8(name))));
}

function publicKeyInfo(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

/** First 160 bits of SHA-256 over the public key's point (RFC 7093, method 1). It identifies a key and protects nothing. */
function keyIdentifier(key: KeyObject): Uint8Array {
  const uncompressedPoint = publicKeyInfo(key).subarray(-65);
  return createHash('sha256').update(uncompressedPoint).digest().subarray(0, 20);
}
