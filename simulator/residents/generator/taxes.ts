import type { TaxEntry } from '../../../issuing-center/registers/taxes.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { taxFigures } from '../taxes/tax-figures.ts';
import { dateOf, dayNumber, populationDay, yearDays, yearOf } from './days.ts';
import type { Person } from './person.ts';
import type { Residence } from './residence.ts';
import type { Stream } from './stream.ts';
import { familyOf, taxedPerson, type Earnings, type TaxHousehold } from './tax-family.ts';

/** The fiscal years in the registers, newest last. */
export const taxYears = Array.from({ length: 6 }, (_, index) =>
  fiscalYearSchema.parse(yearOf(populationDay) - 5 + index),
);

/** Shares of persons aged 20 or more; `noReturn` and `notAssessed`: in the newest year. */
const shares = {
  manEarns: 0.9,
  womanEarns: 0.75,
  earnsFrom65: 0.25,
  pension: 0.95,
  /** Of those who earn nothing: assessed all the same, with nothing to pay. */
  assessedWithoutIncome: 0.4,
  noReturn: 0.01,
  notAssessed: 0.005,
  arrears: 0.03,
  donates: 0.15,
  disabled: 0.02,
} as const;
const newestYear = yearOf(populationDay);
const adultFrom = 20;
const pensionFrom = 65;

/** What everybody in a household earns, drawn once. */
export function taxHousehold(
  stream: Stream,
  { members, units }: Pick<TaxHousehold, 'members' | 'units'>,
): TaxHousehold & { readonly assessed: (person: Person) => boolean } {
  const now = new Map(members.map((person) => [person, earningsOf(stream, person)]));
  return {
    members,
    units,
    assessed: (person) => (now.get(person) ?? null) !== null,
    earned(person, fiscalYear) {
      const { salary = 0, pension = 0 } = now.get(person) ?? {};
      const before = Math.max(0, newestYear - fiscalYear);
      return { salary: tenThousands(salary * 0.985 ** before), pension };
    },
  };
}

/** A resident's local tax for the years the municipality knows of. */
export function taxesOf(
  stream: Stream,
  person: Person,
  residence: Residence,
  household: ReturnType<typeof taxHousehold>,
): readonly TaxEntry[] {
  if (person.age < adultFrom || !household.assessed(person)) return [];
  const newest = stream.unit();
  const donated = stream.chance(shares.donates) ? 5000 * (2 + stream.below(12)) : 0;
  const disabled = stream.chance(shares.disabled);
  return taxYears.flatMap((year, index) => {
    const firstOfJanuary = dayNumber(`${year}-01-01`);
    const isNewest = index === taxYears.length - 1;
    const age = Math.floor((firstOfJanuary - person.bornOn) / yearDays);
    if (age < adultFrom - 1 || residence.residentSince >= firstOfJanuary + 366) return [];
    const livedHere = residence.residentSince <= firstOfJanuary;
    const noReturn = isNewest && newest < shares.noReturn;
    const assessed = livedHere && !noReturn && !(isNewest && newest < shares.noReturn + shares.notAssessed);
    const inArrears = stream.chance(shares.arrears);
    const family = familyOf(household, person, year);
    const taxed = {
      ...taxedPerson(person, household.earned(person, year)),
      ...family,
      ...(disabled ? { self: [...family.self, 'disability' as const] } : {}),
      donated,
    };
    const entry: TaxEntry = {
      resident: person.id,
      municipality: residence.home.id,
      fiscalYear: year,
      addressOnFirstOfJanuary: livedHere ? addressThen(residence, firstOfJanuary) : null,
      returnFiledOn: noReturn ? null : dateOf(firstOfJanuary + 46 + stream.below(28)),
      dependant: false,
      figures: assessed
        ? taxFigures(taxed, year, residence.home.address, { on: dateOf(populationDay), inArrears })
        : null,
    };
    return [entry];
  });
}

function addressThen({ address, addressSince, before }: Residence, day: number): string {
  return addressSince <= day ? address : before.address;
}

/** What somebody earns a year now; null: nothing, and nothing was assessed. */
function earningsOf(stream: Stream, { sex, age }: Person): Earnings | null {
  if (age < adultFrom) return null;
  const old = age >= pensionFrom;
  const share = old ? shares.earnsFrom65 : sex === 'male' ? shares.manEarns : shares.womanEarns;
  const salary = stream.chance(share) ? salaryOf(stream, sex, old) : 0;
  const pension =
    old && stream.chance(shares.pension) ? tenThousands(600_000 + 1_900_000 * stream.unit()) : 0;
  return salary > 0 || pension > 0 || stream.chance(shares.assessedWithoutIncome)
    ? { salary, pension }
    : null;
}

/** Yen per year: most earn between two and six million, a few much more. */
function salaryOf(stream: Stream, sex: 'male' | 'female', old: boolean): number {
  const spread = stream.unit() + stream.unit() + stream.unit() - 1.5;
  const middle = old ? 1_800_000 : sex === 'male' ? 4_400_000 : 2_900_000;
  return Math.max(600_000, tenThousands(middle * Math.exp(0.9 * spread)));
}

function tenThousands(yen: number): number {
  return Math.round(yen / 10_000) * 10_000;
}
