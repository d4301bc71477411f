import type { IsoDate } from '../../shared/dates.ts';
import { hasLived } from '../../shared/register-date.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Facts } from '../registers/facts.ts';
import { servesNotYet } from './day-of-use.ts';
import { isForResidentsAlone, type OwnKiosk } from './own-kiosks.ts';
import { moveOutFiledIn } from './residence.ts';
import { isRestricted } from './restriction.ts';

/** Why a holder gets nothing at all. */
export type NotAdmitted =
  | 'certificateRevoked'
  | 'notAvailable'
  | 'notResidentHere'
  | 'movedOut'
  | 'moveOutFiledInHousehold'
  | 'tooYoung'
  | 'ageNotKnown'
  | 'tooSoonAfterIssue';

/**
 * Why this municipality issues nothing at all to the holder today, or null. Every question is asked whatever the first one
 * answers, so that the time taken says nothing about the cause; a restriction comes before what only the registers know, and
 * has the neutral code.
 * @param kiosk where it is one of the municipality's own
 */
export function admissionRefusal(
  municipality: Municipality,
  facts: Facts,
  today: IsoDate,
  kiosk?: OwnKiosk,
): NotAdmitted | null {
  const { certificate, household } = facts;
  const { holder } = household;
  const registeredHere = holder.municipality === municipality.id;
  const oldEnough = hasLived(municipality.minimumAge ?? 0, holder.birthDate, today);
  const reasons: readonly (readonly [boolean, NotAdmitted])[] = [
    [certificate.revoked, 'certificateRevoked'],
    [isRestricted(facts, today), 'notAvailable'],
    [!registeredHere && !hasRegisterHere(municipality, facts), 'notResidentHere'],
    [isForResidentsAlone(kiosk, municipality, facts) && !holder.movedOut, 'notResidentHere'],
    [registeredHere && holder.movedOut, 'movedOut'],
    [registeredHere && holder.moveOutFiled && stopsEverything(municipality, 'holder'), 'movedOut'],
    [
      registeredHere && moveOutFiledIn(household) && stopsEverything(municipality, 'household'),
      'moveOutFiledInHousehold',
    ],
    [oldEnough === false, 'tooYoung'],
    // Of a birth that is not known whole the age may not be: then neither answer is given, and a window looks at more than a date.
    [oldEnough === null, 'ageNotKnown'],
    [servesNotYet(municipality, certificate, today), 'tooSoonAfterIssue'],
  ];
  return reasons.find(([holds]) => holds)?.[1] ?? null;
}

/** Whether a move-out that is filed stops everything: of the holder in Minato and Meguro, of anybody of the household in Meguro. */
function stopsEverything({ moveOutFiled }: Municipality, filedBy: 'holder' | 'household'): boolean {
  return filedBy === 'holder'
    ? moveOutFiled?.byHolder === 'everything'
    : moveOutFiled?.inHousehold?.stops === 'everything';
}

/** Who lives elsewhere comes for the family register, where the municipality issues it. */
function hasRegisterHere({ services }: Municipality, { familyRegister }: Facts): boolean {
  return familyRegister !== null && services.some(({ kind }) => kind === 'familyRegister');
}
