import { addDays, isoDate, weekdayOf, type IsoDate } from './dates.ts';

/**
 * Japan's national holidays under the Act on National Holidays (国民の祝日に関する法律, Act 178 of 1948) as in force since 1 January
 * 2022; in 2020 and 2021 some were moved for the Olympic Games by a law for those two years.
 */
const firstYear = 2022;
/** Up to here the formula for the equinoxes agrees with the calculation of the National Astronomical Observatory. */
const lastYear = 2099;

const fixed = ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'];
/** Which Monday of a month: Coming of Age, Marine, Respect for the Aged, Sports Day. */
const mondays = [
  { month: '01', nth: 2 },
  { month: '07', nth: 3 },
  { month: '09', nth: 3 },
  { month: '10', nth: 2 },
] as const;

/** Whether the holidays of a day's year are known: 2022 to 2099. */
export function holidaysAreKnown(day: IsoDate): boolean {
  const year = Number(day.slice(0, 4));
  return year >= firstYear && year <= lastYear;
}

const known = new Map<number, ReadonlySet<IsoDate>>();

/**
 * Whether a day is a national holiday, a substitute holiday (article 3, paragraph 2) or a day between two holidays (paragraph
 * 3).
 * @throws RangeError outside 2022 to 2099
 */
export function isNationalHoliday(day: IsoDate): boolean {
  const year = Number(day.slice(0, 4));
  if (!holidaysAreKnown(day))
    throw new RangeError(`national holidays are known for ${firstYear} to ${lastYear}`);
  let holidays = known.get(year);
  if (!holidays) {
    holidays = holidaysOf(year);
    known.set(year, holidays);
  }
  return holidays.has(day);
}

function holidaysOf(year: number): ReadonlySet<IsoDate> {
  const named = new Set<IsoDate>([
    ...fixed.map((monthDay) => isoDate(`${year}-${monthDay}`)),
    ...mondays.map(({ month, nth }) => nthMonday(year, month, nth)),
    isoDate(`${year}-03-${equinox(year, 20.8431)}`),
    isoDate(`${year}-09-${equinox(year, 23.2488)}`),
  ]);
  const all = new Set(named);
  for (const day of named) {
    if (weekdayOf(day) === 0) all.add(firstAfter(day, named));
    const between = addDays(day, 1);
    if (!named.has(between) && named.has(addDays(day, 2)) && weekdayOf(between) !== 0) all.add(between);
  }
  return all;
}

/** A holiday on a Sunday makes a holiday of the next day that is none: 3 May 2026 gives 6 May. */
function firstAfter(day: IsoDate, named: ReadonlySet<IsoDate>): IsoDate {
  let next = addDays(day, 1);
  while (named.has(next)) next = addDays(next, 1);
  return next;
}

function nthMonday(year: number, month: string, nth: number): IsoDate {
  const first = isoDate(`${year}-${month}-01`);
  return addDays(first, ((8 - weekdayOf(first)) % 7) + (nth - 1) * 7);
}

/** Day of the month of an equinox, 1980 to 2099 (Nagasawa, Nihon no rekijitsu). */
function equinox(year: number, base: number): string {
  const since = year - 1980;
  return String(Math.floor(base + 0.242194 * since - Math.floor(since / 4)));
}
