import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { median, placedInPlace } from './median.ts';

it('is the middle one of the sorted values, the upper of two, and 0 of none', () => {
  expect([[], [7], [3, 1], [5, 1, 3]].map(median)).toEqual([0, 7, 3, 3]);
  const random = seededRandom(8);
  for (let length = 1; length < 60; length++) {
    // Few different values, so that many are equal.
    const values = Array.from({ length }, () => random.whole(-4, length % 5 === 0 ? -2 : 40));
    expect(median(values)).toBe(values.toSorted((a, b) => a - b)[Math.floor(length / 2)]);
  }
});

it('finds the value at any place of the sorted ones', () => {
  const random = seededRandom(9);
  const values = Float64Array.from({ length: 50 }, () => random.whole(0, 30));
  const found = Array.from(values, (_, place) => placedInPlace(values.slice(), place));
  expect(found).toEqual([...values.toSorted()]);
});
