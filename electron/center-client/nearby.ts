import type { MunicipalityId } from '../../shared/ids.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';
import { mostNearby } from '../../shared/offers-api.ts';

/** Where a kiosk stands. */
export interface KioskPlace {
  /** Two digits of its prefecture, `08`; null: the site does not say. */
  readonly prefecture: string | null;
  /** The municipalities that its residents come from, the nearest first; null: the site does not say. */
  readonly nearby: readonly MunicipalityId[] | null;
  /** Whose own place it stands at; null: nobody's. */
  readonly own: MunicipalityId | null;
}

/**
 * Whose offers a kiosk keeps, the nearest first: those that the site names, else those that take part, of its own prefecture
 * first; and always the one at whose place it stands.
 */
export function nearbyOf(
  all: readonly ListedMunicipality[],
  { prefecture, nearby, own }: KioskPlace,
): readonly MunicipalityId[] {
  const taking = all.filter(({ part }) => part !== 'nothing').map(({ id }) => id);
  const isHere = (id: MunicipalityId) => prefecture !== null && id.startsWith(prefecture);
  const near = nearby ?? [...taking.filter(isHere), ...taking.filter((id) => !isHere(id))];
  return [...new Set([...(own === null ? [] : [own]), ...near])].slice(0, mostNearby);
}
