import { isoDate, type IsoDate } from '../../shared/dates.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** This many days later (earlier if negative): addDays(2024-02-28, 2) = 2024-03-01 */
export function addDays(day: IsoDate, days: number): IsoDate {
  return isoDate(new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10));
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: IsoDate): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/**
 * Whether this many full days have not yet passed since the day something happened: with 1, true on that day and the next,
 * false on the one after. Null happened never.
 */
export function isWithinDays(happened: IsoDate | null, fullDays: number, today: IsoDate): boolean {
  return happened !== null && today <= addDays(happened, fullDays);
}
