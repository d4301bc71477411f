import { addDays, isTurnOfYear, weekdayOf, type IsoDate } from '../../shared/dates.ts';
import { isNationalHoliday } from '../../shared/national-holidays.ts';

/** Longer than any run of days on which no office works. */
const longestRestDays = 31;

/**
 * Whether offices work: not on Saturdays, Sundays and national holidays, nor at the turn of the year.
 */
export function isWorkingDay(day: IsoDate): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isTurnOfYear(day) && !isNationalHoliday(day);
}

/** Whether the first working day after a day has come. Handed over on a Friday: not on Saturday or Sunday, but on Monday. */
export function nextWorkingDayHasCome(after: IsoDate, today: IsoDate): boolean {
  if (today > addDays(after, longestRestDays)) return true;
  for (let day = addDays(after, 1); day <= today; day = addDays(day, 1)) if (isWorkingDay(day)) return true;
  return false;
}
