import type { ResidentEntry } from '../../../issuing-center/registers/residents.ts';
import { madeUpMyNumber } from '../household.ts';
import type { Composition } from './composition.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { dateOf, populationDay, yearDays, type DayNumber } from './days.ts';
import { recordSince } from './foreign-residents.ts';
import { formerNameReading, fullKana, fullName, hasReadings, type Person } from './person.ts';
import {
  addressBefore,
  addressIn,
  addressOfArrival,
  domicileOf,
  homeOf,
  type DomicilePlace,
  type Place,
} from './places.ts';
import type { Stream } from './stream.ts';

/** Shares of households and of residents. */
const shares = { movedOut: 0.008, allLeaving: 0.002, oneLeaving: 0.002, nameChanged: 0.005 } as const;
/** The register no longer gives the day of a change older than this. */
const changeKeptDays = 3 * 365;
/** How long people have to report a move, days. */
const noticeDays = 14;

/** Where a household lives, since when, and where its family register is. */
export interface Residence {
  readonly home: Place;
  readonly address: string;
  readonly before: { readonly address: string; readonly sameMunicipality: boolean };
  readonly addressSince: DayNumber;
  /** Since when of the municipality: the same day as addressSince, or earlier. */
  readonly residentSince: DayNumber;
  readonly notifiedOn: DayNumber;
  readonly domicile: DomicilePlace;
  /** Everybody has moved out, and the rows are kept. */
  readonly movedOut: boolean;
  /** Who has filed a move-out: nobody, everybody, or the member with this index. */
  readonly leaving: 'nobody' | 'everybody' | number;
}

export function residenceOf(stream: Stream, { members }: Composition): Residence {
  const home = homeOf(stream);
  const before = addressBefore(stream, home);
  const ages = members.map(({ age }) => age);
  const longest = Math.max(...ages);
  // Most moved recently, and a few have never moved.
  const addressSince = populationDay - 1 - Math.floor(longest * yearDays * stream.unit() ** 2.5);
  const earlier = Math.floor((longest * yearDays - (populationDay - addressSince)) * stream.unit());
  const leaving = stream.unit();
  return {
    home,
    address: addressIn(stream, home),
    before,
    addressSince,
    residentSince: before.sameMunicipality ? addressSince - Math.max(1, earlier) : addressSince,
    notifiedOn: Math.min(populationDay, addressSince + stream.below(noticeDays + 1)),
    domicile: domicileOf(stream, home),
    movedOut: stream.chance(shares.movedOut),
    leaving:
      leaving < shares.allLeaving
        ? 'everybody'
        : leaving < shares.allLeaving + shares.oneLeaving
          ? stream.below(members.length)
          : 'nobody',
  };
}

/** The register's row of a member. @param headOfRegister 筆頭者; null for foreign residents */
export function residentEntry(
  stream: Stream,
  person: Person,
  position: number,
  household: string,
  residence: Residence,
  headOfRegister: string | null,
): ResidentEntry {
  const { addressSince, residentSince, notifiedOn, before, domicile, leaving } = residence;
  const bornHere = person.bornOn >= addressSince;
  const changedOn = bornHere ? null : notifiedOn;
  return {
    id: person.id,
    household,
    position,
    name: fullName(person),
    kana: fullKana(person),
    surnameReading: hasReadings(person) ? person.surname.kana : null,
    givenNameReading: hasReadings(person) ? person.given.kana : null,
    formerName: person.formerName?.text ?? null,
    formerNameReading: formerNameReading(person),
    alias: person.foreigner?.alias ?? null,
    birthDate: dateOf(person.bornOn),
    sex: person.sex,
    residentSince: dateOf(Math.max(residentSince, person.bornOn)),
    foreignResidentSince: person.foreigner === null ? null : foreignSince(person, residence),
    addressSince: dateOf(Math.max(addressSince, person.bornOn)),
    notifiedOn: dateOf(bornHere ? Math.min(populationDay, person.bornOn + 7) : notifiedOn),
    previousAddress: previousAddressOf(person, residence),
    previousAddressWithin: before.sameMunicipality && !bornHere ? before.address : null,
    relationship: person.relationship,
    domicile: headOfRegister === null ? null : { place: domicile.place, headOfRegister },
    nationality: person.foreigner?.nationality ?? null,
    residenceStatus: person.foreigner?.residenceStatus ?? null,
    myNumber: madeUpMyNumber(person.number),
    foreign: person.foreigner !== null,
    movedOut: residence.movedOut,
    moveOutFiled: leaving === 'everybody' || leaving === position - 1,
    addressChangedOn:
      changedOn !== null && changedOn > populationDay - changeKeptDays ? dateOf(changedOn) : null,
    nameChangedOn: stream.chance(shares.nameChanged) ? dateOf(populationDay - stream.below(730)) : null,
  };
}

/** Where they came from; null for who was born in the municipality. */
function previousAddressOf({ bornOn }: Person, { before, residentSince }: Residence): string | null {
  if (bornOn >= residentSince) return null;
  return before.sameMunicipality ? addressOfArrival(residentSince) : before.address;
}

/** Nobody comes to a municipality before they are a foreign resident, but for the record's first day. */
function foreignSince({ foreigner, bornOn }: Person, { residentSince }: Residence): IsoDate | null {
  if (foreigner === null) return null;
  return dateOf(Math.max(recordSince, bornOn, Math.min(foreigner.since, residentSince)));
}
