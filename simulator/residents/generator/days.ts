import { isoDate, type IsoDate } from '../../../shared/dates.ts';

/** Days since 1970-01-01, negative before it. */
export type DayNumber = number;

const dayMs = 86_400_000;
/** Days in an average year, leap years included. */
export const yearDays = 365.25;

/**
 * The day of the generated population, from which all ages, moves and tax years are counted. It is neither a setting nor the
 * clock's day, so that a seed and a size say everything.
 */
export const populationDay: DayNumber = dayNumber('2026-10-01');

const texts = new Map<DayNumber, IsoDate>();

export function dayNumber(date: string): DayNumber {
  return Date.parse(date) / dayMs;
}

/** Cached: a hundred years have fewer than 38,000 days, and each is needed again and again. */
export function dateOf(day: DayNumber): IsoDate {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = isoDate(new Date(day * dayMs).toISOString().slice(0, 10));
  texts.set(day, text);
  return text;
}

export function yearOf(day: DayNumber): number {
  return Number(dateOf(day).slice(0, 4));
}
