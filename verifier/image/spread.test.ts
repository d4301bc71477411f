import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { emptyGrey } from './grey.ts';
import { spreadBox } from './spread.ts';

/** One-sided on purpose: what is mirrored shows. */
const taps = Array.from({ length: 81 }, (_, index) => ({
  dx: (index % 9) - 4,
  dy: Math.floor(index / 9) - 4,
})).filter(({ dx, dy }) => dx + dy < 7);

it.each([
  [{ left: 0, top: 0, right: 37, bottom: 29 }],
  [{ left: 5, top: 3, right: 21, bottom: 28 }],
  [{ left: 36, top: 28, right: 37, bottom: 29 }],
  [{ left: 9, top: 9, right: 9, bottom: 12 }],
])('adds the ink of %o and of nothing else, spread by a kernel as pixel by pixel', (box) => {
  const random = seededRandom(11);
  const ink = emptyGrey(37, 29);
  for (let at = 0; at < ink.data.length; at++) if (random.chance(0.1)) ink.data[at] = random.between(-1, 1);
  const weights = Float64Array.from(taps, () => random.between(-0.5, 1));
  const [into, plain] = [emptyGrey(37, 29), emptyGrey(37, 29)];
  into.data.fill(0.25);
  plain.data.fill(0.25);
  spreadBox(ink, box, taps, weights, into);
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++)
      for (const [index, { dx, dy }] of taps.entries()) {
        const [px, py] = [x + dx, y + dy];
        if (px < 0 || py < 0 || px >= 37 || py >= 29) continue;
        const at = py * 37 + px;
        plain.data[at] = (plain.data[at] ?? 0) + (ink.data[y * 37 + x] ?? 0) * (weights[index] ?? 0);
      }
  for (const [at, value] of into.data.entries()) expect(value).toBeCloseTo(plain.data[at] ?? NaN, 5);
});
