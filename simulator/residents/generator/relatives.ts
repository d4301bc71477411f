import { populationDay, yearDays, yearOf, type DayNumber } from './days.ts';
import { givenName, surname } from './japanese-names.ts';
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

/** Share of persons without a mother in the register. */
const motherUnknown = 0.01;

export function nameOf({ surname, givenName }: Relative): string {
  return `${surname}　${givenName}`;
}

/** A father or mother. @param family the parent's family name */
export function parent(
  stream: Stream,
  childBornOn: DayNumber,
  sex: 'male' | 'female',
  family: string,
): Relative {
  const years = sex === 'male' ? older.father : older.mother;
  const bornOn = childBornOn - Math.floor(years * yearDays) - stream.below(365);
  const deathAge = older.dead - 1 - stream.below(15);
  const wouldBe = (populationDay - bornOn) / yearDays;
  return {
    surname: family,
    givenName: givenName(stream, sex, yearOf(bornOn)).text,
    sex,
    bornOn,
    diedOn: wouldBe < older.dead ? null : bornOn + Math.floor(deathAge * yearDays) + stream.below(365),
  };
}

/** The spouse who died. @throws when there was no marriage */
export function deadSpouse(stream: Stream, { head, marriedOn }: Unit): Relative {
  if (marriedOn === null) throw new Error('nobody is widowed without a marriage');
  const sex = head.sex === 'male' ? 'female' : 'male';
  const bornOn = head.bornOn + (sex === 'male' ? -1 : 1) * stream.below(3 * 365);
  const together = 0.3 + 0.7 * stream.unit();
  return {
    surname: head.surname.text,
    givenName: givenName(stream, sex, yearOf(bornOn)).text,
    sex,
    bornOn,
    diedOn: marriedOn + Math.floor((populationDay - marriedOn) * together),
  };
}

/** Parents of whom only the names are known. @param family their family name, which is not the child's if the child took another */
export function parentNames(stream: Stream, bornOn: DayNumber, family: string): Parents {
  const nameOfParent = (sex: 'male' | 'female') => nameOf(parent(stream, bornOn, sex, family));
  return {
    father: nameOfParent('male'),
    mother: stream.chance(motherUnknown) ? null : nameOfParent('female'),
  };
}

/** The parents of a unit's children. @param other the spouse who died, if any */
export function parentsIn(stream: Stream, { head, spouse }: Unit, other: Relative | null): Parents {
  const first = fullName(head);
  const second = other ? nameOf(other) : spouse ? fullName(spouse) : divorcedName(stream, head);
  return head.sex === 'male' ? { father: first, mother: second } : { father: second, mother: first };
}

/** Name of a former spouse of about the same age. */
function divorcedName(stream: Stream, head: Person): string {
  const sex = head.sex === 'male' ? 'female' : 'male';
  return `${surname(stream).text}　${givenName(stream, sex, yearOf(head.bornOn)).text}`;
}
