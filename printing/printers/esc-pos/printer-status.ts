import { err, ok, type Result } from '../../../shared/result.ts';

/** ESC/POS real-time status: DLE EOT n. It is answered with one byte, even while the printer is stopped. */
export const askPrinterStatus: Uint8Array = Uint8Array.of(0x10, 0x04, 1);
export const askOfflineCause: Uint8Array = Uint8Array.of(0x10, 0x04, 2);
export const askPaperSensor: Uint8Array = Uint8Array.of(0x10, 0x04, 4);

/** DLE DC4 8: discards what was received and not yet printed. Real-time, too. */
export const clearBuffers: Uint8Array = Uint8Array.of(0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8);

export type ReceiptTrouble = 'paper-out' | 'offline' | 'cover-open';

/** Answers to DLE EOT have bits 0 and 7 clear, 1 and 4 set: anything else is no such answer. */
function isRealTimeStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** An answer to GS r 1 has bits 0, 1, 4 and 7 clear: it cannot be mistaken for a real-time status. */
export function isPaperStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0;
}

/**
 * What the three status bytes (DLE EOT 1, 2, 4) mean for a receipt. An open cover is reported before the paper, which nobody
 * can see under it.
 */
export function troubleOfStatus(
  printer: number,
  cause: number,
  paper: number,
): Result<ReceiptTrouble | null, 'nonsense'> {
  if (![printer, cause, paper].every(isRealTimeStatus)) return err('nonsense');
  const coverOpen = (cause & 0b0000_0100) !== 0;
  const paperEnd = (cause & 0b0010_0000) !== 0 || (paper & 0b0110_0000) !== 0;
  const offline = (printer & 0b0000_1000) !== 0 || (cause & 0b0100_0000) !== 0;
  if (coverOpen) return ok('cover-open');
  if (paperEnd) return ok('paper-out');
  return ok(offline ? 'offline' : null);
}

/**
 * From DLE EOT 4: the roll's near-end sensor. It is no trouble: a receipt is short, and whoever looks after the kiosk is
 * told.
 */
export function isRollLow(paper: number): boolean {
  return isRealTimeStatus(paper) && (paper & 0b0000_1100) !== 0;
}
