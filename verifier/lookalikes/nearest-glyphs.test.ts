import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { loadNearestGlyphs } from '../node/nearest-glyphs-file.ts';
import { nearestGlyphs } from './nearest-glyphs.ts';

const font = await loadMincho();
const table = await loadNearestGlyphs(font);

function glyphOf(character: string) {
  const [set] = font.set(character);
  if (set === undefined) throw new Error(`the font has no ${character}`);
  return set.glyph;
}

describe('the table of nearest glyphs', () => {
  it.each([
    ...[['大', '人'] as const, ['子', '了'] as const, ['生', '主'] as const, ['正', '止'] as const],
    ...[['城', '域'] as const, ['京', '亰'] as const, ['𠮷', '吉'] as const, ['ば', 'ぱ'] as const],
    ...[['カ', 'ガ'] as const, ['シ', 'ジ'] as const, ['か', 'が'] as const, [',', '.'] as const],
    ...[['3', '8'] as const, ['0', '6'] as const, ['1', 'J'] as const, ['高', '髙'] as const],
  ])('has, near %s, %s', (one, other) => {
    expect(table.to(glyphOf(one)).map(({ id }) => id)).toContain(glyphOf(other).id);
  });

  it('never has the glyph itself, nor one of a blank', () => {
    for (const character of '大子生正城京ばカシ1380,.年令一')
      expect(table.to(glyphOf(character)).map(({ id }) => id)).not.toContain(glyphOf(character).id);
    expect(table.to(glyphOf(' '))).toEqual([]);
  });

  // The search goes through the whole font for each.
  it.skipIf(!isLongRun)('says what the search finds in the font, which does without it', () => {
    const searched = nearestGlyphs(new Uint8Array(), font);
    for (const character of ['籍', 'ﾊ', '8', '、', '𠮷']) {
      const found = searched.to(glyphOf(character)).map(({ id }) => id);
      expect(table.to(glyphOf(character)).map(({ id }) => id)).toEqual(found);
    }
  });
});
