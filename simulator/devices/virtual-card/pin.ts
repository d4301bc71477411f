/** A secret on the card with its counter. The counter lives as long as the object: a reset of the card does not refill it. */
export interface CardPin {
  readonly triesLeft: number;
  /** Verified since the last reset. */
  readonly verified: boolean;
  verify(value: Uint8Array): 'ok' | 'wrong' | 'blocked';
  /** A new value from the holder, who has verified the old one, or from the issuer, who also refills the tries. */
  change(value: Uint8Array, by: 'holder' | 'issuer'): 'ok' | 'notVerified' | 'wrongForm';
  /** What a reset does. */
  forget(): void;
}

/**
 * @param tries in a row before it locks
 * @param triesLeft 0 for one that is locked already
 * @throws when the value is not of the form.
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
