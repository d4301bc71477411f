import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../shared/dates.ts';
import { isNationalHoliday } from '../../shared/national-holidays.ts';
import { isWorkingDay, nextWorkingDayHasCome } from './working-days.ts';

/** As the Cabinet Office announced them in the February before (国民の祝日について; 官報 for the equinoxes). */
const announced: Readonly<Record<number, string>> = {
  2024:
    '01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 ' +
    '11-03 11-04 11-23',
  2025: '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24',
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
};

describe('national holidays', () => {
  it.each(Object.entries(announced))('%s', (year, days) => {
    const found: string[] = [];
    for (let day = isoDate(`${year}-01-01`); day.startsWith(year); day = addDays(day, 1))
      if (isNationalHoliday(day)) found.push(day.slice(5));
    expect(found.join(' ')).toBe(days);
  });

  it('are known for the years of the present law', () => {
    expect(() => isNationalHoliday(isoDate('2021-07-22'))).toThrow('2022 to 2099');
    expect(() => isNationalHoliday(isoDate('2100-01-01'))).toThrow('2022 to 2099');
  });
});

describe('working days', () => {
  it.each([
    ['a Friday', '2026-11-20', true],
    ['a Saturday', '2026-11-21', false],
    ['a Sunday', '2026-11-22', false],
    ['a holiday', '2026-11-23', false],
    ['28 December', '2026-12-28', true],
    ['29 December', '2026-12-29', false],
    ['3 January of a week day', '2025-01-03', false],
    ['4 January', '2027-01-04', true],
  ])('%s (%s): %s', (_name, day, works) => {
    expect(isWorkingDay(isoDate(day))).toBe(works);
  });

  it('the next one has come at the latest after a month, also from before the known years', () => {
    expect(nextWorkingDayHasCome(isoDate('2019-04-26'), isoDate('2026-11-20'))).toBe(true);
    expect(nextWorkingDayHasCome(isoDate('2026-11-20'), isoDate('2026-11-19'))).toBe(false);
  });
});
