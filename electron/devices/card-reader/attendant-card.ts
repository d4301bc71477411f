import { randomBytes, verify, type KeyObject } from 'node:crypto';
import { createMutex } from '../../../shared/mutex.ts';
import { attendantIdSchema, type AttendantId } from '../../../shared/refund-api.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import { cardDeadlines, type CardDeadlines } from './card-reader.ts';
import type { CardChannel, CardSource, ChannelFault } from './card-source.ts';
import { within } from '../../../shared/deadline.ts';
import { exchange, readBinary, selectApplication, selectFile, unreadable } from './exchange.ts';
import { isFelica } from './other-cards.ts';
import { recognise } from './recognise.ts';
import { withDeadline } from './timed-channel.ts';

/**
 * The card of store staff and operators, with an application of this project's own (ISO/IEC 7816-4, an unregistered
 * identifier): EF 0001 says whose it is, INTERNAL AUTHENTICATE signs a challenge with a key that never leaves the card
 * (ECDSA on P-256, r and s side by side). The kiosk knows the public key from its configuration, so that a card cannot claim
 * somebody else's key.
 */
export const attendantCard = {
  application: Uint8Array.from(Buffer.from('f04b4f4d41444f01', 'hex')),
  idFile: 0x0001,
  challengeLength: 32,
  signatureLength: 64,
} as const;

/** No id is longer, bytes; a card that says more than this is not read any further. */
const longestId = 16;
const internalAuthenticate = { cla: 0x00, ins: 0x88, p1: 0x00, p2: 0x00 } as const;
const domain = Buffer.from('komado attendant card 1\0', 'ascii');

/** What the card signs: a signature over it is useless anywhere else, and one from elsewhere is useless here. */
export function attendantMessage(challenge: Uint8Array): Uint8Array {
  return Buffer.concat([domain, challenge]);
}

export type AttendantCardFault =
  | { readonly fault: 'notAttendantCard' }
  | { readonly fault: 'cardUnreadable' };

export interface AttendantCardReader {
  /** Reads whose card it is and has it sign a fresh challenge, checked with the key from `keyOf` (null: unknown id). */
  challenge(keyOf: (id: AttendantId) => KeyObject | null): Promise<Result<AttendantId, AttendantCardFault>>;
  kindOfCard(): Promise<'attendantCard' | 'myNumberCard' | 'otherCard' | 'unreadable'>;
}

export interface AttendantCardOptions {
  readonly timers: Timers;
  readonly deadlines?: CardDeadlines;
}

export function createAttendantCardReader(
  source: CardSource,
  { timers, deadlines = cardDeadlines }: AttendantCardOptions,
): AttendantCardReader {
  const oneAtATime = createMutex();

  /** One card session after another; a card that cannot be opened in time is unreadable. */
  function withCard<T>(
    run: (channel: CardChannel, atr: Uint8Array) => Promise<Result<T, ChannelFault>>,
  ): Promise<Result<T, ChannelFault>> {
    return oneAtATime(async (): Promise<Result<T, ChannelFault>> => {
      const opened = await within(timers, deadlines.open, source.open(), (late) => {
        if (late.ok) void late.value.close();
      });
      if (opened.late) return err(unreadable);
      if (!opened.value.ok) return opened.value;
      const session = opened.value.value;
      try {
        return await run(withDeadline(session, deadlines.exchange, timers), session.atr);
      } finally {
        await within(timers, deadlines.close, session.close());
      }
    });
  }

  return {
    async challenge(keyOf) {
      // Generated before the card is asked anything, so that nothing it says can influence the challenge.
      const challenge = randomBytes(attendantCard.challengeLength);
      const read = await withCard((channel) => readSigned(channel, challenge));
      if (!read.ok) return err({ fault: 'cardUnreadable' });
      if (read.value === 'notAttendantCard') return err({ fault: 'notAttendantCard' });
      const { id, signature } = read.value;
      const key = keyOf(id);
      const own = key !== null && isSigned(key, challenge, signature);
      return own ? ok(id) : err({ fault: 'notAttendantCard' });
    },
    async kindOfCard() {
      const kind = await withCard(kindOf);
      return kind.ok ? kind.value : 'unreadable';
    },
  };
}

interface Signed {
  readonly id: AttendantId;
  readonly signature: Uint8Array;
}

async function readSigned(
  channel: CardChannel,
  challenge: Uint8Array,
): Promise<Result<Signed | 'notAttendantCard', ChannelFault>> {
  const application = await selectApplication(channel, attendantCard.application);
  if (!application.ok) return application;
  if (application.value !== 'selected') return ok('notAttendantCard');

  const id = await readId(channel);
  if (!id.ok) return id;

  const command = {
    ...internalAuthenticate,
    data: challenge,
    expected: attendantCard.signatureLength,
  };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  const { data: signature, status } = answer.value;
  if (status.is !== 'ok' || signature.length !== attendantCard.signatureLength) return err(unreadable);
  return ok({ id: id.value, signature });
}

/** Whose card it says it is. An application that does not say so is not this one, or is damaged. */
async function readId(channel: CardChannel): Promise<Result<AttendantId, ChannelFault>> {
  const file = await selectFile(channel, attendantCard.idFile);
  if (!file.ok) return file;
  if (file.value === 'notFound') return err(unreadable);
  const text = await readBinary(channel, 0, longestId);
  if (!text.ok) return text;
  const id = attendantIdSchema.safeParse(Buffer.from(text.value ?? []).toString('latin1'));
  return id.success ? ok(id.data) : err(unreadable);
}

function isSigned(key: KeyObject, challenge: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', attendantMessage(challenge), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** By the applications that are there; no file of a holder is opened. */
async function kindOf(
  channel: CardChannel,
  atr: Uint8Array,
): Promise<Result<'attendantCard' | 'myNumberCard' | 'otherCard', ChannelFault>> {
  if (isFelica(atr)) return ok('otherCard');
  const own = await selectApplication(channel, attendantCard.application);
  if (!own.ok) return own;
  if (own.value === 'selected') {
    const id = await readId(channel);
    if (!id.ok && id.error.fault !== 'unreadable') return id;
    if (id.ok) return ok('attendantCard');
  }
  const recognised = await recognise(channel, atr);
  if (recognised.ok) return ok('myNumberCard');
  return recognised.error.fault === 'notMyNumberCard' ? ok('otherCard') : err(unreadable);
}
