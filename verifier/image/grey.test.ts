import { describe, expect, it } from 'vitest';
import { blurGrey } from './blur.ts';
import { bytesOfGrey, emptyGrey, greyFromBytes, resizeGrey, sampleGrey, shrinkGrey } from './grey.ts';
import { inkOfLight } from './light.ts';
import { growGrey, openGrey } from './morphology.ts';
import { warpToPage } from './warp.ts';

/** A slope: the value tells the place. */
function slope(width: number, height: number) {
  const picture = emptyGrey(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) picture.data[y * width + x] = 0.01 * (x + 0.5) + 0.001 * (y + 0.5);
  return picture;
}

function dot(size: number, value = 1) {
  const picture = emptyGrey(size, size);
  picture.data[Math.floor(size / 2) * size + Math.floor(size / 2)] = value;
  return picture;
}

const total = ({ data }: { data: Float32Array }) => data.reduce((sum, value) => sum + value, 0);

describe('grey pictures', () => {
  it('keep every byte there and back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(bytesOfGrey(greyFromBytes(16, 16, bytes))).toEqual(bytes);
    expect(() => greyFromBytes(15, 16, bytes)).toThrow(RangeError);
  });

  it('are sampled between the pixels', () => {
    const picture = slope(40, 30);
    for (const [x, y] of [
      [3.2, 4.9],
      [20, 15],
      [38.9, 28.1],
    ] as const)
      expect(sampleGrey(picture, x, y)).toBeCloseTo(0.01 * x + 0.001 * y, 5);
  });

  it.each([0.7, 1.5, 3, 8])(
    'keep all ink when they are blurred by %f pixels, and spread it so far',
    (sigma) => {
      const blurred = blurGrey(dot(101), sigma);
      expect(total(blurred)).toBeCloseTo(1, 4);
      let spread = 0;
      for (let y = 0; y < 101; y++)
        for (let x = 0; x < 101; x++) spread += (blurred.data[y * 101 + x] ?? 0) * (x - 50) ** 2;
      expect(Math.sqrt(spread) / sigma).toBeGreaterThan(0.8);
      expect(Math.sqrt(spread) / sigma).toBeLessThan(1.2);
    },
  );

  it('become smaller by their means and larger between their pixels', () => {
    const picture = slope(40, 40);
    expect(shrinkGrey(picture, 4).data[0]).toBeCloseTo(0.01 * 2 + 0.001 * 2, 5);
    expect(sampleGrey(resizeGrey(picture, 2), 40, 40)).toBeCloseTo(sampleGrey(picture, 20, 20), 4);
  });
});

describe('warpToPage', () => {
  it('follows the map to a fraction of a pixel, and says where the scan ends', () => {
    const picture = slope(120, 120);
    const map = ({ x, y }: { x: number; y: number }) => ({
      x: 10 + 5 * x + 0.7 * y,
      y: 20 - 0.3 * x + 5 * y,
    });
    const page = warpToPage(picture, map, { x: 2, y: 3, w: 12, h: 15 }, 8, -1);
    const at = map({ x: 2 + 40.5 / 8, y: 3 + 60.5 / 8 });
    expect(page.data[60 * page.width + 40]).toBeCloseTo(0.01 * at.x + 0.001 * at.y, 4);
    const beside = warpToPage(picture, map, { x: 20, y: 20, w: 4, h: 4 }, 8, -1);
    expect(beside.data.at(-1)).toBe(-1);
  });
});

describe('inkOfLight', () => {
  it('takes the lamp off: the same stroke is the same ink in light and in shadow', () => {
    const light = emptyGrey(400, 100);
    for (let y = 0; y < 100; y++)
      for (let x = 0; x < 400; x++) {
        const paper = 0.95 - (0.6 * x) / 400;
        light.data[y * 400 + x] = x % 50 < 3 ? paper * 0.2 : paper;
      }
    const ink = inkOfLight(light, 64);
    for (const x of [51, 201, 351]) expect(ink.data[50 * 400 + x]).toBeCloseTo(0.8, 1);
    for (const x of [75, 225, 325]) expect(Math.abs(ink.data[50 * 400 + x] ?? 1)).toBeLessThan(0.1);
  });
});

describe('growing and opening', () => {
  it('reach exactly so far', () => {
    expect(total(growGrey(dot(21), 3))).toBe(49);
  });

  it('drop strokes and keep what is wider', () => {
    const picture = emptyGrey(60, 60);
    for (let y = 10; y < 50; y++) {
      for (let x = 5; x < 8; x++) picture.data[y * 60 + x] = 0.9;
      for (let x = 20; x < 40; x++) picture.data[y * 60 + x] = 0.4;
    }
    const opened = openGrey(picture, 3);
    expect(opened.data[30 * 60 + 6]).toBe(0);
    expect(opened.data[30 * 60 + 30]).toBeCloseTo(0.4, 5);
    expect(opened.data[30 * 60 + 20]).toBeCloseTo(0.4, 5);
  });
});
