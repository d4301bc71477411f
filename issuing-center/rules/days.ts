import { addDays, type IsoDate } from '../../shared/dates.ts';

/**
 * Whether so many full days have not yet gone by since something happened on a day: with 1, on that day and the next no; on
 * the one after it, yes. Null happened never.
 */
export function isWithinDays(happened: IsoDate | null, fullDays: number, today: IsoDate): boolean {
  return happened !== null && today <= addDays(happened, fullDays);
}
