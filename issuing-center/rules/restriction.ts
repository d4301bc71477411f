import type { IsoDate } from '../../shared/dates.ts';
import type { Facts } from '../registers/facts.ts';

/**
 * Whether an issuance restriction is in force for anybody a page would name: it protects that person from the others of the
 * household and of the family register too, so it holds for all of them (this project's own choice; the guides speak only of
 * the person).
 */
export function isRestricted({ restrictions }: Facts, today: IsoDate): boolean {
  return restrictions.some(({ from, until }) => from <= today && (until === null || today <= until));
}
