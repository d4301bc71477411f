import type { IsoDate } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Service } from '../municipalities/service-schema.ts';
import { isInForce } from './days.ts';

type Priced = Pick<Service, 'prices' | 'offered'>;

/**
 * Yen per copy on a day, both ends of an interval included; null on a day without a price, before the service begins and after it
 * ends, when nothing is issued.
 */
export function priceOn({ prices, offered }: Priced, date: IsoDate): Yen | null {
  const price = prices.find((each) => isInForce(each, date));
  return price && isInForce(offered, date) ? price.yen : null;
}

/** Whether a service has ended before this day, by its own last day or by that of its last price. */
export function hasEnded({ prices, offered }: Priced, date: IsoDate): boolean {
  const until = offered?.until ?? null;
  return (
    (until !== null && until < date) || prices.every((price) => price.until !== null && price.until < date)
  );
}

/** The last price, in yen, of a service that ended before this day; null for one that goes on or has not begun. */
export function endedPrice(service: Priced, date: IsoDate): Yen | null {
  if (!hasEnded(service, date)) return null;
  const until = service.offered?.until ?? null;
  const held = until === null ? undefined : service.prices.find((price) => isInForce(price, until));
  return (held ?? service.prices.at(-1))?.yen ?? null;
}

/** On a day between two prices the one that comes next, yen; null where there is a price, before the first day and after the last. */
export function nextPrice({ prices, offered }: Priced, date: IsoDate): Yen | null {
  if (!isInForce(offered, date) || prices.some((price) => isInForce(price, date))) return null;
  if (!prices.some(({ until }) => until !== null && until < date)) return null;
  return prices.find(({ from }) => from !== null && from > date)?.yen ?? null;
}
