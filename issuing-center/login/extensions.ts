import { derTag, DerError, readDer, readObjectIdentifier, readOne } from './der.ts';

/** What a certificate's extensions say (RFC 5280, 4.2), as far as JPKI uses them. */
export interface CertificateExtensions {
  /** Key identifier of the issuer, lower-case hexadecimal; null when the extension is missing. */
  readonly authorityKeyId: string | null;
  readonly subjectKeyId: string | null;
  /** Bit 0 of key usage; false when the extension is missing. */
  readonly digitalSignature: boolean;
  /** Bit 5 of key usage: the key signs certificates. */
  readonly certificateSigning: boolean;
  readonly policies: readonly string[];
  /** Critical extensions that are not known here: such a certificate must be refused (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[];
}

const oid = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
} as const;

/** Known and without a rule of ours: subjectAltName, issuerAltName, basicConstraints, CRL points, extended key usage. */
const knownOthers = ['2.5.29.17', '2.5.29.18', '2.5.29.19', '2.5.29.31', '2.5.29.37'];

/** @throws DerError when the bytes are no certificate. */
export function readExtensions(certificate: Uint8Array): CertificateExtensions {
  const [tbs] = readDer(readOne(certificate, derTag.sequence));
  if (tbs?.tag !== derTag.sequence) throw new DerError('no certificate');
  const explicit = readDer(tbs.content).find(({ tag }) => tag === derTag.explicit3);
  const extensions = explicit ? readDer(readOne(explicit.content, derTag.sequence)).map(readExtension) : [];
  const ids = extensions.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new DerError('an extension twice');
  const valueOf = (id: string): Uint8Array | null => extensions.find((one) => one.id === id)?.value ?? null;

  const keyUsage = valueOf(oid.keyUsage);
  // A bit string's first byte counts its unused bits.
  const usageBits = keyUsage ? (readOne(keyUsage, derTag.bitString)[1] ?? 0) : 0;
  const policies = valueOf(oid.policies);
  const authority = valueOf(oid.authorityKeyId);
  const subject = valueOf(oid.subjectKeyId);
  const known: readonly string[] = [...Object.values(oid), ...knownOthers];
  return {
    authorityKeyId: authority ? readAuthorityKeyId(authority) : null,
    subjectKeyId: subject ? hex(readOne(subject, derTag.octetString)) : null,
    digitalSignature: (usageBits & 0x80) !== 0,
    certificateSigning: (usageBits & 0x04) !== 0,
    policies: policies ? readDer(readOne(policies, derTag.sequence)).map(readPolicy) : [],
    unknownCritical: extensions
      .filter(({ id, critical }) => critical && !known.includes(id))
      .map(({ id }) => id),
  };
}

interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function readExtension({ tag, content }: { tag: number; content: Uint8Array }): Extension {
  const parts = tag === derTag.sequence ? readDer(content) : [];
  const [id, second] = parts;
  const value = parts.at(-1);
  if (id?.tag !== derTag.objectIdentifier || value?.tag !== derTag.octetString)
    throw new DerError('no extension');
  const critical = second?.tag === derTag.boolean && second.content[0] === 0xff;
  return { id: readObjectIdentifier(id.content), critical, value: value.content };
}

function readPolicy({ tag, content }: { tag: number; content: Uint8Array }): string {
  const [id] = tag === derTag.sequence ? readDer(content) : [];
  if (id?.tag !== derTag.objectIdentifier) throw new DerError('no policy');
  return readObjectIdentifier(id.content);
}

function readAuthorityKeyId(value: Uint8Array): string | null {
  const key = readDer(readOne(value, derTag.sequence)).find(({ tag }) => tag === derTag.implicit0);
  return key ? hex(key.content) : null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
