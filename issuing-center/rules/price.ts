import type { IsoDate } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Price } from '../municipalities/schema.ts';

/** Yen per copy on a day, both ends of an interval included; null on a day that has no price: nothing is offered then. */
export function priceOn(prices: readonly Price[], date: IsoDate): Yen | null {
  const price = prices.find(
    ({ from, until }) => (from === null || from <= date) && (until === null || date <= until),
  );
  return price ? price.yen : null;
}
