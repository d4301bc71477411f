import type {
  FamilyRegisterEntry,
  FamilyRegisterPerson,
} from '../../issuing-center/registers/family-registers.ts';
import { isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { isWorded } from '../../shared/register-date.ts';
import { bornOn } from './household.ts';
import { residentOf } from './households.ts';
import { addressHistory } from './register/addresses.ts';
import { personEntries, registerEntries, type Around } from './register/entries.ts';
import { arrivalDay, type Life, type Member } from './register/life.ts';
import { computerisedOn } from './register/places-then.ts';

export interface KinSketch extends Life {
  readonly id: string;
  readonly givenName: string;
  /** `1985-04-12`, or the words of the register: 文化7年3月3日 */
  readonly born: string;
  readonly sex: 'male' | 'female';
  readonly addresses?: Member['addresses'];
}

/** Somebody in a register who is not one of the made-up residents: dead, or living elsewhere. */
export function kin(sketch: KinSketch): Member {
  const { born, addresses = 'unknown', ...rest } = sketch;
  // Who has left a register has no reading in it any more, and of the others nobody here has notified one.
  return { ...rest, resident: null, givenNameReading: null, birthDate: bornOn(born), addresses };
}

/** One of the made-up residents as in the family register, with the addresses that the resident register knows. */
export function member(residentId: string, life: Life): Member {
  const { household, resident } = residentOf(residentId);
  const { name, birthDate, sex, residentSince, addressSince } = resident;
  const previousAddress = resident.previousAddressWithin ?? resident.previousAddress;
  const ownHome = arrivalDay(life);
  const before = {
    address: previousAddress ?? household.address,
    // Where they lived before they lived since they came to the municipality, or since they had a register of their own, or from birth.
    since: residentSince !== addressSince ? residentSince : ownHome === null ? birthDate : isoDate(ownHome),
  };
  const now = { address: household.address, since: addressSince };
  return {
    ...kin({
      ...life,
      id: `${residentId}-in-register`,
      givenName: partsOf(name).givenName,
      born: isWorded(birthDate) ? birthDate.wording : birthDate,
      sex: sex ?? 'female',
      addresses: previousAddress === null ? [now] : [before, now],
    }),
    resident: residentId,
    givenNameReading: resident.givenNameReading,
  };
}

export interface FamilySketch {
  readonly id: string;
  readonly municipality: string;
  /** 本籍 */
  readonly place: string;
  /** Full name of the head. */
  readonly head: string;
  /** 氏の振り仮名; that of the made-up residents in it when it is not said. */
  readonly surnameReading?: string | null;
  /** The day on which the register was made. */
  readonly since: string;
  readonly persons: readonly Member[];
}

/**
 * A register as the municipality keeps it now. One that is older than its computers was rewritten then, without whoever had left it
 * and without marriages that were over.
 */
export function family(sketch: FamilySketch): FamilyRegisterEntry {
  const { id, place, head, surnameReading, since } = sketch;
  const municipality = municipalityIdSchema.parse(sketch.municipality);
  const computerised = computerisedOn(municipality);
  const rewrittenOn = since < computerised ? computerised : null;
  const { surname } = partsOf(head);
  const persons = sketch.persons.filter(
    ({ left }) => left === undefined || rewrittenOn === null || left.on >= rewrittenOn,
  );
  return {
    id,
    municipality,
    place,
    surname,
    surnameReading: surnameReading === undefined ? readingIn(persons) : surnameReading,
    head,
    entries: registerEntries(since, rewrittenOn),
    changedOn: null,
    persons: persons.map((person) => written(person, { place, surname, rewrittenOn })),
  };
}

function written(person: Member, around: Around): FamilyRegisterPerson {
  const { id, resident, givenName, givenNameReading, birthDate, sex, left } = person;
  const { father, mother, relationship } = person;
  return {
    ...{ id, resident, givenName, givenNameReading, removed: left !== undefined, birthDate, sex },
    ...{ father, mother, relationship, spouseKind: spouseKind(person) },
    entries: personEntries(person, around),
    addresses: addressHistory(person, around.place, around.rewrittenOn),
  };
}

/** As long as the marriage lasts; of who died married it stays. */
function spouseKind({ married, left, sex }: Member): FamilyRegisterPerson['spouseKind'] {
  if (!married || married.ended || (left && left.why !== 'death')) return null;
  return sex === 'male' ? 'husband' : 'wife';
}

/** The one that the resident register has of somebody in the family register. */
function readingIn(members: readonly Member[]): string | null {
  const readings = members.map(({ resident }) =>
    resident === null ? null : residentOf(resident).resident.surnameReading,
  );
  return readings.find((reading) => reading !== null) ?? null;
}

/** 見本　太郎 → 見本, 太郎 */
function partsOf(name: string): { surname: string; givenName: string } {
  const [surname = '', givenName = ''] = name.split('　');
  return { surname, givenName };
}
