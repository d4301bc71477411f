import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../fonts/mincho.ts';
import { keepsMarks, mayBreakBetween } from '../fonts/line-break-classes.ts';
import { graphemes } from '../../shared/graphemes.ts';
import { breakLines, fitText, leading, leastSize, leastStretch } from './fit-text.ts';

const font = await loadMincho();
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');
const cell = { width: 40, height: 8 };

describe('fitText', () => {
  it('leaves a short text as it is', () => {
    expect(fitText('見本　太郎', cell, 4, font)).toEqual({ size: 4, stretch: 1, lines: ['見本　太郎'] });
  });

  it('sets a longer text narrower', () => {
    expect(fitText('見'.repeat(14), cell, 4, font)).toEqual({
      size: 4,
      stretch: 0.714,
      lines: ['見'.repeat(14)],
    });
  });

  it('then sets it on several lines, when that keeps its characters wider', () => {
    const fitted = fitText('見'.repeat(22), cell, 4, font);
    expect(fitted?.lines).toHaveLength(2);
    expect(fitted?.size).toBeGreaterThan(3.5);
  });

  it('then sets it smaller, where there is no height for a second line', () => {
    const fitted = fitText('見'.repeat(22), { width: 40, height: 4.4 }, 4, font);
    expect(fitted?.lines).toHaveLength(1);
    expect(fitted?.size).toBeLessThan(4);
  });

  it('returns null for a text that does not fit', () => {
    expect(fitText('見'.repeat(100), cell, 4, font)).toBeNull();
  });

  it('keeps Latin words whole and does not begin a line with a long-vowel mark', () => {
    expect(fitText('SAMPLE MARIA EXAMPLE ALBUQUERQUE SOUSA', cell, 4, font)?.lines).toEqual([
      'SAMPLE MARIA EXAMPLE',
      'ALBUQUERQUE SOUSA',
    ]);
    const kana = 'ミホンサンプ' + 'カー'.repeat(7) + 'ア';
    expect(fitText(kana, { width: 24, height: 8 }, 3.4, font)?.lines).toEqual([
      'ミホンサンプカーカー',
      'カーカーカーカーカーア',
    ]);
  });

  it('keeps a number on one line when it is shorter than the line', () => {
    const lines = (text: string) => fitText(text, { width: 24, height: 8 }, 3.4, font)?.lines;
    expect(lines('茨城県架空1234番地の56')).toEqual(['茨城県架空', '1234番地の56']);
    expect(lines('9'.repeat(24))?.join('')).toBe('9'.repeat(24));
  });

  it('never cuts off a text, and never leaves the cell', () => {
    const text = fc.string({
      unit: fc.constantFrom('見', 'ー', '・', 'A', 'i', '1', ' ', '　', '𠮷', '葛\u{e0102}', '（', '）'),
      minLength: 1,
      maxLength: 120,
    });
    const space = fc.record({
      width: fc.double({ min: 6, max: 150, noNaN: true }),
      height: fc.double({ min: 3, max: 16, noNaN: true }),
    });
    let fits = 0;
    fc.assert(
      fc.property(text, space, fc.constantFrom(2.4, 3, 3.4, 4.6), (value, room, size) => {
        const fitted = fitText(value, room, size, font);
        if (fitted === null) return;
        fits++;
        expect(withoutSpaces(fitted.lines.join(''))).toBe(withoutSpaces(value));
        expect(fitted.size).toBeGreaterThanOrEqual(leastSize);
        expect(fitted.size).toBeLessThanOrEqual(size);
        expect(fitted.stretch).toBeGreaterThanOrEqual(leastStretch);
        for (const line of fitted.lines)
          expect(font.widthOf(line, fitted.size) * fitted.stretch).toBeLessThanOrEqual(room.width + 1e-9);
        if (fitted.lines.length > 1)
          expect(fitted.size * (1 + leading * (fitted.lines.length - 1))).toBeLessThanOrEqual(
            room.height + 1e-9,
          );
      }),
      { numRuns: 500 },
    );
    expect(fits).toBeGreaterThan(100);
  });
});

