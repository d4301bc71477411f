import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../printing/fonts/mincho.ts';
import { printPage } from '../testing/scans/printed-page.ts';
import { seededRandom } from '../testing/scans/random.ts';
import { sealedPages } from '../testing/scans/sealed-pages.ts';
import { renderSheet } from '../printing/pdf/render-sheet.ts';
import { besidePage } from './beside-page.ts';
import { bytesOfGrey, emptyGrey, greyFromBytes } from './image/grey.ts';
import type { Grey } from './image/grey.ts';

const font = await loadMincho();
const sealed = sealedPages(font).find(({ name }) => name.startsWith('income'));
if (sealed === undefined) throw new Error('the example is gone');
const paper = await printPage(await renderSheet([sealed.drawing], font, '見本'));

/** The page in the middle of something wider, 150 dpi, its left upper corner at (300, 200). */
const [left, top, perMm] = [300, 200, 150 / 25.4];
const map = ({ x, y }: { readonly x: number; readonly y: number }) => ({
  x: left + x * perMm,
  y: top + y * perMm,
});

/** The page at that size; drawn once, for every table. */
const page = await png(paper)
  .resize(Math.round(210 * perMm), Math.round(297 * perMm))
  .png({ compressionLevel: 0 })
  .toBuffer();

async function pictureOf(table: Grey, ...others: OverlayOptions[]): Promise<Grey> {
  const raw = { width: table.width, height: table.height, channels: 1 } as const;
  const { data } = await sharp(bytesOfGrey(table), { raw })
    .composite([{ input: page, left, top }, ...others])
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return greyFromBytes(table.width, table.height, data);
}

function png(picture: Grey) {
  const raw = { width: picture.width, height: picture.height, channels: 1 } as const;
  return sharp(bytesOfGrey(picture), { raw });
}

/** @param light of the table, from its place in the picture, pixels */
function table(width: number, height: number, light: (x: number, y: number) => number): Grey {
  const out = emptyGrey(width, height);
  for (let at = 0; at < out.data.length; at++) out.data[at] = light(at % width, Math.floor(at / width));
  return out;
}

const random = seededRandom(3);
const grain = (x: number, y: number) =>
  0.55 + 0.12 * Math.sin(y / 3 + 2 * Math.sin(x / 170)) + 0.03 * random.normal();
const tables: readonly (readonly [string, (x: number, y: number) => number])[] = [
  ['a dark one', () => 0.15 + 0.04 * random.normal()],
  ['a white one, as a scanner’s lid', () => 0.95 + 0.02 * random.normal()],
  ['wood', grain],
  ['a chequered cloth', (x, y) => (((x >> 6) + (y >> 6)) % 2 === 0 ? 0.9 : 0.5)],
  ['a shadow across', (x, y) => 0.6 + 0.3 * Math.tanh((x + y - 1500) / 90)],
  ['stripes', (x) => ((x >> 4) % 2 === 0 ? 0.9 : 0.4)],
];

describe('besidePage', () => {
  it.each(tables)('lets the page lie on a table: %s', async (_, light) => {
    expect(besidePage(await pictureOf(table(1900, 2200, light)), map)).toBeNull();
  });

  it('lets a pen and a coin lie beside the page', async () => {
    const things = Buffer.from(
      '<svg width="250" height="1200"><rect x="120" width="50" height="1100" fill="#222"/><circle cx="80" cy="1150" r="45" fill="#777"/></svg>',
    );
    const picture = await pictureOf(table(1900, 2200, grain), { input: things, left: 20, top: 500 });
    expect(besidePage(picture, map)).toBeNull();
  });

  it.each([
    ['another page as large', 1, 'right', { left: 1580, top: 200 }, 2900],
    ['a smaller one', 0.4, 'right', { left: 1600, top: 1200 }, 2150],
    ['only its uppermost lines', 0.7, 'below', { left: 400, top: 2000 }, 1900],
  ] as const)('finds %s', async (_, size, side, place, width) => {
    const room = table(width, 2300, grain);
    const whole = await png(paper)
      .resize(Math.round(210 * perMm * size))
      .png()
      .toBuffer();
    const { width: w, height: h } = await sharp(whole).metadata();
    const part = {
      left: 0,
      top: 0,
      width: Math.min(w, width - place.left),
      height: Math.min(h, 2300 - place.top),
    };
    const input = await sharp(whole).extract(part).png().toBuffer();
    const found = besidePage(await pictureOf(room, { input, ...place }), map);
    expect(found).toMatchObject({ side });
    expect(found?.area.w).toBeGreaterThan(20);
  });

  it('wants a page that fills a quarter of the picture', async () => {
    expect(besidePage(await pictureOf(table(3400, 3000, grain)), map)).toMatchObject({ side: 'right' });
  });
});
