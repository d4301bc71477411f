import type { CashCount } from '../shared/yen.ts';

/** The secrets that a resident types: the PIN of the user authentication key, the password of the signature key. */
export type CardSecret = 'pin' | 'signaturePassword';

/**
 * What the devices themselves counted in all their life, in memory that outlasts a power cut (ccTalk 225 and 168). They wrap
 * around; only differences between two readings mean something.
 */
export interface CashCounters {
  /** Pieces that each acceptor has taken; null where the device does not count. */
  readonly coinsAccepted: number | null;
  readonly notesAccepted: number | null;
  /** Pieces that each hopper has paid. */
  readonly dispensed: readonly CashCount[];
}
