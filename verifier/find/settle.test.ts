import { describe, expect, it } from 'vitest';
import { blurGrey } from '../image/blur.ts';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { settleTiles } from './settle.ts';

const density = 8;

/** A page of dots, and of a bar in each square centimetre, painted a part of a pixel off. */
function printed(offX: number, offY: number, what: 'bars' | 'dots'): Grey {
  const picture = emptyGrey(20 * density, 20 * density);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const inside = (from: number, to: number, value: number, period: number) => {
        const at = ((value % period) + period) % period;
        return Math.min(1, Math.max(0, at + 1 - from)) * Math.min(1, Math.max(0, to - at));
      };
      const [px, py] = [x - offX, y - offY];
      picture.data[y * picture.width + x] =
        what === 'bars'
          ? inside(20, 60, px, 80) * inside(30, 34, py, 80)
          : inside(3, 6, px, 8) * inside(3, 6, py, 8);
    }
  return picture;
}

describe('settleTiles', () => {
  it('goes most of the way of a part of a pixel, in a scan of another contrast, by the dots where nothing else is', () => {
    const truth = {
      ink: printed(0, 0, 'bars'),
      ground: printed(0, 0, 'dots'),
      vermilion: emptyGrey(20 * density, 20 * density),
    };
    const bars = printed(0.6, -0.4, 'bars');
    const dots = printed(0.6, -0.4, 'dots');
    const seen = blurGrey(
      { ...bars, data: bars.data.map((ink, at) => 0.03 + 0.8 * ink + 0.3 * (dots.data[at] ?? 0)) },
      0.5,
    );
    const tiles = settleTiles(truth, seen, density);
    expect(tiles.length).toBeGreaterThan(8);
    for (const { dx, dy, sureX, sureY } of tiles) {
      expect(Math.abs(dx * density - 0.6)).toBeLessThan(0.3);
      expect(Math.abs(dy * density + 0.4)).toBeLessThan(0.3);
      expect(Math.min(sureX, sureY)).toBeGreaterThan(0);
    }
  });

  it('says that it is sure of nothing on bare paper', () => {
    const bare = emptyGrey(20 * density, 20 * density);
    for (const tile of settleTiles({ ink: bare, vermilion: bare, ground: bare }, bare, density))
      expect(tile).toMatchObject({ dx: 0, dy: 0, sureX: 0, sureY: 0 });
  });
});
