import { isoDate, type IsoDate } from './dates.ts';

/** The birthday in a year: born on 29 February, it is the 28th in common years. */
export function birthdayIn(birth: IsoDate, year: number): IsoDate {
  const monthAndDay = birth.slice(5);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return isoDate(`${String(year)}-${monthAndDay === '02-29' && !leap ? '02-28' : monthAndDay}`);
}

/** The nth birthday after a day; the day itself does not count. @param nth from 1 */
export function nthBirthdayAfter(birth: IsoDate, day: IsoDate, nth: number): IsoDate {
  const year = Number(day.slice(0, 4));
  const first = birthdayIn(birth, year) > day ? year : year + 1;
  return birthdayIn(birth, first + nth - 1);
}
