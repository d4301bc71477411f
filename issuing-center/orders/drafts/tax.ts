import type { IncomeData, TaxAssessmentData, TaxPaymentData } from '../../../printing/certificates/data.ts';
import type { TaxFigures } from '../../registers/taxes.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

/** 課税（非課税）証明書 */
export function taxAssessmentData(input: DraftInput, number: string): TaxAssessmentData {
  const { head, figures } = taxOf(input, number);
  const { taxBase, prefectural, municipal, credits, forestTax, annualTax } = figures;
  return {
    ...head,
    ...incomeOf(figures),
    ...{ taxBase, prefectural, municipal, forestTax, annualTax },
    ...(credits === undefined ? {} : { credits }),
  };
}

/** 所得証明書 */
export function incomeData(input: DraftInput, number: string): IncomeData {
  const { head, figures } = taxOf(input, number);
  return { ...head, ...incomeOf(figures) };
}

/** 納税証明書 */
export function taxPaymentData(input: DraftInput, number: string): TaxPaymentData {
  const { head, figures } = taxOf(input, number);
  return { ...head, taxes: figures.payments };
}

function taxOf(input: DraftInput, number: string) {
  const { facts, year } = input;
  const { name, birthDate } = facts.household.holder;
  const entry = must(
    facts.taxes.find(({ fiscalYear }) => fiscalYear === year),
    'fiscal year',
  );
  const head = {
    ...documentHead(input, number),
    fiscalYear: entry.fiscalYear,
    name,
    birthDate,
    address: must(entry.addressOnFirstOfJanuary, 'address on 1 January'),
  };
  return { head, figures: must(entry.figures, 'figures') };
}

function incomeOf(figures: TaxFigures) {
  const { incomes, totalIncome, deductions, totalDeductions, circumstances, dependants } = figures;
  return {
    ...{ incomes, totalIncome, deductions, totalDeductions },
    ...(circumstances === undefined ? { dependants: dependants ?? [] } : { circumstances }),
  };
}
