import type { PinPadPort } from '../state-machines/ports.ts';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type Digit = (typeof digits)[number];

export function isDigit(text: string): text is Digit {
  return digits.some((digit) => digit === text);
}

/** Digits of the user authentication PIN. */
export const pinLength = 4;

export interface PinPad extends PinPadPort {
  /** Adds a digit and tells how many are entered, 0 to 4. A fifth digit is not taken. */
  push(digit: Digit): number;
  /** Takes the last digit back and tells how many are left. */
  erase(): number;
  /** How many digits are entered, 0 to 4. */
  readonly length: number;
  /**
   * A copy of the digits as ASCII bytes for VERIFY. Whoever takes it overwrites it.
   * @throws when the PIN is not complete: a short VERIFY would spend a try.
   */
  take(): Uint8Array;
}

/**
 * The one place that holds a PIN. It is bytes in a closure and never a string: strings cannot be overwritten, and nothing
 * that prints, serialises or inspects the pad can reach them.
 */
export function createPinPad(): PinPad {
  const entered = new Uint8Array(pinLength);
  let length = 0;

  return {
    push(digit) {
      if (length < pinLength) {
        entered[length] = digit.charCodeAt(0);
        length += 1;
      }
      return length;
    },
    erase() {
      if (length > 0) {
        length -= 1;
        entered[length] = 0;
      }
      return length;
    },
    get length() {
      return length;
    },
    take() {
      if (length !== pinLength) throw new Error('the PIN is not complete');
      return entered.slice();
    },
    wipe() {
      entered.fill(0);
      length = 0;
    },
  };
}
