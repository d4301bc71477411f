import { z } from 'zod';
import { eraNames, yearOfEra } from './eras.ts';
import { ageOn, eraDate, isoDate, isoDateSchema, type IsoDate } from './dates.ts';

/** From this day on the calendar of Japan is the Gregorian one; what the registers say of an earlier day is reckoned by the moon. */
export const firstSolarDay = isoDate('1873-01-01');

/** A day that can be written in an era and the Gregorian calendar. */
export const solarDaySchema = isoDateSchema.refine(
  (day) => day >= firstSolarDay,
  'expected the words of the register for a day before 1873',
);

const wordsSchema = z.strictObject({
  /**
   * As the register writes it, and a certificate too: 昭和20年月日不詳, 文化7年3月3日. Figures alone are a day that somebody wrote
   * otherwise than expected (2026/11/20, 19450000), and no words. A preview has ● for each character.
   */
  wording: z.string().regex(/[\p{Script=Han}●]/u, 'expected the words of the register, as 昭和20年月日不詳'),
  /** `1945`, `1945-08`: what is certain of it in the Gregorian calendar; null: nothing. */
  known: z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'expected a year like 1945 or a month like 1945-08')
    .nullable(),
});
export type WordedDate = z.infer<typeof wordsSchema>;

const wordedDateSchema = wordsSchema.refine(
  ({ wording, known }) => isOneDay(wordedDate(wording).known, known),
  {
    error: 'expected what the words say, too',
    path: ['known'],
  },
);

/**
 * A day as a register has it: a day of the calendar, or the register's own words where it has none (not all of it is known, or
 * it is before 1873). The words are what is printed; nothing is reckoned from them but by the two functions below.
 */
export const registerDateSchema = z.union([solarDaySchema, wordedDateSchema]);
export type RegisterDate = z.infer<typeof registerDateSchema>;

export function isWorded(date: RegisterDate): date is WordedDate {
  return typeof date !== 'string';
}

/** A month and day, as far as they are written; 不詳 and 不明 are "not known". */
const ofYear =
  '(?:(NUMBER)月(?:NUMBER日|日?(?:以下)?(?:不詳|不明)?)|(?:月日?)?(?:以下)?(?:不詳|不明)?)'.replaceAll(
    'NUMBER',
    '\\d{1,2}',
  );
const byEra = new RegExp(`^(${eraNames.join('|')})(元|\\d{1,2})年${ofYear}$`);
/** Records of foreign residents count years as passports do. */
const byYear = new RegExp(`^(?:西暦)?(\\d{4})年${ofYear}$`);

/**
 * Words of a register with what is certain of them: 昭和20年月日不詳 and 昭和弐拾年以下不詳 are 1945, 1945年8月日不詳 is 1945-08, 文化7年3月3日
 * is 1810, because its month is one of the moon. Of 大正10年頃 and of anything else that is not plain nothing is certain.
 */
export function wordedDate(wording: string): WordedDate {
  const plain = inFigures(wording.normalize('NFKC').replaceAll(/\s/g, ''));
  const [, era = '', ofEra = '', monthOfEra] = byEra.exec(plain) ?? [];
  const [, gregorian, monthOfYear] = byYear.exec(plain) ?? [];
  const inEra = era === '' ? null : yearOfEra(era, ofEra === '元' ? 1 : Number(ofEra));
  const year = gregorian === undefined ? inEra : Number(gregorian);
  if (year === null) return { wording, known: null };
  const written = String(year).padStart(4, '0');
  const month = Number(monthOfEra ?? monthOfYear ?? 0);
  const solar = year >= Number(firstSolarDay.slice(0, 4)) && month >= 1 && month <= 12;
  return { wording, known: solar ? `${written}-${String(month).padStart(2, '0')}` : written };
}

/**
 * A date as somebody wrote it: a day of the calendar, also one that is written whole in its era (昭和20年8月15日 is 1945-08-15, so
 * that it is compared and counted as such), or words.
 */
export function writtenDate(text: string): RegisterDate {
  const { known } = wordedDate(text);
  const [, day = ''] = /(\d{1,2})日$/.exec(text.normalize('NFKC')) ?? [];
  const whole = solarDaySchema.safeParse(`${known ?? ''}-${day.padStart(2, '0')}`);
  return whole.success && eraDate(whole.data) === text.normalize('NFKC') ? whole.data : wordedDate(text);
}

const kanjiDigits: Readonly<Record<string, number>> = {
  ...{
    〇: 0,
    零: 0,
    一: 1,
    壱: 1,
    壹: 1,
    二: 2,
    弐: 2,
    貳: 2,
    三: 3,
    参: 3,
    參: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
  },
  ...{ 八: 8, 九: 9 },
};
const tens = /[十拾]/;
const kanjiNumber = new RegExp(`[${Object.keys(kanjiDigits).join('')}十拾]+(?=[年月日])`, 'g');

/** 昭和弐拾年八月 → 昭和20年8月, 一九四五年 → 1945年 */
function inFigures(text: string): string {
  return text.replace(kanjiNumber, (number) => {
    const [before = '', after, more] = number.split(tens);
    const figures = (part: string) => Array.from(part, (digit) => kanjiDigits[digit] ?? '').join('');
    if (after === undefined) return figures(before);
    return more === undefined ? String(Number(figures(before) || 1) * 10 + Number(figures(after))) : number;
  });
}

/** Whether a month, a year or nothing may be what the other one is, too. */
function isOneDay(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.startsWith(other) || other.startsWith(one);
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
