import { describe, expect, it } from 'vitest';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { fiscalYearText, incomeYearText, taxDayText } from './tax-year.ts';

describe('the years of a tax', () => {
  it.each([
    [2026, '令和8年度', '令和7年中', '令和8年1月1日'],
    [2020, '令和2年度', '令和元年中', '令和2年1月1日'],
    [2019, '令和元年度', '平成30年中', '平成31年1月1日'],
    [2018, '平成30年度', '平成29年中', '平成30年1月1日'],
  ])('%i: %s, from the income of %s, address on %s', (year, fiscal, income, day) => {
    const fiscalYear = fiscalYearSchema.parse(year);
    expect(fiscalYearText(fiscalYear)).toBe(fiscal);
    expect(incomeYearText(fiscalYear)).toBe(income);
    expect(taxDayText(fiscalYear)).toBe(day);
  });
});