describe('breakLines', () => {
  /** As many full-width characters as fit, of 1 mm. */
  const lines = (text: string, columns: number) => breakLines(text, columns, 1, font);

  it.each([
    ['テストティー', 4, ['テスト', 'ティー']],
    ['見本ヴェール', 3, ['見本', 'ヴェー', 'ル']],
    ['見旭丘ヶ丘', 3, ['見旭', '丘ヶ丘']],
    ['見本佐々木', 3, ['見本', '佐々木']],
    ['ミホンｶﾞｷﾞ', 4, ['ミホンｶﾞ', 'ｷﾞ']],
    ['ミホンaｶﾞｷﾞ', 4, ['ミホンa', 'ｶﾞｷﾞ']],
    ['見本市「例示」町', 4, ['見本市', '「例示」', '町']],
    ['見本一丁目、町', 5, ['見本一丁', '目、町']],
    ['ーーーーー', 2, ['ーー', 'ーー', 'ー']],
    ['ｶﾞﾞﾞﾞﾞ', 1, ['ｶﾞ', 'ﾞﾞ', 'ﾞﾞ']],
    ['見本　ー町', 2, ['見', '本　', 'ー町']],
  ])('sets %s on lines of %i', (text, columns, expected) => {
    expect(lines(text, columns)).toEqual(expected);
  });

  it('begins and ends no line with what may not, where it could end elsewhere; and loses nothing but a space', () => {
    const unit = fc.constantFrom(
      ...['見', '本', '葛\u{e0102}', '𠮷', 'テ', 'ィ', 'ヴ', 'ェ', 'ー', '々', '〻', 'ヶ', 'ゝ', 'ヾ', 'ㇰ'],
      ...[
        'ｶ',
        'ﾞ',
        'ﾟ',
        'ｮ',
        'ｰ',
        '、',
        '。',
        '・',
        '（',
        '）',
        '「',
        '」',
        '…',
        'A',
        'i',
        '1',
        '2',
        '％',
        '-',
        ' ',
        '　',
      ],
    );
    let broken = 0;
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 15, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (units, columns) => {
          const text = units.join('');
          const set = lines(text, columns);
          if (set === null) throw new Error('no character is wider than 1 mm');
          expect(withoutSpaces(set.join(''))).toBe(withoutSpaces(text));
          for (const line of set) expect(font.widthOf(line, 1)).toBeLessThanOrEqual(columns + 1e-6);
          const begins = startsOf(text, set);
          for (const [index, from] of begins.entries()) {
            const next = begins[index + 1];
            if (next === undefined) continue;
            broken++;
            const characters = graphemes(text);
            const end = from + graphemes(set[index] ?? '').length;
            const may = (place: number) => {
              const after = characters[place] ?? '';
              const seen = /^\p{Zs}$/u.test(after) ? (characters[place + 1] ?? '') : after;
              return mayBreakBetween(characters[place - 1] ?? '', seen);
            };
            if (may(end)) continue;
            const places = Array.from({ length: end - from }, (_, back) => from + 1 + back);
            expect(places.filter(may)).toEqual([]);
            if (!keepsMarks(characters[end - 1] ?? '', characters[end] ?? ''))
              expect(
                places.filter((at) => keepsMarks(characters[at - 1] ?? '', characters[at] ?? '')),
              ).toEqual([]);
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(broken).toBeGreaterThan(1000);
  });

  it('has no line for a character that is wider', () => {
    expect(breakLines('見', 0.9, 1, font)).toBeNull();
  });
});

/** Where each line begins in a text, in characters: behind the line before it, and the one space that a break may take. */
function startsOf(text: string, lines: readonly string[]): number[] {
  const characters = graphemes(text);
  let from = 0;
  return lines.map((line) => {
    const own = graphemes(line);
    if (own.some((character, index) => characters[from + index] !== character)) from += 1;
    const begin = from;
    from += own.length;
    return begin;
  });
}
