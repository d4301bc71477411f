import { describe, expect, it } from 'vitest';
import { emptyGrey } from '../image/grey.ts';
import { withoutStains, withoutStreaks } from './paper.ts';

const density = 8;
const width = 60 * density;
const height = 40 * density;

function painted(inkAt: (x: number, y: number) => number) {
  const picture = emptyGrey(width, height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) picture.data[y * width + x] = inkAt(x, y);
  return picture;
}

const inRule = (y: number) => y >= 100 && y < 103;
const model = painted((_, y) => (inRule(y) ? 0.8 : 0));

describe('withoutStreaks', () => {
  it('takes off a faint line along the sheet, and leaves a stroke and the rules', () => {
    const inStroke = (x: number, y: number) => x >= 300 && x < 303 && y >= 200 && y < 240;
    const ink = painted((x, y) => {
      const clean = inRule(y) ? 0.8 : inStroke(x, y) ? 0.5 : 0;
      return x >= 150 && x < 153 ? 1 - (1 - clean) * 0.85 : clean;
    });
    const out = withoutStreaks(ink, model, new Uint8Array(width * height).fill(1), density);
    expect(out.data[50 * width + 151]).toBeCloseTo(0, 5);
    expect(out.data[101 * width + 151]).toBeCloseTo(0.8, 5);
    expect(out.data[220 * width + 301]).toBeCloseTo(0.5, 5);
    expect(out.data[101 * width + 400]).toBeCloseTo(0.8, 5);
  });

  it('takes it off between codes, too, where the next piece of the sheet tells of it', () => {
    const tall = { width: 20, height: 80 * density };
    const blank = emptyGrey(tall.width, tall.height);
    const ink = { ...blank, data: blank.data.map((_, at) => (at % tall.width === 9 ? 0.15 : 0)) };
    const use = new Uint8Array(ink.data.length).fill(1);
    use.fill(2, tall.width * 41 * density, tall.width * 76 * density);
    const out = withoutStreaks(ink, blank, use, density);
    for (const mm of [20, 40.5, 79]) expect(out.data[mm * density * tall.width + 9]).toBeCloseTo(0, 5);
  });

  it('leaves a dark line: it was drawn', () => {
    const ink = painted((x, y) => (x >= 150 && x < 153 ? 0.9 : (model.data[y * width + x] ?? 0)));
    const out = withoutStreaks(ink, model, new Uint8Array(width * height).fill(1), density);
    expect(out.data[50 * width + 151]).toBeGreaterThan(0.8);
  });
});

describe('withoutStains', () => {
  it('takes a wide stain off paper and print alike', () => {
    const stained = painted((x, y) => {
      const clean = model.data[y * width + x] ?? 0;
      return Math.hypot(x - 240, y - 101) < 60 ? 1 - (1 - clean) * 0.7 : clean;
    });
    const out = withoutStains(stained, model, density).ink;
    expect(out.data[80 * width + 240]).toBeCloseTo(0, 2);
    expect(out.data[101 * width + 240]).toBeCloseTo(0.8, 1);
  });

  it('takes nothing off dense strokes that a program made thicker: the paper between them is white', () => {
    const inSign = (x: number, y: number) => x >= 220 && x < 250 && y >= 200 && y < 230;
    // Rows of a 書: two pixels of three, shown darker than they were drawn.
    const stroke = (x: number, y: number) => inSign(x, y) && y % 3 !== 0;
    const thin = painted((x, y) => (stroke(x, y) ? 0.6 : 0));
    const thick = painted((x, y) => (stroke(x, y) ? 0.8 : 0));
    const out = withoutStains(thick, thin, density).ink;
    for (const [x, y] of [
      [235, 213],
      [235, 214],
      [235, 216],
    ] as const)
      expect(out.data[y * width + x]).toBeGreaterThan((thick.data[y * width + x] ?? 0) - 0.15);
  });
});
