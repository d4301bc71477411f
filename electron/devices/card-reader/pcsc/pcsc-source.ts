import type { Card, Client, Reader, ReaderStatusFlags } from 'pcsc-mini';
import { err, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { pause, systemTimers } from '../../../../shared/timers.ts';
import type { Timers } from '../../../../shared/timers.ts';
import type { CardPresence } from '../../../../state-machines/ports.ts';
import type { CardSession, CardSource, ChannelFault } from '../card-source.ts';

/** The package behind this: whoever uses it loads it, because it needs the system's PC/SC library, which not every machine has. */
export type PcscLibrary = Pick<
  typeof import('pcsc-mini'),
  'CardDisposition' | 'CardMode' | 'Client' | 'ReaderStatus'
>;

export interface PcscOptions {
  /** Part of the name of the reader to use, where there are several; the first one otherwise. */
  readonly reader?: string;
  readonly timers?: Timers;
  readonly delays?: PcscDelays;
}

/** All in ms. */
export interface PcscDelays {
  /** Before the first new attempt to reach the daemon; doubled up to the most with each that fails. */
  readonly retryFirst: number;
  readonly retryMost: number;
  /** How long the daemon may go on saying "present" after the card left; measured at up to a second. */
  readonly departure: number;
  /** How long the readers have to be quiet before the watch is ended. */
  readonly quiet: number;
}

export const pcscDelays: PcscDelays = { retryFirst: 250, retryMost: 5000, departure: 1500, quiet: 1000 };

/**
 * Never let go, one for each daemon that there was: pcsc-mini 0.1 releases its context when a client is collected, and when
 * the daemon that it belonged to is gone, the error of that ends the process.
 */
const clients = new Set<Client>();

interface Slot {
  readonly reader: Reader;
  presence: CardPresence;
}

/**
 * Cards in a reader of the system's PC/SC daemon. Starts at once and goes on looking for the daemon and the reader until it
 * is closed: a daemon that is not up yet, restarts, or a reader that is unplugged are all `readerGone` for as long as it lasts.
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
  /** Settles when the last session has given its card back. */
  let released: Promise<void> = Promise.resolve();

  const presence = (): CardPresence => chosen?.presence ?? 'readerGone';

  /** Stays with a reader until it is gone, so that plugging in a second one changes nothing. */
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
      // No daemon yet: the reader is gone until then, which is a state of the device and logged as that.
      retry();
    }
  }

  function retry(): void {
    if (closed) return;
    callOffRetry = timers.after(retryDelay, start);
    retryDelay = Math.min(retryDelay * 2, delays.retryMost);
  }

  function newClient(): Client {
    const own = new library.Client();
    clients.add(own);
    own.on('reader', (reader) => {
      if (own === client) adopt(reader);
    });
    own.on('error', () => {
      if (own === client && !closed) lose();
    });
    return own;
  }

  /**
   * A PC/SC context does not survive its daemon, and after an overflow of events the states are wrong: everything begins
   * anew. The old client is left as it is: stopping it could block, and its thread has ended or is not listened to.
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
    // The ATR that comes with this event is wrong in pcsc-mini 0.1; a session asks the card's own state for it.
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

  /** What an error means, when what the daemon says of the card in the next moments is taken into account. */
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
      // A card that went is no fault of the program: what happened goes on as a value.
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
        // pcsc-mini refuses to disconnect while a command is under way, and the card would stay ours for ever: whoever gave
        // up waiting for an answer gives the card back when it has come.
        released = underWay.then(() => disconnect(card, library));
        return released;
      },
    };
  }

  async function exchange(card: Card, command: Uint8Array): Promise<Result<Uint8Array, ChannelFault>> {
    try {
      const answer = await card.transmit(command);
      // Some drivers report an exchange that broke off as a success without a single byte.
      return answer.length === 0 ? err(await faultOf(null)) : ok(answer);
    } catch (error) {
      // The same in the middle of an exchange.
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
    async close() {
      closed = true;
      listeners.clear();
      callOffRetry();
      // pcsc-mini stops by cancelling a wait, and blocks the process until its thread has ended. A cancelling that comes
      // between two waits is lost, and the next wait lasts a minute: so it comes when nothing has changed for a while.
      let quietFor = timers.elapsed() - lastChange;
      while (quietFor < delays.quiet) {
        await pause(timers, delays.quiet - quietFor);
        quietFor = timers.elapsed() - lastChange;
      }
      stop(client);
    },
  };
}

function presenceOf(status: ReaderStatusFlags, { ReaderStatus }: PcscLibrary): CardPresence {
  if (status.has(ReaderStatus.MUTE)) return 'mute';
  return status.has(ReaderStatus.PRESENT) ? 'present' : 'absent';
}

function stop(client: Client): void {
  try {
    client.stop();
  } catch {
    // It was not running any more: the daemon ended it.
  }
}

async function disconnect(card: Card, { CardDisposition }: PcscLibrary): Promise<void> {
  try {
    await card.disconnect(CardDisposition.RESET);
  } catch {
    // The card, the reader or the daemon has gone, and what was verified with it.
  }
}

/**
 * Errors that say by themselves what happened. Everything else, 0x80100016 (NotTransacted) after the card left above all,
 * does not: a card is not called absent because of an error that nobody understands.
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
