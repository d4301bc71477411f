import type { LabelledYen, TaxCircumstances } from '../../../printing/certificates/data.ts';
import { isOfAge, maintainedIn, type MaintainedRelative, type TaxedPerson } from './taxed-person.ts';
import { hundredths } from './whole-yen.ts';

/** About what an employee contributes, % of pay. */
const socialInsurance = 13;

/** A deduction from income and how much less it is than the income tax's (人的控除額の差), yen. */
type Deduction = readonly [yen: number, difference: number];

/** 地方税法 articles 34 and 314-2, and 37 and 314-6 for the differences. */
const personal = {
  disability: [260_000, 10_000],
  specialDisability: [300_000, 100_000],
  specialDisabilityAtHome: [530_000, 220_000],
  widow: [260_000, 10_000],
  workingStudent: [260_000, 10_000],
  specific: [450_000, 180_000],
  elderlyAtHome: [450_000, 130_000],
  elderly: [380_000, 100_000],
  other: [330_000, 50_000],
} as const satisfies Readonly<Record<string, Deduction>>;
/** ひとり親控除, since the incomes of 2020. */
const singleParent = { female: [300_000, 50_000], male: [300_000, 10_000] } as const;
/** The most total income of widows and single parents, yen. */
const mostOfSingle = 5_000_000;

/** 配偶者控除 by the taxpayer's total income: up to 9, 9.5 and 10 million yen. */
const spouseSteps = [9_000_000, 9_500_000, 10_000_000] as const;
const spouseDeductions: readonly Deduction[] = [
  [330_000, 50_000],
  [220_000, 40_000],
  [110_000, 20_000],
];
const elderlySpouseDeductions: readonly Deduction[] = [
  [380_000, 100_000],
  [260_000, 60_000],
  [130_000, 30_000],
];
/** 配偶者特別控除 by the spouse's total income, for the same three steps, in ten thousand yen. */
const partialSpouse = [
  [1_000_000, [33, 22, 11]],
  [1_050_000, [31, 21, 11]],
  [1_100_000, [26, 18, 9]],
  [1_150_000, [21, 14, 7]],
  [1_200_000, [16, 11, 6]],
  [1_250_000, [11, 8, 4]],
  [1_300_000, [6, 4, 2]],
  [1_330_000, [3, 2, 1]],
] as const;

/** What is taken off a person's income, and what the certificate says of the person's family. */
export interface Deductions {
  readonly lines: readonly LabelledYen[];
  /** 人的控除額の差の合計額, yen. */
  readonly difference: number;
  readonly circumstances: TaxCircumstances;
}

/** @param total 合計所得金額, whole yen */
export function deductionsOf(person: TaxedPerson, fiscalYear: number, total: number): Deductions {
  const maintained = maintainedIn(fiscalYear, person);
  const own = selfDeductions(person, fiscalYear, total);
  const ofFamily = [...(maintained.spouse ? [maintained.spouse] : []), ...maintained.dependants];
  const disabled = ofFamily.flatMap((relative) => disabilityOf(relative));
  const spouse = spouseDeduction(person, fiscalYear, total);
  const dependants = maintained.dependants.map((relative) => ageKind(relative, fiscalYear));
  const ofDependants = dependants.flatMap((kind) => (kind === 'under16' ? [] : [personal[kind]]));
  const basic = basicDeduction(fiscalYear, total);
  const disabilities = [...disabled.map((kind) => personal[kind]), ...own.disabilities];
  const insurance: Deduction = [hundredths(person.salary + person.pension, socialInsurance), 0];
  const groups: readonly (readonly [string, readonly Deduction[]])[] = [
    ['社会保険料控除', [insurance]],
    ['障害者控除', disabilities],
    ...own.others.map(([label, deduction]) => [label, [deduction]] as const),
    [spouse.label, spouse.deduction],
    ['扶養控除', ofDependants],
    ['基礎控除', [basic]],
  ];
  const lines = groups.flatMap(([label, all]) => {
    const yen = sum(all.map(([each]) => each));
    return yen > 0 ? [{ label, yen }] : [];
  });
  return {
    lines,
    difference: sum(groups.flatMap(([, all]) => all.map(([, each]) => each))),
    circumstances: {
      spouse: spouse.kind,
      dependants: countedBy(['specific', 'elderlyAtHome', 'elderly', 'other', 'under16'], dependants),
      disabled: countedBy(['specialDisabilityAtHome', 'specialDisability', 'disability'], disabled),
      self: person.self,
    },
  };
}

