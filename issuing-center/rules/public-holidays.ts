import holidayJp from '@holiday-jp/holiday_jp';
import type { IsoDate } from '../../shared/dates.ts';
import { holidaysAreKnown, isNationalHoliday } from '../../shared/national-holidays.ts';
import type { Municipality } from '../municipalities/schema.ts';

/** The last year of the library's list, which is read from what the Cabinet Office publishes and reckoned from the law after that. */
const lastListed = Object.keys(holidayJp.holidays)
  .reduce((last, day) => (day > last ? day : last))
  .slice(0, 4);

/** Whether a municipality counts a day as a public holiday: the national ones, with what it adds and without what it takes away. */
export function isPublicHoliday(
  { publicHolidays }: Pick<Municipality, 'publicHolidays'>,
  day: IsoDate,
): boolean {
  const { added = [], removed = [] } = publicHolidays ?? {};
  const isNamed = (days: readonly string[]) => days.includes(day) || days.includes(day.slice(5));
  if (isNamed(removed)) return false;
  return isNamed(added) || isNational(day);
}

/** National holidays with substitute and special ones; what nobody has listed yet is reckoned from the law. */
function isNational(day: IsoDate): boolean {
  if (day.slice(0, 4) <= lastListed) return Object.hasOwn(holidayJp.holidays, day);
  return holidaysAreKnown(day) && isNationalHoliday(day);
}
