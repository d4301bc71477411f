import type { LabelledYen } from '../../../printing/certificates/data.ts';
import { employmentIncome } from './employment-income.ts';
import { pensionIncome } from './pension-income.ts';
import { isOfAge, maintainedIn, type TaxedPerson } from './taxed-person.ts';
import { partOf } from './whole-yen.ts';

/** 所得金額調整控除, since the incomes of 2020: of salaries between these sums a tenth, yen. */
const childAdjustment = { above: 8_500_000, upTo: 10_000_000 } as const;
/** Of salary and pension together what exceeds this, with so much of each counted at most. */
const bothAdjustment = 100_000;

/**
 * A person's incomes of the calendar year before a fiscal year.
 * @returns the lines of the certificate and 合計所得金額, whole yen
 */
export function incomesOf(
  person: TaxedPerson,
  fiscalYear: number,
): { readonly lines: readonly LabelledYen[]; readonly total: number } {
  const { salary, pension, birthDate } = person;
  const year = fiscalYear - 1;
  const beforeAdjustment = employmentIncome(salary, year);
  const ofPension = pensionIncome(pension, year, {
    is65: isOfAge(65, birthDate, fiscalYear),
    otherIncome: beforeAdjustment,
  });
  const ofSalary = beforeAdjustment - adjustment(person, fiscalYear, beforeAdjustment, ofPension);
  return {
    lines: [
      ...(salary > 0 ? both('給与収入', salary, '給与所得', ofSalary) : []),
      ...(pension > 0 ? both('公的年金等収入', pension, '雑所得（公的年金等）', ofPension) : []),
    ],
    total: ofSalary + ofPension,
  };
}

function adjustment(person: TaxedPerson, fiscalYear: number, ofSalary: number, ofPension: number): number {
  if (fiscalYear < 2021) return 0;
  const { above, upTo } = childAdjustment;
  const { dependants } = maintainedIn(fiscalYear, person);
  const family =
    person.self.includes('specialDisability') ||
    [...dependants, ...(person.spouse ? [person.spouse] : [])].some(
      ({ disability }) => disability === 'special',
    ) ||
    dependants.some(({ birthDate }) => !isOfAge(23, birthDate, fiscalYear));
  const forFamily = family ? partOf(Math.max(0, Math.min(person.salary, upTo) - above), 1, 10) : 0;
  const counted = Math.min(ofSalary, bothAdjustment) + Math.min(ofPension, bothAdjustment);
  const forBoth = ofSalary > 0 && ofPension > 0 ? Math.max(0, counted - bothAdjustment) : 0;
  return Math.min(ofSalary, forFamily + forBoth);
}

function both(gross: string, yen: number, net: string, netYen: number): LabelledYen[] {
  return [
    { label: gross, yen },
    { label: net, yen: netYen },
  ];
}
