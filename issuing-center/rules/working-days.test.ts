import { describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { isWorkingDay, nextWorkingDayHasCome } from './working-days.ts';

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
    ['the enthronement, by a law for that year', '2019-05-01', false],
    ['Sports Day, moved for the Olympic Games', '2020-07-24', false],
    ['the Monday that it would have been', '2020-10-12', true],
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

  it('the next one comes within a month, even from a day of years before', () => {
    expect(nextWorkingDayHasCome(isoDate('2019-04-26'), isoDate('2026-11-20'))).toBe(true);
    expect(nextWorkingDayHasCome(isoDate('2026-11-20'), isoDate('2026-11-19'))).toBe(false);
  });
});
