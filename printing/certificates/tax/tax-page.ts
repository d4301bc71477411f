import { z } from 'zod';
import type { FiscalYear } from '../../../shared/certificates.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';
import type { IncomeFigures } from '../data.ts';
import type { DocumentHead, SheetHead } from '../layout.ts';
import { sheetHead, sheetHeadSchema } from '../sheet-head.ts';
import { earlierTaxNames, localTaxNames, type LocalTaxNames } from './local-tax-names.ts';

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
  /** 都道府県, where the page names the tax. Left out on pages that were printed before they told one prefecture from another. */
  readonly prefecture?: string;
}

/** Tax certificates have one sheet: what does not fit on it is refused. */
export function taxPage(data: DocumentHead & Taxpayer): TaxPage {
  const { fiscalYear, name, birthDate, address } = data;
  return { head: sheetHead(data, 1, 1), fiscalYear, name, birthDate, address };
}

/** The same, of a certificate whose page names the local tax. */
export function namedTaxPage(data: DocumentHead & Taxpayer): TaxPage {
  return { ...taxPage(data), prefecture: data.prefecture };
}

/** The names of the tax on a page; `both` is null where its title does not name it. */
export function taxNamesOn({ head, prefecture }: TaxPage): {
  readonly [K in keyof LocalTaxNames]: K extends 'both' ? string | null : string;
} {
  return prefecture === undefined
    ? { ...earlierTaxNames(head.authority.name), both: null }
    : localTaxNames({ authority: head.authority, prefecture });
}

/** The figures and nothing else. */
export function figuresOf(data: IncomeFigures): IncomeFigures {
  const { incomes, totalIncome, deductions, totalDeductions, circumstances, dependants = [] } = data;
  const family = circumstances === undefined ? { dependants } : { circumstances };
  return { incomes, totalIncome, deductions, totalDeductions, ...family };
}

/** 市・県民税　課税証明書, or the certificate's name alone. */
export function titleWith(tax: string | null, certificate: string): string {
  return tax === null ? certificate : `${tax}　${certificate}`;
}

export const taxPageShape = {
  head: sheetHeadSchema,
  fiscalYear: fiscalYearSchema,
  name: z.string(),
  birthDate: registerDateSchema,
  address: z.string(),
};

/** A page that names the tax. */
export const namedTaxPageShape = { ...taxPageShape, prefecture: z.string().min(1).exactOptional() };

const persons = z.int().min(0);
const labelledYen = z.array(z.strictObject({ label: z.string(), yen: z.int() }));

export const figuresShape = {
  incomes: labelledYen,
  totalIncome: z.int(),
  deductions: labelledYen,
  totalDeductions: z.int(),
  circumstances: z
    .strictObject({
      spouse: z.enum(['none', 'deductible', 'elderly', 'sameLivelihood']),
      dependants: z.strictObject({
        specific: persons,
        elderlyAtHome: persons,
        elderly: persons,
        other: persons,
        under16: persons,
      }),
      disabled: z.strictObject({
        specialDisabilityAtHome: persons,
        specialDisability: persons,
        disability: persons,
      }),
      self: z.array(z.enum(['specialDisability', 'disability', 'widow', 'singleParent', 'workingStudent'])),
    })
    .exactOptional(),
  dependants: z.array(z.strictObject({ label: z.string(), count: persons })).exactOptional(),
};

/** A page has the one or the other. */
export function hasOneFamily({
  circumstances,
  dependants,
}: Pick<IncomeFigures, 'circumstances' | 'dependants'>): boolean {
  return (circumstances === undefined) !== (dependants === undefined);
}
