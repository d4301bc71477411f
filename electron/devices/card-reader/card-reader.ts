import { createHash } from 'node:crypto';
import type { LoginProof } from '../../../shared/login-message.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemTimers } from '../../../shared/timers.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardFault, CardReaderPort, CardSummary } from '../../../state-machines/ports.ts';
import type { PinPad } from '../../pin-pad.ts';
import { cardOf2016 } from './card-profile.ts';
import type { CardProfile } from './card-profile.ts';
import type { CardChannel, CardSession, CardSource, ChannelFault } from './card-source.ts';
import { within } from './deadline.ts';
import { readCertificate, readTriesLeft, selectApplication, signMessage, verifyPin } from './jpki.ts';

/** How long the card and its reader may take, ms. */
export interface CardDeadlines {
  /** Powering the card and getting it for ourselves. */
  readonly open: number;
  /** One command and its answer. A signature takes a card about a second. */
  readonly exchange: number;
  readonly close: number;
}

export const cardDeadlines: CardDeadlines = { open: 3000, exchange: 5000, close: 1000 };

export interface CardReaderOptions {
  readonly profile?: CardProfile;
  readonly deadlines?: CardDeadlines;
  readonly timers?: Timers;
}

/** What was seen of the card at the last look. */
interface Seen {
  /** SHA-256 of its certificate; null where that can be read only after the PIN. */
  readonly certificate: string | null;
}

/** The card reader as the state machines see it, over any place where cards lie. */
export function createCardReader(
  source: CardSource,
  pinPad: Pick<PinPad, 'take' | 'wipe'>,
  options: CardReaderOptions = {},
): CardReaderPort {
  const { profile = cardOf2016, deadlines = cardDeadlines, timers = systemTimers } = options;
  let seen: Seen | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other: two flows on one card would select each other's files away. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run);
    queue = turn.catch(() => undefined); // the caller gets the failure; the next in the queue does not
    return turn;
  }

  async function withCard<T>(
    run: (channel: CardChannel) => Promise<Result<T, CardFault>>,
  ): Promise<Result<T, CardFault>> {
    const opened = await within(timers, deadlines.open, source.open(), (late) => {
      if (late.ok) void late.value.close();
    });
    if (opened.late) return err({ fault: 'unreadable' });
    if (!opened.value.ok) return opened.value;
    const session = opened.value.value;
    try {
      return await run(withDeadline(session, deadlines.exchange, timers));
    } finally {
      await within(timers, deadlines.close, session.close());
    }
  }

  async function look(channel: CardChannel): Promise<Result<CardSummary, CardFault>> {
    const selected = await selectApplication(channel, profile);
    if (!selected.ok) return selected;
    const triesLeft = await readTriesLeft(channel, profile);
    if (!triesLeft.ok) return triesLeft;
    if (triesLeft.value === 0) return err({ fault: 'pinLocked' });
    const certificate = await readCertificate(channel, profile);
    if (!certificate.ok) {
      if (certificate.error.fault !== 'pinFirst') return err(certificate.error);
      seen = { certificate: null };
    } else {
      seen = { certificate: fingerprint(certificate.value) };
    }
    return ok({ triesLeft: triesLeft.value });
  }

  async function sign(channel: CardChannel, message: Uint8Array): Promise<Result<LoginProof, CardFault>> {
    const expected = seen;
    if (!expected) return err({ fault: 'swapped' }); // no card was looked at: this is not the one
    const selected = await selectApplication(channel, profile);
    if (!selected.ok) return selected;
    // Whose card it is comes before the PIN: a swapped card must not lose a try to another person's PIN.
    const before = await readCertificate(channel, profile);
    if (!before.ok && before.error.fault !== 'pinFirst') return err(before.error);
    if ((before.ok ? fingerprint(before.value) : null) !== expected.certificate)
      return err({ fault: 'swapped' });

    const triesLeft = await readTriesLeft(channel, profile);
    if (!triesLeft.ok) return triesLeft;
    if (triesLeft.value === 0) return err({ fault: 'pinLocked' });
    const pin = pinPad.take();
    try {
      const verified = await verifyPin(channel, profile, pin);
      if (!verified.ok) return verified;
    } finally {
      pin.fill(0);
    }

    const certificate = before.ok ? before : await readCertificate(channel, profile);
    if (!certificate.ok)
      return err(certificate.error.fault === 'pinFirst' ? { fault: 'unreadable' } : certificate.error);
    const signature = await signMessage(channel, profile, message);
    if (!signature.ok) return signature;
    return ok({ certificate: certificate.value, signature: signature.value });
  }

  return {
    watch: (listener) => source.watch(listener),
    look: () =>
      inTurn(() => {
        seen = null;
        return withCard(look);
      }),
    sign: (message) =>
      inTurn(async () => {
        try {
          return await withCard((channel) => sign(channel, message));
        } finally {
          pinPad.wipe();
        }
      }),
  };
}

function fingerprint(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex');
}

/**
 * A channel on which every answer comes in time or not at all. After a fault nothing more is sent in this session: an
 * answer that comes late could otherwise be taken for that of the next command.
 */
function withDeadline(session: CardSession, exchange: number, timers: Timers): CardChannel {
  let ended: ChannelFault | null = null;
  return {
    async transmit(command) {
      if (ended) return err(ended);
      const answer = await within(timers, exchange, session.transmit(command));
      if (answer.late) {
        ended = { fault: 'unreadable' };
        return err(ended);
      }
      if (!answer.value.ok) ended = answer.value.error;
      return answer.value;
    },
  };
}
