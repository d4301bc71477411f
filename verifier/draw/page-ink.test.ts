import { expect, it } from 'vitest';
import { repetitions } from '../../testing/repetitions.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { sealedPages } from '../../testing/scans/sealed-pages.ts';
import { blurGrey } from '../image/blur.ts';
import { shrinkGrey } from '../image/grey.ts';
import { lightOf } from '../file/picture.ts';
import { drawPdfPage } from '../node/draw-pdf.ts';
import { createInkDrawer } from './page-ink.ts';

const font = await loadMincho();

// poppler is the judge: it draws the sheet's PDF, several times finer, and knows nothing of this drawer.
it('draws what poppler draws of the sheet', async () => {
  const sheet = sealedPages(font).find(({ name }) => name.startsWith('taxAssessment'));
  if (sheet === undefined) throw new Error('the example is gone');
  const density = 4;
  const finer = repetitions(4, 8);
  const own = createInkDrawer(font).page(sheet.drawing, density);
  const pdf = await renderSheet([sheet.drawing], font, '見本');
  const judge = shrinkGrey(lightOf(await drawPdfPage(pdf, 1, density * 25.4 * finer)), finer);
  const { ink, vermilion } = own;
  // The ground's fine dots are finer than a pixel of either: only ink that is clearly there is compared.
  const softOwn = blurGrey(ink, 0.6);
  const softJudge = blurGrey(judge, 0.6);
  let [strokes, misses] = [0, 0];
  for (let y = 0; y < Math.min(ink.height, judge.height); y++)
    for (let x = 0; x < Math.min(ink.width, judge.width); x++) {
      const at = y * ink.width + x;
      if ((vermilion.data[at] ?? 0) > 0) continue;
      const mine = softOwn.data[at] ?? 0;
      const theirs = 1 - (softJudge.data[y * judge.width + x] ?? 1);
      if (mine < 0.3 && theirs < 0.45) continue;
      strokes++;
      if (Math.abs(mine - theirs) > 0.25) misses++;
    }
  expect(strokes).toBeGreaterThan(20_000);
  expect(misses / strokes).toBeLessThan(0.01);
});

it('gives every character of a text its own place, in order and as wide as the layout measured', () => {
  const op = { op: 'text', x: 100, y: 50, size: 4, text: '令和8年', align: 'center', stretch: 0.8 } as const;
  const glyphs = createInkDrawer(font).glyphs(op);
  expect(glyphs.map(({ character }) => character)).toEqual(['令', '和', '8', '年']);
  const width = font.widthOf(op.text, op.size) * op.stretch;
  expect(glyphs[0]?.x).toBeCloseTo(100 - width / 2, 6);
  expect(glyphs[3]?.x).toBeCloseTo(100 + width / 2 - 4 * 0.8, 6);
});
