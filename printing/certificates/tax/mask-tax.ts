import type { IncomeFigures, LabelledYen, TaxCircumstances, TaxCredit, TaxPart } from '../data.ts';
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
export function maskFigures({ circumstances, ...figures }: IncomeFigures): IncomeFigures {
  return {
    incomes: figures.incomes.map(maskLabelled),
    totalIncome: 0,
    deductions: figures.deductions.map(maskLabelled),
    totalDeductions: 0,
    ...(circumstances === undefined
      ? { dependants: (figures.dependants ?? []).map(({ label }) => ({ label: maskAll(label), count: 0 })) }
      : { circumstances: noCircumstances }),
  };
}

const noCircumstances: TaxCircumstances = {
  spouse: 'none',
  dependants: { specific: 0, elderlyAtHome: 0, elderly: 0, other: 0, under16: 0 },
  disabled: { specialDisabilityAtHome: 0, specialDisability: 0, disability: 0 },
  self: [],
};

function maskLabelled({ label }: LabelledYen): LabelledYen {
  return { label: maskAll(label), yen: 0 };
}

/** A part of the tax, with the same columns. */
export function maskPart({ beforeCredits }: TaxPart): TaxPart {
  const credits = beforeCredits === undefined ? {} : { beforeCredits: 0, adjustment: 0 };
  return { ...credits, incomeBased: 0, perCapita: 0 };
}

/** How many credits somebody has stays, as with deductions: it decides the layout. */
export function maskCredit({ label }: TaxCredit): TaxCredit {
  return { label: maskAll(label), municipal: 0, prefectural: 0 };
}
