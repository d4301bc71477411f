import { createHash } from 'node:crypto';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import { commonFiles } from './card-profile.ts';
import type { CardProfile } from './card-profile.ts';
import { beginCertificate, readCertificate } from './certificate.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { longestRead, unreadable } from './exchange.ts';
import { readLabel } from './recognise.ts';

/** What tells one card from another before a secret is sent: a swapped card must not lose a try to somebody else's secret. */
export interface Identity {
  /** Two cards with the same mark are taken to be one. */
  readonly mark: string;
  /** The user authentication certificate, DER, if it can already be read. */
  readonly certificate: Uint8Array | null;
}

/**
 * Today's card shows its certificate. A phone keeps it closed until VERIFY: all it shows are its kind, its label and the
 * authority of its signature certificate, which many phones share. For a phone, therefore, the card must also never have
 * left, and the certificate is compared after VERIFY. The number of its radio interface (UID) is of no use: it changes with
 * each reset.
 */
export async function readIdentity(
  channel: CardChannel,
  atr: Uint8Array,
  profile: CardProfile,
): Promise<Result<Identity, CardFault>> {
  const { longestCertificate, userAuthentication } = profile;
  if (userAuthentication.certificate === 'always') {
    const certificate = await readCertificate(
      channel,
      userAuthentication.files.certificate,
      longestCertificate,
    );
    if (!certificate.ok) return certificate;
    if (certificate.value === null) return err({ fault: 'noCertificate' });
    return ok({ mark: fingerprint(certificate.value), certificate: certificate.value });
  }
  const label = await readLabel(channel);
  if (!label.ok) return label;
  if (label.value === null) return err({ fault: 'unreadable' });
  const authority = await readCertificate(channel, commonFiles.signatureAuthority, longestCertificate);
  if (!authority.ok) return authority;
  const parts = [Buffer.from(atr), Buffer.from(label.value), Buffer.from(authority.value ?? [])];
  return ok({ mark: parts.map(fingerprint).join(' '), certificate: null });
}

/**
 * Whether this is the card whose certificate was read before: by what one read gives of it, which holds its serial number, its
 * issuer and its validity. Null: it has none.
 */
export async function beginsLike(
  channel: CardChannel,
  file: number,
  known: Uint8Array,
): Promise<Result<boolean | null, ChannelFault>> {
  const begun = await beginCertificate(channel, file);
  if (!begun.ok) return begun;
  if (begun.value === null) return ok(null);
  const { head, length } = begun.value;
  if (head.length < Math.min(longestRead, length)) return err(unreadable);
  return ok(length === known.length && Buffer.compare(head, known.subarray(0, head.length)) === 0);
}

/** SHA-256 in hexadecimal. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
