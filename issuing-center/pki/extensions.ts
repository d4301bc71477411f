import { derTag, DerError, readDer, readObjectIdentifier, readOne } from './der.ts';
import type { DerElement } from './der.ts';

/** What a certificate's extensions say (RFC 5280, 4.2), as far as JPKI uses them. */
export interface CertificateExtensions {
  /** Key identifier of the issuer, lower-case hexadecimal; null when the extension is missing. */
  readonly authorityKeyId: string | null;
  readonly subjectKeyId: string | null;
  /** Bit 0 of key usage; false when the extension is missing. */
  readonly digitalSignature: boolean;
  /** Bit 1 of key usage, formerly nonRepudiation: the key expresses its holder's will. */
  readonly contentCommitment: boolean;
  /** Bit 5 of key usage: the key signs certificates. */
  readonly certificateSigning: boolean;
  /** Bit 6 of key usage: the key signs lists of revoked certificates. */
  readonly crlSigning: boolean;
  /** Basic constraints: whether it is an authority's. */
  readonly authority: boolean;
  readonly policies: readonly string[];
  /** Null when the extension is missing, and with it no use excluded. */
  readonly extendedKeyUsages: readonly string[] | null;
  /** id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1): nobody needs to ask whether this OCSP signer is revoked. */
  readonly ocspNoCheck: boolean;
  /** Value of subjectAltName, DER. */
  readonly subjectAltName: Uint8Array | null;
  /** Critical extensions that this code does not know: such a certificate must be refused (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[];
}

const oid = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

/** Known, but with no rule of ours: issuerAltName, CRL points. */
const knownOthers = ['2.5.29.18', '2.5.29.31'];

/** @throws DerError when the bytes are no certificate */
export function readExtensions(certificate: Uint8Array): CertificateExtensions {
  const [tbs] = readDer(readOne(certificate, derTag.sequence));
  if (tbs?.tag !== derTag.sequence) throw new DerError('no certificate');
  const explicit = readDer(tbs.content).find(({ tag }) => tag === derTag.explicit3);
  const extensions = explicit ? readExtensionList(explicit.content) : [];
  const valueOf = (id: string): Uint8Array | null => valueIn(extensions, id);

  const keyUsage = valueOf(oid.keyUsage);
  const usageBits = keyUsage ? readUsageBits(keyUsage) : 0;
  const constraints = valueOf(oid.basicConstraints);
  const policies = valueOf(oid.policies);
  const usages = valueOf(oid.extendedKeyUsage);
  const authority = valueOf(oid.authorityKeyId);
  const subject = valueOf(oid.subjectKeyId);
  return {
    authorityKeyId: authority ? readAuthorityKeyId(authority) : null,
    subjectKeyId: subject ? hex(readOne(subject, derTag.octetString)) : null,
    digitalSignature: (usageBits & 0x80) !== 0,
    contentCommitment: (usageBits & 0x40) !== 0,
    certificateSigning: (usageBits & 0x04) !== 0,
    crlSigning: (usageBits & 0x02) !== 0,
    authority: constraints !== null && readIsAuthority(constraints),
    policies: policies ? readDer(readOne(policies, derTag.sequence)).map(readPolicy) : [],
    extendedKeyUsages: usages ? readDer(readOne(usages, derTag.sequence)).map(readId) : null,
    ocspNoCheck: valueOf(oid.ocspNoCheck) !== null,
    subjectAltName: valueOf(oid.subjectAltName),
    unknownCritical: unknownCritical(extensions, [...Object.values(oid), ...knownOthers]),
  };
}

/** An extension of a certificate, a CRL or one of its entries, an OCSP request or answer: all have this form. */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/**
 * Reads a SEQUENCE of extensions, each of which may appear only once.
 * @throws DerError
 */
export function readExtensionList(bytes: Uint8Array): readonly Extension[] {
  const extensions = readDer(readOne(bytes, derTag.sequence)).map(readExtension);
  const ids = extensions.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new DerError('an extension twice');
  return extensions;
}

export function valueIn(extensions: readonly Extension[], id: string): Uint8Array | null {
  return extensions.find((one) => one.id === id)?.value ?? null;
}

export function unknownCritical(
  extensions: readonly Extension[],
  known: readonly string[],
): readonly string[] {
  return extensions.filter(({ id, critical }) => critical && !known.includes(id)).map(({ id }) => id);
}

function readExtension({ tag, content }: DerElement): Extension {
  const parts = tag === derTag.sequence ? readDer(content) : [];
  const [id, mark] = parts;
  const value = parts.at(-1);
  if (
    id?.tag !== derTag.objectIdentifier ||
    value?.tag !== derTag.octetString ||
    parts.length > 3 ||
    (parts.length === 3 && mark?.tag !== derTag.boolean)
  )
    throw new DerError('no extension');
  const critical = mark?.tag === derTag.boolean && readTruth(mark.content);
  return { id: readObjectIdentifier(id.content), critical, value: value.content };
}

/** DER writes true as FF; whoever writes something else must not have a critical extension passed over. */
function readTruth(content: Uint8Array): boolean {
  if (content.length !== 1) throw new DerError('neither true nor false');
  return content[0] !== 0;
}

/** The first eight bits of a key usage. Its first byte counts the bits that are not used. */
function readUsageBits(value: Uint8Array): number {
  const [unused = 0, first = 0, ...more] = readOne(value, derTag.bitString);
  if (unused > 7) throw new DerError('no key usage');
  return more.length === 0 ? first & (0xff << unused) : first;
}

/** CA of basicConstraints, which is false where it is left out; a length of path is for authorities alone. */
function readIsAuthority(value: Uint8Array): boolean {
  const parts = readDer(readOne(value, derTag.sequence));
  const authority = parts[0]?.tag === derTag.boolean && readTruth(parts[0].content);
  const rest = parts[0]?.tag === derTag.boolean ? parts.slice(1) : parts;
  const wellFormed = rest.length === 0 || (authority && rest.length === 1 && rest[0]?.tag === derTag.integer);
  if (!wellFormed) throw new DerError('no basic constraints');
  return authority;
}

function readPolicy({ tag, content }: DerElement): string {
  const [id] = tag === derTag.sequence ? readDer(content) : [];
  if (!id) throw new DerError('no policy');
  return readId(id);
}

function readId({ tag, content }: DerElement): string {
  if (tag !== derTag.objectIdentifier) throw new DerError('no object identifier');
  return readObjectIdentifier(content);
}

/**
 * Key identifier in an authorityKeyIdentifier extension, lower-case hexadecimal; null when it names the issuer in another
 * way.
 */
export function readAuthorityKeyId(value: Uint8Array): string | null {
  const key = readDer(readOne(value, derTag.sequence)).find(({ tag }) => tag === derTag.implicit0);
  return key ? hex(key.content) : null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
