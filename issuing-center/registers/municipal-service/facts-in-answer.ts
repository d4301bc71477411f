import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  familyRegisterHeadingSchema,
  familyRegisterSchema,
  registerPersonSchema,
  unsuitablePersonSchema,
  type FamilyRegister,
} from '../family-registers.ts';
import type { Facts } from '../facts.ts';
import { residentSchema, unsuitableMemberSchema } from '../residents.ts';
import { sealSchema } from '../seals.ts';
import { parted } from '../suitable.ts';
import { taxSchema } from '../taxes.ts';
import { vaccinationSchema } from '../vaccinations.ts';
import type { FactsAnswer, FactsQuestion, Found } from './protocol.ts';

/** Why an answer says nothing on which something may be issued. */
export type AnswerFault = 'form' | 'anotherRequest' | 'anotherPerson';

type NoFacts = AnswerFault | 'certificateUnknown' | 'notAvailable';

/** What an answer says of the person asked for. Each entry is judged as one in our own tables is. */
export function factsIn(answer: FactsAnswer, question: FactsQuestion): Result<Facts, NoFacts> {
  if (answer.request !== question.request) return err('anotherRequest');
  const { issuerKeyId, serial, municipality } = question;
  if (answer.issuerKeyId !== issuerKeyId || answer.serial !== serial || answer.municipality !== municipality)
    return err('anotherPerson');
  const { found } = answer;
  if (found === null) return err('certificateUnknown');
  if (isAboutAnother(found, municipality)) return err('anotherPerson');
  const { certificate, restrictions, enrolments } = found;
  const { suitable: members, unsuitable } = parted(residentSchema, found.household);
  const others = z.array(unsuitableMemberSchema).safeParse(unsuitable);
  const familyRegister = registerIn(found);
  if (!others.success || familyRegister === 'form') return err('form');
  const holder = members.find(({ id }) => id === certificate.resident);
  if (!holder) return err('notAvailable');
  const seals = parted(sealSchema, found.seals);
  const taxes = parted(taxSchema, found.taxes);
  const taxYears = z.array(z.object({ fiscalYear: z.int() })).safeParse(taxes.unsuitable);
  if (!taxYears.success) return err('form');
  const vaccination = found.vaccination === null ? null : vaccinationSchema.safeParse(found.vaccination);
  return ok({
    key: { issuerKeyId, serial },
    ...{ certificate, restrictions, enrolments, familyRegister },
    household: { holder, members, unsuitable: others.data },
    seals: seals.suitable,
    taxes: taxes.suitable,
    vaccination: vaccination?.success === true ? vaccination.data : null,
    unprintable: {
      seal: seals.unsuitable.length > 0,
      taxYears: taxYears.data.map(({ fiscalYear }) => fiscalYear),
      vaccination: vaccination?.success === false,
    },
  });
}

/** Whether anything in it is of another person or municipality than the holder's, so that nothing of it may be believed. */
function isAboutAnother(found: Found, municipality: string): boolean {
  const { resident } = found.certificate;
  const ids = found.household.map(({ id }) => id);
  const persons = found.familyRegister?.persons ?? [];
  const own = [...found.seals, ...found.taxes, ...found.enrolments];
  const protectedIds = [...ids, ...persons.flatMap((person) => person.resident ?? [])];
  const personIds = persons.map(({ id }) => id);
  return (
    ids.filter((id) => id === resident).length !== 1 ||
    new Set(ids).size < ids.length ||
    new Set(personIds).size < personIds.length ||
    own.some((entry) => entry.resident !== resident || entry.municipality !== municipality) ||
    (found.vaccination !== null && found.vaccination['resident'] !== resident) ||
    (found.familyRegister !== null &&
      (found.familyRegister.municipality !== municipality ||
        persons.filter((person) => person.resident === resident && !person.removed).length !== 1)) ||
    found.restrictions.some(
      (entry) =>
        entry.municipality !== municipality ||
        (entry.resident !== null && !protectedIds.includes(entry.resident)) ||
        (entry.registerPerson !== null && !personIds.includes(entry.registerPerson)),
    )
  );
}

function registerIn({ familyRegister }: Found): FamilyRegister | null | 'form' {
  if (familyRegister === null) return null;
  const heading = familyRegisterHeadingSchema.safeParse(familyRegister);
  if (!heading.success) return 'form';
  const whole = familyRegisterSchema.safeParse(familyRegister);
  const { suitable: persons, unsuitable } = parted(registerPersonSchema, familyRegister.persons);
  return {
    ...(whole.success ? whole.data : { ...heading.data, entries: [], changedOn: null }),
    sound: whole.success,
    persons,
    unsuitable: z.array(unsuitablePersonSchema).parse(unsuitable),
  };
}
