/** A secret on the card with its counter. The counter lives as long as the object: a reset of the card does not refill it. */
export interface CardPin {
  readonly triesLeft: number;
  /** Verified since the last reset. */
  readonly verified: boolean;
  verify(value: Uint8Array): 'ok' | 'wrong' | 'blocked';
  change(value: Uint8Array): 'ok' | 'notVerified' | 'wrongForm';
  /** What a reset does. */
  forget(): void;
}

/** @throws when the value is not of the form. */
export function createCardPin(initial: string, form: RegExp, tries: number): CardPin {
  if (!form.test(initial)) throw new Error('a PIN of the wrong form');
  let value = Buffer.from(initial, 'ascii');
  let triesLeft = tries;
  let verified = false;
  return {
    get triesLeft() {
      return triesLeft;
    },
    get verified() {
      return verified;
    },
    verify(given) {
      verified = false;
      if (triesLeft === 0) return 'blocked';
      if (!value.equals(given)) {
        triesLeft -= 1;
        return 'wrong';
      }
      triesLeft = tries;
      verified = true;
      return 'ok';
    },
    change(given) {
      if (!verified) return 'notVerified';
      if (!form.test(Buffer.from(given).toString('latin1'))) return 'wrongForm';
      value = Buffer.from(given);
      return 'ok';
    },
    forget() {
      verified = false;
    },
  };
}
