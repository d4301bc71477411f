import type { UnavailableReason } from '../../shared/center-api.ts';
import { japanDate } from '../../shared/dates.ts';
import type { EnrolmentState } from '../../shared/service-api.ts';
import type { EnrolmentEntry } from '../registers/enrolments.ts';
import type { Facts } from '../registers/facts.ts';

/**
 * What an enrolment is worth now. One made with an earlier certificate, or before the register changed name or address, is
 * void and must be made again (Minato). A change on the same day does not void it: somebody who enrols after moving does so
 * with the new address.
 */
export function enrolmentState(
  enrolment: EnrolmentEntry,
  { key, household: { holder } }: Pick<Facts, 'key' | 'household'>,
): EnrolmentState {
  if (enrolment.state === 'refused') return 'refused';
  if (enrolment.issuerKeyId !== key.issuerKeyId || enrolment.serial !== key.serial) return 'voidByRenewal';
  const madeOn = japanDate(enrolment.madeAt);
  const changed = [holder.addressChangedOn, holder.nameChangedOn].some((day) => day !== null && madeOn < day);
  return changed ? 'voidByChange' : enrolment.state;
}

/**
 * Why somebody who lives elsewhere cannot take the family register; null with an enrolment that is registered and not void.
 */
export function enrolmentReason(facts: Facts): UnavailableReason | null {
  const states = facts.enrolments.map((enrolment) => enrolmentState(enrolment, facts));
  if (states.includes('registered')) return null;
  if (states.includes('received') || states.includes('examined')) return 'enrolmentPending';
  if (states.includes('voidByRenewal') || states.includes('voidByChange')) return 'enrolmentVoid';
  return 'enrolmentMissing';
}
