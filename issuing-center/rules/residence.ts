import type { UnavailableReason } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Facts } from '../registers/facts.ts';
import type { Household, Resident } from '../registers/residents.ts';
import { isWithinDays } from './days.ts';

/** Whether the holder lives in the municipality now. */
export function livesHere({ id }: Municipality, { household: { holder } }: Facts): boolean {
  return holder.municipality === id && !holder.movedOut;
}

/** Whether somebody lives in the household whose entry no form can print: then no record is one of the whole household. */
export function hasUnsuitableMember({ unsuitable }: Household): boolean {
  return unsuitable.some(({ movedOut }) => !movedOut);
}

/** The household without who has moved out. */
export function livingMembers({ members }: Household): readonly Resident[] {
  return members.filter(({ movedOut }) => !movedOut);
}

/** Why a kind is not issued while somebody of the household has filed a move-out, or null. */
export function moveOutReason(
  kind: CertificateKind,
  municipality: Municipality,
  { household }: Facts,
): UnavailableReason | null {
  return stoppedByHousehold(municipality, kind) && moveOutFiledIn(household)
    ? 'moveOutFiledInHousehold'
    : null;
}

/** Whether a move-out filed by anybody of the household stops this kind. */
export function stoppedByHousehold({ moveOutFiled }: Municipality, kind: CertificateKind): boolean {
  const stops = moveOutFiled?.inHousehold?.stops ?? [];
  return stops === 'everything' || stops.includes(kind);
}

/** Whether somebody who lives in the household has filed a move-out. */
export function moveOutFiledIn(household: Household): boolean {
  const { members, unsuitable } = household;
  return [...members, ...unsuitable].some(({ movedOut, moveOutFiled }) => !movedOut && moveOutFiled);
}

/** Tsukuba: just after a change of address what names the address may not be current. */
export function addressChangeReason(
  { daysAfterChange }: Municipality,
  persons: readonly Resident[],
  today: IsoDate,
): UnavailableReason | null {
  const changed =
    daysAfterChange !== undefined &&
    persons.some(({ addressChangedOn }) => isWithinDays(addressChangedOn, daysAfterChange.address, today));
  return changed ? 'justChanged' : null;
}
