import type { Card, Client, Reader, ReaderStatusFlags } from 'pcsc-mini';
import { err, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { systemTimers } from '../../../../shared/timers.ts';
import type { Timers } from '../../../../shared/timers.ts';
import type { CardPresence } from '../../../../state-machines/ports.ts';
import type { CardSession, CardSource, ChannelFault } from '../card-source.ts';
import { keepClient, quietMs, stopWhenQuiet } from './pcsc-client.ts';
import { detailsOfReader } from './reader-name.ts';

/** The package used here. The caller loads it, because it needs the system's PC/SC library, which not every machine has. */
export type PcscLibrary = Pick<
  typeof import('pcsc-mini'),
  'CardDisposition' | 'CardMode' | 'Client' | 'ReaderStatus'
>;

export interface PcscOptions {
  /** Part of the name of the reader to use when there are several; otherwise the first one is used. */
  readonly reader?: string;
  readonly timers?: Timers;
  readonly delays?: PcscDelays;
}

/** All in ms. */
export interface PcscDelays {
  /** Pause before the first new attempt to reach the daemon; doubled after each failure, up to `retryMost`. */
  readonly retryFirst: number;
  readonly retryMost: number;
  /** How long the daemon may keep saying "present" after the card has left; measured at up to a second. */
  readonly departure: number;
  /** How long the readers have to be quiet before the watch is stopped. */
  readonly quiet: number;
}

export const pcscDelays: PcscDelays = { retryFirst: 250, retryMost: 5000, departure: 1500, quiet: quietMs };

interface Slot {
  readonly reader: Reader;
  presence: CardPresence;
}

/**
 * Cards in a reader of the system's PC/SC daemon. Starts at once and keeps looking for the daemon and the reader until it is
 * closed: a daemon that is not up yet or restarts, or a reader that is unplugged, is `readerGone` for as long as it lasts.
 */
export function createPcscSource(
  library: PcscLibrary,
  options: PcscOptions = {},
): CardSource & { close(): Promise<void> } {
  const { reader: wanted = '', timers = systemTimers, delays = pcscDelays } = options;
  const listeners = new Set<(presence: CardPresence) => void>();
  const slots = new Map<string, Slot>();
  let chosen: Slot | null = null;
  let told: CardPresence = 'readerGone';
  let client = newClient();
  let retryDelay = delays.retryFirst;
  let callOffRetry: () => void = () => undefined;
  let closed = false;
  let lastChange = timers.elapsed();
  /** Settles when the last session has released its card. */
  let released: Promise<void> = Promise.resolve();

  const presence = (): CardPresence => chosen?.presence ?? 'readerGone';

  /** Stays with a reader until it is gone, so that plugging in a second reader changes nothing. */
  function update(): void {
    if (!chosen || slots.get(chosen.reader.name()) !== chosen)
      chosen = [...slots.values()].find(({ reader }) => reader.name().includes(wanted)) ?? null;
    if (presence() === told) return;
    told = presence();
    for (const listener of listeners) listener(told);
  }

  function start(): void {
    try {
      client.start();
      retryDelay = delays.retryFirst;
    } catch {
      // No daemon yet: until there is one, the reader is gone, which is a state of the device and logged as such.
      retry();
    }
  }

  function retry(): void {
    if (closed) return;
    callOffRetry = timers.after(retryDelay, start);
    retryDelay = Math.min(retryDelay * 2, delays.retryMost);
  }

  function newClient(): Client {
    const own = keepClient(new library.Client());
    own.on('reader', (reader) => {
      if (own === client) adopt(reader);
    });
    own.on('error', () => {
      if (own === client && !closed) lose();
    });
    return own;
  }

  /**
   * A PC/SC context does not survive its daemon, and after an event overflow the states are wrong: everything starts over.
   * The old client is left alone: stopping it could block, and its thread has ended or nobody listens to it.
   */
  function lose(): void {
    client = newClient();
    slots.clear();
    update();
    retry();
  }

  function adopt(reader: Reader): void {
    const name = reader.name();
    const slot: Slot = { reader, presence: 'absent' };
    slots.set(name, slot);
    // The ATR in this event is wrong in pcsc-mini 0.1; a session takes it from the card's state.
    reader.on('change', (status) => {
      lastChange = timers.elapsed();
      slot.presence = presenceOf(status, library);
      update();
    });
    reader.on('disconnect', () => {
      if (slots.get(name) === slot) slots.delete(name);
      update();
    });
  }

  /** What an error means, taking into account what the daemon says about the card in the next moments. */
  async function faultOf(error: unknown): Promise<ChannelFault> {
    const known = knownFault(error);
    if (known) return known;
    if (presence() === 'present') await untilChange(delays.departure);
    switch (presence()) {
      case 'absent':
        return { fault: 'removed' };
      case 'readerGone':
        return { fault: 'readerGone' };
      case 'present':
      case 'mute':
        return { fault: 'unreadable' };
    }
  }

  function untilChange(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        callOff();
        listeners.delete(end);
        resolve();
      };
      const callOff = timers.after(ms, end);
      listeners.add(end);
    });
  }

  async function open(): Promise<Result<CardSession, ChannelFault>> {
    await released;
    const slot = chosen;
    if (!slot) return err({ fault: 'readerGone' });
    if (slot.presence === 'absent') return err({ fault: 'removed' });
    try {
      const card = await slot.reader.connect(library.CardMode.EXCLUSIVE);
      try {
        return ok(sessionWith(card, (await card.state()).atr));
      } catch (error) {
        await disconnect(card, library);
        throw error;
      }
    } catch (error) {
      // A card that left is not a program error: what happened is returned as a value.
      return err(await faultOf(error));
    }
  }

  function sessionWith(card: Card, atr: Uint8Array): CardSession {
    let underWay: Promise<unknown> = Promise.resolve();
    return {
      atr: atr.slice(),
      transmit(command) {
        const exchanged = exchange(card, command);
        underWay = exchanged.then(() => undefined);
        return exchanged;
      },
      close() {
        // pcsc-mini refuses to disconnect while a command is under way, and the card would stay ours forever: a session that
        // gave up waiting for an answer releases the card once the answer has come.
        released = underWay.then(() => disconnect(card, library));
        return released;
      },
    };
  }

  async function exchange(card: Card, command: Uint8Array): Promise<Result<Uint8Array, ChannelFault>> {
    try {
      const answer = await card.transmit(command);
      // Some drivers report a broken exchange as a success without a single byte.
      return answer.length === 0 ? err(await faultOf(null)) : ok(answer);
    } catch (error) {
      // The same, in the middle of an exchange.
      return err(await faultOf(error));
    }
  }

  start();
  return {
    watch(listener) {
      listeners.add(listener);
      listener(told);
      return () => listeners.delete(listener);
    },
    open,
    details: () => Promise.resolve(chosen === null ? null : detailsOfReader(chosen.reader.name())),
    async close() {
      closed = true;
      listeners.clear();
      callOffRetry();
      await stopWhenQuiet(
        () => client,
        () => lastChange,
        timers,
        delays.quiet,
      );
    },
  };
}

function presenceOf(status: ReaderStatusFlags, { ReaderStatus }: PcscLibrary): CardPresence {
  if (status.has(ReaderStatus.MUTE)) return 'mute';
  return status.has(ReaderStatus.PRESENT) ? 'present' : 'absent';
}

async function disconnect(card: Card, { CardDisposition }: PcscLibrary): Promise<void> {
  try {
    await card.disconnect(CardDisposition.RESET);
  } catch {
    // The card, the reader or the daemon is gone, and with it whatever was verified.
  }
}

/**
 * Errors that say by themselves what happened. The others do not, above all 0x80100016 (NotTransacted) after the card left:
 * a card is not called absent because of an error that nobody understands.
 */
function knownFault(error: unknown): ChannelFault | null {
  switch (codeOf(error)) {
    case 'RemovedCard':
    case 'NoSmartCard':
      return { fault: 'removed' };
    case 'NoService':
    case 'ServiceStopped':
    case 'ReaderUnavailable':
    case 'UnknownReader':
    case 'NoReadersAvailable':
      return { fault: 'readerGone' };
    case 'SharingViolation':
      return { fault: 'unreadable' };
    default:
      return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
