import { z } from 'zod';
import { err } from '../../../shared/result.ts';
import type { TaxPaymentData } from '../data.ts';
import { contentBottom, drawEndOfContent, drawFoot, endOfContentHeight, frame } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { blank } from '../shown-text.ts';
import { maskTaxpayer } from './mask-tax.ts';
import { localTaxNames } from './local-tax-names.ts';
import { namedTaxPage, namedTaxPageShape, taxNamesOn, titleWith } from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { captionSize, certification, drawTaxpayer } from './taxpayer-table.ts';
import { yenText } from './yen-text.ts';

export interface TaxPaymentPage extends TaxPage {
  readonly taxes: TaxPaymentData['taxes'];
}

const title = '納税証明書';
/** mm */
const header = 8;
const row = { least: 6, most: 10 } as const;
const size = 3.8;
const sums = ['toPay', 'paid', 'unpaid', 'notYetDue'] as const;
/** With what is not yet due, and without, as pages were printed before. */
const forms = {
  withNotYetDue: {
    columns: [0, 60, 90, 120, 150, frame.width],
    captions: [
      '税目',
      '納付すべき額（円）',
      '納付済額（円）',
      ['未納額（円）', '（納期限を過ぎたもの）'],
      ['納期未到来額（円）', '（納期限前のもの）'],
    ],
  },
  without: {
    columns: [0, 66, 104, 142, frame.width],
    captions: ['税目', '納付すべき額（円）', '納付済額（円）', '未納額（円）'],
  },
} as const;

export const taxesSchema = z.array(
  z.strictObject({
    label: z.string(),
    toPay: z.int(),
    paid: z.int(),
    unpaid: z.int(),
    notYetDue: z.int().exactOptional(),
  }),
);

/** 納税証明書, one sheet. */
export const taxPaymentLayout: CertificateLayout<TaxPaymentData, TaxPaymentPage> = {
  title: (data) => titleWith(taxNamed(data.taxes, localTaxNames(data)), title),
  pageSchema: z.strictObject({
    ...namedTaxPageShape,
    taxes: taxesSchema,
  }),
  /** @throws RangeError when there is no tax */
  paginate(data, font) {
    if (data.taxes.length === 0) throw new RangeError('a tax payment certificate without a tax');
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    return withRoom([{ ...namedTaxPage(data), taxes: data.taxes }], font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...maskTaxpayer(data),
    taxes: data.taxes.map(maskPayment),
  }),
};

/** A tax without its sums. */
export function maskPayment({
  label,
  notYetDue,
}: TaxPaymentData['taxes'][number]): TaxPaymentData['taxes'][number] {
  return { label, toPay: 0, paid: 0, unpaid: 0, ...(notYetDue === undefined ? {} : { notYetDue: 0 }) };
}

const paint: Paint<TaxPaymentPage> = (pen, page, font) => {
  const top = drawTaxpayer(pen, page, titleWith(taxNamed(page.taxes, taxNamesOn(page)), title));
  drawEndOfContent(pen, page.head, drawTaxes(pen, page, top));
  drawFoot(pen, page.head, certification, font);
};

/** The local tax, where the certificate is of nothing else. */
function taxNamed(
  taxes: TaxPaymentPage['taxes'],
  { municipal, both }: ReturnType<typeof taxNamesOn>,
): string | null {
  return taxes.every(({ label }) => label.startsWith(municipal)) ? both : null;
}

/** The least that the table takes, mm. */
export function heightOfTaxes({ taxes }: Pick<TaxPaymentPage, 'taxes'>): number {
  return header + (taxes.length + (taxes.length > 1 ? 1 : 0)) * row.least;
}

/** What was to pay, tax by tax, as far down as the content goes. @returns where the table ends, mm */
export function drawTaxes(
  pen: SheetPen,
  { head, taxes }: Pick<TaxPaymentPage, 'head' | 'taxes'>,
  top: number,
): number {
  const totals = taxes.length > 1 ? [totalOf(taxes)] : [];
  const lines = [...taxes.entries(), ...totals.map((total) => [null, total] as const)];
  const room = contentBottom - endOfContentHeight - top - header;
  const height = Math.min(row.most, room / lines.length);
  if (height < row.least) {
    pen.noRoom('taxes');
    return top;
  }
  const { columns, captions } = taxes.some(({ notYetDue }) => notYetDue !== undefined)
    ? forms.withNotYetDue
    : forms.without;
  const cell = (column: number, y: number, h: number) => {
    const [from = 0, to = 0] = [columns[column], columns[column + 1]];
    return { x: frame.left + from, y, w: to - from, h };
  };
  for (const [column, caption] of captions.entries())
    pen.caption(caption, cell(column, top, header), captionSize);
  let y = top + header;
  for (const [index, tax] of lines) {
    const field = `taxes.${index ?? 'total'}`;
    if (index === null) pen.caption(tax.label, cell(0, y, height), size);
    else pen.value(`${field}.label`, tax.label, cell(0, y, height), size);
    for (const [column, sum] of sums.slice(0, columns.length - 2).entries()) {
      const yen = tax[sum];
      // Of a tax whose register does not tell it apart.
      const text = yen === undefined ? blank : yenText(yen, head.masked === true);
      pen.value(`${field}.${sum}`, text, cell(column + 1, y, height), size, 'right');
    }
    y += height;
  }
  pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
  return y;
}

/** Of what is not yet due there is a total where every tax tells it. */
function totalOf(taxes: TaxPaymentPage['taxes']): TaxPaymentPage['taxes'][number] {
  const sum = (of: 'toPay' | 'paid' | 'unpaid') => taxes.reduce((total, tax) => total + tax[of], 0);
  const total = { label: '合計', toPay: sum('toPay'), paid: sum('paid'), unpaid: sum('unpaid') };
  const notYetDue = taxes.flatMap((tax) => (tax.notYetDue === undefined ? [] : [tax.notYetDue]));
  return notYetDue.length < taxes.length
    ? total
    : { ...total, notYetDue: notYetDue.reduce((all, yen) => all + yen, 0) };
}
