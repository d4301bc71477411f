import { z } from 'zod';
import { eras } from './eras.ts';

/** A calendar day, `2024-03-31`. */
export const isoDateSchema = z.iso.date().brand<'IsoDate'>();
export type IsoDate = z.infer<typeof isoDateSchema>;

/** @throws when the text is not a calendar day */
export function isoDate(text: string): IsoDate {
  return isoDateSchema.parse(text);
}

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Where "now" comes from; tests move it. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

const japanOffsetMs = 9 * 60 * 60 * 1000; // Japan has no summer time.

/** The calendar day in Japan at an instant: 2024-03-31T15:00Z is 2024-04-01 there. */
export function japanDate(instant: Instant): IsoDate {
  return isoDate(new Date(instant + japanOffsetMs).toISOString().slice(0, 10));
}

/** Seconds since midnight in Japan, 0 to 86,399. */
export function japanSecondOfDay(instant: Instant): number {
  return Math.floor(((instant + japanOffsetMs) % 86_400_000) / 1000);
}

/** Wall-clock time in Japan, `2026-11-20 14:03:05`. */
export function japanDateTime(instant: Instant): string {
  return new Date(instant + japanOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a wall-clock time in Japan: ('2026-11-20', '06:30:00'). */
export function instantInJapan(date: IsoDate, time = '00:00:00'): Instant {
  return Date.parse(`${date}T${time}+09:00`);
}

const dayMs = 24 * 60 * 60 * 1000;

const [firstDay, lastDay] = ['0000-01-01', '9999-12-31'].map((day) => isoDate(day)) as [IsoDate, IsoDate];

/**
 * So many days later, or earlier: addDays(2024-02-28, 2) = 2024-03-01. Never past the last day that can be written: registers
 * have 9999-12-31 for a day that never comes.
 */
export function addDays(day: IsoDate, days: number): IsoDate {
  const at = Date.parse(day) + days * dayMs;
  if (at >= Date.parse(lastDay)) return lastDay;
  return at <= Date.parse(firstDay) ? firstDay : isoDate(new Date(at).toISOString().slice(0, 10));
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: IsoDate): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** 29 December to 3 January, when offices do not work (行政機関の休日; Local Autonomy Act, article 4-2). */
export function isTurnOfYear(day: IsoDate): boolean {
  const monthDay = day.slice(5);
  return monthDay >= '12-29' || monthDay <= '01-03';
}

/** An era and its year: 2019-05-01 is 令和 1, 2019-04-30 is 平成 31. @throws RangeError before 1873. */
export function eraYear(date: IsoDate): { era: string; year: number } {
  const era = eras.find(({ firstDay }) => firstDay !== null && date >= firstDay);
  if (!era) throw new RangeError('no Japanese era date before 1873');
  return { era: era.name, year: Number(date.slice(0, 4)) - era.yearOne + 1 };
}

/** `2019-05-01` → `令和元年5月1日`, with half-width digits. @throws RangeError before 1873. */
export function eraDate(date: IsoDate): string {
  const { era, year } = eraYear(date);
  return `${era}${year === 1 ? '元' : String(year)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

/** Age in full years on a day. Somebody born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(birth: IsoDate, day: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) >= birth.slice(5) ? years : years - 1;
}
