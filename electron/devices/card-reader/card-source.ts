import type { ToldDetails } from '../../../shared/device-details.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardPresence, Unsubscribe } from '../../../state-machines/ports.ts';

/** Why an exchange with a card failed. */
export interface ChannelFault {
  /**
   * `removed`: the card left. `readerGone`: the reader or its daemon left. `unreadable`: anything else, even what nobody
   * understands; it is never treated as "no card".
   */
  readonly fault: 'removed' | 'readerGone' | 'unreadable';
}

/** One command to the card, one answer (ISO/IEC 7816-4 bytes with the status word at the end). */
export interface CardChannel {
  transmit(command: Uint8Array): Promise<Result<Uint8Array, ChannelFault>>;
}

/** Exclusive access to the card from `open` to `close`: nobody else's command comes in between. */
export interface CardSession extends CardChannel {
  /** Answer to reset; for a contactless card the reader composes it from what the card says about itself (PC/SC, part 3). */
  readonly atr: Uint8Array;
  /** Releases the card and resets it, so that no verified PIN outlives the session. Does not fail. */
  close(): Promise<void>;
}

/** Where cards are inserted: a PC/SC reader, or the simulated one. */
export interface CardSource {
  /** Calls back with the state at once and with every change. */
  watch(listener: (presence: CardPresence) => void): Unsubscribe;
  open(): Promise<Result<CardSession, ChannelFault>>;
  /** What the reader says of itself; null: it is gone. Left out where the driver cannot ask. */
  readonly details?: () => Promise<ToldDetails | null>;
}
