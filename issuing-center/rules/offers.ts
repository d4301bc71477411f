import type { MunicipalityOffer, Offer, Offers } from '../../shared/center-api.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { openAt } from './hours.ts';
import { priceOn } from './price.ts';

/** What every municipality offers at an instant: the kinds that have a price that day and that this center can build. */
export function offersAt(
  municipalities: Municipalities,
  issuable: ReadonlySet<CertificateKind>,
  instant: Instant,
): Offers {
  return {
    at: instant,
    municipalities: [...municipalities.values()].map((municipality) =>
      municipalityOffer(municipality, issuable, instant),
    ),
  };
}

function municipalityOffer(
  municipality: Municipality,
  issuable: ReadonlySet<CertificateKind>,
  instant: Instant,
): MunicipalityOffer {
  const state = openAt(municipality, instant);
  const offers = municipality.services.flatMap(({ kind, prices }): Offer[] => {
    const price = issuable.has(kind) ? priceOn(prices, japanDate(instant)) : null;
    return price === null ? [] : [{ kind, price, state }];
  });
  const { id, name, hours, telephone } = municipality;
  return { id, name, state, hours, telephone, offers };
}
