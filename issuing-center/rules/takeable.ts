import type { UnavailableReason, VariantChoice, YearChoice } from '../../shared/center-api.ts';
import { isOfFamilyRegister } from '../../shared/certificates.ts';
import { japanDate, type Instant, type IsoDate } from '../../shared/dates.ts';
import { err, assertNever, ok, type Result } from '../../shared/result.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { Facts } from '../registers/facts.ts';
import { familyRegisterReason } from './family-register.ts';
import { openAt } from './hours.ts';
import { hasEnded, priceOn } from './price.ts';
import { addressChangeReason, livesHere, livingMembers, moveOutReason } from './residence.ts';
import { registeredSeal } from './seal.ts';
import { registerPersonKey, registerSubjects, residentSubject, type Subject } from './subjects.ts';
import { yearChoices } from './tax-years.ts';
import { vaccinationReason, vaccinationVariants } from './vaccination.ts';

/** A certificate that this holder can take, with all the choices it offers. */
export interface Takeable {
  readonly service: Service;
  /** Yen per copy. */
  readonly price: Yen;
  readonly variants: readonly VariantChoice[];
  readonly years: readonly YearChoice[];
  /** At least one, in the order of the register that the page follows. */
  readonly persons: readonly Subject[];
}

/** Whether an admitted holder can take a kind at an instant, or why not. Login and order ask the same question. */
export function takeable(
  service: Service,
  municipality: Municipality,
  facts: Facts,
  now: Instant,
): Result<Takeable, UnavailableReason> {
  const today = japanDate(now);
  const price = priceOn(service, today);
  if (price === null) return err(hasEnded(service, today) ? 'serviceEnded' : 'serviceClosed');
  if (!openAt(municipality, now, service).open) return err('serviceClosed');
  const choices = choicesOf(service, municipality, facts, today);
  return choices.ok ? ok({ service, price, ...choices.value }) : choices;
}

type Choices = Pick<Takeable, 'variants' | 'years' | 'persons'>;

function choicesOf(
  service: Service,
  municipality: Municipality,
  facts: Facts,
  today: IsoDate,
): Result<Choices, UnavailableReason> {
  const { kind } = service;
  if (isOfFamilyRegister(kind)) return familyChoices(service, municipality, facts, today);
  if (!livesHere(municipality, facts)) return err('livesElsewhere');
  const moveOut = moveOutReason(kind, municipality, facts);
  if (moveOut !== null) return err(moveOut);
  const { holder } = facts.household;
  const self = [residentSubject(holder, facts)];
  switch (kind) {
    case 'residenceRecord':
    case 'residenceRecordItems': {
      const members = livingMembers(facts.household);
      const reason = addressChangeReason(municipality, members, today);
      const persons = members.map((member) => residentSubject(member, facts));
      return decided(reason, { persons: service.whose === 'household' ? persons : self });
    }
    case 'sealRegistration': {
      const registered = registeredSeal(facts, today) !== null;
      const without = facts.unprintable.seal ? 'unsuitableEntry' : 'sealNotRegistered';
      const reason = registered ? addressChangeReason(municipality, [holder], today) : without;
      return decided(reason, { persons: self });
    }
    case 'taxAssessment':
    case 'income':
    case 'taxPayment':
    case 'taxCertificate': {
      const years = yearChoices(service, municipality, facts, today);
      const some = years.some(({ unavailable }) => unavailable === null);
      return decided(some ? null : (years[0]?.unavailable ?? 'notAvailable'), { persons: self, years });
    }
    case 'vaccination':
      return decided(vaccinationReason(facts), {
        persons: self,
        variants: vaccinationVariants(service, facts),
      });
    default:
      return assertNever(kind);
  }
}

function familyChoices(
  service: Service,
  municipality: Municipality,
  facts: Facts,
  today: IsoDate,
): Result<Choices, UnavailableReason> {
  const reason = familyRegisterReason(service, municipality, facts, today);
  if (reason !== null) return err(reason);
  const everybody = registerSubjects(facts);
  const unsuitable = (facts.familyRegister?.unsuitable ?? []).length > 0;
  if (service.kind === 'familyRegister') {
    const variants = (service.variants ?? []).map((variant): VariantChoice => ({
      variant,
      persons: variant === 'full' ? 'all' : 'choose',
      // The whole register names everybody: one entry that cannot be printed leaves the single ones.
      unavailable: variant === 'full' && unsuitable ? 'unsuitableEntry' : null,
    }));
    return decided(null, { persons: everybody, variants });
  }
  const withAddresses = new Set(
    facts.familyRegister?.persons.filter(({ addresses }) => addresses !== null).map(registerPersonKey),
  );
  const persons = everybody.filter(({ key }) => withAddresses.has(key));
  const { holder } = facts.household;
  const changed = livesHere(municipality, facts) ? addressChangeReason(municipality, [holder], today) : null;
  return decided(persons.length === 0 ? 'notAvailable' : changed, { persons });
}

function decided(
  reason: UnavailableReason | null,
  choices: Pick<Choices, 'persons'> & Partial<Choices>,
): Result<Choices, UnavailableReason> {
  return reason === null ? ok({ variants: [], years: [], ...choices }) : err(reason);
}
