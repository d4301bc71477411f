import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { employmentIncome } from './employment-income.ts';
import { pensionIncome } from './pension-income.ts';

describe('employmentIncome', () => {
  // Rows of 別表第五 itself; 5,436,629 is the example that Osaka City publishes for fiscal 2026.
  it.each([
    // 国税庁 タックスアンサー No. 1410, note 2, for 2026 and 2027.
    [2026, 740_999, 0],
    [2026, 741_000, 1000],
    [2026, 1_780_000, 1_040_000],
    [2026, 2_190_999, 1_450_999],
    [2026, 2_191_000, 1_451_000],
    [2026, 2_192_999, 1_451_000],
    [2026, 2_193_000, 1_453_000],
    [2026, 2_195_999, 1_453_000],
    [2026, 2_196_000, 1_456_000],
    [2026, 2_199_999, 1_456_000],
    [2026, 2_200_000, 1_460_000],
    [2026, 2_203_999, 1_460_000],
    [2026, 5_436_629, 3_908_800],
    [2027, 1_780_000, 1_040_000],
    [2025, 650_999, 0],
    [2025, 651_000, 1000],
    [2025, 1_899_999, 1_249_999],
    [2025, 1_900_000, 1_250_000],
    [2025, 1_903_999, 1_250_000],
    [2025, 1_904_000, 1_252_800],
    [2025, 1_908_000, 1_255_600],
    [2025, 3_600_000, 2_440_000],
    [2025, 5_436_629, 3_908_800],
    [2025, 5_500_000, 3_960_000],
    [2025, 5_600_000, 4_040_000],
    [2025, 6_599_999, 4_836_800],
    [2025, 6_600_000, 4_840_000],
    [2025, 7_000_000, 5_200_000],
    [2025, 8_500_000, 6_550_000],
    [2025, 10_000_000, 8_050_000],
    [2024, 550_999, 0],
    [2024, 551_000, 1000],
    [2024, 1_618_999, 1_068_999],
    [2024, 1_619_999, 1_069_000],
    [2024, 1_620_000, 1_070_000],
    [2024, 1_623_999, 1_072_000],
    [2024, 1_624_000, 1_074_000],
    [2024, 1_627_999, 1_074_000],
    [2024, 1_628_000, 1_076_800],
    [2020, 1_800_000, 1_180_000],
    [2020, 5_000_000, 3_560_000],
    [2019, 650_999, 0],
    [2019, 1_619_000, 969_000],
    [2019, 1_628_000, 976_800],
    [2019, 5_000_000, 3_460_000],
    [2017, 10_000_000, 7_800_000],
    [2017, 30_000_000, 27_800_000],
    [2016, 12_000_000, 9_700_000],
    [2015, 12_000_000, 9_700_000],
    [2015, 15_000_000, 12_550_000],
  ])('in %i makes of a salary of %i an income of %i', (year, salary, income) => {
    expect(employmentIncome(salary, year)).toBe(income);
  });

  const years = fc.integer({ min: 2013, max: 2027 });

  it('is whole yen, never more than the salary, and never less for a higher salary, at every sum', () => {
    fc.assert(
      fc.property(fc.nat(40_000_000), fc.nat(5000), years, (salary, more, year) => {
        const income = employmentIncome(salary, year);
        expect(Number.isSafeInteger(income)).toBe(true);
        expect(income).toBeGreaterThanOrEqual(0);
        expect(income).toBeLessThanOrEqual(salary);
        expect(employmentIncome(salary + more, year)).toBeGreaterThanOrEqual(income);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for every salary within 4,000 yen, as far as the table goes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 475, max: 1649 }), fc.nat(3999), years, (row, within, year) => {
        // In 2026 and 2027 the table begins at 2,200,000.
        fc.pre(year < 2026 || row >= 550);
        expect(employmentIncome(row * 4000 + within, year)).toBe(employmentIncome(row * 4000, year));
      }),
    );
  });

  it('has no table for years before 2013, nor for those whose law is not known', () => {
    expect(() => employmentIncome(1, 2012)).toThrow(RangeError);
    expect(() => employmentIncome(1, 2028)).toThrow(RangeError);
  });
});

describe('pensionIncome', () => {
  const alone = { is65: true, otherIncome: 0 };

  // The quick table of the tax agency for pensions.
  it.each([
    [2025, 1_100_000, true, 0],
    [2025, 1_100_001, true, 1],
    [2025, 3_300_000, true, 2_200_000],
    [2025, 3_500_000, true, 2_350_000],
    [2025, 600_000, false, 0],
    [2025, 1_300_000, false, 700_000],
    [2025, 3_500_000, false, 2_350_000],
    [2025, 5_000_000, false, 3_565_000],
    [2025, 9_000_000, true, 7_095_000],
    [2025, 12_000_000, true, 10_045_000],
    [2019, 1_200_000, true, 0],
    [2019, 3_500_000, true, 2_250_000],
    [2019, 12_000_000, true, 9_845_000],
  ])('in %i makes of a pension of %i (65 or older: %s) an income of %i', (year, pension, is65, income) => {
    expect(pensionIncome(pension, year, { ...alone, is65 })).toBe(income);
  });

  it('takes less off where there is much other income', () => {
    const income = (otherIncome: number) => pensionIncome(3_000_000, 2025, { is65: true, otherIncome });
    expect([10_000_000, 10_000_001, 20_000_001].map(income)).toEqual([1_900_000, 2_000_000, 2_100_000]);
  });

  it('is whole yen, and never more than the pension', () => {
    fc.assert(
      fc.property(fc.nat(15_000_000), fc.boolean(), fc.nat(30_000_000), (pension, is65, otherIncome) => {
        for (const year of [2019, 2025]) {
          const income = pensionIncome(pension, year, { is65, otherIncome });
          expect(Number.isSafeInteger(income)).toBe(true);
          expect(income).toBeGreaterThanOrEqual(0);
          expect(income).toBeLessThanOrEqual(pension);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
