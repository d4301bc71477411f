import type { CashCount } from '../shared/yen.ts';

/** The secrets that a resident types: the PIN of the user authentication key, the password of the signature key. */
export type CardSecret = 'pin' | 'signaturePassword';

/**
 * Lifetime counters of the devices themselves, in memory that survives a power cut (ccTalk 225 and 168). They wrap around;
 * only the difference between two readings means anything.
 */
export interface CashCounters {
  /** Pieces that each acceptor has taken; null where the device does not count. */
  readonly coinsAccepted: number | null;
  readonly notesAccepted: number | null;
  /** Pieces that each hopper has paid. */
  readonly dispensed: readonly CashCount[];
}
