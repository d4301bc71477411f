import { isoDate } from '../../shared/dates.ts';
import { possibleDays, wordedDate, type RegisterDate } from '../../shared/register-date.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import type { HouseholdEntry, ResidentEntry } from '../../issuing-center/registers/residents.ts';

/** What is particular to a made-up person; everything else is filled in. */
export interface PersonSketch extends Partial<
  Pick<
    ResidentEntry,
    | 'formerName'
    | 'formerNameReading'
    | 'alias'
    | 'nationality'
    | 'residenceStatus'
    | 'foreignResidentSince'
    | 'movedOut'
    | 'moveOutFiled'
  >
> {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  /** `1985-04-12`, or the words of the register: 昭和20年月日不詳 */
  readonly born: string;
  /** Which reading the family register has; both when it is not said. */
  readonly notified?: 'none' | 'surname' | 'givenName';
  readonly sex: 'male' | 'female';
  readonly relationship: string;
  /** 筆頭者; the first Japanese of the household when it is not said. */
  readonly headOfRegister?: string;
}

export interface HouseholdSketch {
  readonly id: string;
  readonly municipality: string;
  /** In a block that does not exist. */
  readonly address: string;
  /** Where they lived before they came to this address. */
  readonly previousAddress: string;
  /** 本籍 of its Japanese members. */
  readonly domicile: string;
  /** The day the household came to live there. */
  readonly since: string;
  /** The day it came to live in the municipality, where it moved within it. */
  readonly inMunicipalitySince?: string;
  /** The first one is the head. */
  readonly persons: readonly [PersonSketch, ...PersonSketch[]];
}

export function person(
  id: string,
  name: string,
  kana: string,
  born: string,
  sex: 'male' | 'female',
  relationship: string,
): PersonSketch {
  return { id, name, kana, born, sex, relationship };
}

export interface RegisterHousehold {
  readonly household: HouseholdEntry;
  readonly residents: readonly ResidentEntry[];
}

/** Turns the sketches into register rows. Anybody born after the household moved in has lived there from birth. */
export function toRegister(sketches: readonly HouseholdSketch[]): readonly RegisterHousehold[] {
  let number = 0;
  return sketches.map((sketch) => ({
    household: {
      id: sketch.id,
      municipality: municipalityIdSchema.parse(sketch.municipality),
      address: sketch.address,
      head: sketch.persons[0].name,
    },
    residents: sketch.persons.map((person, index) => {
      number += 1;
      return { ...madeUpResident(sketch, person, number), position: index + 1 };
    }),
  }));
}

/** Where everybody came from who has moved within the municipality since. */
const cameFrom = '大阪府架空市見本町一丁目1番1号';

/** One person as in the register, without the place in the household. @param number makes a My Number that nobody else here has */
export function madeUpResident(
  household: HouseholdSketch,
  person: PersonSketch,
  number: number,
): Omit<ResidentEntry, 'position'> {
  const foreign = person.nationality !== undefined;
  const birthDate = bornOn(person.born);
  const bornHere = (possibleDays(birthDate)?.first ?? household.since) > household.since;
  const since = bornHere ? birthDate : isoDate(household.since);
  const came = household.inMunicipalitySince ?? household.since;
  const bornInMunicipality = (possibleDays(birthDate)?.first ?? came) > came;
  const movedWithin = household.inMunicipalitySince !== undefined;
  const [surnameReading = null, givenNameReading = null] = person.kana.split('　');
  const { notified } = person;
  return {
    id: person.id,
    household: household.id,
    name: person.name,
    kana: person.kana,
    surnameReading: foreign || notified === 'none' || notified === 'givenName' ? null : surnameReading,
    givenNameReading: foreign || notified === 'none' || notified === 'surname' ? null : givenNameReading,
    formerName: person.formerName ?? null,
    formerNameReading: person.formerNameReading ?? null,
    alias: person.alias ?? null,
    birthDate,
    sex: person.sex,
    residentSince: bornInMunicipality ? birthDate : isoDate(came),
    foreignResidentSince: person.foreignResidentSince ?? null,
    addressSince: since,
    notifiedOn: since,
    previousAddress: bornInMunicipality
      ? null
      : movedWithin
        ? cameFrom
        : bornHere
          ? null
          : household.previousAddress,
    previousAddressWithin: movedWithin && !bornHere ? household.previousAddress : null,
    relationship: person.relationship,
    domicile: foreign
      ? null
      : {
          place: household.domicile,
          headOfRegister: person.headOfRegister ?? japaneseHead(household) ?? person.name,
        },
    nationality: person.nationality ?? null,
    residenceStatus: person.residenceStatus ?? null,
    myNumber: madeUpMyNumber(number),
    foreign,
    movedOut: person.movedOut ?? false,
    moveOutFiled: person.moveOutFiled ?? false,
    addressChangedOn: null,
    nameChangedOn: null,
  };
}

/** 1985-04-12, or 昭和20年月日不詳, as a register has it. */
export function bornOn(born: string): RegisterDate {
  return /^\d{4}-/.test(born) ? isoDate(born) : wordedDate(born);
}

function japaneseHead({ persons }: HouseholdSketch): string | undefined {
  return persons.find(({ nationality }) => nationality === undefined)?.name;
}

/**
 * Twelve digits that cannot be anybody's My Number: eleven digits and a check digit (ordinance 85 of 2014, article 5) that is
 * wrong on purpose.
 */
export function madeUpMyNumber(index: number): string {
  const digits = String(index).padStart(11, '0');
  const sum = Array.from(digits).reduce((total, digit, at) => {
    const fromRight = 11 - at;
    return total + Number(digit) * (fromRight <= 6 ? fromRight + 1 : fromRight - 5);
  }, 0);
  const rest = sum % 11;
  const right = rest <= 1 ? 0 : 11 - rest;
  return `${digits}${(right + 1) % 10}`;
}
