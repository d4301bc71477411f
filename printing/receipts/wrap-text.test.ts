import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableText } from './jis-text.ts';
import { columnsOf, wrapped } from './wrap-text.ts';

describe('text wrapped to lines', () => {
  it('counts two columns for what is as wide as kanji', () => {
    expect([columnsOf('ABC'), columnsOf('ｶﾞ'), columnsOf('証明'), columnsOf('¥1円')]).toEqual([3, 2, 4, 5]);
  });

  it('keeps Japanese phrases and English words whole', () => {
    expect(wrapped('この機械の同じ画面で、マイナンバーカードを使って確かめられます。', 40)).toEqual([
      'この機械の同じ画面で、',
      'マイナンバーカードを使って',
      '確かめられます。',
    ]);
    expect(wrapped('すべての証明書とお名前', 16)).toEqual(['すべての証明書と', 'お名前']);
    expect(wrapped('show this slip to the staff', 12)).toEqual(['show this', 'slip to the', 'staff']);
    expect(wrapped('お電話 0120-95-0178', 14)).toEqual(['お電話', '0120-95-0178']);
  });

  it('begins no line with a comma, and ends none with an opening bracket', () => {
    expect(wrapped('確かめ、（夜中も）出ます。', 12)).toEqual(['確かめ、', '（夜中も）', '出ます。']);
  });

  it('keeps a particle with the brackets before it', () => {
    expect(wrapped('カード（顔認証）は使えません。', 16)).toEqual(['カード', '（顔認証）は', '使えません。']);
  });

  it('breaks a single word that is too long where the line is full', () => {
    expect(wrapped('Llanfairpwllgwyngyll', 8)).toEqual(['Llanfair', 'pwllgwyn', 'gyll']);
    expect(wrapped('証明書交付', 5)).toEqual(['証明', '書交', '付']);
    expect(wrapped('ｽﾏｰﾄﾌｫﾝｶﾞｲﾄﾞ', 5)).toEqual(['ｽﾏｰﾄ', 'ﾌｫﾝｶﾞ', 'ｲﾄﾞ']);
    expect(wrapped('シャッターチャンス', 8)).toEqual(['シャッ', 'ターチャ', 'ンス']);
    expect(wrapped('', 5)).toEqual(['']);
  });

  it('keeps a mark with its character where no break is allowed anywhere', () => {
    expect(wrapped('「「「カ\u3099', 4)).toEqual(['「「', '「', 'カ\u3099']);
    expect(wrapped('ー'.repeat(4) + 'ｶﾞ', 3)).toEqual(['ー', 'ー', 'ー', 'ー', 'ｶﾞ']);
  });

  it('is never wider than its columns, and loses nothing but spaces at breaks', () => {
    const plain = (text: string): string => text.replaceAll(' ', '');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 80 }),
          fc.stringMatching(/^[あいお、。（）ー 証明カード A-Z0-9]{0,60}$/u),
        ),
        fc.integer({ min: 2, max: 48 }),
        (raw, columns) => {
          const text = printableText(raw);
          const lines = wrapped(text, columns);
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
          expect(plain(lines.join(''))).toBe(plain(text));
        },
      ),
    );
  });
});
