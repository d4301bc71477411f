import type { MunicipalityOffer, Offer, Offers } from '../../shared/center-api.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import { openAt } from './hours.ts';
import { endedPrice, priceOn } from './price.ts';

/** What every municipality offers at an instant, what it asks of the resident, and what has ended; asked before any card. */
export function offersAt(municipalities: Municipalities, instant: Instant): Offers {
  return {
    at: instant,
    municipalities: [...municipalities.values()].map((municipality) =>
      municipalityOffer(municipality, instant),
    ),
  };
}

function municipalityOffer(municipality: Municipality, instant: Instant): MunicipalityOffer {
  const { id, name, hours, telephone, minimumAge, services } = municipality;
  return {
    id,
    name,
    state: openAt(municipality, instant),
    hours,
    telephone,
    minimumAge: minimumAge ?? null,
    offers: services.flatMap((service) => offerOf(service, municipality, instant)),
  };
}

/** None before the first day that has a price. */
function offerOf(service: Service, municipality: Municipality, instant: Instant): Offer[] {
  const { kind, prices } = service;
  const needs = service.conditions ?? [];
  const price = priceOn(prices, japanDate(instant));
  if (price !== null) return [{ kind, price, state: openAt(municipality, instant, kind), needs }];
  const ended = endedPrice(prices, japanDate(instant));
  if (ended === null) return [];
  return [{ kind, price: ended, state: { open: false, reason: 'ended', opensAt: null }, needs }];
}
