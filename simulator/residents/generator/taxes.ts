import type { TaxEntry } from '../../../issuing-center/registers/taxes.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { localTaxLabel } from '../taxes/local-tax-label.ts';
import { taxFigures, type Earnings } from '../taxes/tax-figures.ts';
import { dateOf, dayNumber, populationDay, yearDays, yearOf } from './days.ts';
import type { Person } from './person.ts';
import type { Residence } from './residence.ts';
import type { Stream } from './stream.ts';

/** The fiscal years in the registers, newest last. */
export const taxYears = Array.from({ length: 6 }, (_, index) =>
  fiscalYearSchema.parse(yearOf(populationDay) - 5 + index),
);

/** Shares of persons aged 20 or more; `noReturn` and `notAssessed`: in the newest year, `arrears`: in an earlier one. */
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
} as const;
const adultFrom = 20;
const pensionFrom = 65;
/** The newest year is half paid, %. */
const paidByNow = 50;

/** A resident's local tax for the years the municipality knows of. */
export function taxesOf(
  stream: Stream,
  person: Person,
  residence: Residence,
  dependants: number,
): readonly TaxEntry[] {
  if (person.age < adultFrom) return [];
  const earnings = earningsOf(stream, person, dependants);
  if (earnings === null) return [];
  const newest = stream.unit();
  return taxYears.flatMap((year, index) => {
    const firstOfJanuary = dayNumber(`${year}-01-01`);
    const isNewest = index === taxYears.length - 1;
    const before = taxYears.length - 1 - index;
    const age = Math.floor((firstOfJanuary - person.bornOn) / yearDays);
    if (age < adultFrom - 1 || residence.residentSince >= firstOfJanuary + 366) return [];
    const livedHere = residence.residentSince <= firstOfJanuary;
    const noReturn = isNewest && newest < shares.noReturn;
    const assessed = livedHere && !noReturn && !(isNewest && newest < shares.noReturn + shares.notAssessed);
    const earned = {
      ...earnings,
      is65: age >= pensionFrom,
      salary: tenThousands(earnings.salary * 0.985 ** before),
    };
    const paid = isNewest ? paidByNow : stream.chance(shares.arrears) ? 75 : 100;
    const entry: TaxEntry = {
      resident: person.id,
      municipality: residence.home.id,
      fiscalYear: year,
      addressOnFirstOfJanuary: livedHere ? addressThen(residence, firstOfJanuary) : null,
      returnFiledOn: noReturn ? null : dateOf(firstOfJanuary + 46 + stream.below(28)),
      figures: assessed ? taxFigures(earned, year, localTaxLabel(residence.home.address, year), paid) : null,
    };
    return [entry];
  });
}

function addressThen({ address, addressSince, before }: Residence, day: number): string {
  return addressSince <= day ? address : before.address;
}

/** What somebody earns a year now; null: nothing, and nothing was assessed. */
function earningsOf(stream: Stream, { sex, age }: Person, dependants: number): Omit<Earnings, 'is65'> | null {
  const old = age >= pensionFrom;
  const share = old ? shares.earnsFrom65 : sex === 'male' ? shares.manEarns : shares.womanEarns;
  const salary = stream.chance(share) ? salaryOf(stream, sex, old) : 0;
  const pension =
    old && stream.chance(shares.pension) ? tenThousands(600_000 + 1_900_000 * stream.unit()) : 0;
  const hasIncome = salary > 0 || pension > 0;
  return hasIncome || stream.chance(shares.assessedWithoutIncome)
    ? { salary, pension, dependants: hasIncome ? dependants : 0 }
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
