import type { FamilyRegisterAddressesData, FamilyRegisterData } from '../../../printing/certificates/data.ts';
import { registerPersonKey } from '../../rules/subjects.ts';
import type { FamilyRegisterPerson } from '../../registers/family-registers.ts';
import { documentHead, must, type DraftInput } from './draft.ts';
import { nameReading } from './name-reading.ts';

/** 戸籍全部事項証明書, 戸籍個人事項証明書 */
export function familyRegisterData(input: DraftInput, number: string): FamilyRegisterData {
  const { variant, persons } = input;
  const register = must(input.facts.familyRegister, 'family register');
  if (variant !== 'full' && variant !== 'individual') throw new Error('a family register without its form');
  return {
    ...documentHead(input, number),
    variant,
    domicile: { place: register.place, headOfRegister: register.head },
    surnameReading: register.surnameReading,
    registerEntries: register.entries,
    persons: register.persons
      .filter((person) => persons.has(registerPersonKey(person)))
      .map((person) => {
        const { givenName, givenNameReading, removed, birthDate, spouseKind } = person;
        const { father, mother, relationship, entries } = person;
        return {
          givenName,
          ...(hasPlaceForReading(person) ? { givenNameReading } : {}),
          ...{ removed, birthDate, father, mother, relationship, entries },
          ...(spouseKind === null ? {} : { spouseKind }),
        };
      }),
  };
}

/** 戸籍の附票の写し. The domicile shows whose surname it is, so where it is left out the full name stands. */
export function familyRegisterAddressesData(input: DraftInput, number: string): FamilyRegisterAddressesData {
  const register = must(input.facts.familyRegister, 'family register');
  const withAddresses = register.persons.filter(({ addresses }) => addresses !== null);
  const chosen = withAddresses.filter((person) => input.persons.has(registerPersonKey(person)));
  const shown = input.shown.has('domicile');
  return {
    ...documentHead(input, number),
    domicile: shown ? { shown, value: { place: register.place, headOfRegister: register.head } } : { shown },
    whole: chosen.length === withAddresses.length && register.unsuitable.length === 0,
    persons: chosen.map((person) => {
      const { givenName, givenNameReading, birthDate, sex, removed, addresses } = person;
      const reading = shown ? givenNameReading : nameReading(register.surnameReading, givenNameReading);
      return {
        name: shown ? givenName : `${register.surname}　${givenName}`,
        ...(hasPlaceForReading(person) ? { nameReading: reading } : {}),
        ...{ birthDate, sex, removed },
        addresses: must(addresses, 'addresses'),
      };
    }),
  };
}

/** Of who had left a register before it had readings none is ever notified: the page does not ask for one. */
function hasPlaceForReading({ removed, givenNameReading }: FamilyRegisterPerson): boolean {
  return !removed || givenNameReading !== null;
}
