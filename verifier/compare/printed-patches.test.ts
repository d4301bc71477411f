import { describe, expect, it } from 'vitest';
import { blurGrey } from '../image/blur.ts';
import { emptyGrey } from '../image/grey.ts';
import { patchesIn } from './printed-patches.ts';

const density = 4;

function tone(inkAt: (x: number, y: number) => number) {
  const picture = emptyGrey(80 * density, 60 * density);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      picture.data[y * picture.width + x] = inkAt((x + 0.5) / density, (y + 0.5) / density);
  return picture;
}

describe('patchesIn', () => {
  it('finds a large grey letter, whose outline a scanner blurs by a pixel', () => {
    const cross = tone((x, y) =>
      (x > 30 && x < 34 && y > 10 && y < 40) || (y > 20 && y < 24 && x > 20 && x < 45) ? 0.3 : 0,
    );
    const { printed, stains } = patchesIn(blurGrey(cross, 0.6), density);
    expect(printed).toHaveLength(1);
    expect(stains).toEqual([]);
  });

  it('takes what fades for a stain: a shadow, and the ring of a cup with its one sharp edge', () => {
    const shadow = tone((x, y) => 0.4 * Math.exp(-((x - 40) ** 2 + (y - 30) ** 2) / 60));
    expect(patchesIn(shadow, density)).toMatchObject({ printed: [], stains: [{}] });
    const ring = tone((x, y) => {
      const from = Math.hypot(x - 40, y - 30) - 22;
      return from > 0.3 ? 0 : from > 0 ? 0.3 * (1 - from / 0.3) : from > -4 ? 0.3 * (1 + from / 4.5) : 0.03;
    });
    expect(patchesIn(ring, density).printed).toEqual([]);
  });

  it('has nothing to say of bare paper, nor of specks', () => {
    const specks = tone((x, y) => ((x * 7 + y * 13) % 11 < 0.05 ? 0.5 : 0));
    expect(patchesIn(specks, density)).toEqual({ printed: [], stains: [] });
  });

  it("takes a narrow ring of a cup's size for a stain, whose edges are sharp; a smaller one, and a wheel, was printed", () => {
    const ring = (radius: number, isWheel: boolean) =>
      tone((x, y) => {
        const isSpoke = isWheel && Math.abs(y - 30) < 0.6 && Math.abs(x - 40) < radius;
        return isSpoke || Math.abs(Math.hypot(x - 40, y - 30) - radius) < 0.6 ? 0.2 : 0;
      });
    expect(patchesIn(ring(27, false), density)).toMatchObject({ printed: [], stains: [{}] });
    const cut = ring(27, false);
    for (let y = 0; y < cut.height; y++) cut.data.fill(0, y * cut.width, y * cut.width + 30 * density);
    expect(patchesIn(cut, density)).toMatchObject({ printed: [], stains: [{}] });
    expect(patchesIn(ring(20, false), density).printed).toHaveLength(1);
    expect(patchesIn(ring(27, true), density).printed).toHaveLength(1);
  });
});
