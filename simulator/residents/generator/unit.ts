import { populationDay, yearDays, type DayNumber } from './days.ts';
import { surname, type WrittenName } from './japanese-names.ts';
import { japanese, type Maker, type Person } from './person.ts';
import type { Stream, Weighted } from './stream.ts';

/** A couple or a single person, with unmarried children: the content of one family register. */
export interface Unit {
  /** The Japanese whose family name it bears. */
  readonly head: Person;
  readonly spouse: Person | null;
  /** Children who live in the household, eldest first. */
  readonly children: readonly Person[];
  readonly past: Past;
  /** Null when there was no marriage. */
  readonly marriedOn: DayNumber | null;
  /** A child of the head who married and has their own unit in this household. */
  readonly marriedOut: Person | null;
}

export type Past = 'unmarried' | 'married' | 'widowed' | 'divorced';

/** Shares of couples. */
const shares = { formerNameShown: 0.04 } as const;
const pastsBefore65: Weighted<Past> = [
  ['unmarried', 80],
  ['divorced', 16],
  ['widowed', 4],
];
const pastsFrom65: Weighted<Past> = [
  ['widowed', 62],
  ['unmarried', 22],
  ['divorced', 16],
];

/** The least age of mothers, years. */
export const leastMotherAge = 20;
/** The least age at marriage, years. */
const leastSpouseAge = 18;

export interface CoupleSketch {
  readonly husbandAge: number;
  readonly wifeAge: number;
  /** What they are to the head of the household. */
  readonly words: readonly [husband: string, wife: string];
  readonly surname?: WrittenName;
  /** In years; the marriage was before the birth. */
  readonly firstChildAge?: number;
}

/** Husband and wife, with his family name. */
export function makeCouple(maker: Maker, sketch: CoupleSketch): Unit {
  const { stream } = maker;
  const { husbandAge, wifeAge, words } = sketch;
  const family = sketch.surname ?? surname(stream);
  const head = japanese(maker, { sex: 'male', age: husbandAge, relationship: words[0], surname: family });
  const before = stream.chance(shares.formerNameShown) ? { formerName: surname(stream) } : {};
  const spouse = japanese(maker, {
    sex: 'female',
    age: wifeAge,
    relationship: words[1],
    surname: family,
    ...before,
  });
  const marriedOn = weddingDay(stream, Math.min(husbandAge, wifeAge), sketch.firstChildAge);
  return { head, spouse, children: [], past: 'married', marriedOn, marriedOut: null };
}

/** Somebody who lives without a spouse. */
export function aloneUnit(
  stream: Stream,
  head: Person,
  known: { readonly past?: Past; readonly firstChildAge?: number } = {},
): Unit {
  const past = known.past ?? stream.weighted(head.age < 65 ? pastsBefore65 : pastsFrom65);
  const unmarried = past === 'unmarried' || head.age <= leastSpouseAge;
  return {
    head,
    spouse: null,
    children: [],
    past: unmarried ? 'unmarried' : past,
    marriedOn: unmarried ? null : weddingDay(stream, head.age, known.firstChildAge),
    marriedOut: null,
  };
}

export function makeChildren(
  maker: Maker,
  ages: readonly number[],
  family: WrittenName,
  relationship: string,
): readonly Person[] {
  return ages.map((age) => {
    const sex = maker.stream.chance(0.49) ? 'female' : 'male';
    return japanese(maker, { sex, age, relationship, surname: family });
  });
}

/**
 * A day on which spouses married.
 * @param age of the younger one, from 18
 * @param firstChildAge years; the marriage was before the birth
 */
export function weddingDay(stream: Stream, age: number, firstChildAge = -1): DayNumber {
  const years = Math.max(0, firstChildAge + 1, age - leastSpouseAge - 2 - stream.below(14));
  return populationDay - Math.floor(years * yearDays) - 30 - stream.below(150);
}

/** Ages of one to `most` children, eldest first. @param oldest greatest possible age, years, from 0 */
export function childAges(stream: Stream, oldest: number, most: number): readonly number[] {
  const count = Math.min(
    most,
    stream.weighted([
      [1, 50],
      [2, 40],
      [3, 10],
    ]),
  );
  // The square root makes the eldest child more often old than young.
  const ages = [Math.floor((oldest + 1) * Math.sqrt(stream.unit()))];
  while (ages.length < count) {
    const next = (ages.at(-1) ?? 0) - 1 - stream.below(4);
    if (next < 0) break;
    ages.push(next);
  }
  return ages;
}

/** 65 to 105, fewer and fewer. */
export function oldAge(stream: Stream): number {
  return 65 + Math.floor(41 * (1 - (1 - stream.unit()) ** (1 / 3)));
}
