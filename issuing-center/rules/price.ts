import type { IsoDate } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Price } from '../municipalities/service-schema.ts';

/** Yen per copy on a day, both ends of an interval included; null on a day without a price, when nothing is issued. */
export function priceOn(prices: readonly Price[], date: IsoDate): Yen | null {
  const price = prices.find(
    ({ from, until }) => (from === null || from <= date) && (until === null || date <= until),
  );
  return price ? price.yen : null;
}

/** The last price, in yen, of a service that ended before this day; null for one that goes on or has not begun. */
export function endedPrice(prices: readonly Price[], date: IsoDate): Yen | null {
  const over = prices.every(({ until }) => until !== null && until < date);
  return over ? (prices.at(-1)?.yen ?? null) : null;
}
