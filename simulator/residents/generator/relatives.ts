import { populationDay, yearDays, yearOf, type DayNumber } from './days.ts';
import { freshGivenName, surname } from './japanese-names.ts';
import { fullName, type Person } from './person.ts';
import type { Stream } from './stream.ts';
import type { Unit } from './unit.ts';

/** Somebody in a family register who does not live in the household: dead, or elsewhere. */
export interface Relative {
  readonly surname: string;
  readonly givenName: string;
  readonly sex: 'male' | 'female';
  readonly bornOn: DayNumber;
  /** Null: alive. */
  readonly diedOn: DayNumber | null;
}

/** Names of somebody's parents, as in the register. */
export interface Parents {
  readonly father: string | null;
  readonly mother: string | null;
}

/** How much older than the child parents outside the household are, years; from the age `dead` on they have died. */
const older = { father: 29, mother: 27, dead: 88 } as const;

/** Share of persons whose father the register does not have. */
const fatherUnknown = 0.01;

export function nameOf({ surname, givenName }: Relative): string {
  return `${surname}　${givenName}`;
}

/** A father or mother. @param family the parent's family name; taken: given names in use */
export function parent(
  stream: Stream,
  childBornOn: DayNumber,
  sex: 'male' | 'female',
  family: string,
  taken: Set<string>,
): Relative {
  const years = sex === 'male' ? older.father : older.mother;
  const bornOn = childBornOn - Math.floor(years * yearDays) - stream.below(365);
  const deathAge = older.dead - 1 - stream.below(15);
  const wouldBe = (populationDay - bornOn) / yearDays;
  return {
    surname: family,
    givenName: freshGivenName(stream, sex, yearOf(bornOn), taken).text,
    sex,
    bornOn,
    diedOn: wouldBe < older.dead ? null : bornOn + Math.floor(deathAge * yearDays) + stream.below(365),
  };
}

/** The spouse who died. @throws when there was no marriage */
export function deadSpouse(stream: Stream, { head, marriedOn }: Unit, taken: Set<string>): Relative {
  if (marriedOn === null) throw new Error('nobody is widowed without a marriage');
  const sex = head.sex === 'male' ? 'female' : 'male';
  const bornOn = head.bornOn + (sex === 'male' ? -1 : 1) * stream.below(3 * 365);
  const together = 0.3 + 0.7 * stream.unit();
  return {
    surname: head.surname.text,
    givenName: freshGivenName(stream, sex, yearOf(bornOn), taken).text,
    sex,
    bornOn,
    diedOn: marriedOn + Math.floor((populationDay - marriedOn) * together),
  };
}

/**
 * Parents of whom only the names are known; without a father the child bears the mother's name.
 * @param family the name that the child was born with
 */
export function parentNames(stream: Stream, bornOn: DayNumber, family: string, taken: Set<string>): Parents {
  const nameOfParent = (sex: 'male' | 'female') => nameOf(parent(stream, bornOn, sex, family, taken));
  return {
    father: stream.chance(fatherUnknown) ? null : nameOfParent('male'),
    mother: nameOfParent('female'),
  };
}

/** The parents of a unit's children. @param other full name of the other parent, who is no Japanese of the household */
export function parentsIn({ head, spouse }: Unit, other: string): Parents {
  const first = fullName(head);
  const second = spouse && !spouse.foreigner ? fullName(spouse) : other;
  return head.sex === 'male' ? { father: first, mother: second } : { father: second, mother: first };
}

/** Full name of a former spouse of about the same age. */
export function divorcedName(stream: Stream, head: Person, taken: Set<string>): string {
  const sex = head.sex === 'male' ? 'female' : 'male';
  return `${surname(stream).text}　${freshGivenName(stream, sex, yearOf(head.bornOn), taken).text}`;
}

/** A foreign resident as the family register writes the name: エグザンプル，ジョンマイケル. */
export function nameInKatakana({ surname: family, given }: Person): string {
  return `${family.kana}，${given.kana}`.replaceAll('　', '');
}
