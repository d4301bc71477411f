import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStream } from './stream.ts';

const seeds = fc.integer({ min: 0, max: 999 });
const indexes = fc.integer({ min: 0, max: 10_000_000 });

function numbers(seed: number, index: number): readonly number[] {
  const stream = openStream(seed, index);
  return Array.from({ length: 20 }, () => stream.unit());
}

describe('a stream of choices', () => {
  it('is the same for the same seed and index, and another for any other', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        expect(numbers(seed, index)).toEqual(numbers(seed, index));
        expect(numbers(seed, index + 1)).not.toEqual(numbers(seed, index));
        expect(numbers(seed + 1, index)).not.toEqual(numbers(seed, index));
        for (const number of numbers(seed, index)) expect(number >= 0 && number < 1).toBe(true);
      }),
    );
  });

  it('draws evenly, including the first number of neighbouring streams', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < 20_000; index++) {
      const tenth = openStream(1, index).below(10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Five standard deviations of a binomial distribution with n = 20,000 and p = 1/10.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(2000 * 0.9));
  });

  it('draws choices by their weights', () => {
    const stream = openStream(7, 7);
    const drawn = Array.from({ length: 10_000 }, () =>
      stream.weighted([
        ['rare', 1],
        ['often', 3],
        ['never', 0],
      ]),
    );
    const rare = drawn.filter((each) => each === 'rare').length;
    expect(Math.abs(rare - 2500)).toBeLessThan(5 * Math.sqrt(2500 * 0.75));
    expect(drawn).not.toContain('never');
    expect(() => stream.pick([])).toThrow('nothing to choose from');
  });
});
