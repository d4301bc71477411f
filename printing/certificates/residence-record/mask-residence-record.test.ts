import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { previewPages } from '../preview-pages.ts';
import {
  examples,
  madeUpForeigner,
  madeUpHousehold,
  madeUpPerson,
  madeUpRecord,
} from '../../../testing/certificates/made-up-household.ts';
import { maskResidenceRecord } from './mask-residence-record.ts';
import type { ResidenceRecordData } from './residence-record-data.ts';
import type { ResidenceRecordPage } from './residence-record-page.ts';
import { residenceRecordLayout } from './residence-record.ts';

const font = await loadMincho();
const layOut = (data: ResidenceRecordData) => laidOut(residenceRecordLayout, data, font);
const textsOf = (data: ResidenceRecordData) => layOut(data).texts.flat();

const planted = madeUpRecord([
  madeUpPerson(0, { birthDate: isoDate('2024-02-29'), residentSince: isoDate('2024-02-29') }),
  madeUpPerson(1, {
    formerNameReading: 'カクウ　ハナコ',
    previousAddressWithin: '茨城県つくば市架空町四丁目4番地',
  }),
  madeUpForeigner(),
]);

describe('maskResidenceRecord', () => {
  it.each(['household', 'perPerson'] as const)('leaves nothing of a person on a masked %s form', (form) => {
    const masked = maskResidenceRecord({ ...planted, form });
    const everything = JSON.stringify(masked) + JSON.stringify(textsOf(masked));
    const secrets = [
      ...[
        '太郎',
        '花子',
        'まりあ',
        '架空',
        '見本町',
        'サンプル',
        'SAMPLE',
        'MARIA',
        '東京都',
        '丁目',
        '番地',
        'クウ',
        'ハナコ',
      ],
      ...['2024-02-29', '令和6年', '2月29日', '昭和46年', '1977', '2028-03', '3月31日', '平成27年', '2015'],
      ...['000000001000', '00000000', 'AB0', 'TKB-'],
    ];
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('keeps what a resident checks in the preview', () => {
    const texts = textsOf(maskResidenceRecord(planted));
    for (const text of [
      ...['見●　●●', 'S••••• ••••• •••••••', '茨城県つくば市●●●●●●●●●●'],
      ...['令和●●年●●月●●日', '●●●●年●●月●●日', '●●●●●●●●●●●●'],
      ...['世帯主', '妻', 'ブラジル', 'つくば市長　見本　市子'],
      ...['発行番号　確認用（番号なし）', '令和8年11月20日'],
    ])
      expect(texts).toContain(text);
  });

  it('leaves of a reading its first kana', () => {
    const data = madeUpRecord([
      madeUpPerson(0, {
        ...{ kana: null, nameReading: 'ミホン　タロウ' },
        ...{ formerName: '例示', formerNameReading: 'レイジ' },
      }),
    ]);
    const texts = textsOf(maskResidenceRecord(data));
    for (const text of ['ミ●●　●●●', '例●', 'レ●●']) expect(texts).toContain(text);
    expect(texts.join()).not.toMatch(/ホン|タロウ|イジ/);
  });

  it('keeps what was left out left out, and what is missing missing', () => {
    const data = madeUpRecord([madeUpPerson(0, { kana: null, domicile: { shown: false } })]);
    const words = (texts: string[]) => texts.filter((text) => text === '空欄' || text === '省略');
    expect(words(textsOf(maskResidenceRecord(data)))).toEqual(words(textsOf(data)));
    expect(words(textsOf(data))).not.toEqual([]);
  });

  it.each(examples)('draws a preview of $name without a fault, and the same from JSON', ({ data }) => {
    const { pages, drawings } = layOut(maskResidenceRecord(data));
    for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
    expect(redrawn(residenceRecordLayout, pages, font)).toEqual(drawings);
  });

  it('breaks a preview where the codes break the original, although ● needs less room', () => {
    const fits = (page: ResidenceRecordPage) => page.persons.length < 3 || JSON.stringify(page).includes('●');
    const sizes = (pages: readonly ResidenceRecordPage[]) => pages.map(({ persons }) => persons.length);
    const data = madeUpHousehold(5);
    const preview = previewPages(residenceRecordLayout, data, font, fits);
    expect(preview.ok && sizes(preview.value)).toEqual([2, 2, 1]);
    expect(sizes(laidOut(residenceRecordLayout, data, font, fits).pages)).toEqual([2, 2, 1]);
    expect(JSON.stringify(preview)).not.toContain('太郎');
  });

  it('promises no sheet that cannot be made', () => {
    const data = madeUpRecord([madeUpPerson(0, { name: '寿'.repeat(300) })]);
    expect(previewPages(residenceRecordLayout, data, font, () => true)).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'persons.0.name' },
    });
  });

  it('has as many sheets as the original, and a preview wherever there is an original', () => {
    const unit = fc.constantFrom('寿', 'ー', 'i', 'l', 'W', '1', ' ', '　', '𠮷', '葛\u{e0102}');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const persons = fc.array(fc.record({ name: text(100), previousAddress: text(170) }), {
      minLength: 1,
      maxLength: 6,
    });
    let compared = 0;
    fc.assert(
      fc.property(persons, text(200), (people, address) => {
        const data = madeUpRecord(
          people.map((changes, number) => madeUpPerson(number, changes)),
          { address },
        );
        const original = residenceRecordLayout.paginate(data, font, () => true);
        if (!original.ok) return;
        compared++;
        const preview = residenceRecordLayout.paginate(maskResidenceRecord(data), font, () => true);
        expect(preview.ok && preview.value.length).toBe(original.value.length);
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
