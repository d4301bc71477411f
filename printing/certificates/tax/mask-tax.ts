import type { IncomeFigures, LabelledYen } from '../data.ts';
import type { DocumentHead } from '../layout.ts';
import { maskAddress, maskAll, maskDate, maskName, noDocumentNumber } from '../masking.ts';
import type { Taxpayer } from './tax-page.ts';

/** The head and the taxpayer in a preview (see masking). */
export function maskTaxpayer<Data extends DocumentHead & Taxpayer>(data: Data): Data {
  return {
    ...data,
    documentNumber: noDocumentNumber,
    name: maskName(data.name),
    birthDate: maskDate(data.birthDate),
    address: maskAddress(data.address, data),
    masked: true,
  };
}

/**
 * Figures in a preview: no sum, no number of persons, and no labels either, because which deductions somebody has tells of
 * illness, widowhood or divorce.
 */
export function maskFigures(figures: IncomeFigures): IncomeFigures {
  return {
    incomes: figures.incomes.map(maskLabelled),
    totalIncome: 0,
    deductions: figures.deductions.map(maskLabelled),
    totalDeductions: 0,
    dependants: figures.dependants.map(({ label }) => ({ label: maskAll(label), count: 0 })),
  };
}

function maskLabelled({ label }: LabelledYen): LabelledYen {
  return { label: maskAll(label), yen: 0 };
}
