import { describe, expect, it } from 'vitest';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import type { TaxAssessmentData } from '../data.ts';
import { laidOut, redrawn, textsOn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import {
  assessmentExamples,
  earlierAssessment,
  madeUpAssessment,
  madeUpSums,
} from '../../../testing/certificates/made-up-tax.ts';
import { taxAssessmentLayout } from './tax-assessment.ts';

const font = await loadMincho();
const layOut = (data: TaxAssessmentData) => laidOut(taxAssessmentLayout, data, font);
const textsOf = (data: TaxAssessmentData) => layOut(data).texts.flat();
const paginate = (data: TaxAssessmentData) => taxAssessmentLayout.paginate(data, font, () => true);

describe('taxAssessmentLayout', () => {
  it.each(assessmentExamples)(
    'lays out $name without a fault, draws the same from its code, and masks it',
    ({ data }) => {
      for (const each of [data, taxAssessmentLayout.mask(data)]) {
        const { pages, drawings } = layOut(each);
        expect(pages).toHaveLength(1);
        for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
        expect(redrawn(taxAssessmentLayout, pages, font)).toEqual(drawings);
      }
    },
  );

  it('is a 非課税証明書 when the annual tax is 0, and only then', () => {
    expect(taxAssessmentLayout.title(madeUpAssessment())).toBe('市・県民税　課税証明書');
    expect(textsOf(madeUpAssessment())).toContain('令和8年度　市・県民税　課税証明書');
    const exempt = madeUpAssessment({ annualTax: 0 });
    expect(taxAssessmentLayout.title(exempt)).toBe('市・県民税　非課税証明書');
    expect(textsOf(exempt)).toContain('令和8年度　市・県民税　非課税証明書');
  });

  it('does not tell bystanders who pays no tax or which deductions they have', () => {
    const exempt = madeUpAssessment({ annualTax: 0, deductions: [{ label: '障害者控除', yen: 260_000 }] });
    const paying = madeUpAssessment({ deductions: [{ label: '雑損控除', yen: 260_000 }] });
    for (const data of [exempt, paying]) {
      const masked = taxAssessmentLayout.mask(data);
      expect(taxAssessmentLayout.title(masked)).toBe('市・県民税　課税（非課税）証明書');
      const everything = JSON.stringify(masked) + JSON.stringify(textsOf(masked));
      const secrets = [
        '太郎',
        '1970',
        '昭和45',
        '丁目',
        'TKB-',
        '障害者控除',
        '雑損',
        '260',
        '給与',
        '3,560',
        '156',
      ];
      for (const secret of secrets) expect(everything).not.toContain(secret);
    }
    // The form has a place for every circumstance, and the preview is the same whichever holds.
    const held = (circumstances: TaxAssessmentData['circumstances']) =>
      taxAssessmentLayout.mask(madeUpAssessment(circumstances === undefined ? {} : { circumstances }));
    const everything = assessmentExamples.find(({ name }) => name === 'many')?.data.circumstances;
    expect(everything?.self).toHaveLength(5);
    expect(held(everything)).toEqual(held(undefined));
    expect(textsOf(held(everything)).filter((text) => /^(該当|有|同一生計|\d+人)$/u.test(text))).toEqual([]);
    const texts = textsOf(taxAssessmentLayout.mask(exempt));
    for (const text of [
      '令和8年度　市・県民税　課税（非課税）証明書',
      '見●　●●',
      '昭和●●年●●月●●日',
      '●●●,●●●',
      '●人',
    ])
      expect(texts).toContain(text);
  });

  it('tells how the tax on income comes about, credit by credit', () => {
    const texts = textsOf(madeUpAssessment());
    for (const text of [
      ...['算出所得割額', '102,060', '調整控除額', '4,500', '税額控除額', '所得割額', '90,100'],
      ...['寄附金税額控除', '7,402', '4,935', '68,040', '3,000', '60,100'],
    ])
      expect(texts).toContain(text);
  });

  it('says of spouse, of every kind of dependant and of the taxpayer that there is one or none', () => {
    const texts = textsOf(madeUpAssessment());
    for (const text of ['配偶者', '有', '特定', '同居老親等', '16歳未満', '2人', '1人', '本人該当'])
      expect(texts).toContain(text);
    expect(texts.filter((text) => text === '0人')).toHaveLength(6);
    expect(texts.filter((text) => text === '―')).toHaveLength(5);
    const { circumstances } = madeUpAssessment();
    if (!circumstances) throw new Error('no circumstances');
    const held = textsOf(
      madeUpAssessment({ circumstances: { ...circumstances, self: ['widow', 'disability'] } }),
    );
    expect(held.filter((text) => text === '該当')).toHaveLength(2);
    expect(held.filter((text) => text === '―')).toHaveLength(3);
  });

  it('adds up each tax, and names it as its municipality does', () => {
    const texts = textsOf(madeUpAssessment());
    for (const text of ['市民税', '県民税', '93,100', '62,100', '1,000', '156,200', '1,701,000'])
      expect(texts).toContain(text);
    const ward = assessmentExamples.find(({ name }) => name === 'ward-before-forest-tax');
    const inWard = ward ? textsOf(ward.data) : [];
    expect(inWard).toContain('特別区民税');
    expect(inWard).toContain('都民税');
  });

  it('draws a page that does not say its prefecture as such pages were printed', () => {
    const [page] = layOut(earlierAssessment()).pages;
    if (!page) throw new Error('no page');
    const { prefecture, ...earlier } = page;
    expect(prefecture).toBe('茨城県');
    const texts = textsOn(taxAssessmentLayout.draw(taxAssessmentLayout.pageSchema.parse(earlier), font));
    for (const text of ['令和8年度　課税証明書', '市町村民税', '道府県民税', '99,400', '扶養親族等の人数'])
      expect(texts).toContain(text);
    expect(texts).not.toContain('本人該当');
  });

  it('has the national forest tax only from fiscal year 2024 on', () => {
    const texts = (year: number) => textsOf(madeUpAssessment({ fiscalYear: fiscalYearSchema.parse(year) }));
    expect(texts(2023)).not.toContain('森林環境税（円）');
    expect(texts(2024)).toContain('森林環境税（円）');
  });

  it('marks empty space, so that nobody can add a line', () => {
    const none = madeUpAssessment({ incomes: [], deductions: [], credits: [] });
    expect(textsOf(none).filter((text) => text === '該当なし')).toHaveLength(3);
    // Under the shorter list, beside the only credit, and at the end of the page.
    expect(textsOf(madeUpAssessment()).filter((text) => text === '以下余白')).toHaveLength(3);
  });

  it('holds 14 incomes and 16 deductions, and refuses more than the page holds', () => {
    const field = (incomes: number, deductions: number) => {
      const pages = paginate(
        madeUpAssessment({ incomes: madeUpSums(incomes), deductions: madeUpSums(deductions) }),
      );
      return pages.ok ? null : pages.error;
    };
    expect(field(14, 16)).toBeNull();
    expect(field(14, 40)).toEqual({ refused: 'layoutTooLong', field: 'deductions' });
    expect(field(40, 16)).toEqual({ refused: 'layoutTooLong', field: 'incomes' });
    const dependants = Array.from({ length: 13 }, () => ({ label: '見本', count: 1 }));
    expect(paginate(earlierAssessment({ dependants }))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'dependants' },
    });
    const credits = Array.from({ length: 9 }, () => ({ label: '見本', municipal: 1, prefectural: 1 }));
    expect(paginate(madeUpAssessment({ credits }))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'credits' },
    });
  });

  it('refuses a character that the font cannot print, even in a label', () => {
    const incomes = [{ label: '所得\u{e000}', yen: 1 }];
    expect(paginate(madeUpAssessment({ incomes }))).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '\u{e000}' },
    });
  });

  it('accepts no fractional sum, neither from the register nor from a code', () => {
    expect(() => paginate(madeUpAssessment({ taxBase: 0.5 }))).toThrow(RangeError);
    const [page] = layOut(madeUpAssessment()).pages;
    expect(taxAssessmentLayout.pageSchema.safeParse(page).success).toBe(true);
    expect(taxAssessmentLayout.pageSchema.safeParse({ ...page, taxBase: 0.5 }).success).toBe(false);
    expect(taxAssessmentLayout.pageSchema.safeParse({ ...page, note: '' }).success).toBe(false);
  });
});
