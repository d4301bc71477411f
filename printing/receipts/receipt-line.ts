import type { Result } from '../../shared/result.ts';

export type LineFault =
  /** The printer could not be reached: it has received nothing. */
  | 'unreachable'
  /** Something may have been received; no answer came in time. */
  | 'noAnswer';

/** The wire to a receipt printer, one exchange at a time. */
export interface ReceiptLine {
  /**
   * Sends the bytes and waits for the printer's first byte.
   * @param deadlineMs for the answer; a line that has to connect first allows as much for that
   */
  ask(bytes: Uint8Array, deadlineMs: number): Promise<Result<number, LineFault>>;
}
