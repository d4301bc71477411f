import { create } from 'fontkit';
import type { TrueTypeFont } from 'fontkit';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { debianPath, loadMincho } from './mincho.ts';
import { subsetter } from './subset.ts';

/** Of the Debian package fonts-noto-core; it puts Ä together from A and a dieresis. */
const noto = '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf';
const mincho = await loadMincho();

function opened(file: Uint8Array): TrueTypeFont {
  const font = create(file);
  if ('fonts' in font) throw new Error('one font');
  return font;
}

const outlines = (font: TrueTypeFont, glyphs: readonly number[]) =>
  glyphs.map((glyph) => {
    const { advanceWidth, path } = font.getGlyph(glyph);
    return { advanceWidth, commands: path.commands };
  });

describe('a subset', () => {
  const glyphs = [0, ...Array.from({ length: 400 }, (_, index) => 1 + index * 149)];

  it('has the outlines and widths of the font, and so has the one that fontkit cuts', () => {
    const places = glyphs.map((_, place) => place);
    const expected = outlines(mincho.font, glyphs);
    expect(outlines(opened(mincho.subset(glyphs)), places)).toEqual(expected);
    const other = mincho.font.createSubset();
    other.glyphs.push(...glyphs.slice(1));
    expect(outlines(opened(other.encode()), places)).toEqual(expected);
  });

  it('may hold a glyph twice, for two characters', () => {
    const [one, two] = outlines(opened(mincho.subset([0, 500, 500])), [1, 2]);
    expect(one).toEqual(two);
    expect(one?.commands.length).toBeGreaterThan(0);
  });

  it('brings what a composite glyph is put together from', () => {
    const file = readFileSync(noto);
    const whole = opened(file);
    const wanted = Array.from('ÄÖñ', (letter) => whole.glyphForCodePoint(letter.codePointAt(0) ?? 0).id);
    const cut = opened(subsetter(file)([0, ...wanted]));
    expect(outlines(cut, [1, 2, 3])).toEqual(outlines(whole, wanted));
    expect(cut.numGlyphs).toBeGreaterThan(4);
  });

  it('leaves the file as it is', () => {
    const file = readFileSync(noto);
    subsetter(file)([0, ...Array.from({ length: 300 }, (_, glyph) => glyph)]);
    expect(file.equals(readFileSync(noto))).toBe(true);
  });

  it('is refused of a file that is cut off', () => {
    const file = readFileSync(debianPath);
    expect(() => subsetter(file.subarray(0, 1_000_000))).toThrow(RangeError);
  });
});
