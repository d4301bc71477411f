import type { IsoDate } from '../../shared/dates.ts';
import { isNationalHoliday } from '../../shared/national-holidays.ts';
import type { Municipality } from '../municipalities/schema.ts';

/** Whether a municipality counts a day as a public holiday: the national ones, with what it adds and without what it takes away. */
export function isPublicHoliday(
  { publicHolidays }: Pick<Municipality, 'publicHolidays'>,
  day: IsoDate,
): boolean {
  const { added = [], removed = [] } = publicHolidays ?? {};
  const isNamed = (days: readonly string[]) => days.includes(day) || days.includes(day.slice(5));
  if (isNamed(removed)) return false;
  return isNamed(added) || isNationalHoliday(day);
}
