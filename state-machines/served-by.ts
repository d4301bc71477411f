import type { Offers, Resident } from '../shared/center-api.ts';
import type { Chain } from '../shared/chains.ts';

/** The municipalities whose certificates kiosks of this chain issue, with what they issue of each. */
export function servedBy({ name, without }: Chain, offers: Offers): Offers {
  const municipalities = offers.municipalities
    .filter(({ onlyAtStores }) => name === null || onlyAtStores === null || onlyAtStores.includes(name))
    .map((one) => ({ ...one, offers: one.offers.filter(({ kind }) => !without.includes(kind)) }));
  return { ...offers, municipalities };
}

/** What of a resident's certificates kiosks of this chain issue: the others are neither offered nor explained. */
export function issuedBy({ without }: Chain, resident: Resident): Resident {
  return {
    ...resident,
    certificates: resident.certificates.filter(({ kind }) => !without.includes(kind)),
    unavailable: resident.unavailable.filter(({ kind }) => !without.includes(kind)),
  };
}
