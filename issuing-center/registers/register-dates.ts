import { isWorded, type RegisterDate } from '../../shared/register-date.ts';

/** SQL that reads the date of an item, a day or words (see migration 0005), from the column of its days. */
export function registerDateColumn(column: string, item: string): string {
  return `coalesce(worded_dates -> '${item}', to_jsonb(${column})) AS "${item}"`;
}

/** What the column of an item's days has: null also where the register has words. */
export function dayOf(date: RegisterDate | null): string | null {
  return date === null || isWorded(date) ? null : date;
}

/** What `worded_dates` has of a row's items, as JSON. */
export function wordedDates(
  dates: Readonly<Record<string, RegisterDate | null>>,
): Readonly<Record<string, RegisterDate>> {
  return Object.fromEntries(
    Object.entries(dates).flatMap(([item, date]) => (date !== null && isWorded(date) ? [[item, date]] : [])),
  );
}
