import { denominations, type CashCount, type Denomination, type Yen } from './yen.ts';

/** All kiosk denominations are multiples of 10 yen: sums are planned in tens. */
const unit = 10;

/** The largest sum that is ever paid out at once, yen: two 10,000 yen notes' worth of change. */
export const largestPayout = 20_000;

/**
 * The fewest pieces that pay a sum exactly from what is there; null when it cannot be paid.
 *
 * Bounded coin change by dynamic programming over tens of yen. Taking the largest piece first would fail where 2,000 and 5,000
 * yen notes are paid out: 6,000 from 5,000 × 1 and 2,000 × 3.
 *
 * Example: planPayout(800, [{500 × 1}, {100 × 9}]) = [{500 × 1}, {100 × 3}]
 */
export function planPayout(amount: Yen, levels: readonly CashCount[]): CashCount[] | null {
  if (amount === 0) return [];
  if (amount % unit !== 0 || amount > largestPayout) return null;
  const size = amount / unit;
  const values = usable(levels);
  // best[i][t]: fewest pieces for t tens with the first i denominations; used[i][t]: how many of the i-th they take.
  let best = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  const used: number[][] = [];
  for (const { value, count } of values) {
    const step = value / unit;
    const next = [...best];
    const taken = new Array<number>(size + 1).fill(0);
    for (let sum = step; sum <= size; sum++) {
      for (let pieces = 1; pieces <= count && pieces * step <= sum; pieces++) {
        const total = (best[sum - pieces * step] ?? Number.POSITIVE_INFINITY) + pieces;
        if (total < (next[sum] ?? Number.POSITIVE_INFINITY)) {
          next[sum] = total;
          taken[sum] = pieces;
        }
      }
    }
    best = next;
    used.push(taken);
  }
  if (!Number.isFinite(best[size])) return null;
  return readBack(values, used, size);
}

/** Denominations of which there are any, largest first; one that is listed twice is added up. */
function usable(levels: readonly CashCount[]): { value: Denomination; count: number }[] {
  return denominations
    .map((value) => ({
      value,
      count: levels.filter((level) => level.value === value).reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count }) => count > 0)
    .reverse();
}

function readBack(values: readonly CashCount[], used: readonly number[][], size: number): CashCount[] {
  const plan: CashCount[] = [];
  let rest = size;
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index]?.value;
    const count = used[index]?.[rest] ?? 0;
    if (value === undefined || count === 0) continue;
    plan.unshift({ value, count });
    rest -= count * (value / unit);
  }
  return plan;
}
