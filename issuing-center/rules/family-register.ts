import type { UnavailableReason } from '../../shared/center-api.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { Facts } from '../registers/facts.ts';
import { isWithinDays } from './days.ts';
import { enrolmentReason } from './enrolment.ts';
import { livesHere, moveOutReason } from './residence.ts';

/** Why the holder cannot take certificates of the family register here, or null. */
export function familyRegisterReason(
  service: Service,
  municipality: Municipality,
  facts: Facts,
  today: IsoDate,
): UnavailableReason | null {
  const { familyRegister } = facts;
  if (familyRegister === null) return 'domicileElsewhere';
  if (!familyRegister.sound || familyRegister.persons.length === 0) return 'unsuitableEntry';
  const conditions = service.conditions ?? [];
  if (livesHere(municipality, facts)) {
    const reason = moveOutReason(service.kind, municipality, facts);
    if (reason !== null) return reason;
  } else {
    if (conditions.includes('livesHere')) return 'livesElsewhere';
    const reason = conditions.includes('enrolmentWhenLivingElsewhere') ? enrolmentReason(facts) : null;
    if (reason !== null) return reason;
  }
  const days = municipality.daysAfterChange?.familyRegister;
  return days !== undefined && isWithinDays(familyRegister.changedOn, days, today) ? 'justChanged' : null;
}
