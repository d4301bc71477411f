import { addDays, type IsoDate } from '../../shared/dates.ts';
import type { Days } from '../municipalities/time-schema.ts';

/**
 * Whether this many full days have not yet passed since the day something happened: with 1, true on that day and the next,
 * false on the one after. Null happened never.
 */
export function isWithinDays(happened: IsoDate | null, fullDays: number, today: IsoDate): boolean {
  return happened !== null && today <= addDays(happened, fullDays);
}

/** Whether a day is within days that are named, both ends included; where none are named every day is. */
export function isInForce(dates: Days | undefined, day: IsoDate): boolean {
  if (dates === undefined) return true;
  return (dates.from === null || dates.from <= day) && (dates.until === null || day <= dates.until);
}
