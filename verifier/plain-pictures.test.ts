import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMincho } from '../printing/fonts/mincho.ts';
import { renderSheet } from '../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../shared/drawing.ts';
import { changeCharacter, digitsOf } from '../testing/scans/forge.ts';
import { sealedPages } from '../testing/scans/sealed-pages.ts';
import { toolsForSealedPages } from '../testing/scans/verify-tools.ts';
import { isLongRun, some } from '../testing/repetitions.ts';
import { lightOf } from './file/picture.ts';
import { bytesOfGrey, greyFromBytes } from './image/grey.ts';
import type { Grey } from './image/grey.ts';
import { loadCodeReader } from './node/code-reader.ts';
import { drawPdfPage } from './node/draw-pdf.ts';
import { verifyPage } from './verify-page.ts';

/**
 * Pictures that poppler draws for the screen and libvips changes, as an office's programs do: thin rules rounded to whole pixels, black
 * and white alone, more contrast, sharper edges. The rates over many, by many programs, are testing/scans/outside/rates.ts's.
 */
const font = await loadMincho();
const pages = sealedPages(font);
const tools = await toolsForSealedPages(font);

beforeAll(loadCodeReader);

function pageNamed(start: string): PageDrawing {
  const page = pages.find(({ name }) => name.startsWith(start));
  if (page === undefined) throw new Error('the example is gone');
  return page.drawing;
}

async function picture(drawing: PageDrawing, dpi: number, change: (picture: Sharp) => Sharp): Promise<Grey> {
  const drawn = lightOf(await drawPdfPage(await renderSheet([drawing], font, '見本'), 1, dpi));
  const raw = { width: drawn.width, height: drawn.height, channels: 1 } as const;
  const changed = change(sharp(bytesOfGrey(drawn), { raw }))
    .toColourspace('b-w')
    .extractChannel(0);
  const { data, info } = await changed.raw().toBuffer({ resolveWithObject: true });
  return greyFromBytes(info.width, info.height, data);
}

const untouched = (of: Sharp) => of;
const blackAndWhite = (of: Sharp) => of.threshold(150);
const contrast = (of: Sharp) => of.linear(2, -128);
const sharpened = (of: Sharp) => of.sharpen({ sigma: 1.5, m1: 3, m2: 3 });

const genuine = [
  ['as drawn', 'residenceRecord household', 300, untouched],
  ['black and white', 'residenceRecord household', 300, blackAndWhite],
  ['black and white', 'residenceRecord household', 200, blackAndWhite],
  ['contrast', 'residenceRecord household', 150, contrast],
  ['sharpened', 'familyRegister family-register-family 2', 200, sharpened],
] as const;

const changed = [
  ['black and white', 200, blackAndWhite, '2', '3'],
  ['contrast', 150, contrast, '1', '7'],
] as const;

describe('plain pictures', () => {
  // All in the long run; testing/scans/outside draws others in every run.
  it.each(some(genuine, 1))('of a genuine page are genuine: %s, %s, %i dpi', async (_, page, dpi, change) => {
    const { verdict } = await verifyPage(await picture(pageNamed(page), dpi, change), tools);
    expect(verdict.verdict).toBe('genuine');
  });

  // The generator of forgeries (testing/scans/outside) draws coarse ones in every run.
  it.runIf(isLongRun)(
    'of a genuine page are never altered, where they are too coarse to tell small type: black and white, 150 dpi',
    async () => {
      const { verdict } = await verifyPage(
        await picture(pageNamed('residenceRecord household'), 150, blackAndWhite),
        tools,
      );
      expect(verdict.verdict).toBe('unreadable');
    },
  );

  it.each(some(changed, 1))(
    'show where a digit was changed: %s, %i dpi',
    async (_, dpi, change, from, into) => {
      const drawing = pageNamed('familyRegister family-register-family 2');
      const digits = digitsOf(drawing, font).filter(({ character }) => character === from);
      const [digit] = digits.toSorted((a, b) => a.size - b.size);
      if (digit === undefined) throw new Error('the example has no such digit');
      const { drawing: forged, at } = changeCharacter(drawing, digit, into, font);
      const { verdict } = await verifyPage(await picture(forged, dpi, change), tools);
      if (verdict.verdict !== 'altered' || verdict.altered !== 'content') throw new Error(verdict.verdict);
      const off = verdict.regions.map(({ x, y }) => Math.max(Math.abs(x - at.x), Math.abs(y - at.y)));
      expect(off).toEqual([expect.closeTo(0, -0.3)]);
    },
  );
});
