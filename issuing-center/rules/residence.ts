import type { UnavailableReason } from '../../shared/center-api.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
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

/** Minato, Tsukuba: no residence record while somebody of the household has filed a move-out. */
export function moveOutReason(service: Service, { household }: Facts): UnavailableReason | null {
  const asked = service.conditions?.includes('noMoveOutFiledInHousehold') === true;
  const living = [...household.members, ...household.unsuitable].filter(({ movedOut }) => !movedOut);
  return asked && living.some(({ moveOutFiled }) => moveOutFiled) ? 'moveOutFiledInHousehold' : null;
}

/** Tsukuba: just after a change of address, what names the address may be out of date. */
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
