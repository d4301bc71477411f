import type { MunicipalityOffer, Offers, OpenState } from '../shared/center-api.ts';
import type { Chain, OwnPlace } from '../shared/chains.ts';

/** The municipalities whose certificates kiosks of this chain, or at this place, issue. */
export function servedBy({ name, own }: Chain, offers: Offers): Offers {
  const municipalities = offers.municipalities.filter(
    ({ onlyAtStores }) => name === null || onlyAtStores === null || onlyAtStores.includes(name),
  );
  return { ...offers, municipalities: own === undefined ? municipalities : servedAt(own, municipalities) };
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
