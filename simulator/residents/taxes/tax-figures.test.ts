import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { donationCredit } from './credits.ts';
import { deductionsOf } from './deductions.ts';
import { taxesOn } from './made-up-taxes.ts';
import { salariedPerson, type TaxedPerson } from './taxed-person.ts';
import { taxFigures } from './tax-figures.ts';

const tsukuba = '茨城県つくば市';
const now = { on: isoDate('2026-11-20'), inArrears: false };
const born = (year: number) => ({ birthDate: isoDate(`${year}-06-01`), totalIncome: 0 });

/** The family of Osaka City's published example for fiscal 2026: a wife of 46, children of 17 and 13. */
const example: TaxedPerson = {
  ...salariedPerson(5_436_629),
  spouse: born(1979),
  dependants: [born(2008), born(2012)],
};

describe('the local tax of a year', () => {
  it('deducts and counts as Osaka City’s published example does', () => {
    const { lines, difference, circumstances } = deductionsOf(example, 2026, 3_908_800);
    expect(lines.slice(1)).toEqual([
      { label: '配偶者控除', yen: 330_000 },
      { label: '扶養控除', yen: 330_000 },
      { label: '基礎控除', yen: 430_000 },
    ]);
    expect(difference).toBe(150_000);
    expect(circumstances).toEqual({
      spouse: 'deductible',
      dependants: { specific: 0, elderlyAtHome: 0, elderly: 0, other: 1, under16: 1 },
      disabled: { specialDisabilityAtHome: 0, specialDisability: 0, disability: 0 },
      self: [],
    });
  });

  it('credits a donation as that example does, with the rates of an ordinary city', () => {
    // 13,000 × 84.895 % × 3/5 = 6,621.81 and × 2/5 = 4,414.54, each rounded up; 6 % and 4 % of 13,000.
    const tax = { municipal: 128_760, prefectural: 85_840 };
    expect(donationCredit(15_000, 1_821_000, tax)).toEqual({
      municipal: 780 + 6622,
      prefectural: 520 + 4415,
    });
  });

  it.each([
    // Taxed up to two million: the differences, or what is taxed if that is less; above, no less than 50,000.
    [2_600_000, { beforeCredits: 58_320, adjustment: 1500 }],
    [6_000_000, { beforeCredits: 189_000, adjustment: 1500 }],
  ])('reckons 調整控除 of a salary of %i', (salary, part) => {
    expect(taxFigures(salariedPerson(salary), 2026, tsukuba, now).municipal).toMatchObject(part);
  });

  it.each([
    // Wards 450,000, Tomakomai 415,000, Tsukuba 380,000 of income exempt one who lives alone.
    ['東京都港区', 1_100_000, 0],
    ['東京都港区', 1_101_000, 5000],
    ['北海道苫小牧市', 1_065_000, 0],
    ['北海道苫小牧市', 1_066_000, 5000],
    [tsukuba, 1_030_000, 0],
    [tsukuba, 1_031_000, 6000],
  ])('exempts in %s by the ordinance’s limit: a salary of %i pays %i', (address, salary, tax) => {
    expect(taxFigures(salariedPerson(salary), 2026, address, now).annualTax).toBe(tax);
  });

  it('takes the deductions of 2026 for fiscal 2027: 740,000 off a salary, dependants up to 620,000', () => {
    const spouse = { ...born(1979), totalIncome: 620_000 };
    const kind = (year: number) => deductionsOf({ ...example, spouse }, year, 3_908_800).circumstances.spouse;
    expect([kind(2026), kind(2027)]).toEqual(['none', 'deductible']);
    const { totalIncome, annualTax } = taxFigures(salariedPerson(1_190_000), 2027, '東京都港区', now);
    expect([totalIncome, annualTax]).toEqual([450_000, 0]);
    expect(taxFigures(salariedPerson(1_191_000), 2027, '東京都港区', now).annualTax).toBe(5000);
  });

  it('has no figures for a fiscal year whose law is not known, and nothing is assessed then', () => {
    expect(() => taxFigures(salariedPerson(1), 2028, tsukuba, now)).toThrow(RangeError);
    const taxes = taxesOn(isoDate('2028-11-20'));
    const assessed = new Set(taxes.flatMap(({ fiscalYear, figures }) => (figures ? [fiscalYear] : [])));
    expect(Math.max(...assessed)).toBe(2027);
    expect(taxes.some(({ fiscalYear }) => fiscalYear === 2028)).toBe(true);
  });

  it('knows dependants by their age on 31 December', () => {
    const ages = [
      '2010-01-01',
      '2010-01-02',
      '2007-01-01',
      '2007-01-02',
      '2003-01-02',
      '2003-01-01',
      '1956-01-01',
    ];
    const dependants = ages.map((birth) => ({ birthDate: isoDate(birth), totalIncome: 0 }));
    const person = { ...salariedPerson(5_000_000), dependants };
    // On 31 December 2025: under 16 are those of 2010-01-02 and later, 19 to 22 those from 2003-01-02 to 2007-01-01.
    expect(deductionsOf(person, 2026, 3_560_000).circumstances.dependants).toEqual({
      specific: 2,
      elderlyAtHome: 0,
      elderly: 1,
      other: 3,
      under16: 1,
    });
  });
});
