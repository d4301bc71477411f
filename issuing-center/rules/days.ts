import { addDays, type IsoDate } from '../../shared/dates.ts';

/**
 * Whether this many full days have not yet passed since the day something happened: with 1, true on that day and the next,
 * false on the one after. Null happened never.
 */
export function isWithinDays(happened: IsoDate | null, fullDays: number, today: IsoDate): boolean {
  return happened !== null && today <= addDays(happened, fullDays);
}
