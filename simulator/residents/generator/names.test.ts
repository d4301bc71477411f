import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { imprintFor, makeImprints } from './imprints.ts';
import { allGivenNames, childOf, sampleWords, surnames } from './japanese-names.ts';
import { inLatinLetters } from './romaji.ts';

const font = await loadMincho();

describe('names of generated residents', () => {
  it('show that they are made up', () => {
    for (const { text } of surnames) expect(sampleWords.some(([word]) => text.includes(word))).toBe(true);
    expect(new Set(surnames.map(({ text }) => text)).size).toBe(surnames.length);
  });

  it('can all be printed, every glyph of them', () => {
    for (const { text, kana } of [...surnames, ...allGivenNames])
      expect([text, font.unprintable(text), font.unprintable(kana)]).toEqual([text, null, null]);
  });

  it('have an imprint each', async () => {
    const imprints = await makeImprints(font);
    expect(imprintFor(imprints, '髙見本').bits).toBe(imprintFor(imprints, '見本川').bits);
    expect(imprintFor(imprints, 'EXAMPLE').bits).not.toBe(imprintFor(imprints, '見本').bits);
  });

  it('are written in Latin letters as in passports', () => {
    expect(
      [
        'ミホン　タロウ',
        'ヒョウホン　ショウ',
        'ソウゾウ　シュン',
        'モギ　ジュンコ',
        'テンプレ',
        'シサク　チヨ',
      ].map(inLatinLetters),
    ).toEqual(['MIHON TARO', 'HYOHON SHO', 'SOZO SHUN', 'MOGI JUNKO', 'TEMPURE', 'SHISAKU CHIYO']);
    for (const { kana } of [...surnames, ...allGivenNames]) expect(inLatinLetters(kana)).toMatch(/^[A-Z]+$/);
    expect(() => inLatinLetters('太郎')).toThrow('katakana');
  });

  it('number children by their sex', () => {
    expect([childOf('male', 1), childOf('male', 2), childOf('female', 3)]).toEqual(['長男', '二男', '三女']);
  });
});
