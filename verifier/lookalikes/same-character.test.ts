import { expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { loadNearestGlyphs } from '../node/nearest-glyphs-file.ts';
import { sameCharacters } from './same-character.ts';

const font = await loadMincho();
const idOf = (character: string) => font.font.glyphForCodePoint(character.codePointAt(0) ?? 0).id;

it('knows one character in two widths or alphabets, and no two characters as one', () => {
  const same = sameCharacters(font);
  for (const [one, two] of ['.．', 'MＭ', 'ｱア', '0０', 'MΜ', 'ΜМ', 'oо', 'ー－'].map((pair) =>
    Array.from(pair),
  ))
    expect([one, two, same(idOf(one ?? ''), idOf(two ?? ''))]).toEqual([one, two, true]);
  for (const [one, two] of ['日曰', '者\u{fa5b}', 'ばぱ', '1l', 'ー一', 'MN', '居𡱇'].map((pair) =>
    Array.from(pair),
  ))
    expect([one, two, same(idOf(one ?? ''), idOf(two ?? ''))]).toEqual([one, two, false]);
});

it('holds no character against itself in another width', async () => {
  const nearest = await loadNearestGlyphs(font);
  const same = sameCharacters(font);
  for (const character of '.,-0MI1アカ・ー') {
    const glyph = font.font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    expect(nearest.to(glyph).filter(({ id }) => same(glyph.id, id))).toEqual([]);
  }
});
