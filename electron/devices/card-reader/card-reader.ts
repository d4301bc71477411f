import { createMutex } from '../../../shared/mutex.ts';
import { err } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemTimers } from '../../../shared/timers.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardFault, CardReaderPort } from '../../../state-machines/ports.ts';
import type { PinPad } from '../pin-pad/pin-pad.ts';
import { createCardFlows } from './card-flows.ts';
import type { CardChannel, CardSource } from './card-source.ts';
import { within } from '../../../shared/deadline.ts';
import { withDeadline } from './timed-channel.ts';

/** How long the card, its reader and the issuer may take, ms. */
export interface CardDeadlines {
  /** Powering the card and getting exclusive access to it. */
  readonly open: number;
  /** One command and its answer. A signature takes the card about a second. */
  readonly exchange: number;
  readonly close: number;
  /** The issuer's permit, while the card waits. Longer than the center client's own deadline. */
  readonly authorise: number;
}

export const cardDeadlines: CardDeadlines = { open: 3000, exchange: 5000, close: 1000, authorise: 15_000 };

export interface CardReaderOptions {
  readonly deadlines?: CardDeadlines;
  readonly timers?: Timers;
}

/** The card reader as the state machines see it, on top of any card source. */
export function createCardReader(
  source: CardSource,
  pinPad: Pick<PinPad, 'take' | 'wipe'>,
  options: CardReaderOptions = {},
): CardReaderPort {
  const { deadlines = cardDeadlines, timers = systemTimers } = options;
  const flows = createCardFlows(pinPad, (asked) => within(timers, deadlines.authorise, asked));
  source.watch((presence) => {
    if (presence !== 'present') flows.cardLeft();
  });
  /** Two flows at once on one card would deselect each other's files. */
  const oneAtATime = createMutex();

  async function withCard<T>(
    run: (channel: CardChannel, atr: Uint8Array) => Promise<Result<T, CardFault>>,
  ): Promise<Result<T, CardFault>> {
    const opened = await within(timers, deadlines.open, source.open(), (late) => {
      if (late.ok) void late.value.close();
    });
    if (opened.late) return err({ fault: 'unreadable' });
    if (!opened.value.ok) return opened.value;
    const session = opened.value.value;
    try {
      return await run(withDeadline(session, deadlines.exchange, timers), session.atr);
    } finally {
      await within(timers, deadlines.close, session.close());
    }
  }

  function withSecret<T>(
    run: (channel: CardChannel, atr: Uint8Array) => Promise<Result<T, CardFault>>,
  ): Promise<Result<T, CardFault>> {
    return oneAtATime(async () => {
      try {
        return await withCard(run);
      } finally {
        pinPad.wipe();
      }
    });
  }

  return {
    watch: (listener) => source.watch(listener),
    ...(source.details ? { details: source.details } : {}),
    look: (secrets = ['pin', 'signaturePassword']) =>
      oneAtATime(() => {
        flows.forget();
        return withCard((channel, atr) => flows.look(channel, atr, secrets));
      }),
    sign: (message) => withSecret((channel, atr) => flows.sign(channel, atr, 'pin', message)),
    signWithSignatureKey: (message) =>
      withSecret((channel, atr) => flows.sign(channel, atr, 'signaturePassword', message)),
    changeSecret: (secret, authorise) =>
      withSecret((channel, atr) => flows.changeSecret(channel, atr, secret, authorise)),
  };
}
