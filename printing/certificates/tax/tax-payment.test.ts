import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../fonts/mincho.ts';
import type { TaxPaymentData } from '../data.ts';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { madeUpPayment, paymentExamples } from '../../../testing/certificates/made-up-tax.ts';
import { taxPaymentLayout } from './tax-payment.ts';

const font = await loadMincho();
const layOut = (data: TaxPaymentData) => laidOut(taxPaymentLayout, data, font);
const textsOf = (data: TaxPaymentData) => layOut(data).texts.flat();
const paginate = (data: TaxPaymentData) => taxPaymentLayout.paginate(data, font, () => true);
const tax = (label: string, toPay: number, paid: number) => ({ label, toPay, paid, unpaid: toPay - paid });
const inNovember = { label: '市民税', toPay: 171_600, paid: 129_600, unpaid: 0, notYetDue: 42_000 };

describe('taxPaymentLayout', () => {
  it.each(paymentExamples)(
    'lays out $name without a fault, draws the same from its code, and masks it',
    ({ data }) => {
      for (const each of [data, taxPaymentLayout.mask(data)]) {
        const { pages, drawings } = layOut(each);
        expect(pages).toHaveLength(1);
        for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
        expect(redrawn(taxPaymentLayout, pages, font)).toEqual(drawings);
      }
    },
  );

  it('has a total for several taxes, and none for one', () => {
    const texts = textsOf(
      madeUpPayment({ taxes: [tax('市民税', 171_600, 128_700), tax('軽自動車税', 10_800, 0)] }),
    );
    for (const text of ['令和8年度　納税証明書', '合計', '182,400', '128,700', '53,700'])
      expect(texts).toContain(text);
    expect(textsOf(madeUpPayment())).not.toContain('合計');
    expect(textsOf(madeUpPayment())).toContain('令和8年度　市・県民税　納税証明書');
  });

  it('never calls unpaid what is not yet due: it has a column of its own', () => {
    const texts = textsOf(madeUpPayment({ taxes: [inNovember] }));
    const columns = ['納付すべき額（円）', '納付済額（円）', '未納額（円）', '納期未到来額（円）'];
    expect(texts.filter((text) => columns.includes(text))).toEqual(columns);
    const sums = ['171,600', '129,600', '0', '42,000'];
    expect(texts.filter((text) => /^[\d,]+$/u.test(text))).toEqual(sums);
    const withTotal = textsOf(madeUpPayment({ taxes: [inNovember, { ...inNovember, label: '見本税' }] }));
    expect(withTotal).toContain('84,000');
  });

  it('prints as before what a register does not tell apart, and 空欄 where it does for some taxes alone', () => {
    expect(textsOf(madeUpPayment({ taxes: [tax('市民税', 100, 50)] })).join()).not.toContain('納期未到来');
    const mixed = textsOf(madeUpPayment({ taxes: [inNovember, tax('見本税', 100, 50)] }));
    expect(mixed.filter((text) => text === '空欄')).toHaveLength(2);
  });

  it('masks the person and every sum, but not the kind of tax', () => {
    const masked = taxPaymentLayout.mask(madeUpPayment());
    const texts = textsOf(masked);
    const everything = JSON.stringify(masked) + JSON.stringify(texts);
    for (const secret of ['太郎', '1970', '昭和45', '丁目', '171', '129', '420', 'TKB-'])
      expect(everything).not.toContain(secret);
    expect(texts).toContain('市民税・県民税・森林環境税');
    expect(texts.filter((text) => text === '●●●,●●●')).toHaveLength(4);
  });

  it('refuses more taxes than the page holds, or none', () => {
    const many = (length: number) =>
      madeUpPayment({ taxes: Array.from({ length }, () => tax('見本税', 100, 50)) });
    expect(paginate(many(20)).ok).toBe(true);
    expect(paginate(many(40))).toEqual({ ok: false, error: { refused: 'layoutTooLong', field: 'taxes' } });
    expect(() => paginate(many(0))).toThrow(RangeError);
  });

  it('prints every sum whole, or refuses', () => {
    const unit = fc.constantFrom('寿', 'ー', 'A', 'W', ' ', '　', '1', '𠮷', '葛\u{e0102}');
    const sum = fc.integer({ min: 0, max: 10 ** 13 });
    const label = fc.string({ unit, minLength: 1, maxLength: 40 });
    const taxes = fc.array(fc.record({ label, toPay: sum, paid: sum, unpaid: sum, notYetDue: sum }), {
      minLength: 1,
      maxLength: 24,
    });
    let whole = 0;
    fc.assert(
      fc.property(taxes, (all) => {
        const data = madeUpPayment({ taxes: all });
        if (!paginate(data).ok) return;
        whole++;
        for (const drawing of layOut(data).drawings) expect(faultsOf(drawing, font)).toEqual([]);
        const texts = textsOf(data);
        for (const { toPay, paid, unpaid, notYetDue } of all)
          for (const yen of [toPay, paid, unpaid, notYetDue])
            expect(texts).toContain(yen.toLocaleString('en-US'));
      }),
      { numRuns: 80 },
    );
    expect(whole).toBeGreaterThan(30);
  });
});
