import { z } from 'zod';
import { err } from '../../../shared/result.ts';
import type { IncomeFigures, TaxAssessmentData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, endOfContentHeight } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { drawAssessment, heightOfAssessment } from './assessment-table.ts';
import type { Assessment } from './assessment-table.ts';
import { drawFigures } from './income-figures.ts';
import { maskCredit, maskFigures, maskPart, maskTaxpayer } from './mask-tax.ts';
import { localTaxNames } from './local-tax-names.ts';
import {
  figuresOf,
  figuresShape,
  hasOneFamily,
  namedTaxPage,
  namedTaxPageShape,
  taxNamesOn,
  titleWith,
} from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { incomeYearText } from './tax-year.ts';
import { certification, drawTaxpayer } from './taxpayer-table.ts';

export interface TaxAssessmentPage extends TaxPage, IncomeFigures, Assessment {}

const part = z
  .strictObject({
    beforeCredits: z.int().exactOptional(),
    adjustment: z.int().exactOptional(),
    incomeBased: z.int(),
    perCapita: z.int(),
  })
  .refine(
    ({ beforeCredits, adjustment }) => (beforeCredits === undefined) === (adjustment === undefined),
    'both or neither',
  );
/** What is taxed, and the taxes. */
export const assessmentShape = {
  taxBase: z.int(),
  prefectural: part,
  municipal: part,
  credits: z
    .array(z.strictObject({ label: z.string(), municipal: z.int(), prefectural: z.int() }))
    .exactOptional(),
  forestTax: z.int(),
  annualTax: z.int(),
};
/** mm, between the figures and the tax. */
const gap = 4;

/**
 * 課税証明書, or 非課税証明書 when the annual tax is 0, one sheet. A preview is titled 課税（非課税）証明書: whether somebody pays no tax is
 * nobody else's business.
 */
export const taxAssessmentLayout: CertificateLayout<TaxAssessmentData, TaxAssessmentPage> = {
  title: (data) => titleWith(localTaxNames(data).both, nameOf(data.annualTax, data.masked === true)),
  pageSchema: z
    .strictObject({ ...namedTaxPageShape, ...figuresShape, ...assessmentShape })
    .refine(hasOneFamily, 'circumstances or dependants'),
  paginate(data, font) {
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    return withRoom([{ ...namedTaxPage(data), ...figuresOf(data), ...assessmentOf(data) }], font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...maskTaxpayer(data),
    ...maskFigures(data),
    ...maskAssessment(data),
  }),
};

/** What is taxed, and the taxes, and nothing else. */
export function assessmentOf(data: Assessment): Assessment {
  const { taxBase, prefectural, municipal, credits, forestTax, annualTax } = data;
  return {
    ...{ taxBase, prefectural, municipal, forestTax, annualTax },
    ...(credits === undefined ? {} : { credits }),
  };
}

/** The same without sums. */
export function maskAssessment({ prefectural, municipal, credits }: Assessment): Assessment {
  return {
    taxBase: 0,
    prefectural: maskPart(prefectural),
    municipal: maskPart(municipal),
    ...(credits === undefined ? {} : { credits: credits.map(maskCredit) }),
    forestTax: 0,
    annualTax: 0,
  };
}

function nameOf(annualTax: number, masked: boolean): string {
  if (masked) return '課税（非課税）証明書';
  return annualTax === 0 ? '非課税証明書' : '課税証明書';
}

const paint: Paint<TaxAssessmentPage> = (pen, page, font) => {
  const masked = page.head.masked === true;
  const figures = drawFigures(pen, page, {
    top: drawTaxpayer(pen, page, titleWith(taxNamesOn(page).both, nameOf(page.annualTax, masked))),
    room: contentBottom - endOfContentHeight - heightOfAssessment(page) - gap,
    incomeYear: incomeYearText(page.fiscalYear),
    masked,
  });
  drawEndOfContent(pen, page.head, drawAssessment(pen, page, figures + gap));
  drawFoot(pen, page.head, certification, font);
};
