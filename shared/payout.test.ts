import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planPayout } from './payout.ts';
import { worthOf, yen, type CashCount, type Denomination } from './yen.ts';

const held = (...values: Denomination[]): fc.Arbitrary<CashCount[]> =>
  fc.array(fc.record({ value: fc.constantFrom(...values), count: fc.nat(4) }), { maxLength: 4 });
/** Coins with small sums, notes with large ones: a sum that no pieces can make tests little. */
const cases = fc.oneof(
  fc.tuple(fc.nat(150), held(10, 50, 100, 500)),
  fc.tuple(
    fc.nat(20).map((thousands) => thousands * 100),
    held(500, 1000, 2000, 5000, 10000),
  ),
);

/** Every way to pay, tried one by one: the fewest pieces, or null. */
function fewestByTrying(amount: number, held: readonly CashCount[]): number | null {
  const [first, ...rest] = held;
  if (amount === 0) return 0;
  if (!first) return null;
  let best: number | null = null;
  for (let pieces = 0; pieces <= first.count && pieces * first.value <= amount; pieces++) {
    const others = fewestByTrying(amount - pieces * first.value, rest);
    if (others !== null && (best === null || pieces + others < best)) best = pieces + others;
  }
  return best;
}

it('pays exactly, with what is there, with the fewest pieces – or says that it cannot', () => {
  fc.assert(
    fc.property(cases, ([tens, levels]) => {
      const amount = yen(tens * 10);
      const plan = planPayout(amount, levels);
      const fewest = fewestByTrying(amount, levels);
      if (plan === null) {
        expect(fewest).toBeNull();
        return;
      }
      expect(worthOf(plan)).toBe(amount);
      expect(plan.reduce((sum, { count }) => sum + count, 0)).toBe(fewest);
      for (const { value, count } of plan) {
        expect(count).toBeLessThanOrEqual(
          levels.filter((level) => level.value === value).reduce((sum, level) => sum + level.count, 0),
        );
      }
    }),
  );
});

it('does not take the largest note first where that leads to a dead end', () => {
  expect(
    planPayout(yen(6000), [
      { value: 5000, count: 1 },
      { value: 2000, count: 3 },
    ]),
  ).toEqual([{ value: 2000, count: 3 }]);
});

it('plans no pieces for 0 yen, and refuses a sum that is not a multiple of 10 or is too large', () => {
  expect(planPayout(yen(0), [])).toEqual([]);
  expect(planPayout(yen(5), [{ value: 10, count: 9 }])).toBeNull();
  expect(planPayout(yen(30_000), [{ value: 1000, count: 99 }])).toBeNull();
  expect(
    planPayout(yen(800), [
      { value: 500, count: 1 },
      { value: 100, count: 9 },
    ]),
  ).toEqual([
    { value: 500, count: 1 },
    { value: 100, count: 3 },
  ]);
});