function selfDeductions({ self, sex }: TaxedPerson, fiscalYear: number, total: number) {
  const others: (readonly [string, Deduction])[] = [];
  if (self.includes('widow') && total <= mostOfSingle) others.push(['寡婦控除', personal.widow]);
  if (self.includes('singleParent') && total <= mostOfSingle && fiscalYear >= 2021)
    others.push(['ひとり親控除', singleParent[sex]]);
  if (self.includes('workingStudent')) others.push(['勤労学生控除', personal.workingStudent]);
  const disabilities: readonly Deduction[] = self.flatMap((each) =>
    each === 'disability' || each === 'specialDisability' ? [personal[each]] : [],
  );
  return { others, disabilities };
}

/** Relatives here live with the taxpayer. */
function disabilityOf({ disability }: MaintainedRelative): ('specialDisabilityAtHome' | 'disability')[] {
  if (disability === undefined) return [];
  return [disability === 'special' ? 'specialDisabilityAtHome' : 'disability'];
}

function ageKind(
  { birthDate, parentAtHome }: MaintainedRelative,
  fiscalYear: number,
): keyof TaxCircumstances['dependants'] {
  const from = (age: number) => isOfAge(age, birthDate, fiscalYear);
  if (from(70)) return parentAtHome ? 'elderlyAtHome' : 'elderly';
  if (from(23) || !from(19)) return from(16) ? 'other' : 'under16';
  return 'specific';
}

function spouseDeduction(
  person: TaxedPerson,
  fiscalYear: number,
  total: number,
): {
  readonly label: string;
  readonly kind: TaxCircumstances['spouse'];
  readonly deduction: readonly Deduction[];
} {
  const { spouse } = maintainedIn(fiscalYear, person);
  const step = spouseSteps.findIndex((upTo) => total <= upTo);
  const none = { label: '配偶者控除', kind: 'none', deduction: [] } as const;
  if (spouse) {
    const elderly = isOfAge(70, spouse.birthDate, fiscalYear);
    const deduction = (elderly ? elderlySpouseDeductions : spouseDeductions)[step];
    return deduction
      ? { ...none, kind: elderly ? 'elderly' : 'deductible', deduction: [deduction] }
      : { ...none, kind: 'sameLivelihood' };
  }
  const income = person.spouse?.totalIncome ?? Infinity;
  const partial = partialSpouse.find(([upTo]) => income <= upTo)?.[1][step];
  if (partial === undefined) return none;
  const difference = fiscalYear < 2026 && income < 550_000 ? partialDifference(income, step) : 0;
  return { ...none, label: '配偶者特別控除', deduction: [[partial * 10_000, difference]] };
}

function partialDifference(income: number, step: number): number {
  return (income < 500_000 ? [50_000, 40_000, 20_000] : [30_000, 20_000, 10_000])[step] ?? 0;
}

function basicDeduction(fiscalYear: number, total: number): Deduction {
  if (fiscalYear < 2021) return [330_000, 50_000];
  if (total > 25_000_000) return [0, 0];
  return [total <= 24_000_000 ? 430_000 : total <= 24_500_000 ? 290_000 : 150_000, 50_000];
}

function countedBy<Kind extends string>(
  kinds: readonly Kind[],
  found: readonly Kind[],
): Readonly<Record<Kind, number>> {
  const count = (kind: Kind) => found.filter((each) => each === kind).length;
  return Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<Kind, number>;
}

function sum(yen: readonly number[]): number {
  return yen.reduce((all, each) => all + each, 0);
}
