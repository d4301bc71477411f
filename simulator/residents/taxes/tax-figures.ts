import type { TaxFigures } from '../../../issuing-center/registers/taxes.ts';
import { employmentIncome } from './employment-income.ts';
import { pensionIncome } from './pension-income.ts';
import { hundredths, roundedDown } from './whole-yen.ts';

/** What a made-up person earned in a calendar year, whole yen. */
export interface Earnings {
  readonly salary: number;
  /** 公的年金等 */
  readonly pension: number;
  /** 65 on 31 December of that year; a pension is taxed less from then on. */
  readonly is65: boolean;
  readonly dependants: number;
}

const basicDeduction = 430_000;
const perDependant = 330_000;
/** About what an employee contributes, % of pay. */
const socialInsurance = 13;

/**
 * Consistent figures of one year. Incomes are what the law makes of pay and pension; the rest is by simpler rules: the tax base is rounded down to 1,000 yen, 6 % of it goes to the municipality and 4 % to the prefecture, and each resident
 * with a tax base pays another 4,000 yen, and 1,000 for the forests (from 2024; before that, within the others).
 */
export function taxFigures(
  { salary, pension, is65, dependants }: Earnings,
  fiscalYear: number,
  label: string,
  paidPercent: number,
): TaxFigures {
  const year = fiscalYear - 1;
  const ofSalary = employmentIncome(salary, year);
  const ofPension = pensionIncome(pension, year, { is65, otherIncome: ofSalary });
  const incomes = [
    ...(salary > 0 ? incomeLines('給与収入', salary, '給与所得', ofSalary) : []),
    ...(pension > 0 ? incomeLines('公的年金等収入', pension, '雑所得', ofPension) : []),
  ];
  const totalIncome = ofSalary + ofPension;
  const deductions = [
    { label: '社会保険料控除', yen: hundredths(salary + pension, socialInsurance) },
    ...(dependants > 0 ? [{ label: '扶養控除', yen: dependants * perDependant }] : []),
    { label: '基礎控除', yen: basicDeduction },
  ];
  const totalDeductions = deductions.reduce((sum, { yen }) => sum + yen, 0);
  const taxBase = roundedDown(Math.max(0, totalIncome - totalDeductions), 1000);
  const taxed = taxBase > 0;
  const separateForestTax = fiscalYear >= 2024;
  const municipal = {
    incomeBased: roundedDown(hundredths(taxBase, 6), 100),
    perCapita: taxed ? (separateForestTax ? 3000 : 3500) : 0,
  };
  const prefectural = {
    incomeBased: roundedDown(hundredths(taxBase, 4), 100),
    perCapita: taxed ? (separateForestTax ? 1000 : 1500) : 0,
  };
  const forestTax = taxed && separateForestTax ? 1000 : 0;
  const annualTax =
    municipal.incomeBased + municipal.perCapita + prefectural.incomeBased + prefectural.perCapita + forestTax;
  const paid = roundedDown(hundredths(annualTax, paidPercent), 100);
  return {
    incomes,
    totalIncome,
    deductions,
    totalDeductions,
    dependants: dependants > 0 ? [{ label: '一般扶養', count: dependants }] : [],
    taxBase,
    prefectural,
    municipal,
    forestTax,
    annualTax,
    payments: [{ label, toPay: annualTax, paid, unpaid: annualTax - paid }],
  };
}

function incomeLines(gross: string, yen: number, net: string, netYen: number) {
  return [
    { label: gross, yen },
    { label: net, yen: netYen },
  ];
}
