import { ageOn } from '../../../shared/dates.ts';
import { dateOf, populationDay, yearDays, yearOf, type DayNumber } from './days.ts';
import { foreigner, latinGivenName, latinSurname, nation, type Foreigner } from './foreign-residents.ts';
import { freshGivenName, givenName, surname, type WrittenName } from './japanese-names.ts';
import type { Stream } from './stream.ts';

/** Somebody of a generated household. */
export interface Person {
  readonly id: string;
  /** Unique within a seed and across all seeds: 1 to 10,010,000,000. */
  readonly number: number;
  readonly sex: 'male' | 'female';
  /** 0 to 105, in full years on the population's day. */
  readonly age: number;
  readonly bornOn: DayNumber;
  readonly surname: WrittenName;
  readonly given: WrittenName;
  /** 旧氏: the family name before marriage, where the register shows it. */
  readonly formerName: WrittenName | null;
  /** Null: Japanese. */
  readonly foreigner: Foreigner | null;
  readonly relationship: string;
}

/** What is needed to make a household. */
export interface Maker {
  readonly stream: Stream;
  /** Id and number of the next person. */
  readonly next: () => { readonly id: string; readonly number: number };
  /** Given names in the household so far: nobody gives two children the same name. */
  readonly givenNames: Set<string>;
}

export interface Sketch {
  readonly sex: 'male' | 'female';
  readonly age: number;
  readonly relationship: string;
  /** When it is left out, a family name is drawn. */
  readonly surname?: WrittenName;
  readonly formerName?: WrittenName;
}

export function japanese(maker: Maker, sketch: Sketch): Person {
  const { stream, next } = maker;
  const bornOn = birthDay(stream, sketch.age);
  return {
    ...next(),
    sex: sketch.sex,
    age: ageOn(dateOf(bornOn), dateOf(populationDay)),
    bornOn,
    surname: sketch.surname ?? surname(stream),
    given: freshGivenName(stream, sketch.sex, yearOf(bornOn), maker.givenNames),
    formerName: sketch.formerName ?? null,
    foreigner: null,
    relationship: sketch.relationship,
  };
}

/** @param family a foreign resident with whom this one shares nationality and family name */
export function foreign({ stream, next }: Maker, sketch: Sketch, family?: Person): Person {
  const from = nation(stream, family?.foreigner?.nationalityCode);
  const bornOn = birthDay(stream, sketch.age);
  const alias = `${surname(stream).text}　${givenName(stream, sketch.sex, yearOf(bornOn)).text}`;
  return {
    ...next(),
    sex: sketch.sex,
    age: ageOn(dateOf(bornOn), dateOf(populationDay)),
    bornOn,
    surname: family?.surname ?? latinSurname(stream, from),
    given: latinGivenName(stream, from, sketch.sex),
    formerName: null,
    foreigner: foreigner(stream, from, alias, bornOn),
    relationship: sketch.relationship,
  };
}

/** 見本　太郎; EXAMPLE JANE. */
export function fullName({ surname, given, foreigner }: Person): string {
  return `${surname.text}${foreigner === null ? '　' : ' '}${given.text}`;
}

export function fullKana({ surname, given }: Person): string {
  return `${surname.kana}　${given.kana}`;
}

/**
 * Whether the family register has the readings of somebody's name: some months after the law has entered them ex officio, one in
 * eight is still missing.
 */
export function hasReadings({ number, foreigner }: Person): boolean {
  return foreigner === null && number % 8 !== 0;
}

/** 旧氏の振り仮名: of one former name in five the municipality has not entered it yet. */
export function formerNameReading({ number, formerName }: Person): string | null {
  return formerName === null || number % 5 === 0 ? null : formerName.kana;
}

/** A day on which somebody of this age was born, or one year older by a few days. */
function birthDay(stream: Stream, age: number): DayNumber {
  return populationDay - Math.floor(age * yearDays) - stream.below(365);
}
