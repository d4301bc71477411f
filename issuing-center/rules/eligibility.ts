import type { RefusalCode } from '../../shared/center-api.ts';
import { ageOn, type IsoDate } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipality, Service } from '../municipalities/schema.ts';
import type { Household, Resident } from '../store/registers.ts';

/**
 * Whether this municipality issues anything to the holder today. Every question is asked whatever the first one answers,
 * so that the time of the answer says nothing about its cause.
 *
 * An issuance restriction comes before every other reason and has the neutral code. It holds for the whole household: a
 * page for one member names the address of all (this project's own choice; the guides speak of the person alone).
 */
export function admit(
  municipality: Municipality,
  { holder, members }: Household,
  today: IsoDate,
): Result<undefined, RefusalCode> {
  const reasons: readonly (readonly [boolean, RefusalCode])[] = [
    [members.some(({ restricted }) => restricted) || holder.restricted, 'notAvailable'],
    [holder.municipality !== municipality.id, 'notResidentHere'],
    [holder.movedOut, 'movedOut'],
    [holder.moveOutFiled && municipality.nothingAfterMoveOutFiled === true, 'movedOut'],
    [ageOn(holder.birthDate, today) < (municipality.minimumAge ?? 0), 'tooYoung'],
  ];
  const reason = reasons.find(([holds]) => holds);
  return reason ? err(reason[1]) : ok();
}

/** Whether one kind is available to this household: the conditions that the registers of today can answer. */
export function serviceAvailable(service: Service, { members }: Household): boolean {
  const moveOutFiled = members.some((member) => member.moveOutFiled);
  return !(service.conditions?.includes('noMoveOutFiledInHousehold') === true && moveOutFiled);
}

/** Whom a kind may be taken for; where nothing is said, the holder alone. Moved-out members are not in the household. */
export function personsFor(service: Service, { holder, members }: Household): readonly Resident[] {
  return service.whose === 'household' ? members.filter(({ movedOut }) => !movedOut) : [holder];
}
