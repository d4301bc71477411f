import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphPath } from './glyph-path.ts';
import { graphemes } from '../../shared/graphemes.ts';
import { loadMincho } from './mincho.ts';

const font = await loadMincho();

describe('unprintable', () => {
  it.each([
    ['𠮷野　髙﨑'],
    ['葛\u{e0102}城'],
    ['葛\u{e0103}'],
    ['辻\u{e0102}'],
    ['邉\u{e0110}'],
    ['ミホン ﾀﾛｳ SAMPLE-EXAMPLE, No. 3'],
    ['（株）〒々〆ヶ'],
    [''],
  ])('accepts %s', (text) => {
    expect(font.unprintable(text)).toBeNull();
  });

  it.each([
    ['a selector that the font lacks for this base', '葛\u{e0100}城', '葛\u{e0100}'],
    ['a selector that only another base has', '山\u{e0102}', '山\u{e0102}'],
    ['two selectors', '葛\u{e0102}\u{e0102}', '葛\u{e0102}\u{e0102}'],
    ['a selector without a base', '\u{e0102}山', '\u{e0102}'],
    ['an emoji', '山😀', '😀'],
    ['an emoji selector', '☎\u{fe0f}', '☎\u{fe0f}'],
    ['private use, even where the font has a glyph', '見\u{f860}', '\u{f860}'],
    ['private use of plane 15', '\u{f0000}', '\u{f0000}'],
    ['a control', '見\n本', '\n'],
    ['a joiner that nobody sees', '見\u{200d}本', '\u{200d}'],
    ['a soft hyphen, which would print as a minus', 'A\u{ad}B', '\u{ad}'],
    ['a right-to-left override', '\u{202e}見本', '\u{202e}'],
    ['a voiced mark apart from its kana', 'か\u{3099}', 'か\u{3099}'],
    ['a lone surrogate', '\ud842', '\ud842'],
    ['a script that the font does not have', '한', '한'],
  ])('refuses %s', (_, text, character) => {
    expect(font.unprintable(text)).toBe(character);
  });

  it('agrees with set(): what is not refused has one visible glyph for each character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (font.unprintable(text) !== null) return;
        const set = font.set(text);
        expect(set.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join('')).toBe(text);
        expect(set.every(({ glyph }) => glyph.id > 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('set', () => {
  it('takes the glyph of the sequence, not the base glyph', () => {
    const glyphOf = (text: string) => font.set(text).map(({ glyph }) => glyph.id);
    expect(glyphOf('葛\u{e0102}')).not.toEqual(glyphOf('葛'));
    expect(glyphOf('葛\u{e0103}')).toEqual(glyphOf('葛'));
  });

  it('never draws a character that was not checked', () => {
    expect(() => font.set('葛\u{e0100}')).toThrow(/not refused in time/);
  });
});

describe('widthOf', () => {
  it('is one em for a kanji, even with a selector', () => {
    expect(font.widthOf('見', 3.5)).toBeCloseTo(3.5, 6);
    expect(font.widthOf('葛\u{e0102}', 3.5)).toBeCloseTo(3.5, 6);
  });

  it('adds up over characters and grows with the size', () => {
    const part = fc.string({
      unit: fc.constantFrom('見', 'A', 'i', '1', ' ', '　', 'ー', '𠮷', '辻\u{e0102}'),
    });
    fc.assert(
      fc.property(part, part, (one, two) => {
        expect(font.widthOf(one + two, 2)).toBeCloseTo(font.widthOf(one, 1) * 2 + font.widthOf(two, 2), 6);
      }),
    );
  });
});

describe('loadMincho', () => {
  it('names the Debian package when the font is not installed', async () => {
    await expect(loadMincho('/nonexistent/ipamjm.ttf')).rejects.toThrow(/fonts-ipamj-mincho/);
  });
});

describe('graphemes', () => {
  it('keeps every code unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(graphemes(text).join('')).toBe(text);
      }),
    );
  });
});

describe('glyphPath', () => {
  it('fills its box with an absolute path of moves, lines and cubic curves', () => {
    const path = glyphPath(font, '市', { x: 10, y: 20, w: 5, h: 8 });
    expect(path).toMatch(/^(?:M[\d. ]+(?:[LC][\d. ]+)*Z)+$/);
    const numbers = (path.match(/[\d.]+/g) ?? []).map(Number);
    const xs = numbers.filter((_, index) => index % 2 === 0);
    const ys = numbers.filter((_, index) => index % 2 === 1);
    expect(Math.min(...xs)).toBeCloseTo(10, 1);
    expect(Math.max(...xs)).toBeCloseTo(15, 1);
    expect(Math.min(...ys)).toBeCloseTo(20, 1);
    expect(Math.max(...ys)).toBeCloseTo(28, 1);
  });

  it('does not stretch a single stroke', () => {
    const ys = (glyphPath(font, '一', { x: 0, y: 0, w: 10, h: 10 }).match(/[\d.]+/g) ?? [])
      .map(Number)
      .filter((_, index) => index % 2 === 1);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(3);
  });
});
