import { setImmediate as ioTurn } from 'node:timers/promises';
import type { Instant } from '../../../shared/dates.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { readCertificateFields } from '../certificate-fields.ts';
import { isSignedBy, readSigned } from '../certificate-signature.ts';
import type { Anchor } from '../certificate.ts';
import {
  derTag,
  DerError,
  eachDer,
  readDer,
  readMagnitude,
  readOne,
  readTime,
  type DerElement,
} from '../der.ts';
import {
  readAuthorityKeyId,
  readExtensionList,
  readExtensions,
  unknownCritical,
  valueIn,
} from '../extensions.ts';
import type { RevocationFault } from './fault.ts';
import { readRevocationReason, type Revoked } from './revocation-reason.ts';

/** A list of revoked certificates whose issuer and signature have been checked. */
export interface Crl {
  /** Grows with each new list of an authority. */
  readonly number: bigint;
  readonly thisUpdate: Instant;
  /** When the next list is due: from then on this one proves nothing. */
  readonly nextUpdate: Instant;
  /** By serial number, lower-case hexadecimal, whole bytes without leading zero bytes. */
  readonly entries: ReadonlyMap<string, Revoked>;
}

const oid = {
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  authorityKeyId: '2.5.29.35',
} as const;

/** In the list and in its entries. What only a delta or indirect list has is not among them: such a list is refused. */
const knownInList = [oid.crlNumber, oid.authorityKeyId];
const knownInEntry = [oid.reasonCode, oid.invalidityDate];
const entriesInOneGo = 1000;

/**
 * Reads a complete list of this authority, version 2 (RFC 5280, 5), and checks issuer name and key identifier, its key usage,
 * its signature, and that no critical extension is unknown. Whether the list is current is for `crlFault` to say. Rejects
 * with a DerError when the bytes are no such list.
 */
export async function readCrl(bytes: Uint8Array, issuer: Anchor): Promise<Result<Crl, RevocationFault>> {
  const signed = readSigned(bytes);
  const [version, algorithm, name, thisUpdate, nextUpdate, ...rest] = signed.body;
  if (version?.tag !== derTag.integer || version.content.length !== 1 || version.content[0] !== 1)
    throw new DerError('no CRL of version 2');
  if (!algorithm || !name || !thisUpdate || !nextUpdate) throw new DerError('no CRL');
  const { entries, extensions } = readRest(rest);
  const keyId = valueIn(extensions, oid.authorityKeyId);
  if (
    !isSame(name.whole, readCertificateFields(issuer.certificate.raw).subject) ||
    (keyId && readAuthorityKeyId(keyId)) !== issuer.keyId ||
    !readExtensions(issuer.certificate.raw).crlSigning
  )
    return err('signer');
  if (!isSame(algorithm.whole, signed.algorithm) || !isSignedBy(signed, issuer.certificate.publicKey))
    return err('signature');
  const number = valueIn(extensions, oid.crlNumber);
  if (
    !number ||
    unknownCritical(extensions, knownInList).length > 0 ||
    // Both must be critical; a list where one is not is still incomplete.
    valueIn(extensions, oid.deltaIndicator) ||
    valueIn(extensions, oid.issuingDistributionPoint)
  )
    return err('extension');
  const revoked = new Map<string, Revoked>();
  for (const entry of eachDer(entries)) {
    // A national list has hundreds of thousands of entries: other kiosks are answered in between.
    if (revoked.size % entriesInOneGo === entriesInOneGo - 1) await ioTurn();
    const read = readEntry(entry);
    if (!read.known) return err('extension');
    revoked.set(read.serial, read.as);
  }
  return ok({
    number: BigInt(`0x${hex(readMagnitude(readOne(number, derTag.integer)))}`),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
    entries: revoked,
  });
}

/** Why a list proves nothing now; null for a current list. */
export function crlFault(crl: Crl, now: Instant, skewMs: number): 'notYet' | 'stale' | null {
  if (crl.thisUpdate > now + skewMs) return 'notYet';
  return crl.nextUpdate < crl.thisUpdate || crl.nextUpdate < now - skewMs ? 'stale' : null;
}

/** Null for a certificate that is not on the list. */
export function listedAs(crl: Crl, serial: Uint8Array): Revoked | null {
  return crl.entries.get(hex(serial)) ?? null;
}

/** A list without revoked certificates leaves their element out. */
function readRest(rest: readonly DerElement[]): {
  entries: Uint8Array;
  extensions: ReturnType<typeof readExtensionList>;
} {
  const entries = rest[0]?.tag === derTag.sequence ? rest[0] : undefined;
  const [extensions, more] = entries ? rest.slice(1) : rest;
  if (extensions?.tag !== derTag.explicit0 || more) throw new DerError('no CRL of version 2');
  return {
    entries: entries?.content ?? new Uint8Array(),
    extensions: readExtensionList(extensions.content),
  };
}

function readEntry({ tag, content }: DerElement): {
  serial: string;
  as: Revoked;
  known: boolean;
} {
  const [serial, date, extensions, more] = tag === derTag.sequence ? readDer(content) : [];
  if (serial?.tag !== derTag.integer || !date || more) throw new DerError('no entry of a CRL');
  const list = extensions ? readExtensionList(extensions.whole) : [];
  const reason = valueIn(list, oid.reasonCode);
  return {
    serial: hex(readMagnitude(serial.content)),
    as: reason ? readRevocationReason(reason) : 'revoked',
    known: unknownCritical(list, knownInEntry).length === 0,
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other);
}
