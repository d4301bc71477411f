import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { bothLooks, closerNoise, judgeTold, noiseOf } from './telling-noise.ts';
import type { Told } from './tell-apart.ts';

const font = await loadMincho();
const other = font.font.getGlyph(1);

function told(leaning: number, difference: number, edges = 1): Told {
  return { tellings: [{ other, by: 'form', leaning, difference }], edges };
}

const judged = ({ tellings }: Told, noise: number) => judgeTold(tellings, noise);

describe('judgeTold', () => {
  it('finds the other glyph where the scan shows it clearly', () => {
    expect(judged(told(1, 2), 0.1)).toBe('changed');
  });
  it('keeps its own where the other is far away', () => {
    expect(judged(told(0.1, 2), 0.1)).toBe(null);
    expect(judged(told(-0.4, 1), 0.2)).toBe(null);
  });
  it('does not know between the two, nor where noise is as large as the difference', () => {
    expect(judged(told(0.65, 2), 0.1)).toBe('untold');
    expect(judged(told(1, 0.5), 0.1)).toBe('untold');
    expect(judged(told(0, 0.3), 0.2)).toBe('untold');
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

describe('bothLooks', () => {
  const looks = (first: number, closer: number, less = 1) =>
    bothLooks(
      [{ other, by: 'form', leaning: first, difference: 1 }],
      [{ other, by: 'form', leaning: closer, difference: 2 }],
      less,
    );

  it('believes a closer look that leans less', () => {
    expect(looks(0.9, 0.1)).toEqual([{ other, by: 'form', leaning: 0.1, difference: 2 }]);
  });
  it('takes the mean where the closer one leans more', () => {
    expect(looks(0.3, 0.9)).toEqual([{ other, by: 'form', leaning: 0.6, difference: 2 }]);
  });
});

it('a first look counts alone where the closer one lost more of the difference than of the noise', () => {
  const first = [{ other, by: 'form', leaning: 0.2, difference: 4 }] as const;
  const closer = [{ other, by: 'form', leaning: 0.4, difference: 2 }] as const;
  expect(bothLooks(first, closer, 0.8)).toEqual([{ other, by: 'form', leaning: 0.2, difference: 3.2 }]);
  expect(bothLooks(first, closer, 0.4)).not.toEqual(bothLooks(first, closer, 0.8));
});

describe('closerNoise', () => {
  const look = (first: number, closer: number) => ({
    first: told(first, 2).tellings,
    closer: told(closer, 2).tellings,
  });

  it('is the share that a closer look leaves of the noise, and never more than all of it', () => {
    expect(closerNoise([look(0.2, 0.1), look(-0.2, 0.1), look(0.2, -0.1)])).toBeCloseTo(0.5);
    expect(closerNoise([look(0.1, 0.3)])).toBe(1);
    expect(closerNoise([look(0.1, 0)])).toBeGreaterThan(0.1);
  });
});
