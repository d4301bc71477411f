import type { Result } from '../../shared/result.ts';

export type LineFault =
  /** The printer could not be reached: it has received nothing. */
  | 'unreachable'
  /** Something may have been received; no answer came in time. */
  | 'noAnswer';

/**
 * Finds the answer to one question in all that the printer has said since; null as long as it is not there. A printer also says
 * what nobody asked for, before an answer and within it.
 */
export type FindAnswer = (received: readonly number[]) => number | null;

/** The wire to a receipt printer, one exchange at a time. */
export interface ReceiptLine {
  /** Sends the bytes and waits for their answer, at most so many ms. What does not belong to it is passed over. */
  ask(bytes: Uint8Array, deadlineMs: number, find: FindAnswer): Promise<Result<number, LineFault>>;
}

/** A printer that has said more than this without an answer in it is not answering, bytes. */
export const longestTalk = 16 * 1024;
