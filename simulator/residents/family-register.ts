import type {
  FamilyRegisterEntry,
  FamilyRegisterPerson,
} from '../../issuing-center/registers/family-registers.ts';
import { eraDate, isoDate } from '../../shared/dates.ts';
import { isWorded, type RegisterDate } from '../../shared/register-date.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { bornOn } from './household.ts';
import { residentOf } from './households.ts';

/** A made-up person's parents and life events after birth, as in the family register. */
interface LifeSketch {
  readonly father: string | null;
  readonly mother: string | null;
  /** 長男, 二女 … */
  readonly relationship: string;
  /** Marriage into this register: day, full name of the spouse, domicile and head of the previous register. */
  readonly married?: { readonly on: string; readonly spouse: string; readonly from: string };
  /** How the person left this register: by marriage into a new one, or by death. */
  readonly left?: { readonly on: string; readonly why: 'marriage' | 'death' };
}

export interface KinSketch extends LifeSketch {
  readonly id: string;
  readonly givenName: string;
  /** `1985-04-12`, or the words of the register: 文化7年3月3日 */
  readonly born: string;
  readonly sex: 'male' | 'female';
  readonly addresses?: FamilyRegisterPerson['addresses'];
}

type Entry = FamilyRegisterPerson['entries'][number];
type Line = Entry['lines'][number];

const line = (label: string, value: string): Line => ({ label, value });
const day = (date: string): string => eraDate(isoDate(date));
const words = (date: RegisterDate): string => (isWorded(date) ? date.wording : eraDate(date));

/** Somebody in a register who is not one of the made-up residents: dead, or living elsewhere. */
export function kin(place: string, sketch: KinSketch): FamilyRegisterPerson {
  const { id, givenName, sex, father, mother, relationship, left, addresses } = sketch;
  const birthDate = bornOn(sketch.born);
  return {
    id,
    resident: null,
    givenName,
    // Who has left a register has no reading in it any more, and of the others nobody here has notified one.
    givenNameReading: null,
    removed: left !== undefined,
    birthDate,
    sex,
    father,
    mother,
    relationship,
    entries: entriesOf(place, birthDate, sketch),
    addresses: addresses === undefined ? [{ address: place, since: birthDate }] : addresses,
  };
}

/** One of the made-up residents as in the family register, with the addresses that the resident register knows. */
export function member(place: string, residentId: string, life: LifeSketch): FamilyRegisterPerson {
  const { household, resident } = residentOf(residentId);
  const { name, birthDate, sex, previousAddress, addressSince } = resident;
  const addresses = [
    ...(previousAddress === null ? [] : [{ address: previousAddress, since: null }]),
    { address: household.address, since: addressSince },
  ];
  return {
    ...kin(place, {
      ...life,
      id: `${residentId}-in-register`,
      givenName: partsOf(name).givenName,
      born: isWorded(birthDate) ? birthDate.wording : birthDate,
      sex: sex ?? 'female',
      addresses,
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
  readonly persons: (place: string) => readonly FamilyRegisterPerson[];
}

export function family({
  id,
  municipality,
  place,
  head,
  surnameReading,
  since,
  persons,
}: FamilySketch): FamilyRegisterEntry {
  const members = persons(place);
  return {
    id,
    municipality: municipalityIdSchema.parse(municipality),
    place,
    surname: partsOf(head).surname,
    surnameReading: surnameReading === undefined ? readingIn(members) : surnameReading,
    head,
    entries: [{ title: '戸籍編製', lines: [line('編製日', day(since))] }],
    changedOn: null,
    persons: members,
  };
}

/** The one that the resident register has of somebody in the family register. */
function readingIn(members: readonly FamilyRegisterPerson[]): string | null {
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

function entriesOf(place: string, born: RegisterDate, { married, left }: LifeSketch): Entry[] {
  const entries: Entry[] = [
    {
      title: '出生',
      lines: [
        line('出生日', words(born)),
        line('出生地', place),
        line('届出日', words(born)),
        line('届出人', '父'),
      ],
    },
  ];
  if (married)
    entries.push({
      title: '婚姻',
      lines: [
        line('婚姻日', day(married.on)),
        line('配偶者氏名', married.spouse),
        line('従前戸籍', married.from),
      ],
    });
  if (left) entries.push(left.why === 'death' ? deathOf(place, left.on) : marriageOut(left.on));
  return entries;
}

function deathOf(place: string, on: string): Entry {
  return {
    title: '死亡',
    lines: [line('死亡日', day(on)), line('死亡地', place), line('届出日', day(on)), line('届出人', '親族')],
  };
}

function marriageOut(on: string): Entry {
  return { title: '婚姻', lines: [line('婚姻日', day(on)), line('新本籍', '見本県見本市見本町一丁目1番')] };
}
