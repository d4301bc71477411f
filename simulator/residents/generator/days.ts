import { isoDate, type IsoDate } from '../../../shared/dates.ts';

/** Days since 1970-01-01; before it negative. */
export type DayNumber = number;

const dayMs = 86_400_000;
/** Days of a year, leap years among them. */
export const yearDays = 365.25;

/**
 * The day on which the generated population is as it is. It is no setting and not the clock's day, so that a seed and a size
 * say all: all ages, moves and tax years are counted from it.
 */
export const populationDay: DayNumber = dayNumber('2026-10-01');

const texts = new Map<DayNumber, IsoDate>();

export function dayNumber(date: string): DayNumber {
  return Date.parse(date) / dayMs;
}

/** Remembered: a hundred years have only 38,000 days, and each is asked for again and again. */
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
