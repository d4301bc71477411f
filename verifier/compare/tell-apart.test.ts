import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { createInkDrawer } from '../draw/page-ink.ts';
import type { SetGlyph } from '../draw/page-ink.ts';
import { blurGrey } from '../image/blur.ts';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { loadNearestGlyphs } from '../node/nearest-glyphs-file.ts';
import { cellOf } from './cell-fit.ts';
import { fitCell } from './fitted-cell.ts';
import type { Response } from './response.ts';
import { lookAgain } from './judge-cells.ts';
import { tellApart } from './tell-apart.ts';

const font = await loadMincho();
const nearest = await loadNearestGlyphs(font);
const drawer = createInkDrawer(font);
const density = 8;
/** Root of the mean square of leaning × difference. */
const noise = 0.06;

interface Phase {
  readonly x: number;
  readonly y: number;
}

/** Where the scan's pixels lie against the page's: as the page is laid over it, a fifth of one may be left. */
const phases = Array.from({ length: 16 }, (_, index) => ({
  x: (index % 4) / 8 - 0.1875,
  y: Math.floor(index / 4) / 8 - 0.1875,
}));

function placed(character: string, size: number): SetGlyph {
  const [glyph] = drawer.glyphs({
    ...{ op: 'text', x: 2, y: 6, size, text: character, align: 'left', stretch: 1 },
  });
  if (glyph === undefined) throw new Error('no glyph');
  return glyph;
}

/** Ink of a glyph as a scan of so many dpi shows it, its pixels so far from where the page's are. */
function scanned(glyph: SetGlyph, dpi: number, phase: Phase): Grey {
  const fine = emptyGrey(9 * density, 9 * density);
  const pixel = 25.4 / dpi;
  drawer.paint(fine, { x: phase.x * pixel, y: phase.y * pixel }, density, glyph);
  return blurGrey(fine, blurOf(dpi));
}

const blurOf = (dpi: number) => (0.45 * 25.4 * density) / dpi;

function responseOf(truth: SetGlyph, dpi: number): Response {
  const spread = (ink: Grey) => blurGrey(ink, blurOf(dpi));
  const page = emptyGrey(9 * density, 9 * density);
  drawer.paint(page, { x: 0, y: 0 }, density, truth);
  const model = spread(page);
  const tone = {
    shown: (expected: number) => expected,
    above: () => 0,
    below: () => 0,
    picture: (ink: Grey) => ink,
  };
  return { ...{ spreadInk: model, tone, model, spread }, contrast: 1, vermilion: 0 };
}

/** What is said of one of the page's characters where the scan shows `shown`; with noise as on a good scan. */
function judged(own: string, shown: string, other: string, size: number, dpi: number, phase: Phase) {
  const truth = placed(own, size);
  const response = responseOf(truth, dpi);
  const tools = { drawer, nearest, response, ink: scanned(placed(shown, size), dpi, phase), density };
  const cell = fitCell(tools, truth, cellOf(truth, drawer.unitsPerEm, density));
  if (cell === null) throw new Error('a character without ink');
  const told = tellApart(tools, cell, [placed(other, size).glyph]);
  return lookAgain(tools, [{ index: 0, cell, told, noise }]).get(0) ?? null;
}

describe('one stroke is another name', () => {
  it.each([
    ...[['大', '人', 3.4] as const, ['子', '了', 3.4] as const, ['生', '主', 3.4] as const],
    ...[['正', '止', 3.4] as const, ['城', '域', 3.4] as const, ['京', '亰', 3.4] as const],
    ...[['𠮷', '吉', 3.4] as const, ['ば', 'ぱ', 2.5] as const, ['カ', 'ガ', 2.5] as const],
    ...[['シ', 'ジ', 2.5] as const, [',', '.', 3.4] as const],
  ])('%s and %s are told apart at 150, 200 and 300 dpi, wherever the pixels lie', (own, other, size) => {
    for (const dpi of [150, 200, 300])
      for (const phase of phases) {
        expect(judged(own, own, other, size, dpi, phase)).toBe(null);
        expect(judged(own, other, other, size, dpi, phase)).not.toBe(null);
      }
  });
});
