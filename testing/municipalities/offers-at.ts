import type { Municipalities } from '../../issuing-center/municipalities/load.ts';
import { everyMunicipality } from '../../issuing-center/municipality-index/municipality-index.ts';
import { municipalityOffer } from '../../issuing-center/rules/offers.ts';
import type { Instant } from '../../shared/dates.ts';
import { namesAmong } from '../../shared/municipality-names.ts';
import type { Offers } from '../../shared/offers-api.ts';

/** What every municipality of these offers at an instant, what it asks of the resident, and what has ended; asked before any card. */
export function offersAt(municipalities: Municipalities, instant: Instant): Offers {
  const nameOf = namesAmong(everyMunicipality(municipalities));
  return {
    at: instant,
    municipalities: [...municipalities.values()].map((one) => municipalityOffer(one, nameOf(one), instant)),
  };
}
