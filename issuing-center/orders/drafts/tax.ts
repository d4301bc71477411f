import type {
  IncomeData,
  TaxAssessmentData,
  TaxCertificateData,
  TaxPaymentData,
} from '../../../printing/certificates/data.ts';
import { assessmentOf } from '../../../printing/certificates/tax/tax-assessment.ts';
import type { TaxBlock } from '../../../shared/certificates.ts';
import type { Service } from '../../municipalities/service-schema.ts';
import type { TaxFigures } from '../../registers/taxes.ts';
import { blocksOf, titleFor } from '../../rules/service-names.ts';
import { goesWithoutReturn } from '../../rules/tax-years.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

/** 課税（非課税）証明書 */
export function taxAssessmentData(input: DraftInput, number: string): TaxAssessmentData {
  const { head, figures } = taxOf(input, number);
  return { ...head, ...incomeOf(figures), ...assessmentOf(figures) };
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

/** What the municipality composes: of a dependant without a return the income is not on record, so it is not on the page. */
export function taxCertificateData(input: DraftInput, number: string): TaxCertificateData {
  const { service } = input;
  const { head, figures, entry } = taxOf(input, number);
  const blocks = blocksOf(service).filter(
    (block) => block !== 'income' || !goesWithoutReturn(service, entry),
  );
  const { incomes, totalIncome, deductions, totalDeductions, ...family } = incomeOf(figures);
  const has = (block: TaxBlock) => blocks.includes(block);
  return {
    ...head,
    ...titlesOf(service, figures),
    income: has('income') ? { incomes, totalIncome } : null,
    deductions: has('deductions') ? { deductions, totalDeductions } : null,
    family: has('dependants') ? family : null,
    tax: has('tax') ? assessmentOf(figures) : null,
    payment: has('payment') ? figures.payments : null,
  };
}

/** The title on paper, which may tell whether there is a tax to pay, and the one that does not tell. */
function titlesOf({ title, titleByTax, purpose }: Service, { annualTax }: TaxFigures) {
  const usual = must(title, 'title');
  const ofPerson = titleByTax?.[annualTax === 0 ? 'notTaxed' : 'taxed'] ?? usual.ja;
  return {
    title: titleFor({ ...usual, ja: ofPerson }, purpose).ja,
    usualTitle: titleFor(usual, purpose).ja,
  };
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
  return { head, entry, figures: must(entry.figures, 'figures') };
}

function incomeOf(figures: TaxFigures) {
  const { incomes, totalIncome, deductions, totalDeductions, circumstances, dependants } = figures;
  return {
    ...{ incomes, totalIncome, deductions, totalDeductions },
    ...(circumstances === undefined ? { dependants: dependants ?? [] } : { circumstances }),
  };
}
