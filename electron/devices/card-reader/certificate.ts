import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { longestRead, readBinary, selectFile, unreadable } from './exchange.ts';

const derHeaderLength = 4;

/**
 * Reads a certificate, DER: null when the card has none there. The length that the card claims is believed up to `longest`
 * bytes. A certificate that is closed until a secret is verified must not be asked for before that: it is then a fault.
 */
export async function readCertificate(
  channel: CardChannel,
  file: number,
  longest: number,
): Promise<Result<Uint8Array | null, ChannelFault>> {
  const begun = await beginCertificate(channel, file);
  if (!begun.ok) return begun;
  if (begun.value === null) return ok(null);
  const { length, head } = begun.value;
  if (length > longest) return err(unreadable);

  const certificate = new Uint8Array(length);
  certificate.set(head);
  let have = head.length;
  while (have < length) {
    const part = await readBinary(channel, have, Math.min(longestRead, length - have));
    if (!part.ok) return part;
    if (part.value === null || part.value.length === 0) return err(unreadable);
    certificate.set(part.value, have);
    have += part.value.length;
  }
  return ok(certificate);
}

/** What a certificate's file begins with, and how long the certificate says it is, bytes. */
export interface BegunCertificate {
  /** As much as one read gives, and no more than the certificate. */
  readonly head: Uint8Array;
  readonly length: number;
}

/** Selects the file of a certificate and reads once: null when the card has no certificate there. */
export async function beginCertificate(
  channel: CardChannel,
  file: number,
): Promise<Result<BegunCertificate | null, ChannelFault>> {
  const selected = await selectFile(channel, file);
  if (!selected.ok) return selected;
  if (selected.value === 'notFound') return ok(null);
  const read = await readBinary(channel, 0, longestRead);
  if (!read.ok) return read;
  if (read.value === null) return err(unreadable);
  const header = read.value.subarray(0, derHeaderLength);
  const length = derLength(header);
  if (length === null) return isBlank(header) ? ok(null) : err(unreadable);
  return ok({ head: read.value.subarray(0, length), length });
}

/** Length in bytes, header included, of the DER SEQUENCE that begins like this; null when no certificate begins like this. */
function derLength(head: Uint8Array): number | null {
  const [tag, form, high, low] = head;
  if (tag !== 0x30 || form !== 0x82 || high === undefined || low === undefined) return null;
  return derHeaderLength + high * 256 + low;
}

/** A file without a certificate is empty or still holds what it was initialised with. */
function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 0x00) || head.every((byte) => byte === 0xff);
}
