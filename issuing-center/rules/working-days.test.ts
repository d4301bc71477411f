import holidayJp from '@holiday-jp/holiday_jp';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../shared/dates.ts';
import { isNationalHoliday } from '../../shared/national-holidays.ts';
import { isWorkingDay, nextWorkingDayHasCome } from './working-days.ts';

/** As the Cabinet Office announced them each February for the next year (国民の祝日について; 官報 for the equinoxes). */
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

  // The library's list is read from what the Cabinet Office publishes, ours is reckoned from the law.
  it.each(Array.from({ length: 29 }, (_, index) => 2022 + index))(
    '%i: the same days as in holiday_jp, substitute holidays and days between two holidays included',
    (year) => {
      const listed = Object.keys(holidayJp.holidays).filter((day) => day.startsWith(String(year)));
      expect(listed.length).toBeGreaterThan(15);
      const found: string[] = [];
      for (let day = isoDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1))
        if (isNationalHoliday(day)) found.push(day);
      expect(found).toEqual(listed.sort());
    },
  );

  it('are known for the years of the present law only', () => {
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
    ['3 January on a weekday', '2025-01-03', false],
    ['4 January', '2027-01-04', true],
  ])('%s (%s): %s', (_name, day, works) => {
    expect(isWorkingDay(isoDate(day))).toBe(works);
  });

  it.each([
    ['a Friday, to Sunday', '2026-11-13', '2026-11-15', false],
    ['a Friday, to Monday', '2026-11-13', '2026-11-16', true],
    ['a Saturday at a window that was open, to Monday', '2026-11-14', '2026-11-16', true],
    ['the day before the Golden Week, to its last day', '2024-05-02', '2024-05-06', false],
    ['the day before the Golden Week, to the day after', '2024-05-02', '2024-05-07', true],
    ['the day before a substitute holiday in November 2024', '2024-11-01', '2024-11-04', false],
    ['the day after it', '2024-11-01', '2024-11-05', true],
    ['a substitute holiday after the last of three in May 2025', '2025-05-02', '2025-05-06', false],
    ['the day after it', '2025-05-02', '2025-05-07', true],
    ['the day between two holidays in September 2026', '2026-09-18', '2026-09-22', false],
    ['the holiday after that day', '2026-09-18', '2026-09-23', false],
    ['the day after all three', '2026-09-18', '2026-09-24', true],
    ['the equinox on a Sunday in March 2027, and its substitute', '2027-03-19', '2027-03-22', false],
    ['the day after the substitute', '2027-03-19', '2027-03-23', true],
    ['the turn of the year 2024, to 5 January, a Sunday', '2024-12-27', '2025-01-05', false],
    ['the turn of the year 2024, to the Monday after', '2024-12-27', '2025-01-06', true],
  ])('the next one after %s (%s, %s): %s', (_name, after, today, come) => {
    expect(nextWorkingDayHasCome(isoDate(after), isoDate(today))).toBe(come);
  });

  it('the next one comes within a month, even from a day before the known years', () => {
    expect(nextWorkingDayHasCome(isoDate('2019-04-26'), isoDate('2026-11-20'))).toBe(true);
    expect(nextWorkingDayHasCome(isoDate('2026-11-20'), isoDate('2026-11-19'))).toBe(false);
  });
});
