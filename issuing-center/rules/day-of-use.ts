import type { IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { CertificateEntry } from '../registers/user-certificates.ts';
import { nextWorkingDayHasCome } from './working-days.ts';

/**
 * Whether it is too soon after the card was handed over, or after its certificate was set up or renewed: as far as the
 * municipality's guide names it, the card serves from the working day after that. A day that the register does not know
 * holds nobody up.
 */
export function servesNotYet(
  { servesFromNextWorkingDayAfter: named = [] }: Municipality,
  { handedOverOn, setUpOn, renewal }: CertificateEntry,
  today: IsoDate,
): boolean {
  const happened = {
    cardHandedOver: handedOverOn,
    certificateSetUp: renewal ? null : setUpOn,
    certificateRenewed: renewal ? setUpOn : null,
  };
  return named.some((event) => {
    const day = happened[event];
    return day !== null && !nextWorkingDayHasCome(day, today);
  });
}
