import { z } from 'zod';
import { fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';
import { parted, type Parted } from './suitable.ts';

/** Whole yen; a loss is negative. */
const yenFigure = z.int();
const labelled = z.array(z.object({ label: z.string().min(1), yen: yenFigure }));
/** 算出所得割額 and 調整控除額 are there together or not at all. */
const taxPart = z
  .object({
    beforeCredits: yenFigure.exactOptional(),
    adjustment: yenFigure.exactOptional(),
    incomeBased: yenFigure,
    perCapita: yenFigure,
  })
  .refine(
    ({ beforeCredits, adjustment }) => (beforeCredits === undefined) === (adjustment === undefined),
    'expected beforeCredits and adjustment, or neither',
  );
const persons = z.int().min(0);
/** Whom the taxpayer maintains, and 本人該当. */
const circumstancesSchema = z.object({
  spouse: z.enum(['none', 'deductible', 'elderly', 'sameLivelihood']),
  dependants: z.object({
    specific: persons,
    elderlyAtHome: persons,
    elderly: persons,
    other: persons,
    under16: persons,
  }),
  disabled: z.object({ specialDisabilityAtHome: persons, specialDisability: persons, disability: persons }),
  self: z.array(z.enum(['specialDisability', 'disability', 'widow', 'singleParent', 'workingStudent'])),
});

const figuresSchema = z.object({
  incomes: labelled,
  totalIncome: yenFigure,
  deductions: labelled,
  totalDeductions: yenFigure,
  /** Left out by a municipality whose system tells no more than a list of dependants. */
  circumstances: circumstancesSchema.exactOptional(),
  dependants: z.array(z.object({ label: z.string().min(1), count: persons })).exactOptional(),
  taxBase: yenFigure,
  prefectural: taxPart,
  municipal: taxPart,
  /** 税額控除 other than 調整控除. */
  credits: z
    .array(z.object({ label: z.string().min(1), municipal: yenFigure, prefectural: yenFigure }))
    .exactOptional(),
  forestTax: yenFigure,
  annualTax: yenFigure,
  /**
   * What was paid, tax by tax. `unpaid` is overdue; what is not yet due (納期未到来額) stands apart, unless the municipality's system
   * counts it among the unpaid.
   */
  payments: z.array(
    z.object({
      label: z.string().min(1),
      toPay: yenFigure,
      paid: yenFigure,
      unpaid: yenFigure,
      notYetDue: yenFigure.exactOptional(),
    }),
  ),
});
/** What the assessment of one year came to. */
export type TaxFigures = z.infer<typeof figuresSchema>;

export const taxSchema = z.object({
  resident: z.string(),
  municipality: municipalityIdSchema,
  fiscalYear: fiscalYearSchema,
  /**
   * The address on 1 January of the fiscal year's calendar year; null for somebody who did not live in the municipality then.
   */
  addressOnFirstOfJanuary: z.string().nullable(),
  returnFiledOn: isoDateSchema.nullable(),
  /** Whether somebody else's return names this person as a dependant (被扶養者). */
  dependant: z.boolean(),
  /** Null: not assessed. */
  figures: figuresSchema.nullable(),
});
/** One person's local tax of one fiscal year in one municipality. */
export type TaxEntry = z.infer<typeof taxSchema>;

/**
 * Every year that a municipality has of a resident, newest first; apart, those that no form of ours can print.
 * @param hold see `forShare`
 */
export async function readTaxes(
  queries: Queries,
  resident: string,
  municipality: MunicipalityId,
  hold = false,
): Promise<Parted<TaxEntry>> {
  return parted(
    taxSchema,
    await queries.query(
      `SELECT resident, municipality, fiscal_year AS "fiscalYear",
         address_on_first_of_january AS "addressOnFirstOfJanuary", return_filed_on AS "returnFiledOn",
         dependant, figures
       FROM taxes WHERE resident = $1 AND municipality = $2 ORDER BY fiscal_year DESC${forShare(hold)}`,
      [resident, municipality],
    ),
  );
}

/**
 * Enters a year; one already there stays as it is.
 * @throws when the figures are malformed
 */
export async function saveTax(queries: Queries, entry: TaxEntry): Promise<void> {
  const { figures } = taxSchema.parse(entry);
  await queries.query(
    `INSERT INTO taxes (resident, municipality, fiscal_year, address_on_first_of_january, return_filed_on,
       dependant, figures)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      entry.resident,
      entry.municipality,
      entry.fiscalYear,
      entry.addressOnFirstOfJanuary,
      entry.returnFiledOn,
      entry.dependant,
      figures === null ? null : JSON.stringify(figures),
    ],
  );
}
