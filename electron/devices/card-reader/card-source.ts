import type { Result } from '../../../shared/result.ts';
import type { CardPresence, Unsubscribe } from '../../../state-machines/ports.ts';

/** Why an exchange with a card came to nothing. */
export interface ChannelFault {
  /**
   * `removed`: the card left. `readerGone`: the reader or its daemon left. `unreadable`: anything else, also what nobody
   * understands; it is never taken for "no card".
   */
  readonly fault: 'removed' | 'readerGone' | 'unreadable';
}

/** One command to the card, one answer (ISO/IEC 7816-4 bytes with the status word at the end). */
export interface CardChannel {
  transmit(command: Uint8Array): Promise<Result<Uint8Array, ChannelFault>>;
}

/** The card for one owner alone, from `open` to `close`: nobody else's command comes in between. */
export interface CardSession extends CardChannel {
  /** Answer to reset; a contactless card's is made up by its reader from what the card says of itself (PC/SC, part 3). */
  readonly atr: Uint8Array;
  /** Gives the card back and resets it, so that no verified PIN outlives the session. Does not fail. */
  close(): Promise<void>;
}

/** A place where cards lie: a PC/SC reader, or the one inside the simulation. */
export interface CardSource {
  /** Calls back with the state at once and with every change. */
  watch(listener: (presence: CardPresence) => void): Unsubscribe;
  open(): Promise<Result<CardSession, ChannelFault>>;
}
