import { expect } from 'vitest';
import { worthOf } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/ports.ts';

type Of<T extends JournalEvent['type']> = Extract<JournalEvent, { type: T }>;

function all<T extends JournalEvent['type']>(journal: readonly JournalEvent[], type: T): Of<T>[] {
  return journal.filter((event): event is Of<T> => event.type === type);
}

/** What staff and tests moved according to the journal, yen. */
export interface StaffMoney {
  readonly refunded: number;
  readonly testIn: number;
  readonly testOut: number;
  /** What hoppers gave residents beyond what they were told: the store's loss. */
  readonly tooMuch: number;
}

/**
 * Checks that nothing was paid without a granted claim, nothing twice under one id, and that what a refund ended with is what
 * was moved for it. @returns what the journal says of refunds and tests
 */
export function staffMoney(journal: readonly JournalEvent[]): StaffMoney {
  for (const refund of new Set(all(journal, 'refund-claim').map((claim) => claim.refund))) {
    const own = journal.filter((event) => 'refund' in event && event.refund === refund);
    const claims = all(own, 'refund-claim');
    const [claim] = claims;
    if (!claim) throw new Error('a refund has no claim among its records');
    // When it is asked again, it is the same claim.
    for (const again of claims) expect(again).toEqual(claim);
    const granted = own.findIndex((event) => event.type === 'refund-granted' && event.granted);
    const moves = own.findIndex(({ type }) =>
      ['dispense-intent', 'refund-cashless-intent', 'refund-register', 'refund-ended'].includes(type),
    );
    if (moves >= 0) {
      expect(granted).toBeGreaterThanOrEqual(0);
      expect(moves).toBeGreaterThan(granted);
    }
    for (const type of [
      'dispense-intent',
      'refund-cashless-intent',
      'refund-register',
      'refund-ended',
    ] as const)
      expect(all(own, type).length).toBeLessThanOrEqual(1);
    // Hoppers may give too much: that is the store's loss, and no part of the refund.
    const fell = sumOf(all(own, 'dispense-outcome').map(({ dispensed }) => worthOf(dispensed)));
    const hoppers = Math.min(fell, claim.amount);
    const register = sumOf(all(own, 'refund-register').map(({ amount }) => amount));
    const back = all(own, 'refund-cashless-outcome').some(({ outcome }) => outcome === 'done');
    const cashless = back ? claim.amount : 0;
    expect(hoppers + register + cashless).toBeLessThanOrEqual(claim.amount);
    for (const ended of all(own, 'refund-ended')) {
      expect(ended).toMatchObject({ hoppers, register, cashless });
      expect(hoppers + register + cashless).toBe(claim.amount);
    }
  }
  const outcomes = all(journal, 'dispense-outcome');
  const out = (purpose: Of<'dispense-outcome'>['purpose']): number =>
    sumOf(outcomes.filter((each) => each.purpose === purpose).map(({ dispensed }) => worthOf(dispensed)));
  return {
    refunded: out('staffRefund'),
    testIn: sumOf(all(journal, 'test-cash-in').map(({ secured }) => worthOf(secured))),
    testOut: out('test'),
    tooMuch: tooMuchIn(journal),
  };
}

function sumOf(sums: readonly number[]): number {
  return sums.reduce((sum, each) => sum + each, 0);
}

function tooMuchIn(journal: readonly JournalEvent[]): number {
  let told = 0;
  let sum = 0;
  for (const event of journal) {
    if (event.type === 'dispense-intent') told = event.amount;
    if (event.type !== 'dispense-outcome' || ['staffRefund', 'test'].includes(event.purpose)) continue;
    sum += Math.max(0, worthOf(event.dispensed) - told);
  }
  return sum;
}
