import { createHash } from 'node:crypto';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { decodeResponse, encodeCommand, meaningOf } from './apdu.ts';
import type { CommandApdu, Status } from './apdu.ts';
import type { CardProfile } from './card-profile.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';

const unreadable = { fault: 'unreadable' } as const;

interface Answer {
  readonly data: Uint8Array;
  readonly status: Status;
}

async function exchange(channel: CardChannel, command: CommandApdu): Promise<Result<Answer, ChannelFault>> {
  const bytes = encodeCommand(command);
  try {
    const answered = await channel.transmit(bytes);
    if (!answered.ok) return answered;
    const response = decodeResponse(answered.value);
    if (!response.ok) return err(unreadable);
    return ok({ data: response.value.data, status: meaningOf(response.value.statusWord) });
  } finally {
    bytes.fill(0); // one of these commands carries the PIN
  }
}

/** Selects the JPKI application. A card that answers, but does not have it, is no My Number card. */
export async function selectApplication(
  channel: CardChannel,
  profile: CardProfile,
): Promise<Result<undefined, ChannelFault | { readonly fault: 'notMyNumberCard' }>> {
  const command = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: profile.application };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  switch (answer.value.status.is) {
    case 'ok':
      return ok();
    case 'notFound':
    case 'notSupported':
      return err({ fault: 'notMyNumberCard' });
    case 'endOfFile':
    case 'triesLeft':
    case 'securityNotSatisfied':
    case 'blocked':
    case 'other':
      return err(unreadable);
  }
}

async function selectFile(channel: CardChannel, file: number): Promise<Result<Status, ChannelFault>> {
  const data = Uint8Array.of(file >> 8, file & 0xff);
  const answer = await exchange(channel, { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data });
  return answer.ok ? ok(answer.value.status) : answer;
}

/** Selects a file that every JPKI application has. */
async function selectOwnFile(channel: CardChannel, file: number): Promise<Result<undefined, ChannelFault>> {
  const selected = await selectFile(channel, file);
  if (!selected.ok) return selected;
  return selected.value.is === 'ok' ? ok() : err(unreadable);
}

/**
 * Tries left of the user authentication PIN, 0 to the profile's most. An empty VERIFY asks for it and costs none. Two other
 * answers are known from cards: 9000 while the PIN counts as verified, which has set the counter back, and 6984 when it is
 * locked.
 */
export async function readTriesLeft(
  channel: CardChannel,
  profile: CardProfile,
): Promise<Result<number, ChannelFault>> {
  const selected = await selectOwnFile(channel, profile.files.pin);
  if (!selected.ok) return selected;
  const answer = await exchange(channel, { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80 });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  switch (status.is) {
    case 'triesLeft':
      return status.triesLeft <= profile.pin.tries ? ok(status.triesLeft) : err(unreadable);
    case 'ok':
      return ok(profile.pin.tries);
    case 'blocked':
      return ok(0);
    case 'endOfFile':
    case 'securityNotSatisfied':
    case 'notFound':
    case 'notSupported':
    case 'other':
      return err(unreadable);
  }
}

export type CertificateFault =
  | ChannelFault
  /** The card holds no user authentication certificate. */
  | { readonly fault: 'noCertificate' }
  /** It can be read only after the PIN, as on a telephone. */
  | { readonly fault: 'pinFirst' };

/** Reads the user authentication certificate, DER. What the card says of its length is believed up to a bound. */
export async function readCertificate(
  channel: CardChannel,
  profile: CardProfile,
): Promise<Result<Uint8Array, CertificateFault>> {
  const selected = await selectFile(channel, profile.files.certificate);
  if (!selected.ok) return selected;
  if (selected.value.is === 'notFound') return err({ fault: 'noCertificate' });
  if (selected.value.is !== 'ok') return err(unreadable);

  const head = await readBinary(channel, 0, derHeaderLength);
  if (!head.ok) return head;
  const length = derLength(head.value);
  if (length === null) return err({ fault: isBlank(head.value) ? 'noCertificate' : 'unreadable' });
  if (length > profile.longestCertificate) return err(unreadable);

  const certificate = new Uint8Array(length);
  certificate.set(head.value);
  let have = head.value.length;
  while (have < length) {
    const part = await readBinary(channel, have, Math.min(longestRead, length - have));
    if (!part.ok) return part;
    if (part.value.length === 0) return err(unreadable);
    certificate.set(part.value, have);
    have += part.value.length;
  }
  return ok(certificate);
}

const derHeaderLength = 4;
/** Bytes that one short READ BINARY gives at most. */
const longestRead = 256;

async function readBinary(
  channel: CardChannel,
  offset: number,
  length: number,
): Promise<Result<Uint8Array, CertificateFault>> {
  const command = { cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expected: length };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  const { data, status } = answer.value;
  switch (status.is) {
    case 'ok':
    case 'endOfFile':
      return data.length <= length ? ok(data) : err(unreadable);
    case 'securityNotSatisfied':
      return err({ fault: 'pinFirst' });
    case 'triesLeft':
    case 'blocked':
    case 'notFound':
    case 'notSupported':
    case 'other':
      return err(unreadable);
  }
}

/** Whole length in bytes of the DER SEQUENCE that begins so, header and all; null when no certificate begins so. */
function derLength(head: Uint8Array): number | null {
  const [tag, form, high, low] = head;
  if (tag !== 0x30 || form !== 0x82 || high === undefined || low === undefined) return null;
  return derHeaderLength + high * 256 + low;
}

/** A file without a certificate is empty, or holds what it was made with. */
function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 0x00) || head.every((byte) => byte === 0xff);
}

export type PinFault =
  ChannelFault | { readonly fault: 'pinLocked' } | { readonly fault: 'wrongPin'; readonly triesLeft: number };

/** VERIFY. Sends the PIN once, whatever happens: a wrong one costs a try. */
export async function verifyPin(
  channel: CardChannel,
  profile: CardProfile,
  pin: Uint8Array,
): Promise<Result<undefined, PinFault>> {
  const selected = await selectOwnFile(channel, profile.files.pin);
  if (!selected.ok) return selected;
  const answer = await exchange(channel, { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80, data: pin });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  switch (status.is) {
    case 'ok':
      return ok();
    case 'blocked':
      return err({ fault: 'pinLocked' });
    case 'triesLeft':
      return err(
        status.triesLeft === 0 ? { fault: 'pinLocked' } : { fault: 'wrongPin', triesLeft: status.triesLeft },
      );
    case 'endOfFile':
    case 'securityNotSatisfied':
    case 'notFound':
    case 'notSupported':
    case 'other':
      return err(unreadable);
  }
}

/** Signs a message with the user authentication key: RSASSA-PKCS1-v1_5 over SHA-256. The PIN has to be verified. */
export async function signMessage(
  channel: CardChannel,
  profile: CardProfile,
  message: Uint8Array,
): Promise<Result<Uint8Array, ChannelFault>> {
  const selected = await selectOwnFile(channel, profile.files.key);
  if (!selected.ok) return selected;
  const { digest, digestInfo, length } = profile.signature;
  const data = Buffer.concat([digestInfo, createHash(digest).update(message).digest()]);
  const answer = await exchange(channel, { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80, data, expected: 256 });
  if (!answer.ok) return answer;
  const { status, data: signature } = answer.value;
  return status.is === 'ok' && signature.length === length ? ok(signature) : err(unreadable);
}
