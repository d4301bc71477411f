import LineBreaker from 'linebreak';
import { describe, expect, it } from 'vitest';
import { keepsMarks, mayBreakBetween } from './line-break-classes.ts';

/** Where a line may end, as the Unicode consortium's algorithm has it (strict: small kana begin no line). */
function unicodeBreaks(text: string): ReadonlySet<number> {
  const breaker = new LineBreaker(text);
  const places = new Set<number>();
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) places.add(next.position);
  return places;
}

/** Kana, iteration marks, CJK punctuation and half-width forms: all that is assigned in these blocks. */
const japanese = [
  ...[
    [0x3001, 0x30ff],
    [0x31f0, 0x31ff],
    [0xff01, 0xffdc],
  ].flatMap(([from = 0, to = 0]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  ),
].filter((character) => /[^\P{Assigned}\p{Lu}\p{Ll}]/u.test(character));

describe('mayBreakBetween', () => {
  it.each([
    ['ｶ', 'ﾞ'],
    ['ﾌ', 'ﾟ'],
    ['か', '\u3099'],
    ['は', '\u309a'],
    ['テ', 'ィ'],
    ['ヴ', 'ェ'],
    ['丘', 'ヶ'],
    ['ｼ', 'ｮ'],
    ['カ', 'ー'],
    ['ｶ', 'ｰ'],
    ['佐', '々'],
    ['見', '〻'],
    ['こ', 'ゝ'],
    ['す', 'ゞ'],
    ['イ', 'ヽ'],
    ['ス', 'ヾ'],
    ['ア', 'ㇰ'],
    ['葛', '\u{e0102}'],
    ['一', '、'],
    ['一', '｡'],
    ['一', '）'],
    ['（', '一'],
    ['｢', '一'],
    ['1', '－'],
    ['1', '2'],
    ['5', '％'],
    ['￥', '1'],
    ['…', '…'],
    ['\ud842', '\udfb7'],
  ])('keeps %s%s on one line', (before, after) => {
    expect(mayBreakBetween(before, after)).toBe(false);
  });

  it.each([
    ['市', '見'],
    ['つ', 'く'],
    ['、', '一'],
    ['）', '一'],
    ['一', '（'],
    ['ー', 'カ'],
    ['ﾞ', 'ｷ'],
    ['目', '2'],
    ['2', '番'],
    ['ヶ', '丘'],
  ])('lets a line end between %s and %s', (before, after) => {
    expect(mayBreakBetween(before, after)).toBe(true);
  });

  it('agrees with Unicode about every kana and mark, but for hyphens and signs of numbers', () => {
    expect(japanese.length).toBeGreaterThan(350);
    const differ = japanese.filter((character) => {
      const places = unicodeBreaks(`見${character}本`);
      return (
        mayBreakBetween('見', character) !== places.has(1) ||
        mayBreakBetween(character, '本') !== places.has(1 + character.length)
      );
    });
    // JIS has the full-width hyphen and the wave with the hyphens; signs stay with numbers alone.
    // 〼 is read as the word that it stands for.
    expect(differ.join('')).toBe('〼＄％－～');
  });

  it('knows marks that no line is too short for', () => {
    for (const mark of ['ﾞ', 'ﾟ', '\u3099', '\u{e0102}', '\ufe00', '\u200d', '\udfb7'])
      expect(keepsMarks('見', mark)).toBe(false);
    for (const after of ['ー', 'ょ', '々', '、']) expect(keepsMarks('見', after)).toBe(true);
  });
});
