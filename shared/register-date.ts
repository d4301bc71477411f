import { z } from 'zod';
import { eraNames, yearOfEra } from './eras.ts';
import { ageOn, isoDate, isoDateSchema, type IsoDate } from './dates.ts';

/** From this day on the calendar of Japan is the Gregorian one; what the registers say of an earlier day is reckoned by the moon. */
export const firstSolarDay = isoDate('1873-01-01');

/** A day that can be written in an era and the Gregorian calendar. */
export const solarDaySchema = isoDateSchema.refine(
  (day) => day >= firstSolarDay,
  'expected the words of the register for a day before 1873',
);

const wordedDateSchema = z.strictObject({
  /** As the register writes it, and a certificate too: 昭和20年月日不詳, 文化7年3月3日. */
  wording: z.string().regex(/\S/, 'expected the words of the register'),
  /** `1945`, `1945-08`: what is certain of it in the Gregorian calendar; null: nothing. */
  known: z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'expected a year like 1945 or a month like 1945-08')
    .nullable(),
});
export type WordedDate = z.infer<typeof wordedDateSchema>;

/**
 * A day as a register has it: a day of the calendar, or the register's own words where it has none (not all of it is known, or
 * it is before 1873). The words are what is printed; nothing is reckoned from them but by the two functions below.
 */
export const registerDateSchema = z.union([solarDaySchema, wordedDateSchema]);
export type RegisterDate = z.infer<typeof registerDateSchema>;

export function isWorded(date: RegisterDate): date is WordedDate {
  return typeof date !== 'string';
}

const fullWidthDigits = /[０-９]/g;
const partly = new RegExp(
  `^(${eraNames.join('|')})(元|\\d{1,2})年(?:(\\d{1,2})月\\d{1,2}日|(\\d{1,2})月(?:以下不詳|日不詳|不詳)|月日不詳|以下不詳|不詳)?$`,
);

/**
 * Words of a register with what is certain of them: 昭和20年月日不詳 is 1945, 昭和20年8月日不詳 is 1945-08, 文化7年3月3日 is 1810, because its
 * month is one of the moon. Of 大正10年頃 and of anything else that is not plain nothing is certain.
 */
export function wordedDate(wording: string): WordedDate {
  const plain = wording.replace(fullWidthDigits, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
  );
  const [, era = '', ofEra = '', month, monthAlone] = partly.exec(plain) ?? [];
  const year = era === '' ? null : yearOfEra(era, ofEra === '元' ? 1 : Number(ofEra));
  if (year === null) return { wording, known: null };
  const inMonth = Number(month ?? monthAlone ?? 0);
  const solar = year >= Number(firstSolarDay.slice(0, 4)) && inMonth >= 1 && inMonth <= 12;
  return { wording, known: solar ? `${year}-${String(inMonth).padStart(2, '0')}` : String(year) };
}

/**
 * The first and the last day that it may have been; null when any day may have been it. A year of the moon ends in the February
 * after it at the latest.
 */
export function possibleDays(date: RegisterDate): { readonly first: IsoDate; readonly last: IsoDate } | null {
  if (!isWorded(date)) return { first: date, last: date };
  const { known } = date;
  if (known === null) return null;
  const [year = 0, month] = known.split('-').map(Number);
  if (month !== undefined) {
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return { first: isoDate(`${known}-01`), last: isoDate(`${known}-${days}`) };
  }
  const lunar = known < firstSolarDay;
  return {
    first: isoDate(`${known}-01-01`),
    last: isoDate(lunar ? `${String(year + 1).padStart(4, '0')}-02-28` : `${known}-12-31`),
  };
}

/**
 * Whether somebody born then has lived so many full years on a day. Null: it depends on what is not known, and no rule may take
 * it for a yes or a no.
 */
export function hasLived(years: number, birth: RegisterDate, day: IsoDate): boolean | null {
  if (years === 0) return true;
  const days = possibleDays(birth);
  if (days === null) return null;
  const [oldest, youngest] = [ageOn(days.first, day), ageOn(days.last, day)];
  if (youngest >= years) return true;
  return oldest < years ? false : null;
}

/** A birth as cards and certificates have it, eight digits: 19800305; zeros for what is not known, 19450000. */
export function birthOnCard(date: RegisterDate): string {
  const known = isWorded(date) ? (date.known ?? '') : date;
  return known.replaceAll('-', '').padEnd('19450000'.length, '0');
}
