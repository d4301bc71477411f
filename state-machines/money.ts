import { planPayout } from '../shared/payout.ts';
import {
  denominations,
  subtractYen,
  worthOf,
  yen,
  type CashCount,
  type Denomination,
  type Yen,
} from '../shared/yen.ts';

/**
 * Which coins and notes may be accepted now, so that change can be given whatever is put in.
 *
 * A piece is safe when it does not exceed what is still due, or when the excess can be paid out from the levels. Pieces
 * taken during this payment do not count as change: not every mechanism can pay out what it has just taken.
 *
 * Example: due 200, levels 100 × 2: 10, 50 and 100 are safe; 500 would need 300 in change, which is not there.
 */
export function acceptableNow(
  remaining: Yen,
  levels: readonly CashCount[],
  configured: readonly Denomination[],
): Denomination[] {
  return configured.filter(
    (value) => value <= remaining || planPayout(yen(value - remaining), levels) !== null,
  );
}

/** True when every coin and note that would overshoot is refused: then only the exact sum can be paid. */
export function exactMoneyOnly(remaining: Yen, accepted: readonly Denomination[]): boolean {
  return !accepted.some((value) => value > remaining);
}

/** Whether this sum can be paid exactly with pieces of these kinds: 250 needs a 10 or a 50. */
export function canBePaidExactly(sum: Yen, accepted: readonly Denomination[]): boolean {
  const plenty = accepted.map((value) => ({ value, count: Math.ceil(sum / value) }));
  return planPayout(sum, plenty) !== null;
}

/** What is still to pay: 250 due, 100 in → 150; never below zero. */
export function remainingOf(due: Yen, inserted: Yen): Yen {
  return inserted >= due ? yen(0) : subtractYen(due, inserted);
}

/**
 * What of the pieces that left the hoppers counts as given, yen: never more than the sum they were told to pay. A piece too many
 * is the store's loss, and stands as it fell in the record of the payout.
 */
export function givenOf(dispensed: readonly CashCount[], sum: Yen): Yen {
  return yen(Math.min(worthOf(dispensed), sum));
}

/** Adds one piece to a count: [{100 × 1}] and 100 → [{100 × 2}] */
export function addPiece(counts: readonly CashCount[], value: Denomination): CashCount[] {
  return denominations
    .map((denomination) => ({
      value: denomination,
      count:
        (counts.find((entry) => entry.value === denomination)?.count ?? 0) + (denomination === value ? 1 : 0),
    }))
    .filter(({ count }) => count > 0);
}
