import { instantInJapan, isoDate, japanDate } from '../../../shared/dates.ts';
import type { Instant, IsoDate } from '../../../shared/dates.ts';
import { possibleDays, type RegisterDate } from '../../../shared/register-date.ts';

/**
 * The last second of a certificate: the end, in Japan, of the holder's fifth birthday after the day of issue. Born on 29
 * February means a birthday on the 28th in common years.
 *
 * Of a birth that is not known whole it is the first day that the birthday may be on, so that no certificate is good for too long.
 *
 * Born 1980-03-05, issued 2026-11-20: the birthdays after it are those of 2027 to 2031, so it ends with 2031-03-05.
 */
export function endOfFifthBirthday(birth: RegisterDate, issued: Instant): Instant {
  const birthDate = possibleDays(birth)?.first ?? firstOfJanuary;
  const day = japanDate(issued);
  const year = Number(day.slice(0, 4));
  const firstYear = birthdayIn(birthDate, year) > day ? year : year + 1;
  return instantInJapan(birthdayIn(birthDate, firstYear + 4), '23:59:59');
}

/** Stands for the birthday of whom no year is known of. */
const firstOfJanuary = isoDate('1900-01-01');

function birthdayIn(birthDate: IsoDate, year: number): IsoDate {
  const monthAndDay = birthDate.slice(5);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return isoDate(`${String(year)}-${monthAndDay === '02-29' && !leap ? '02-28' : monthAndDay}`);
}
