import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { madeUpForeigner, madeUpPerson, madeUpRecord } from './made-up-household.ts';
import { layOutResidenceRecord, maskResidenceRecord } from './residence-record.ts';
import type { ResidenceRecordData } from './residence-record.ts';

const font = await loadMincho();

function textsOf(data: ResidenceRecordData): string[][] {
  const laidOut = layOutResidenceRecord(data, font);
  if (!laidOut.ok) throw new Error(`refused: ${JSON.stringify(laidOut.error)}`);
  return laidOut.value.map((page) => page.ops.flatMap((op) => (op.op === 'text' ? [op.text] : [])));
}

const planted = madeUpRecord([
  madeUpPerson(0, { birthDate: isoDate('2024-02-29'), residentSince: isoDate('2024-02-29') }),
  madeUpPerson(1),
  madeUpForeigner(),
]);

describe('maskResidenceRecord', () => {
  it('leaves none of names, addresses, dates, numbers, in the data and in the drawing', () => {
    const masked = maskResidenceRecord(planted);
    const everything = JSON.stringify(masked) + JSON.stringify(textsOf(masked));
    for (const secret of [
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
      '2024-02-29',
      '令和6年',
      '2月29日',
      '昭和46年',
      '1977',
      '2028-03',
      '3月31日',
      '000000001000',
      '00000000',
      'AB0',
      'TKB-',
    ])
      expect(everything).not.toContain(secret);
  });

  it('keeps what the preview is looked at for', () => {
    const texts = textsOf(maskResidenceRecord(planted)).flat();
    for (const text of [
      '見●　●●',
      'S••••• ••••• •••••••',
      '茨城県つくば市●●●●●●●●●●',
      '令和●●年●●月●●日',
      '●●●●年●●月●●日',
      '●●●●●●●●●●●●',
      '世帯主',
      '妻',
      'ブラジル',
      'つくば市長　見本　市子',
      '発行番号　確認用（番号なし）',
      '令和8年11月20日',
    ])
      expect(texts).toContain(text);
  });

  it('keeps what was left out left out, and what is missing missing', () => {
    const data = madeUpRecord([madeUpPerson(0, { kana: null, domicile: { shown: false } })]);
    const words = (texts: string[][]) => texts.flat().filter((text) => text === '空欄' || text === '省略');
    expect(words(textsOf(maskResidenceRecord(data)))).toEqual(words(textsOf(data)));
  });

  it('has the sheets of the original, and a preview wherever there is an original', () => {
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
        const original = layOutResidenceRecord(data, font);
        if (!original.ok) return;
        compared++;
        const preview = layOutResidenceRecord(maskResidenceRecord(data), font);
        expect(preview.ok && preview.value.length).toBe(original.value.length);
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
