import { describe, expect, it } from 'vitest';
import { afterFailure, mayTry, notAhead, type Tries } from './failed-tries.ts';
import { kioskTries, receiptTries, type TryRule } from './limits.ts';

/** How many of the tries, one every `everyMs` for so long, get an answer when every one fails. */
function answered(rule: TryRule, everyMs: number, forMs: number): number {
  let tries: Tries | null = null;
  let answers = 0;
  for (let now = 0; now < forMs; now += everyMs) {
    if (!mayTry(tries, rule, now)) continue;
    answers += 1;
    tries = afterFailure(tries, rule, now);
  }
  return answers;
}

const hour = 3_600_000;

describe('wrong receipts of a kiosk', () => {
  it('are answered five times at once, then ever more slowly, and after ten not for an hour', () => {
    expect(answered(kioskTries, 6, 4_000)).toBe(6);
    expect(answered(kioskTries, 6, 60_000)).toBe(9);
    expect(answered(kioskTries, 100, hour)).toBe(10);
    expect(answered(kioskTries, 1_000, 24 * hour)).toBeLessThanOrEqual(240);
  });

  it('are forgotten after an hour without one', () => {
    const five: Tries = { failed: 9, lastAt: 0, lockedUntil: null };
    expect(mayTry(five, kioskTries, hour - 1)).toBe(true);
    expect(afterFailure(five, kioskTries, hour - 1).lockedUntil).toBe(2 * hour - 1);
    expect(afterFailure(five, kioskTries, hour)).toEqual({ failed: 1, lastAt: hour, lockedUntil: null });
  });

  it('start anew after the lock', () => {
    const locked: Tries = { failed: 10, lastAt: 0, lockedUntil: hour };
    expect([mayTry(locked, kioskTries, hour - 1), mayTry(locked, kioskTries, hour)]).toEqual([false, true]);
    expect(afterFailure(locked, kioskTries, hour).failed).toBe(1);
  });
});

describe('a record of tries that was made while the clock was ahead', () => {
  it('counts as made now: the lock is as long as any, and the count stays', () => {
    const locked: Tries = { failed: 10, lastAt: 1000 * hour, lockedUntil: 1001 * hour };
    const now = notAhead(locked, kioskTries, 5);
    expect(now).toEqual({ failed: 10, lastAt: 5, lockedUntil: 5 + hour });
    expect([mayTry(now, kioskTries, 4 + hour), mayTry(now, kioskTries, 5 + hour)]).toEqual([false, true]);
    const waits: Tries = { failed: 7, lastAt: 1000 * hour, lockedUntil: null };
    expect(notAhead(waits, kioskTries, 5)).toEqual({ failed: 7, lastAt: 5, lockedUntil: null });
  });

  it('is left as it is where the clock is right', () => {
    const locked: Tries = { failed: 10, lastAt: 5, lockedUntil: 5 + hour };
    expect(notAhead(locked, kioskTries, 5)).toBe(locked);
  });
});

describe('wrong times and sums of one receipt', () => {
  it('are answered five times a day', () => {
    expect(answered(receiptTries, 1_000, 23 * hour)).toBe(5);
  });
});
