import { ageOn, type IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Facts } from '../registers/facts.ts';
import { moveOutFiledIn } from './residence.ts';
import { isRestricted } from './restriction.ts';
import { nextWorkingDayHasCome } from './working-days.ts';

/** Why a holder gets nothing at all. */
export type NotAdmitted =
  | 'certificateRevoked'
  | 'notAvailable'
  | 'notResidentHere'
  | 'movedOut'
  | 'moveOutFiledInHousehold'
  | 'tooYoung'
  | 'tooSoonAfterHandover';

/**
 * Why this municipality issues nothing at all to the holder today, or null. Every question is asked whatever the first one
 * answers, so that the time of the answer says nothing about its cause; a restriction comes before what only the registers
 * know, and has the neutral code.
 */
export function admissionRefusal(
  municipality: Municipality,
  facts: Facts,
  today: IsoDate,
): NotAdmitted | null {
  const { certificate, household } = facts;
  const { holder } = household;
  const registeredHere = holder.municipality === municipality.id;
  const reasons: readonly (readonly [boolean, NotAdmitted])[] = [
    [certificate.revoked, 'certificateRevoked'],
    [isRestricted(facts, today), 'notAvailable'],
    [!registeredHere && !hasRegisterHere(municipality, facts), 'notResidentHere'],
    [registeredHere && holder.movedOut, 'movedOut'],
    [registeredHere && holder.moveOutFiled && stopsEverything(municipality, 'holder'), 'movedOut'],
    [
      registeredHere && moveOutFiledIn(household) && stopsEverything(municipality, 'household'),
      'moveOutFiledInHousehold',
    ],
    [ageOn(holder.birthDate, today) < (municipality.minimumAge ?? 0), 'tooYoung'],
    [servesNotYet(municipality, certificate.handedOverOn, today), 'tooSoonAfterHandover'],
  ];
  return reasons.find(([holds]) => holds)?.[1] ?? null;
}

/** Whether a move-out that is filed stops everything: of the holder in Minato and Meguro, of anybody of the household in Meguro. */
function stopsEverything({ moveOutFiled }: Municipality, filedBy: 'holder' | 'household'): boolean {
  return filedBy === 'holder'
    ? moveOutFiled?.byHolder === 'everything'
    : moveOutFiled?.inHousehold.stops === 'everything';
}

/** Meguro: a card serves from the working day after the one on which it was handed over. */
function servesNotYet(
  { cardServesFrom }: Municipality,
  handedOverOn: IsoDate | null,
  today: IsoDate,
): boolean {
  return (
    cardServesFrom === 'nextWorkingDay' &&
    handedOverOn !== null &&
    !nextWorkingDayHasCome(handedOverOn, today)
  );
}

/** Who lives elsewhere comes for the family register, where the municipality issues it. */
function hasRegisterHere({ services }: Municipality, { familyRegister }: Facts): boolean {
  return familyRegister !== null && services.some(({ kind }) => kind === 'familyRegister');
}
