import type { IsoDate } from '../../shared/dates.ts';
import type { Resident } from '../registers/residents.ts';

/**
 * Statuses that are held without an end: permanent and special permanent residents, highly skilled professionals (ii). Cards
 * and certificates of these residents are valid as long as those of Japanese, everybody else's to the end of the stay at the
 * latest (guides of Tomakomai, Arakawa, Minato, Meguro, Tsukuba).
 */
const withoutEnd = /^(永住者|特別永住者|高度専門職第?2号)$/;

/** The last day of a foreign resident's stay, as the register has it; null for a stay without end, and for Japanese. */
export function endOfStay({ residenceStatus }: Pick<Resident, 'residenceStatus'>): IsoDate | null {
  if (residenceStatus === null) return null;
  const { category, status, until } = residenceStatus;
  // Of special permanent residents the category says it: the law records no status of theirs.
  return category === '特別永住者' || withoutEnd.test(status.normalize('NFKC')) ? null : until;
}
