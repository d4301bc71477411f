import { incomesOf } from '../taxes/total-income.ts';
import type { MaintainedRelative, TaxedPerson } from '../taxes/taxed-person.ts';
import { dateOf } from './days.ts';
import type { Person } from './person.ts';
import type { Unit } from './unit.ts';

/** What somebody earns in a calendar year, whole yen. */
export interface Earnings {
  readonly salary: number;
  readonly pension: number;
}

/** A household as the tax sees it. */
export interface TaxHousehold {
  readonly members: readonly Person[];
  readonly units: readonly Unit[];
  /** What a member earned in the calendar year before a fiscal year; nothing for who earns nothing. */
  readonly earned: (person: Person, fiscalYear: number) => Earnings;
}

const spouseWords = ['妻', '夫'];
const parentWords = ['父', '母', '父の母'];
/** Children of the head are maintained up to this age, years, if they earn little. */
const maintainedUntil = 22;

/**
 * Whom a resident maintains: the head of the household has spouse, children and parents, everybody else nobody. Whether their income
 * is small enough the law decides, not this.
 */
export function familyOf(
  household: TaxHousehold,
  person: Person,
  fiscalYear: number,
): Pick<TaxedPerson, 'spouse' | 'dependants' | 'self'> {
  const { members, units } = household;
  const [head] = members;
  if (person !== head) return { spouse: null, dependants: [], self: [] };
  const related = (words: readonly string[]) =>
    members.filter(({ relationship }) => words.includes(relationship));
  const relative = (each: Person, more: Partial<MaintainedRelative> = {}): MaintainedRelative => {
    const alone = taxedPerson(each, household.earned(each, fiscalYear));
    return {
      birthDate: dateOf(each.bornOn),
      totalIncome: incomesOf(alone, fiscalYear).total,
      ...more,
    };
  };
  const [spouse] = related(spouseWords);
  const children = related(['子']).filter(({ age }) => age <= maintainedUntil);
  const past = units.find((unit) => unit.head === person)?.past;
  const alone = spouse === undefined && (past === 'divorced' || past === 'widowed');
  return {
    spouse: spouse === undefined ? null : relative(spouse),
    dependants: [
      ...children.map((child) => relative(child)),
      ...related(parentWords).map((each) => relative(each, { parentAtHome: true })),
    ],
    self:
      alone && children.length > 0
        ? ['singleParent']
        : alone && past === 'widowed' && person.sex === 'female'
          ? ['widow']
          : [],
  };
}

/** Somebody who maintains nobody. */
export function taxedPerson({ bornOn, sex }: Person, earnings: Earnings): TaxedPerson {
  return { birthDate: dateOf(bornOn), sex, ...earnings, spouse: null, dependants: [], self: [] };
}
