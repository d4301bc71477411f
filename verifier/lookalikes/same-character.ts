import type { MinchoFont } from '../../printing/fonts/mincho.ts';

/** Features that set a character in another width, and nothing else. */
const widths = ['hwid', 'fwid', 'pwid', 'ruby'] as const;
/** Latin, signs and kana are set in several widths; kanji in one. */
const setInWidths = [
  { from: 0x20, to: 0x30_ff },
  { from: 0xff_01, to: 0xff_ef },
] as const;

/** Letters that three alphabets have in common, as they are read: Latin, Greek, Cyrillic; and a line for the long vowel, or for minus. */
const common = [
  ...[
    'AΑА',
    'BΒВ',
    'CС',
    'EΕЕ',
    'HΗН',
    'IΙІ',
    'KΚК',
    'MΜМ',
    'NΝ',
    'OΟО',
    'PΡР',
    'SЅ',
    'TΤТ',
    'XΧХ',
    'YΥ',
    'ZΖ',
  ],
  ...['aа', 'cс', 'eе', 'iі', 'jј', 'oοо', 'pр', 'xх', 'yу', 'ΓГ', 'ΠП', 'ΦФ', 'ー－'],
] as const;

/**
 * Whether two glyphs are one character in two widths, as . and ． are, or in two alphabets, as M and Μ: who changes one for the other has
 * changed nothing that is read. Variants of a kanji are not, because a name may turn on them.
 */
export function sameCharacters({ font }: MinchoFont): (one: number, two: number) => boolean {
  const first = new Map<number, number>();
  const firstOf = (id: number): number => {
    const known = first.get(id);
    return known === undefined ? id : firstOf(known);
  };
  const join = (one: number, two: number) => {
    const [a, b] = [firstOf(one), firstOf(two)];
    if (a !== b) first.set(Math.max(a, b), Math.min(a, b));
  };
  for (const { from, to } of setInWidths)
    for (let code = from; code <= to; code++) {
      if (!font.hasGlyphForCodePoint(code)) continue;
      const character = String.fromCodePoint(code);
      const { id } = font.glyphForCodePoint(code);
      const usual = code < 0xff_00 ? character : character.normalize('NFKC');
      const [only, ...more] = Array.from(usual, (each) => each.codePointAt(0) ?? code);
      if (only !== undefined && more.length === 0 && font.hasGlyphForCodePoint(only))
        join(id, font.glyphForCodePoint(only).id);
      for (const width of widths) {
        const [glyph, ...others] = font.layout(character, [width]).glyphs;
        if (glyph !== undefined && others.length === 0) join(id, glyph.id);
      }
    }
  for (const letters of common) {
    const [first, ...others] = Array.from(
      letters,
      (letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id,
    );
    for (const other of others) if (first !== undefined && first > 0 && other > 0) join(first, other);
  }
  return (one, two) => firstOf(one) === firstOf(two);
}
