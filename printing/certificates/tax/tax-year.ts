import type { FiscalYear } from '../../../shared/certificates.ts';
import { eraDate, eraYear, isoDate } from '../../../shared/dates.ts';

/**
 * 2026 → 令和8年度. A year in which the era changed is named after the new era throughout, as state and municipalities did from
 * May 2019: 令和元年度.
 */
export function fiscalYearText(year: FiscalYear): string {
  return `${yearText(year)}度`;
}

/** The calendar year whose income a fiscal year's tax is based on: 2026 → 令和7年中. */
export function incomeYearText(year: FiscalYear): string {
  return `${yearText(year - 1)}中`;
}

/** The day that decides which municipality taxes: 2026 → 令和8年1月1日. */
export function taxDayText(year: FiscalYear): string {
  return eraDate(isoDate(`${year}-01-01`));
}

function yearText(year: number): string {
  const { era, year: ofEra } = eraYear(isoDate(`${year}-12-31`));
  return `${era}${ofEra === 1 ? '元' : ofEra}年`;
}
