/** A secret on the card with its try counter. The counter lasts as long as the object: a reset of the card does not refill it. */
export interface CardPin {
  readonly triesLeft: number;
  /** Whether it was verified since the last reset. */
  readonly verified: boolean;
  verify(value: Uint8Array): 'ok' | 'wrong' | 'blocked';
  /** Sets a new value: for the holder, who must have verified the old one, or for the issuer, which also refills the tries. */
  change(value: Uint8Array, by: 'holder' | 'issuer'): 'ok' | 'notVerified' | 'wrongForm';
  /** What a reset of the card does: it is no longer verified. */
  forget(): void;
}

/**
 * @param tries wrong values in a row before it locks
 * @param triesLeft 0 for one that is already locked
 * @throws when the value is not of this form
 */
export function createCardPin(initial: string, form: RegExp, tries: number, triesLeft = tries): CardPin {
  if (!form.test(initial)) throw new Error('a PIN of the wrong form');
  let value = Buffer.from(initial, 'ascii');
  let left = triesLeft;
  let verified = false;
  return {
    get triesLeft() {
      return left;
    },
    get verified() {
      return verified;
    },
    verify(given) {
      verified = false;
      if (left === 0) return 'blocked';
      if (!value.equals(given)) {
        left -= 1;
        return 'wrong';
      }
      left = tries;
      verified = true;
      return 'ok';
    },
    change(given, by) {
      if (by === 'holder' && !verified) return 'notVerified';
      if (!form.test(Buffer.from(given).toString('latin1'))) return 'wrongForm';
      value = Buffer.from(given);
      if (by === 'issuer') left = tries;
      return 'ok';
    },
    forget() {
      verified = false;
    },
  };
}
