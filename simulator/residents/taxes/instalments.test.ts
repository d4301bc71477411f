import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { paymentOf } from './instalments.ts';

describe('paymentOf', () => {
  const on = (day: string, inArrears = false) => {
    const { paid, unpaid, notYetDue } = paymentOf('市民税', 156_200, 2026, { on: isoDate(day), inArrears });
    return [paid, unpaid, notYetDue];
  };

  it.each([
    ['2026-06-30', [0, 0, 156_200]],
    ['2026-07-01', [39_200, 0, 117_000]],
    ['2026-11-20', [117_200, 0, 39_000]],
    ['2027-01-31', [117_200, 0, 39_000]],
    ['2027-02-01', [156_200, 0, 0]],
  ])('on %s calls nothing unpaid that is not yet due', (day, sums) => {
    expect(on(day)).toEqual(sums);
  });

  it('calls unpaid what was due and is not paid, and nothing more', () => {
    expect(on('2026-11-20', true)).toEqual([78_200, 39_000, 39_000]);
    expect(on('2026-06-01', true)).toEqual([0, 0, 156_200]);
  });
});
