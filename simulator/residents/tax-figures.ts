import type { TaxFigures } from '../../issuing-center/registers/taxes.ts';

/** What a made-up person earned in a calendar year, yen. */
export interface Earnings {
  readonly salary: number;
  /** 公的年金等 */
  readonly pension: number;
  readonly dependants: number;
}

const basicDeduction = 430_000;
const perDependant = 330_000;
/** 13 % of pay, about what an employee contributes. */
const socialInsurance = 0.13;

/**
 * Consistent figures of one year, realistic in size but by simpler rules than the real ones: income is 70 % of pay and pension,
 * the tax base is rounded down to 1,000 yen, 6 % of it goes to the municipality and 4 % to the prefecture, and each resident
 * with a tax base pays another 4,000 yen, and 1,000 for the forests (from 2024; before that, within the others).
 */
export function taxFigures(
  { salary, pension, dependants }: Earnings,
  fiscalYear: number,
  label: string,
  paidShare: number,
): TaxFigures {
  const incomes = [
    ...(salary > 0 ? [income('給与収入', salary, '給与所得')] : []),
    ...(pension > 0 ? [income('公的年金等収入', pension, '雑所得')] : []),
  ];
  const totalIncome = incomes.reduce((sum, { net }) => sum + net, 0);
  const deductions = [
    { label: '社会保険料控除', yen: Math.floor((salary + pension) * socialInsurance) },
    ...(dependants > 0 ? [{ label: '扶養控除', yen: dependants * perDependant }] : []),
    { label: '基礎控除', yen: basicDeduction },
  ];
  const totalDeductions = deductions.reduce((sum, { yen }) => sum + yen, 0);
  const taxBase = Math.max(0, Math.floor((totalIncome - totalDeductions) / 1000) * 1000);
  const taxed = taxBase > 0;
  const separateForestTax = fiscalYear >= 2024;
  const municipal = {
    incomeBased: hundreds(taxBase * 0.06),
    perCapita: taxed ? (separateForestTax ? 3000 : 3500) : 0,
  };
  const prefectural = {
    incomeBased: hundreds(taxBase * 0.04),
    perCapita: taxed ? (separateForestTax ? 1000 : 1500) : 0,
  };
  const forestTax = taxed && separateForestTax ? 1000 : 0;
  const annualTax =
    municipal.incomeBased + municipal.perCapita + prefectural.incomeBased + prefectural.perCapita + forestTax;
  const paid = hundreds(annualTax * paidShare);
  return {
    incomes: incomes.flatMap(({ lines }) => lines),
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

function income(gross: string, yen: number, net: string) {
  const netYen = Math.floor(yen * 0.7);
  return {
    net: netYen,
    lines: [
      { label: gross, yen },
      { label: net, yen: netYen },
    ],
  };
}

function hundreds(yen: number): number {
  return Math.floor(yen / 100) * 100;
}
