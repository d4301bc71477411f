import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../fonts/mincho.ts';
import type { IncomeData } from '../data.ts';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { incomeLayout } from './income.ts';
import { incomeExamples, madeUpAssessment, madeUpIncome } from '../../../testing/certificates/made-up-tax.ts';
import { taxAssessmentLayout } from './tax-assessment.ts';
import { yenText } from './yen-text.ts';

const font = await loadMincho();
const layOut = (data: IncomeData) => laidOut(incomeLayout, data, font);

describe('incomeLayout', () => {
  it.each(incomeExamples)(
    'lays out $name without a fault, draws the same from its code, and masks it',
    ({ data }) => {
      for (const each of [data, incomeLayout.mask(data)]) {
        const { pages, drawings } = layOut(each);
        expect(pages).toHaveLength(1);
        for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
        expect(redrawn(incomeLayout, pages, font)).toEqual(drawings);
      }
    },
  );

  it('shows incomes, deductions, dependants and totals, but no tax', () => {
    const texts = layOut(madeUpIncome()).texts.flat();
    for (const text of [
      ...[
        '令和8年度　所得証明書',
        '所得の種類（令和7年中）',
        '（令和8年1月1日現在）',
        '給与収入',
        '5,000,000',
      ],
      ...['合計所得金額', '3,560,000', '社会保険料控除', '712,345', '1,858,345', '16歳未満', '2人'],
      '上記のとおり相違ないことを証明する。',
    ])
      expect(texts).toContain(text);
    expect(texts.filter((text) => /税/u.test(text))).toEqual([]);
  });

  it('leaves nothing of a person on a masked page', () => {
    const masked = incomeLayout.mask(madeUpIncome());
    const everything = JSON.stringify(masked) + JSON.stringify(layOut(masked).texts);
    for (const secret of [
      '太郎',
      '1970',
      '昭和45',
      '丁目',
      '給与',
      '保険',
      '5,000',
      '3560000',
      '2人',
      'deductible',
      'TKB-',
    ])
      expect(everything).not.toContain(secret);
  });

  it('prints every sum and label whole, or refuses', () => {
    const unit = fc.constantFrom('寿', 'ー', 'A', 'W', 'i', '-', ' ', '　', '1', '𠮷', '葛\u{e0102}', '（');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const sums = (maxLength: number) =>
      fc.array(fc.record({ label: text(24), yen: fc.maxSafeInteger() }), { maxLength });
    const dependants = fc.array(fc.record({ label: text(12), count: fc.nat(30) }), { maxLength: 14 });
    const data = fc.record({
      name: text(80),
      address: text(150),
      incomes: sums(18),
      totalIncome: fc.maxSafeInteger(),
      deductions: sums(20),
      totalDeductions: fc.maxSafeInteger(),
      dependants,
    });
    let whole = 0;
    fc.assert(
      fc.property(data, fc.boolean(), (changes, taxed) => {
        const income = madeUpIncome(changes);
        const assessment = madeUpAssessment(changes);
        const pages = taxed
          ? taxAssessmentLayout.paginate(assessment, font, () => true)
          : incomeLayout.paginate(income, font, () => true);
        if (!pages.ok) {
          expect(pages.error.refused).toBe('layoutTooLong');
          return;
        }
        whole++;
        const { drawings, texts } = taxed ? laidOut(taxAssessmentLayout, assessment, font) : layOut(income);
        for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
        const joined = texts.flat().join('').replace(/\s/gu, '');
        for (const { label, yen } of [...changes.incomes, ...changes.deductions]) {
          expect(joined).toContain(label.replace(/\s/gu, ''));
          expect(joined).toContain(yenText(yen, false));
        }
      }),
      { numRuns: 150 },
    );
    expect(whole).toBeGreaterThan(30);
  });
});
