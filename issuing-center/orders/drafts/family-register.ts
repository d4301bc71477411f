import type { FamilyRegisterAddressesData, FamilyRegisterData } from '../../../printing/certificates/data.ts';
import { registerPersonKey } from '../../rules/subjects.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

/** 戸籍全部事項証明書, 戸籍個人事項証明書 */
export function familyRegisterData(input: DraftInput, number: string): FamilyRegisterData {
  const { variant, persons } = input;
  const register = must(input.facts.familyRegister, 'family register');
  if (variant !== 'full' && variant !== 'individual') throw new Error('a family register without its form');
  return {
    ...documentHead(input, number),
    variant,
    domicile: { place: register.place, headOfRegister: register.head },
    registerEntries: register.entries,
    persons: register.persons
      .filter((person) => persons.has(registerPersonKey(person)))
      .map(({ givenName, removed, birthDate, father, mother, relationship, entries }) => ({
        givenName,
        removed,
        birthDate,
        father,
        mother,
        relationship,
        entries,
      })),
  };
}

/** 戸籍の附票の写し: the domicile shows whose surname it is, so the full name stands where it is left out. */
export function familyRegisterAddressesData(input: DraftInput, number: string): FamilyRegisterAddressesData {
  const register = must(input.facts.familyRegister, 'family register');
  const withAddresses = register.persons.filter(({ addresses }) => addresses !== null);
  const chosen = withAddresses.filter((person) => input.persons.has(registerPersonKey(person)));
  const shown = input.shown.has('domicile');
  return {
    ...documentHead(input, number),
    domicile: shown ? { shown, value: { place: register.place, headOfRegister: register.head } } : { shown },
    whole: chosen.length === withAddresses.length && register.unsuitable.length === 0,
    persons: chosen.map(({ givenName, birthDate, sex, removed, addresses }) => ({
      name: shown ? givenName : `${register.surname}　${givenName}`,
      birthDate,
      sex,
      removed,
      addresses: must(addresses, 'addresses'),
    })),
  };
}
