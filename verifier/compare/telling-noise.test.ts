import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { judgeTold, noiseOf } from './telling-noise.ts';
import type { Told } from './tell-apart.ts';

const font = await loadMincho();
const other = font.font.getGlyph(1);

function told(leaning: number, difference: number, edges = 1): Told {
  return { tellings: [{ other, leaning, difference }], edges };
}

describe('judgeTold', () => {
  it('finds the other glyph where the scan shows it clearly', () => {
    expect(judgeTold(told(1, 2), 0.1)).toBe('changed');
  });
  it('keeps its own where the other is far away', () => {
    expect(judgeTold(told(0.1, 2), 0.1)).toBe(null);
    expect(judgeTold(told(-0.4, 1), 0.2)).toBe(null);
  });
  it('does not know between the two, nor where noise is as large as the difference', () => {
    expect(judgeTold(told(0.65, 2), 0.1)).toBe('untold');
    expect(judgeTold(told(1, 0.5), 0.1)).toBe('untold');
    expect(judgeTold(told(0, 0.3), 0.2)).toBe('untold');
  });
});

describe('noiseOf', () => {
  const many = (noise: number, edges: number) =>
    Array.from({ length: 60 }, (_, index) =>
      told((noise * (index % 2 === 0 ? 1 : -1) * (0.5 + (index % 7) / 6)) / 2, 2, edges),
    );

  it('is measured where characters have as many edges', () => {
    const noise = noiseOf([...many(0.1, 1), ...many(0.4, 10)]);
    expect(noise(10)).toBeGreaterThan(2.5 * noise(1));
  });

  it('does not grow by the few that were changed', () => {
    const sound = noiseOf(many(0.1, 1))(1);
    const some = noiseOf([...many(0.1, 1), ...Array.from({ length: 8 }, () => told(1, 3))])(1);
    expect(some).toBeLessThan(1.4 * sound);
  });
});
