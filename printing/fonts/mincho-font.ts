import { create } from 'fontkit';
import type { Glyph, TrueTypeFont } from 'fontkit';
import { codePointsOf, graphemes, isVariationSelector } from '../../shared/graphemes.ts';
import { subsetter } from './subset.ts';
import { readVariationSequences } from './variation-sequences.ts';
import type { VariationSequences } from './variation-sequences.ts';

/** A character of the text with the single glyph that prints it. */
export interface SetCharacter {
  readonly codePoints: readonly number[];
  readonly glyph: Glyph;
}

/** IPAmj Mincho, the typeface of every certificate: loaded once (46 MB) and shared by all sheets. */
export interface MinchoFont {
  readonly font: TrueTypeFont;
  /**
   * Width of a text in mm when set at `size` mm and not narrowed. Nothing is kerned or joined.
   * @throws as `set` does
   */
  widthOf(text: string, size: number): number;
  /**
   * The first character (base, selector, marks) that this font cannot print exactly, or null. Controls, private use,
   * combining marks, invisible glyphs and variation sequences that the font lacks are all refused: a certificate must not be
   * issued with a similar character in place of the true one (Minato's guide: "go to a window").
   */
  unprintable(text: string): string | null;
  /**
   * The text glyph by glyph, left to right.
   * @throws when a character is not printable: call `unprintable` first
   */
  set(text: string): readonly SetCharacter[];
  /** A TrueType file of these glyphs alone, in their order. */
  subset(glyphs: readonly number[]): Uint8Array;
}

const refusedCategories = /^[\p{C}\p{Zl}\p{Zp}\p{M}]$/u;
const space = /^\p{Zs}$/u;

/**
 * IPAmj Mincho from the bytes of its file, even where there are no files: on the verifier's page in a browser.
 * @throws an Error when the bytes are another font, or none
 */
export function minchoFrom(file: Uint8Array): MinchoFont {
  const font = create(file);
  if ('fonts' in font) throw new Error('a collection of fonts, not IPAmj Mincho');
  return minchoFont(font, file);
}

function minchoFont(font: TrueTypeFont, file: Uint8Array): MinchoFont {
  const sequences = readVariationSequences(file);
  const known = new Map<string, SetCharacter>();

  /**
   * Remembered, because finding a glyph takes longer than all the rest of a layout. There are no more of them than the font has
   * characters, and a single character identifies nobody.
   */
  function found(character: string): SetCharacter | null {
    const remembered = known.get(character);
    if (remembered !== undefined) return remembered;
    const glyph = findGlyph(font, sequences, character);
    if (glyph === null) return null;
    const set = { codePoints: codePointsOf(character), glyph };
    known.set(character, set);
    return set;
  }

  function set(text: string): SetCharacter[] {
    return graphemes(text).map((character) => {
      const one = found(character);
      if (one === null) throw new Error('a character that the font cannot print was not refused in time');
      return one;
    });
  }

  return {
    font,
    set,
    widthOf: (text, size) =>
      (set(text).reduce((sum, { glyph }) => sum + glyph.advanceWidth, 0) * size) / font.unitsPerEm,
    unprintable: (text) => graphemes(text).find((character) => found(character) === null) ?? null,
    subset: subsetter(file),
  };
}

function findGlyph(font: TrueTypeFont, sequences: VariationSequences, character: string): Glyph | null {
  const [base, selector, ...more] = codePointsOf(character);
  if (base === undefined || more.length > 0) return null;
  const text = String.fromCodePoint(base);
  if (refusedCategories.test(text) || !font.hasGlyphForCodePoint(base)) return null;
  let glyph = font.glyphForCodePoint(base);
  if (selector !== undefined) {
    const own = isVariationSelector(selector) ? sequences.glyphOf(base, selector) : null;
    if (own === null) return null;
    if (own !== 'usual') glyph = font.getGlyph(own);
  }
  const blank = glyph.path.commands.length === 0;
  return glyph.id === 0 || blank !== space.test(text) ? null : glyph;
}
