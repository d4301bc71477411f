import { describe, expect, it } from 'vitest';
import { glyphPath } from '../fonts/glyph-path.ts';
import { graphemes } from '../../shared/graphemes.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { officialSeal } from './official-seal.ts';

const font = await loadMincho();

/** Centre of each closed shape of a path. */
function shapes(d: string): { x: number; y: number }[] {
  return d
    .split('Z')
    .filter((part) => part !== '')
    .map((part) => {
      const numbers = (part.match(/[\d.]+/g) ?? []).map(Number);
      const middle = (rest: number) => {
        const those = numbers.filter((_, index) => index % 2 === rest);
        return (Math.min(...those) + Math.max(...those)) / 2;
      };
      return { x: middle(0), y: middle(1) };
    });
}

const contours = (character: string) =>
  glyphPath(font, character, { x: 0, y: 0, w: 1, h: 1 }).split('Z').length - 1;

describe('officialSeal', () => {
  it.each([
    ['つくば市長之印', ['つくば', '市長', '之印']],
    ['苫小牧市長之印', ['苫小牧', '市長', '之印']],
    ['荒川区長之印', ['荒川区', '長之印']],
    ['港区長之印', ['港区長', '之印']],
    ['見本長印', ['見本', '長印']],
    ['上野原市長之印', ['上野原', '市長', '之印']],
    ['厚生労働大臣之印', ['厚生労', '働大臣', '之印']],
    ['いわき市見本区長印', ['いわき', '市見本', '区長印']],
    ['つくばみらい市長之印', ['つくばみ', 'らい市', '長之印']],
    ['かすみがうら市長職之印', ['かすみが', 'うら市長', '職之印']],
    ['いちき串木野市長職務之印', ['いちき串', '木野市長', '職務之印']],
    ['いちき串木野市長職務代理者印', ['いちき串', '木野市長', '職務代', '理者印']],
    ['いちき串木野市長職務代理者之印', ['いちき串', '木野市長', '職務代理', '者之印']],
    ['葛\u{e0102}見本みらい市長職務代理者之印', ['葛\u{e0102}見本み', 'らい市長', '職務代理', '者之印']],
    ['つくばみらい市長職務代理見本之印', ['つくばみ', 'らい市長', '職務代理', '見本之印']],
  ])('cuts %s in columns from right to left', (text, columns) => {
    const seal = officialSeal(text, { x: 100, y: 50 }, 21, font);
    if (seal.op !== 'path') throw new Error('not a path');
    expect(seal.color).toBe('vermilion');
    const [outer, inner, ...ink] = shapes(seal.d);
    expect([outer, inner]).toEqual([
      { x: 110.5, y: 60.5 },
      { x: 110.5, y: 60.5 },
    ]);
    let from = 0;
    const side = 21 * 0.85;
    for (const [index, column] of columns.entries()) {
      const right = 100 + (21 + side) / 2 - (index * side) / columns.length;
      const characters = graphemes(column);
      for (const [row, character] of characters.entries()) {
        const middle = 50 + (21 - side) / 2 + ((row + 0.5) * side) / characters.length;
        const own = ink.slice(from, from + contours(character));
        from += own.length;
        expect(own.length).toBeGreaterThan(0);
        for (const { x, y } of own) {
          expect(x).toBeLessThan(right);
          expect(x).toBeGreaterThan(right - side / columns.length);
          expect(Math.abs(y - middle)).toBeLessThan(side / characters.length / 2);
        }
      }
    }
    expect(from).toBe(ink.length);
  });
});
