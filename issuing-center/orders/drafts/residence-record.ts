import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import type { ItemId } from '../../../shared/certificates.ts';
import { hasUnsuitableMember, livingMembers } from '../../rules/residence.ts';
import { residentKey } from '../../rules/subjects.ts';
import type { Resident } from '../../registers/residents.ts';
import { documentHead, must, type DraftInput } from './draft.ts';
import { nameReading } from './name-reading.ts';

type Data = DataOfKind['residenceRecord'];
type Person = Data['persons'][number];

/**
 * What the page says and no more: an item that is not shown is absent from the data, so no layout can let it through. The
 * head of the household goes with the relationship (世帯主・続柄 are one question).
 */
export function residenceRecordData(input: DraftInput, number: string): Data {
  const { facts, service, persons, shown } = input;
  const living = livingMembers(facts.household);
  const chosen = living.filter(({ id }) => persons.has(residentKey(id)));
  const { address, householdHead } = must(chosen[0], 'persons');
  return {
    ...documentHead(input, number),
    form: must(service.form, 'form'),
    address,
    headOfHousehold: shownWhen(shown.has('relationship'), householdHead),
    whole: chosen.length === living.length && !hasUnsuitableMember(facts.household),
    persons: chosen.map((person) => personData(person, shown)),
  };
}

function personData(person: Resident, shown: ReadonlySet<ItemId>): Person {
  const { foreign } = person;
  return {
    name: person.name,
    // Of a Japanese resident the reading is what the family register says, and nothing until it says something.
    ...(foreign
      ? { kana: person.kana }
      : { kana: null, nameReading: nameReading(person.surnameReading, person.givenNameReading) }),
    formerName: foreign ? null : person.formerName,
    // Whoever has no former name has no place for its reading.
    ...(foreign || person.formerName === null ? {} : { formerNameReading: person.formerNameReading }),
    alias: foreign ? person.alias : null,
    birthDate: person.birthDate,
    sex: person.sex,
    // A foreign resident's record has the day of becoming one in its place, also after a move to another municipality.
    residentSince: foreign ? null : person.residentSince,
    ...(foreign ? { foreignResidentSince: person.foreignResidentSince } : {}),
    addressSince: person.addressSince,
    notifiedOn: person.notifiedOn,
    previousAddress: shown.has('previousAddress') ? person.previousAddress : { shown: false },
    ...(shown.has('previousAddressWithin') ? { previousAddressWithin: person.previousAddressWithin } : {}),
    relationship: shownWhen(shown.has('relationship'), person.relationship),
    // Foreign residents have no family register, Japanese ones no status of residence.
    domicile: shownWhen(!foreign && shown.has('domicile'), person.domicile),
    nationality: shownWhen(foreign && shown.has('nationality'), person.nationality),
    residenceStatus: shownWhen(
      foreign && shown.has('residenceStatus'),
      person.residenceStatus && {
        ...person.residenceStatus,
        category: person.residenceStatus.category ?? null,
      },
    ),
    myNumber: shownWhen(shown.has('myNumber'), person.myNumber),
    foreign,
  };
}

function shownWhen<T>(
  shown: boolean,
  value: T | null,
): { readonly shown: false } | { readonly shown: true; readonly value: T | null } {
  return shown ? { shown, value } : { shown };
}
