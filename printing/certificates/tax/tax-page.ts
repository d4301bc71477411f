import { z } from 'zod';
import type { FiscalYear } from '../../../shared/certificates.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';
import type { IncomeFigures } from '../data.ts';
import type { DocumentHead, SheetHead } from '../layout.ts';
import { sheetHead, sheetHeadSchema } from '../sheet-head.ts';

/** Who is taxed for which year. */
export interface Taxpayer {
  readonly fiscalYear: FiscalYear;
  readonly name: string;
  readonly birthDate: RegisterDate;
  /** Address on 1 January of the fiscal year's calendar year. */
  readonly address: string;
}

/** What the one sheet of every tax certificate shows above its sums. */
export interface TaxPage extends Taxpayer {
  readonly head: SheetHead;
}

/** Tax certificates have one sheet: what does not fit on it is refused. */
export function taxPage(data: DocumentHead & Taxpayer): TaxPage {
  const { fiscalYear, name, birthDate, address } = data;
  return { head: sheetHead(data, 1, 1), fiscalYear, name, birthDate, address };
}

/** The figures and nothing else. */
export function figuresOf(data: IncomeFigures): IncomeFigures {
  const { incomes, totalIncome, deductions, totalDeductions, dependants } = data;
  return { incomes, totalIncome, deductions, totalDeductions, dependants };
}

export const taxPageShape = {
  head: sheetHeadSchema,
  fiscalYear: fiscalYearSchema,
  name: z.string(),
  birthDate: registerDateSchema,
  address: z.string(),
};

const labelledYen = z.array(z.strictObject({ label: z.string(), yen: z.int() }));

export const figuresShape = {
  incomes: labelledYen,
  totalIncome: z.int(),
  deductions: labelledYen,
  totalDeductions: z.int(),
  dependants: z.array(z.strictObject({ label: z.string(), count: z.int().min(0) })),
};
