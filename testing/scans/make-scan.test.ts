import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { emptyGrey } from '../../verifier/image/grey.ts';
import { isLongRun } from '../repetitions.ts';
import { addWord, changeCharacter, digitsOf, pasteCodes, texts, whiteOut } from './forge.ts';
import { makeScan } from './make-scan.ts';
import type { MadeScan } from './make-scan.ts';
import { printDensity } from './printed-page.ts';
import { seededRandom } from './random.ts';
import { sealedPages } from './sealed-pages.ts';

const font = await loadMincho();
const [page, other] = sealedPages(font);
if (page === undefined || other === undefined) throw new Error('the examples are gone');

/** A dark field with a white margin, A4 at the full density of a printed page. */
function framedPaper() {
  const paper = emptyGrey(Math.round(210 * printDensity), Math.round(297 * printDensity));
  for (let y = 0; y < paper.height; y++)
    for (let x = 0; x < paper.width; x++) {
      const inside = x > 300 && y > 300 && x < paper.width - 300 && y < paper.height - 300;
      paper.data[y * paper.width + x] = inside ? 0.1 : 1;
    }
  return paper;
}

/** A scan with its millions of pixels as a hash: comparing them one by one takes a minute. */
function described({ scan: { width, height, data }, dpi }: MadeScan) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { width, height, dpi, light: createHash('sha256').update(bytes).digest('hex') };
}

describe('makeScan', () => {
  // Three scans of a whole page; that rates can be measured again depends on it, and they are measured in the long run.
  it.runIf(isLongRun)('makes the same scan from the same seed, and another from another', async () => {
    const paper = framedPaper();
    const [one, again, different] = await Promise.all([
      makeScan(paper, 'flatbed', 5),
      makeScan(paper, 'flatbed', 5),
      makeScan(paper, 'flatbed', 6),
    ]);
    expect(described(again)).toEqual(described(one));
    expect(described(different).light).not.toEqual(described(one).light);
    const dark = one.scan.data.filter((light) => light < 0.5).length / one.scan.data.length;
    expect(dark).toBeGreaterThan(0.3);
  });
});

describe('seededRandom', () => {
  it('draws evenly, and normal() has mean 0 and deviation 1', () => {
    const random = seededRandom(3);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(spread).toBeCloseTo(1, 1);
    const dice = Array.from({ length: 6000 }, () => random.whole(1, 6));
    for (const side of [1, 2, 3, 4, 5, 6])
      expect(Math.abs(dice.filter((each) => each === side).length - 1000)).toBeLessThan(150);
  });
});

describe('forgeries', () => {
  it('only add to the drawing of a page, at the place they report', () => {
    const [digit] = digitsOf(page.drawing, font);
    const line = texts(page.drawing).at(-1);
    if (digit === undefined || line === undefined) throw new Error('a page without text');
    for (const { drawing, at } of [
      changeCharacter(page.drawing, digit, '8', font),
      whiteOut(page.drawing, line, font),
      addWord(page.drawing, '見本', { x: 60, y: 220, size: 3.4 }, font),
      pasteCodes(page.drawing, other.drawing),
    ]) {
      expect(drawing.ops.slice(0, page.drawing.ops.length)).toEqual(page.drawing.ops);
      expect(drawing.ops.length).toBeGreaterThan(page.drawing.ops.length);
      expect(at.w).toBeGreaterThan(0.5);
      expect(at.y + at.h).toBeLessThan(297);
    }
  });
});
