import { z } from 'zod';
import { err } from '../../../shared/result.ts';
import type { IncomeData, IncomeFigures } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, endOfContentHeight } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { drawFigures } from './income-figures.ts';
import { maskFigures, maskTaxpayer } from './mask-tax.ts';
import { figuresOf, figuresShape, hasOneFamily, taxPage, taxPageShape } from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { incomeYearText } from './tax-year.ts';
import { certification, drawTaxpayer } from './taxpayer-table.ts';

export interface IncomePage extends TaxPage, IncomeFigures {}

const title = '所得証明書';

/** 所得証明書, one sheet. */
export const incomeLayout: CertificateLayout<IncomeData, IncomePage> = {
  title: () => title,
  pageSchema: z
    .strictObject({ ...taxPageShape, ...figuresShape })
    .refine(hasOneFamily, 'circumstances or dependants'),
  paginate(data, font) {
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    return withRoom([{ ...taxPage(data), ...figuresOf(data) }], font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({ ...maskTaxpayer(data), ...maskFigures(data) }),
};

const paint: Paint<IncomePage> = (pen, page, font) => {
  const end = drawFigures(pen, page, {
    top: drawTaxpayer(pen, page, title),
    room: contentBottom - endOfContentHeight,
    incomeYear: incomeYearText(page.fiscalYear),
    masked: page.head.masked === true,
  });
  drawEndOfContent(pen, page.head, end);
  drawFoot(pen, page.head, certification, font);
};
