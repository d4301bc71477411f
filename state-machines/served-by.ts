import type { MunicipalityOffer, OpenState, Resident } from '../shared/center-api.ts';
import type { Chain, OwnPlace } from '../shared/chains.ts';
import type { OffersHere } from './ports.ts';

/** The municipalities whose certificates kiosks of this chain, or at this place, issue, with what they issue of each. */
export function servedBy({ name, without, own }: Chain, offers: OffersHere): OffersHere {
  const municipalities = offers.municipalities
    .filter(({ onlyAtStores }) => name === null || onlyAtStores === null || onlyAtStores.includes(name))
    .map((one) => ({ ...one, offers: one.offers.filter(({ kind }) => !without.includes(kind)) }));
  if (own === undefined) return { ...offers, municipalities };
  const here = servedAt(own, municipalities);
  // Where nobody is served now, it does not matter who would be elsewhere.
  return { ...offers, municipalities: here, anyOpen: here.some(({ state }) => state.open) };
}

/** At a kiosk of a municipality's own: nobody outside its hours, and where it is so, nobody but the municipality's residents. */
function servedAt({ municipality, place }: OwnPlace, all: readonly MunicipalityOffer[]): MunicipalityOffer[] {
  const kiosk = all.find(({ id }) => id === municipality)?.ownKiosks?.find((one) => one.place === place);
  if (kiosk === undefined) return [];
  const { state, residentsOnly } = kiosk;
  const within = (own: OpenState): OpenState => (own.open ? state : own);
  return all
    .filter(({ id }) => !residentsOnly || id === municipality)
    .map((offer) => ({
      ...offer,
      // Who lives elsewhere and has a domicile there is no resident.
      enrolment: offer.enrolment && !residentsOnly,
      state: within(offer.state),
      offers: offer.offers.map((one) => ({ ...one, state: within(one.state) })),
    }));
}

/** What of a resident's certificates kiosks of this chain issue: the others are neither offered nor explained. */
export function issuedBy({ without }: Chain, resident: Resident): Resident {
  return {
    ...resident,
    certificates: resident.certificates.filter(({ kind }) => !without.includes(kind)),
    unavailable: resident.unavailable.filter(({ kind }) => !without.includes(kind)),
  };
}
