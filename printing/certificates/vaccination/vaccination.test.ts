import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageDrawingSchema } from '../../../shared/drawing.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import type { VaccinationData } from '../data.ts';
import { laidOut, redrawn, textsOn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { previewPages } from '../preview-pages.ts';
import {
  examples,
  madeUpDose,
  madeUpTravel,
  madeUpTravelDose,
  madeUpVaccination,
} from '../../../testing/certificates/made-up-vaccination.ts';
import type { VaccinationPage } from './vaccination-page.ts';
import { vaccinationLayout } from './vaccination.ts';

const font = await loadMincho();
const layOut = (data: VaccinationData, fits?: (page: VaccinationPage) => boolean) =>
  laidOut(vaccinationLayout, data, font, fits);
const refusalOf = (data: VaccinationData) => vaccinationLayout.paginate(data, font, () => true);
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');
const doses = (count: number) => Array.from({ length: count }, (_, index) => madeUpDose(index + 1));
const forTravel = { variant: 'travel', travel: madeUpTravel } as const;

describe('vaccinationLayout', () => {
  it.each(examples)('lays out $name without a fault, and draws the same from its code', ({ data }) => {
    const { pages, drawings } = layOut(data);
    for (const drawing of drawings) {
      expect(faultsOf(drawing, font)).toEqual([]);
      expect(pageDrawingSchema.safeParse(drawing).success).toBe(true);
    }
    expect(redrawn(vaccinationLayout, pages, font)).toEqual(drawings);
  });

  it('gives name, birth date and doses in Japanese only, for use at home', () => {
    const { texts } = layOut(madeUpVaccination(doses(3)));
    const shown = texts.flat();
    for (const text of ['見本　太郎', '昭和45年11月10日', '1回目', '3回目', '見本製薬', 'MH1001'])
      expect(shown).toContain(text);
    expect(shown).not.toContain('Name');
    expect(shown.join('')).not.toContain('1970-11-10');
  });

  it('gives the name in Latin letters, nationality and passport in both languages, for travel', () => {
    const { texts } = layOut(madeUpVaccination(doses(3), forTravel));
    const shown = texts.flat();
    for (const text of [
      'MIHON TARO',
      '日本 / JAPAN',
      'XX0000000',
      'Passport number',
      '旅券番号',
      'Vaccination Certificate of COVID-19',
      '1970-11-10（昭和45年11月10日）',
      '2021-06-10',
      '令和3年6月10日',
      'This is to certify that the vaccinations above are recorded in Japan.',
    ])
      expect(shown).toContain(text);
  });

  it('gives every product and maker in Latin letters, the issuer and the day of issue in English, for travel', () => {
    const travelDoses = [madeUpTravelDose(1), madeUpTravelDose(4)];
    const shown = layOut(madeUpVaccination(travelDoses, forTravel)).texts.flat();
    for (const text of [
      ...['MIHONTY', '見本筋注（架空型）', 'Mihon Seiyaku', '見本製薬', 'KAKUUVAX', 'Kakuu Pharma'],
      'Date of issue: 2024-03-29    Minister of Health, Labour and Welfare, Japan',
    ])
      expect(shown).toContain(text);
  });

  it('draws an earlier page for travel as it was printed, without them', () => {
    const { latinName, nationality, passportNumber } = madeUpTravel;
    const earlier = { variant: 'travel', travel: { latinName, nationality, passportNumber } } as const;
    const shown = layOut(madeUpVaccination(doses(2), earlier)).texts.flat();
    expect(shown).toContain('見本製薬');
    expect(shown.join()).not.toMatch(/Date of issue|Minister/u);
  });

  it.each([
    [10, 'domestic'],
    [10, 'travel'],
  ] as const)('puts %i doses on one sheet (%s)', (count, variant) => {
    expect(layOut(madeUpVaccination(doses(count), variant === 'travel' ? forTravel : {})).pages).toHaveLength(
      1,
    );
  });

  it('continues the doses on the next sheet where the code is full, with the person on each', () => {
    const data = madeUpVaccination(doses(5), forTravel);
    const { pages, texts } = layOut(data, (page) => page.doses.length <= 2);
    expect(pages.map((page) => page.doses.map(({ number }) => number))).toEqual([[1, 2], [3, 4], [5]]);
    expect(pages.flatMap((page) => page.doses)).toEqual(data.doses);
    for (const sheet of texts) expect(sheet).toContain('MIHON TARO');
    const sentence = '上記のとおり、新型コロナワクチンの接種の記録があることを証明する。';
    expect(texts.map((sheet) => sheet.includes(sentence))).toEqual([false, false, true]);
    expect(texts.map((sheet) => sheet.some((text) => text.startsWith('This is to')))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('refuses what it cannot print, naming the character or the field', () => {
    expect(refusalOf(madeUpVaccination(doses(1), { name: '葛\u{e0100}' }))).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '葛\u{e0100}' },
    });
    const long = [madeUpDose(1), madeUpDose(2, { product: '寿'.repeat(200) })];
    expect(refusalOf(madeUpVaccination(long))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'doses.1.product' },
    });
  });

  it('refuses no doses, travel without a passport, and a passport without travel', () => {
    expect(() => refusalOf(madeUpVaccination([]))).toThrow(RangeError);
    expect(() => refusalOf(madeUpVaccination(doses(1), { variant: 'travel' }))).toThrow(RangeError);
    expect(() => refusalOf(madeUpVaccination(doses(1), { travel: madeUpTravel }))).toThrow(RangeError);
  });

  it('never cuts off a text, leaves the page or sets one text over another', () => {
    const unit = fc.constantFrom('寿', 'ー', 'A', 'W', 'i', '-', ' ', '　', '1', '𠮷', '葛\u{e0102}');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const dose = fc.record({ product: text(40), maker: text(30), lot: text(20) });
    const travel = fc.record({ latinName: text(70), nationality: text(60), passportNumber: text(12) });
    let whole = 0;
    fc.assert(
      fc.property(
        text(70),
        fc.option(travel),
        fc.array(dose, { minLength: 1, maxLength: 30 }),
        (name, items, list) => {
          const data = madeUpVaccination(
            list.map((changes, index) => madeUpDose(index + 1, changes)),
            { name, variant: items === null ? 'domestic' : 'travel', travel: items },
          );
          const laid = refusalOf(data);
          if (!laid.ok) {
            expect(laid.error.refused).toBe('layoutTooLong');
            return;
          }
          whole++;
          const drawings = laid.value.map((page) => vaccinationLayout.draw(page, font));
          expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
          expect(redrawn(vaccinationLayout, laid.value, font)).toEqual(drawings);
          const shown = withoutSpaces(drawings.flatMap(textsOn).join(''));
          for (const value of [
            name,
            ...Object.values(items ?? {}),
            ...list.flatMap((each) => Object.values(each)),
          ])
            expect(shown).toContain(withoutSpaces(value));
        },
      ),
      { numRuns: 80 },
    );
    expect(whole).toBeGreaterThan(20);
  });

  it('masks name, passport and days without changing its form', () => {
    for (const { data } of examples) {
      const preview = previewPages(vaccinationLayout, data, font, () => true);
      if (!preview.ok) throw new Error('refused');
      const drawings = preview.value.map((page) => vaccinationLayout.draw(page, font));
      expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
      const shown = drawings.flatMap(textsOn).join('\n');
      for (const secret of ['太郎', 'TARO', 'XX0', '1970', '2021', 'MH1', 'MHW'])
        expect(shown).not.toContain(secret);
    }
  });
});
