import type {
  CardSession,
  CardSource,
  ChannelFault,
} from '../../../electron/devices/card-reader/card-source.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { pause, systemTimers } from '../../../shared/timers.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import type { CardInReader } from './virtual-card.ts';

/** What goes wrong, once, at one command, counted from 1 since the injection. */
export type ReaderFault =
  /** The card is pulled when this command is sent: it reaches the card, but its answer reaches nobody. */
  | { readonly fault: 'pull'; readonly atApdu: number }
  /** The answer comes this many ms late. */
  | { readonly fault: 'late'; readonly atApdu: number; readonly ms: number }
  /** The reader gives these bytes in place of the card's answer. */
  | { readonly fault: 'nonsense'; readonly atApdu: number; readonly answer: Uint8Array };

export interface InProcessReader extends CardSource {
  /** Puts a card in, or takes it out with null. A card put in is freshly powered. */
  set(card: CardInReader | null): void;
  unplug(): void;
  replug(): void;
  /** Null cancels a fault that has not happened yet. */
  inject(fault: ReaderFault | null): void;
  /** Commands that have reached a card since the reader was made. */
  readonly apduCount: number;
}

export interface InProcessReaderOptions {
  /** Called for every exchange with the card; PINs are masked. */
  readonly onApdu?: (command: Uint8Array, answer: Uint8Array) => void;
  readonly timers?: Timers;
}

/** A card reader inside the process, behind the same interface as the PC/SC driver. */
export function createInProcessReader(options: InProcessReaderOptions = {}): InProcessReader {
  const { onApdu, timers = systemTimers } = options;
  const listeners = new Set<(presence: CardPresence) => void>();
  let card: CardInReader | null = null;
  let plugged = true;
  /** Changes whenever a card comes or goes: a session belongs to one stay of one card. */
  let stay = 0;
  let inUse: number | null = null;
  let apduCount = 0;
  let injected: { fault: ReaderFault; from: number } | null = null;

  const presence = (): CardPresence => {
    if (!plugged) return 'readerGone';
    if (!card) return 'absent';
    return card.atr ? 'present' : 'mute';
  };

  function change(apply: () => void): void {
    const before = presence();
    apply();
    stay += 1;
    inUse = null;
    card?.reset();
    const after = presence();
    if (before === after && after !== 'present') return;
    for (const listener of listeners) {
      // A reader sees one card go before it sees another come.
      if (before === 'present' && after === 'present') listener('absent');
      listener(after);
    }
  }

  const gone = (): ChannelFault => ({ fault: plugged ? 'removed' : 'readerGone' });

  async function transmit(own: number, command: Uint8Array): Promise<Result<Uint8Array, ChannelFault>> {
    await Promise.resolve(); // an answer never comes before its caller has gone on
    if (own !== stay || !card) return err(gone());
    apduCount += 1;
    const fault = injected && apduCount - injected.from === injected.fault.atApdu ? injected.fault : null;
    if (fault) injected = null;
    const sent = command.slice();
    const answer = card.process(sent);
    onApdu?.(withoutPin(sent), answer);
    if (fault?.fault === 'pull') {
      change(() => {
        card = null;
      });
      return err(gone());
    }
    if (fault?.fault === 'nonsense') return ok(fault.answer);
    if (fault?.fault === 'late') {
      await pause(timers, fault.ms);
      if (own !== stay) return err(gone());
    }
    return ok(answer);
  }

  return {
    watch(listener) {
      listeners.add(listener);
      listener(presence());
      return () => listeners.delete(listener);
    },
    async open(): Promise<Result<CardSession, ChannelFault>> {
      await Promise.resolve();
      if (!plugged || !card) return err(gone());
      if (!card.atr || inUse === stay) return err({ fault: 'unreadable' });
      const own = stay;
      inUse = own;
      return ok({
        atr: card.atr,
        transmit: (command) => transmit(own, command),
        close() {
          if (own === stay) {
            card?.reset();
            inUse = null;
          }
          return Promise.resolve();
        },
      });
    },
    set(next) {
      change(() => {
        card = next;
      });
    },
    unplug() {
      change(() => {
        plugged = false;
      });
    },
    replug() {
      change(() => {
        plugged = true;
      });
    },
    inject(fault) {
      injected = fault && { fault, from: apduCount };
    },
    get apduCount() {
      return apduCount;
    },
  };
}

/** VERIFY and CHANGE carry a PIN after their five bytes of header. */
function withoutPin(command: Uint8Array): Uint8Array {
  const carriesPin = command[1] === 0x20 || command[1] === 0x24;
  return carriesPin ? command.fill(0x2a, 5) : command;
}
