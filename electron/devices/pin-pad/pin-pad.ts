import type { PinPadPort, SecretRule } from '../../../state-machines/ports.ts';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type Digit = (typeof digits)[number];

export function isDigit(text: string): text is Digit {
  return digits.some((digit) => digit === text);
}

/** What a pad accepts before `begin`: the user authentication PIN, which is asked for most often. */
export const pinRule: SecretRule = { characters: 'digits', least: 4, most: 4, tries: 3 };

export interface PinPad extends PinPadPort {
  /**
   * Adds a character and returns how many are entered. Characters outside the rule, more than one at once, and any beyond
   * the rule's maximum are not accepted.
   */
  push(character: string): number;
  /** Removes the last character and returns how many are left. */
  erase(): number;
  /** How many characters are entered, 0 to the rule's maximum. */
  readonly length: number;
  /** Whether at least the rule's minimum is entered. */
  readonly complete: boolean;
  /**
   * A copy of what is entered, ASCII, for VERIFY or CHANGE. Whoever takes it overwrites it.
   * @throws when it is not complete (a short VERIFY would spend a try), or when it differs from a first entry that was kept
   */
  take(): Uint8Array;
}

/** What is entered, in a buffer of the rule's maximum length; the rest of the buffer is zero. */
interface Entry {
  readonly bytes: Uint8Array;
  length: number;
}

/**
 * The one place that holds a secret. It is bytes in a closure and never a string: strings cannot be overwritten, and nothing
 * that prints, serialises or inspects the pad can reach the bytes. Wiping also drops the first of two entries and the rule:
 * the pad is as new, ready for a PIN.
 */
export function createPinPad(): PinPad {
  let rule = pinRule;
  let entered = emptyEntry(rule);
  let first: Entry | null = null;

  function wipe(): void {
    forget(entered);
    if (first) forget(first);
    first = null;
  }

  const complete = (): boolean => entered.length >= rule.least;

  function matches(): boolean {
    return (
      first !== null &&
      complete() &&
      first.length === entered.length &&
      first.bytes.every((byte, index) => byte === entered.bytes[index])
    );
  }

  return {
    begin(next) {
      wipe();
      rule = next;
      entered = emptyEntry(rule);
    },
    push(character) {
      const code = codeIn(rule, character);
      if (code !== null && entered.length < rule.most) {
        entered.bytes[entered.length] = code;
        entered.length += 1;
      }
      return entered.length;
    },
    erase() {
      if (entered.length > 0) {
        entered.length -= 1;
        entered.bytes[entered.length] = 0;
      }
      return entered.length;
    },
    get length() {
      return entered.length;
    },
    get complete() {
      return complete();
    },
    keep() {
      if (first) forget(first);
      first = entered;
      entered = emptyEntry(rule);
    },
    matches,
    take() {
      if (!complete()) throw new Error('the secret is not complete');
      if (first && !matches()) throw new Error('the two entries of the secret differ');
      return entered.bytes.slice(0, entered.length);
    },
    wipe() {
      wipe();
      rule = pinRule;
      entered = emptyEntry(rule);
    },
  };
}

function emptyEntry(rule: SecretRule): Entry {
  return { bytes: new Uint8Array(rule.most), length: 0 };
}

function forget(entry: Entry): void {
  entry.bytes.fill(0);
  entry.length = 0;
}

/** The ASCII code of a character that the rule allows, null otherwise. */
function codeIn(rule: SecretRule, character: string): number | null {
  if (character.length !== 1) return null;
  const code = character.charCodeAt(0);
  const digit = code >= 0x30 && code <= 0x39;
  const capital = code >= 0x41 && code <= 0x5a;
  return digit || (capital && rule.characters === 'capitals') ? code : null;
}
