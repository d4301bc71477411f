import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPayout } from '../shared/payout.ts';
import { denominations, worthOf, yen, type CashCount, type Denomination } from '../shared/yen.ts';
import { acceptableNow, addPiece, canBePaidExactly, exactMoneyOnly, remainingOf } from './money.ts';
import { receiptCode, settle } from './settlement.ts';

const levels = fc.array(
  fc.record({ value: fc.constantFrom<Denomination>(10, 50, 100, 500, 1000), count: fc.nat(6) }),
  { maxLength: 5 },
);
const configured = [10, 50, 100, 500, 1000] as const;

describe('the choice of accepted coins and notes', () => {
  it('never leaves a payment without its change, whatever is put in', () => {
    fc.assert(
      fc.property(
        levels,
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(4), { maxLength: 60 }),
        (held, tens, touches) => {
          const due = yen(tens * 10);
          let counts: CashCount[] = [];
          for (const touch of touches) {
            const remaining = remainingOf(due, worthOf(counts));
            if (remaining === 0) break;
            const accepted = acceptableNow(remaining, held, configured);
            const value = configured[touch];
            if (value !== undefined && accepted.includes(value)) counts = addPiece(counts, value);
          }
          const paid = worthOf(counts);
          if (paid >= due) expect(planPayout(yen(paid - due), held)).not.toBeNull();
        },
      ),
    );
  });

  it('says "exact money only" exactly when nothing larger is accepted', () => {
    const none = acceptableNow(yen(200), [], configured);
    expect(none).toEqual([10, 50, 100]);
    expect(exactMoneyOnly(yen(200), none)).toBe(true);
    const some = acceptableNow(yen(200), [{ value: 100, count: 3 }], configured);
    expect(some).toEqual([10, 50, 100, 500]);
    expect(exactMoneyOnly(yen(200), some)).toBe(false);
  });

  it('knows which sums can be paid exactly', () => {
    expect(canBePaidExactly(yen(250), [100])).toBe(false);
    expect(canBePaidExactly(yen(250), [50, 100])).toBe(true);
    expect(canBePaidExactly(yen(255), [...denominations])).toBe(false);
  });
});

describe('the settlement', () => {
  const outcome = fc.constantFrom('printed' as const, 'notPrinted' as const, 'unknown' as const);
  const documentEnd = fc
    .record({
      tens: fc.integer({ min: 1, max: 45 }),
      sheets: fc.integer({ min: 1, max: 4 }),
      seen: fc.array(outcome, { maxLength: 4 }),
    })
    .map(({ tens, sheets, seen }, index = 0) => ({
      number: `D-${index}-${tens}`,
      price: yen(tens * 10),
      sheets,
      outcomes: seen.slice(0, sheets),
    }));

  it('always splits the price of the order into earned, given back now and for staff', () => {
    fc.assert(
      fc.property(fc.array(documentEnd, { maxLength: 10 }), (documents) => {
        const { earned, refundNow, forStaff, printed, notPrinted } = settle(documents);
        expect(earned + refundNow + forStaff).toBe(documents.reduce((sum, { price }) => sum + price, 0));
        expect(printed.length + notPrinted.length).toBe(documents.length);
      }),
    );
  });

  it('earns nothing for a certificate with a sheet missing, and leaves it to staff when a sheet may be out', () => {
    const base = { number: 'D', price: yen(350), sheets: 2 };
    expect(settle([{ ...base, outcomes: ['printed'] }])).toMatchObject({
      earned: 0,
      refundNow: 0,
      forStaff: 350,
    });
    expect(settle([{ ...base, outcomes: ['unknown'] }])).toMatchObject({
      earned: 0,
      refundNow: 0,
      forStaff: 350,
    });
    expect(settle([{ ...base, outcomes: ['notPrinted'] }])).toMatchObject({ refundNow: 350, forStaff: 0 });
    expect(settle([{ ...base, outcomes: [] }])).toMatchObject({ refundNow: 350, forStaff: 0 });
  });

  it('has receipt codes of letters that cannot be confused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (bits) => {
        expect(receiptCode(bits.toString(16).padStart(32, '0'))).toMatch(
          /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/,
        );
      }),
    );
  });
});
