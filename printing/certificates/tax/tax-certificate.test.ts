import { describe, expect, it } from 'vitest';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { examples, madeUpTaxCertificate } from '../../../testing/certificates/made-up-tax-certificate.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import type { TaxCertificateData } from '../data.ts';
import { taxCertificateLayout } from './tax-certificate.ts';

const font = await loadMincho();
const layOut = (data: TaxCertificateData) => laidOut(taxCertificateLayout, data, font);
const textsOf = (data: TaxCertificateData) => layOut(data).texts.flat();
const paginate = (data: TaxCertificateData) => taxCertificateLayout.paginate(data, font, () => true);
const none = { income: null, deductions: null, family: null, tax: null, payment: null } as const;
const whole = madeUpTaxCertificate();

/** A caption of each block that no other block has. */
const marks = {
  income: '合計所得金額',
  deductions: '所得控除合計',
  family: '本人該当',
  tax: '年税額（円）',
  payment: '納付済額（円）',
} as const;
const payment = [
  { label: '市民税・県民税・森林環境税', toPay: 171_600, paid: 171_600, unpaid: 0, notYetDue: 0 },
];
const blocks = { ...whole, payment };

describe('taxCertificateLayout', () => {
  it.each(examples)('lays out $name on one sheet, and the same page from its code', ({ data }) => {
    for (const each of [data, taxCertificateLayout.mask(data)]) {
      const { pages, drawings } = layOut(each);
      expect(pages).toHaveLength(1);
      for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
      expect(redrawn(taxCertificateLayout, pages, font)).toEqual(drawings);
    }
  });

  const names = Object.keys(marks) as (keyof typeof marks)[];
  const subsets = names
    .reduce<readonly (readonly (keyof typeof marks)[])[]>(
      (all, name) => [...all, ...all.map((some) => [...some, name])],
      [[]],
    )
    .filter((some) => some.length > 0);

  it.each(subsets.map((some) => [some.join(', '), some] as const))(
    'shows these blocks and no others: %s',
    (_name, some) => {
      const chosen = Object.fromEntries(some.map((name) => [name, blocks[name]]));
      const { texts, pages } = layOut(madeUpTaxCertificate({ ...none, ...chosen }));
      for (const name of names)
        expect([name, texts.flat().includes(marks[name])]).toEqual([name, some.includes(name)]);
      // What is not on the page is not in its code either.
      const [page] = pages;
      for (const name of names) expect([name, page?.[name] === null]).toEqual([name, !some.includes(name)]);
    },
  );

  it('bears the title that it is given, and in the preview one that does not tell whether there is a tax', () => {
    const data = madeUpTaxCertificate({ title: '非課税証明書', usualTitle: '課税（非課税）証明書' });
    expect(taxCertificateLayout.title(data)).toBe('非課税証明書');
    expect(textsOf(data)).toContain('令和8年度　非課税証明書');
    const preview = textsOf(taxCertificateLayout.mask(data));
    expect(preview).toContain('令和8年度　課税（非課税）証明書');
    expect(preview.join()).not.toContain('　非課税証明書');
  });

  it('masks every sum, name and number of persons in the preview', () => {
    const preview = textsOf(taxCertificateLayout.mask({ ...blocks })).join();
    for (const told of [
      '5,000,000',
      '3,560,000',
      '712,345',
      '社会保険料控除',
      '156,200',
      '171,600',
      '太郎',
      '1人',
    ])
      expect([told, preview.includes(told)]).toEqual([told, false]);
  });

  it('prints an income of 0 as such, apart from none', () => {
    const zero = { incomes: [], totalIncome: 0 };
    expect(textsOf(madeUpTaxCertificate({ ...none, income: zero }))).toEqual(
      expect.arrayContaining(['該当なし', '0']),
    );
  });

  it('refuses what cannot be printed, and throws without a block or a payment without a tax', () => {
    expect(paginate(madeUpTaxCertificate({ title: '\u{3106C}証明書' }))).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '\u{3106C}' },
    });
    expect(() => paginate(madeUpTaxCertificate(none))).toThrow('without a block');
    expect(() => paginate(madeUpTaxCertificate({ payment: [] }))).toThrow('without a tax');
    const many = Array.from({ length: 30 }, () => payment).flat();
    expect(paginate({ ...blocks, payment: many })).toMatchObject({
      ok: false,
      error: { refused: 'layoutTooLong' },
    });
  });
});
