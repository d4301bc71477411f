import { err, ok, type Result } from '../../../shared/result.ts';

/** ESC/POS real-time status: DLE EOT n. It is answered with one byte, even while the printer is stopped. */
export const askPrinterStatus: Uint8Array = Uint8Array.of(0x10, 0x04, 1);
export const askOfflineCause: Uint8Array = Uint8Array.of(0x10, 0x04, 2);
export const askPaperSensor: Uint8Array = Uint8Array.of(0x10, 0x04, 4);

/** DLE DC4 8: discards what was received and not yet printed. Real-time, too. */
export const clearBuffers: Uint8Array = Uint8Array.of(0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8);

export type ReceiptTrouble = 'paper-out' | 'offline' | 'cover-open';

/** XON and XOFF, which a serial line puts anywhere; none of the answers below has such a byte in it. */
const flowControl: readonly number[] = [0x11, 0x13];

/** Answers to DLE EOT have bits 0 and 7 off, 1 and 4 on: anything else is no such answer. */
function isRealTimeStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** The first byte that can answer DLE EOT. No byte of another answer, or of an automatic status, can. */
export function findRealTimeStatus(received: readonly number[]): number | null {
  return received.find(isRealTimeStatus) ?? null;
}

/** The answer to GS r 1: bits 4 and 7 off, so that it cannot be taken for a real-time status. */
export function findPaperStatus(received: readonly number[]): number | null {
  return whatWasAsked(received).find(hasBits4And7Off) ?? null;
}

/** The answer to `clearBuffers`, 37 25 00 in hexadecimal; its first byte stands for it. */
export function findCleared(received: readonly number[]): number | null {
  const bytes = whatWasAsked(received);
  const [header] = cleared;
  return bytes.some((_, at) => cleared.every((byte, index) => bytes[at + index] === byte)) ? header : null;
}

const cleared = [0x37, 0x25, 0x00] as const;

/**
 * What was received without flow control and without automatic status (GS a): four bytes, the first with bits 0, 1 and 7 off and
 * 4 on, the others with 4 and 7 off, like an answer to GS r. Of one that has not come whole yet nothing is left either.
 */
function whatWasAsked(received: readonly number[]): readonly number[] {
  const bytes = received.filter((byte) => !flowControl.includes(byte));
  const asked: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const rest = bytes.slice(at + 1, at + automaticStatusBytes);
    if (beginsAutomaticStatus(byte) && rest.every(hasBits4And7Off)) at += rest.length;
    else asked.push(byte);
  }
  return asked;
}

const automaticStatusBytes = 4;

function beginsAutomaticStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0000;
}

function hasBits4And7Off(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
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
