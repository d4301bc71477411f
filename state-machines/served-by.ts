import type { Offers } from '../shared/center-api.ts';
import type { Chain } from '../shared/chains.ts';

/** The municipalities whose certificates kiosks of this chain issue. */
export function servedBy({ name }: Chain, offers: Offers): Offers {
  const municipalities = offers.municipalities.filter(
    ({ onlyAtStores }) => name === null || onlyAtStores === null || onlyAtStores.includes(name),
  );
  return { ...offers, municipalities };
}
