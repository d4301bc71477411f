import holidayJp from '@holiday-jp/holiday_jp';
import type { IsoDate } from './dates.ts';

/**
 * Whether a day is a national holiday, with the substitute and the special ones: as the library lists them, from what the Cabinet
 * Office publishes. Its list goes from 1970 to 2050; a day after its end is none.
 */
export function isNationalHoliday(day: IsoDate): boolean {
  return Object.hasOwn(holidayJp.holidays, day);
}
