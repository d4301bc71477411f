import { expect, it } from 'vitest';
import { seededRandom } from '../../testing/scans/random.ts';
import { smoothDisplacement } from './displacement.ts';
import type { TileShift } from './displacement.ts';

const bent = ({ x, y }: { x: number; y: number }) => ({
  x: 0.6 * Math.sin((2 * Math.PI * y) / 260),
  y: 0.4 * Math.sin((2 * Math.PI * x) / 220 + 1),
});

it('follows paper that is bent, through noise, past tiles that say nonsense, and past rules that know one way only', () => {
  const random = seededRandom(5);
  const tiles: TileShift[] = [];
  for (let x = 8; x < 205; x += 9)
    for (let y = 8; y < 292; y += 9) {
      const { x: dx, y: dy } = bent({ x, y });
      const wrong = random.chance(0.05);
      const rule = random.chance(0.2);
      tiles.push({
        at: { x, y },
        dx: rule || wrong ? random.between(-2, 2) : dx + 0.02 * random.normal(),
        dy: wrong ? random.between(-2, 2) : dy + 0.02 * random.normal(),
        sureX: rule ? 0 : 0.2,
        sureY: 0.2,
      });
    }
  const shift = smoothDisplacement(tiles, 18, 0.4);
  for (let x = 15; x < 200; x += 12)
    for (let y = 15; y < 285; y += 12) {
      const [is, was] = [shift({ x, y }), bent({ x, y })];
      expect(Math.abs(is.x - was.x)).toBeLessThan(0.08);
      expect(Math.abs(is.y - was.y)).toBeLessThan(0.08);
    }
});

it('moves nothing where nothing was found', () => {
  expect(smoothDisplacement([], 18, 0.2)({ x: 100, y: 150 })).toEqual({ x: 0, y: 0 });
});
