import { z } from 'zod';
import { err } from '../../../shared/result.ts';
import type { IncomeFigures, TaxCertificateData, TaxPaymentData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, endOfContentHeight } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { drawAssessment, heightOfAssessment } from './assessment-table.ts';
import type { Assessment } from './assessment-table.ts';
import { drawShownFigures, type ShownFigures } from './income-figures.ts';
import { maskFigures, maskTaxpayer } from './mask-tax.ts';
import { assessmentOf, assessmentShape, maskAssessment } from './tax-assessment.ts';
import { figuresShape, hasOneFamily, namedTaxPage, namedTaxPageShape } from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { drawTaxes, heightOfTaxes, maskPayment, taxesSchema } from './tax-payment.ts';
import { incomeYearText } from './tax-year.ts';
import { certification, drawTaxpayer } from './taxpayer-table.ts';

/** The blocks that a page has; null: it has none of this kind, and its code says nothing of it either. */
export interface TaxCertificatePage extends TaxPage {
  readonly title: string;
  readonly income: Pick<IncomeFigures, 'incomes' | 'totalIncome'> | null;
  readonly deductions: Pick<IncomeFigures, 'deductions' | 'totalDeductions'> | null;
  readonly family: Pick<IncomeFigures, 'circumstances' | 'dependants'> | null;
  readonly tax: Assessment | null;
  readonly payment: TaxPaymentData['taxes'] | null;
}

type Blocks = Pick<TaxCertificatePage, 'income' | 'deductions' | 'family' | 'tax' | 'payment'>;

/** mm, between two blocks. */
const gap = 4;
const { incomes, totalIncome, deductions, totalDeductions, circumstances, dependants } = figuresShape;

/** A tax certificate as a municipality composes and titles it, one sheet. */
export const taxCertificateLayout: CertificateLayout<TaxCertificateData, TaxCertificatePage> = {
  title: ({ title }) => title,
  pageSchema: z.strictObject({
    ...namedTaxPageShape,
    title: z.string().min(1),
    income: z.strictObject({ incomes, totalIncome }).nullable(),
    deductions: z.strictObject({ deductions, totalDeductions }).nullable(),
    family: z
      .strictObject({ circumstances, dependants })
      .refine(hasOneFamily, 'circumstances or dependants')
      .nullable(),
    tax: z.strictObject(assessmentShape).nullable(),
    payment: taxesSchema.nullable(),
  }),
  /** @throws RangeError when there is no block, or a payment without a tax */
  paginate(data, font) {
    const blocks = blocksOf(data);
    if (Object.values(blocks).every((block) => block === null))
      throw new RangeError('a tax certificate without a block');
    if (blocks.payment?.length === 0) throw new RangeError('a tax payment certificate without a tax');
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    return withRoom([{ ...namedTaxPage(data), title: data.title, ...blocks }], font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...maskTaxpayer(data),
    title: data.usualTitle,
    ...maskBlocks(data),
  }),
};

function blocksOf({ income, deductions: deducted, family, tax, payment }: Blocks): Blocks {
  return { income, deductions: deducted, family, tax: tax && assessmentOf(tax), payment };
}

function maskBlocks({ income, deductions: deducted, family, tax, payment }: Blocks): Blocks {
  const figures = maskFigures({
    ...{ incomes: income?.incomes ?? [], totalIncome: 0 },
    ...{ deductions: deducted?.deductions ?? [], totalDeductions: 0 },
    ...(family ?? { dependants: [] }),
  });
  return {
    income: income && { incomes: figures.incomes, totalIncome: 0 },
    deductions: deducted && { deductions: figures.deductions, totalDeductions: 0 },
    family:
      family &&
      (figures.circumstances === undefined
        ? { dependants: figures.dependants ?? [] }
        : { circumstances: figures.circumstances }),
    tax: tax && maskAssessment(tax),
    payment: payment && payment.map(maskPayment),
  };
}

const paint: Paint<TaxCertificatePage> = (pen, page, font) => {
  const { income, deductions: deducted, family, tax, payment } = page;
  const shown: ShownFigures = {
    ...(income === null ? {} : { incomes: income }),
    ...(deducted === null ? {} : { deductions: deducted }),
    ...(family === null ? {} : { family }),
  };
  const taxHeight = tax === null ? 0 : heightOfAssessment(tax) + gap;
  const paymentHeight = payment === null ? 0 : heightOfTaxes({ taxes: payment }) + gap;
  let end = drawTaxpayer(pen, page, page.title);
  if (Object.keys(shown).length > 0)
    end =
      drawShownFigures(pen, shown, {
        top: end,
        room: contentBottom - endOfContentHeight - taxHeight - paymentHeight,
        incomeYear: incomeYearText(page.fiscalYear),
        masked: page.head.masked === true,
      }) + gap;
  if (tax !== null) end = drawAssessment(pen, { ...page, ...tax }, end) + gap;
  if (payment !== null) end = drawTaxes(pen, { head: page.head, taxes: payment }, end) + gap;
  drawEndOfContent(pen, page.head, end - gap);
  drawFoot(pen, page.head, certification, font);
};
