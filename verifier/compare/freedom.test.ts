import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { dot, freedomOf, freedomOfParts, without } from './freedom.ts';

const size = { width: 23, height: 19 };

function picture(seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: size.width * size.height }, (_, at) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    return x < 2 || y < 2 || x > 20 || y > 16 ? 0 : random.next();
  });
}

it.each([freedomOf, freedomOfParts])('takes out all that is free, and nothing else', (make) => {
  const glyph = picture(1);
  const freedom = make(glyph, size);
  expect(freedom.count).toBeGreaterThanOrEqual(8);
  const rest = without(picture(2), freedom);
  const stride = freedom.vectors.length / freedom.count;
  const vectors = Array.from({ length: freedom.count }, (_, index) =>
    freedom.vectors.slice(index * stride, index * stride + freedom.length),
  );
  for (const [index, vector] of vectors.entries()) {
    expect(dot(vector, rest)).toBeCloseTo(0, 8);
    for (const [other, two] of vectors.entries())
      expect(dot(vector, two)).toBeCloseTo(index === other ? 1 : 0, 8);
  }
  const taken = picture(2).map((value, at) => value - (rest[at] ?? 0));
  const back = vectors.reduce((sum, vector) => {
    const share = dot(vector, taken);
    return sum.map((value, at) => value - share * (vector[at] ?? 0));
  }, taken);
  expect(dot(back, back)).toBeCloseTo(0, 8);
  const own = without(Float64Array.from(glyph), freedom);
  expect(dot(own, own)).toBeCloseTo(0, 8);
});

it('keeps one freedom apart from another that was made since', () => {
  const [one, two] = [freedomOf(picture(1), size), freedomOfParts(picture(3), size)];
  const first = without(picture(2), one);
  without(picture(2), two);
  expect(without(picture(2), one)).toEqual(first);
});

it('drops what the ones before can make', () => {
  // Of an empty picture nothing is free but paper.
  expect(freedomOf(new Float64Array(size.width * size.height), size).count).toBe(1);
});
