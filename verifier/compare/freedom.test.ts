import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { dot, freedomOf, freedomOfParts, without } from './freedom.ts';
import type { Freedom } from './freedom.ts';

const size = { width: 23, height: 19 };

function picture(seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: size.width * size.height }, (_, at) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    return x < 2 || y < 2 || x > 20 || y > 16 ? 0 : random.next();
  });
}

/** Each picture that is free, pixel by pixel. */
function picturesOf({ changes, width }: Freedom): readonly Float64Array[] {
  return changes.map(({ change, rows, columns }) =>
    change.map((value, at) => value * (rows?.[Math.floor(at / width)] ?? 1) * (columns?.[at % width] ?? 1)),
  );
}

/** The plain way: each picture less its share in those before it. */
function plainly(of: Float64Array, freedom: Freedom): Float64Array {
  const vectors: Float64Array[] = [];
  const lessThem = (one: Float64Array) =>
    vectors.reduce((left, vector) => {
      const share = dot(vector, left);
      return left.map((value, at) => value - share * (vector[at] ?? 0));
    }, one);
  for (const free of picturesOf(freedom)) {
    const left = lessThem(free);
    const energy = dot(left, left);
    if (energy > 1e-6 * dot(free, free)) vectors.push(left.map((value) => value / Math.sqrt(energy)));
  }
  return lessThem(of);
}

it.each([freedomOf, freedomOfParts])('takes out all that is free, and nothing else', (make) => {
  const glyph = picture(1);
  const freedom = make(glyph, size);
  const rest = without(picture(2), freedom);
  const plain = plainly(picture(2), freedom);
  for (const [at, value] of rest.entries()) expect(value).toBeCloseTo(plain[at] ?? NaN, 9);
  for (const free of [glyph, ...picturesOf(freedom)]) {
    expect(dot(free, rest)).toBeCloseTo(0, 8);
    const left = without(Float64Array.from(free), freedom);
    expect(dot(left, left)).toBeLessThanOrEqual(1e-6 * dot(free, free));
  }
});

it('keeps one freedom apart from another that was made since', () => {
  const [one, two] = [freedomOf(picture(1), size), freedomOfParts(picture(3), size)];
  const first = without(picture(2), one);
  const second = without(picture(2), two);
  expect(second).not.toEqual(first);
  expect(without(picture(2), one)).toEqual(first);
});

it('takes nothing but paper out where the glyph has no ink', () => {
  const freedom = freedomOf(new Float64Array(size.width * size.height), size);
  const rest = without(picture(2), freedom);
  expect(dot(rest, rest)).toBeGreaterThan(0);
  for (const [at, value] of rest.entries())
    expect(value).toBeCloseTo(plainly(picture(2), freedom)[at] ?? NaN, 9);
});
