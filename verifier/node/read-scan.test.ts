import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngChunk } from '../../printing/ink/png-chunk.ts';
import { madePdf, stampedPdf } from '../../testing/scans/made-pdf.ts';
import { runTool } from '../../testing/scans/outside/run-tool.ts';
import type { Picture } from '../file/picture.ts';

import { contentOf } from './pdf-facts.ts';
import { scansIn } from './read-scan.ts';
import { some } from '../../testing/repetitions.ts';

/** Files as other programs make them: ImageMagick, qpdf, and what a forger puts together by hand. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-read-scan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const [width, height] = [1240, 1754];
const named = (name: string) => path.join(folder, name);

function sheet(light: number) {
  return sharp({ create: { width, height, channels: 3, background: { r: light, g: light, b: light } } });
}

async function written(name: string, content: Uint8Array): Promise<string> {
  await writeFile(named(name), content);
  return named(name);
}

/** A file that ImageMagick makes of a grey sheet. */
async function converted(name: string, ...how: string[]): Promise<string> {
  await runTool('convert', ['-size', `${width}x${height}`, 'xc:#808080', ...how, named(name)]);
  return named(name);
}

async function pagesOf(file: string): Promise<readonly Picture[]> {
  const scans = await scansIn(file);
  if (!scans.ok) throw new Error(scans.error);
  const pages: Picture[] = [];
  for (const open of scans.value) {
    const page = await open();
    if (!page.ok) throw new Error(page.error);
    pages.push(page.value);
  }
  return pages;
}

/** Why a file, or the first of its pages that is not taken, is refused; null: it is taken. */
async function refusalOf(file: string): Promise<string | null> {
  const scans = await scansIn(file);
  if (!scans.ok) return scans.error;
  for (const open of scans.value) {
    const page = await open();
    if (!page.ok) return page.error;
  }
  return null;
}

const middle = ({ rgb }: Picture) => Array.from(rgb.subarray(3 * (width * 877 + 620)).subarray(0, 3));

/** A PNG with more chunks behind its head, which is 33 bytes. */
async function pngWith(...chunks: readonly Buffer[]): Promise<Buffer> {
  const png = await sheet(128).png().toBuffer();
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** A JPEG with another segment behind its beginning. */
async function jpegWith(code: number, body: Buffer): Promise<Buffer> {
  const jpeg = await sheet(128).jpeg({ quality: 95 }).toBuffer();
  const head = Buffer.from([0xff, code, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

describe('pictures', () => {
  it('opens every page of a TIFF: what is on a later one is looked at, too', async () => {
    const lights = [250, 120, 30];
    const pages = await Promise.all(lights.map((light) => sheet(light).png().toBuffer()));
    const tiff = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const opened = await pagesOf(await written('pages.tiff', tiff));
    expect(opened.map((page) => [page.width, page.height])).toEqual(lights.map(() => [width, height]));
    expect(opened.map(middle)).toEqual(lights.map((light) => [light, light, light]));
  });

  it('decodes the same pixels whatever a picture says of gamma, colour profile, and how it was held', async () => {
    const gamma = Buffer.alloc(4);
    gamma.writeUInt32BE(450_000);
    const files = [
      await written('plain.png', await pngWith()),
      await written('gamma.png', await pngWith(pngChunk('gAMA', gamma))),
      await written(
        'turned.jpg',
        await sheet(128).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer(),
      ),
      await written('profile.tiff', await sheet(128).withIccProfile('p3').tiff().toBuffer()),
      await converted('compressed.tif', '-compress', 'Group4', '-monochrome'),
    ];
    const pages = await Promise.all(files.map(pagesOf));
    expect(pages.map(([page]) => page && [page.width, page.height])).toEqual(
      files.map(() => [width, height]),
    );
    expect(pages.slice(0, 3).map(([page]) => page && middle(page))).toEqual(
      [0, 1, 2].map(() => [128, 128, 128]),
    );
  });

  it('judges a PNG that is a PDF, too, by its pixels, and takes no PDF that begins later than its first byte', async () => {
    const pdf = madePdf();
    const inside = await written('both.png', await pngWith(pngChunk('teXt', pdf)));
    expect((await pagesOf(inside)).map(middle)).toEqual([[128, 128, 128]]);
    expect(await refusalOf(await written('behind.png', Buffer.concat([await pngWith(), pdf])))).toBe(
      'trailingData',
    );
    expect(await refusalOf(await written('late.pdf', Buffer.concat([Buffer.from('\n'), pdf])))).toBe(
      'notAPicture',
    );
  });

  it('judges the first picture of a telephone’s file, whatever follows it', async () => {
    const first = await jpegWith(0xe2, Buffer.from('MPF\0MM\0*'));
    const second = await jpegWith(0xfe, Buffer.of(1));
    const file = await written('phone.jpg', Buffer.concat([first, second, Buffer.from('SEFT')]));
    expect((await pagesOf(file)).map(middle)).toEqual([[128, 128, 128]]);
  });

  it.each([
    ['a WebP', 'otherFormat', () => converted('a.webp')],
    ['a GIF', 'otherFormat', () => converted('a.gif')],
    [
      'an AVIF',
      'otherFormat',
      async () => written('a.avif', await sheet(128).avif({ effort: 0 }).toBuffer()),
    ],
    [
      'an SVG',
      'otherFormat',
      () => written('a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    ],
    ['a text', 'notAPicture', () => written('a.png', Buffer.from('no picture'))],
    ['nothing', 'empty', () => written('empty.png', Buffer.of())],
    [
      'an APNG',
      'animated',
      async () => written('moving.png', await pngWith(pngChunk('acTL', Buffer.alloc(8)))),
    ],
    ['a PNG cut off', 'truncated', async () => written('cut.png', (await pngWith()).subarray(0, -20))],
    [
      'a JPEG cut off',
      'truncated',
      async () => written('cut.jpg', (await jpegWith(0xfe, Buffer.of(1))).subarray(0, -90)),
    ],
    [
      'a TIFF cut off',
      'truncated',
      async () => written('cut.tif', (await readFile(await converted('whole.tif'))).subarray(0, -200)),
    ],
    [
      'a JPEG with a PDF behind',
      'trailingData',
      async () => written('more.jpg', Buffer.concat([await jpegWith(0xfe, Buffer.of(1)), madePdf()])),
    ],
    [
      'a TIFF with more behind',
      'trailingData',
      async () =>
        written('more.tif', Buffer.concat([await readFile(await converted('less.tif')), madePdf()])),
    ],
    ['a JPEG in CMYK', 'printColours', () => converted('print.jpg', '-colorspace', 'CMYK')],
    ['a TIFF in CMYK', 'printColours', () => converted('print.tif', '-colorspace', 'CMYK')],
    ['a small picture', 'tooSmall', () => converted('small.png', '-resize', '300x400!')],
    ['a folder', 'notAFile', () => Promise.resolve(folder)],
    ['no file', 'notFound', () => Promise.resolve(named('none.png'))],
  ])('refuses %s and says why: %s', async (_, why, make) => {
    expect(await refusalOf(await make())).toBe(why);
  });

  it.each([
    ['interlaced.png', '-interlace', 'PNG'],
    ['deep.png', '-depth', '16'],
    ['palette.png', '-colors', '4'],
    ['progressive.jpg', '-interlace', 'JPEG'],
    ['grey.jpg', '-colorspace', 'Gray'],
    ['packed.tif', '-compress', 'LZW'],
    ['photograph.tif', '-compress', 'JPEG'],
  ])('takes what scanners and cameras write: %s', async (name, ...how) => {
    expect((await pagesOf(await converted(name, ...how))).map(({ rgb }) => rgb.length)).toEqual([
      3 * width * height,
    ]);
  });

  it('refuses a picture of too many pixels before it unpacks any', async () => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(60_000, 0);
    head.writeUInt32BE(60_000, 4);
    head.set([8, 0, 0, 0, 0], 8);
    const signature = (await pngWith()).subarray(0, 8);
    const bomb = [
      signature,
      pngChunk('IHDR', head),
      pngChunk('IDAT', Buffer.of(0)),
      pngChunk('IEND', Buffer.of()),
    ];
    expect(await refusalOf(await written('bomb.png', Buffer.concat(bomb)))).toBe('tooManyPixels');
    const jpeg = await jpegWith(0xfe, Buffer.of(1));
    const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0));
    jpeg.writeUInt16BE(65_000, frame + 5);
    jpeg.writeUInt16BE(65_000, frame + 7);
    expect(await refusalOf(await written('bomb.jpg', jpeg))).toBe('tooManyPixels');
  });

  it('refuses a pipe at once, without waiting for somebody who writes into it', async () => {
    await runTool('mkfifo', [named('pipe.pdf')]);
    expect(await refusalOf(named('pipe.pdf'))).toBe('notAFile');
  });
});

describe('PDF', () => {
  /** Bits of an annotation's flags. */
  const [hidden, print, noView] = [2, 4, 32];

  it.each([
    ['nothing over the page', null, () => madePdf()],
    ['a stamp that shows and prints', null, () => stampedPdf(print)],
    ['a stamp that does neither', null, () => stampedPdf(hidden)],
    ['a stamp for paper alone', 'pdfPrintsOther', () => stampedPdf(print + noView)],
    ['a stamp for the screen alone', 'pdfPrintsOther', () => stampedPdf(0)],
    [
      'a layer',
      'pdfLayers',
      () => madePdf({ catalog: '/OCProperties<</OCGs[6 0 R]/D<<>>>>', objects: ['<</Type/OCG/Name(x)>>'] }),
    ],
    [
      'a layer whose name is written in numbers',
      'pdfLayers',
      () => madePdf({ catalog: '/#4fCProperties<</OCGs[6 0 R]/D<<>>>>', objects: ['<</Type/OCG/Name(x)>>'] }),
    ],
    ['a script', 'pdfActive', () => madePdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' })],
    [
      'a form that is laid out when it is opened',
      'pdfActive',
      () =>
        madePdf({
          catalog: '/AcroForm<</Fields[]/XFA 6 0 R>>',
          objects: ['<</Length 0>>stream\n\nendstream'],
        }),
    ],
    [
      'an image that has another for printing',
      'pdfUnusual',
      () => madePdf({ objects: ['<</Subtype/Image/Alternates[<</Image 5 0 R/DefaultForPrinting true>>]>>'] }),
    ],
    ['a smaller box to show', 'pdfBoxes', () => madePdf({ page: '/CropBox[0 0 595 500]' })],
    ['a smaller box to trim', 'pdfBoxes', () => madePdf({ page: '/TrimBox[0 100 595 842]' })],
  ])('with %s: %s', async (_, why, make) => {
    expect(await refusalOf(await written('page.pdf', make()))).toBe(why);
  });

  it.each([
    ['in a string', '/X(\n9 0 obj<<)'],
    ['in a comment', '%\n%9 0 obj<<\n'],
  ])('finds layers in a stream of objects whose head seems to begin again %s', async (_, trick) => {
    const layered = madePdf({
      catalog: '/OCProperties<</OCGs[6 0 R]/D<<>>>>',
      objects: ['<</Type/OCG/Name(x)>>'],
    });
    await runTool('qpdf', [
      '--object-streams=generate',
      await written('layers.pdf', layered),
      named('packed.pdf'),
    ]);
    const packed = (await readFile(named('packed.pdf'))).toString('latin1');
    const tricky = packed.replace(/\/Length (\d+)(?=[^>]*>>\s*stream)/, `${trick}/Length $1`);
    expect(tricky).not.toBe(packed);
    expect(contentOf(Buffer.from(tricky, 'latin1'))?.layers ?? 'unusual').not.toBe(false);
  });

  it('looks into streams of objects, and refuses what is locked or cut off', async () => {
    const layered = await written(
      'layered.pdf',
      madePdf({ catalog: '/OCProperties<</OCGs[6 0 R]/D<<>>>>', objects: ['<</Type/OCG/Name(x)>>'] }),
    );
    await runTool('qpdf', ['--object-streams=generate', layered, named('packed.pdf')]);
    expect((await readFile(named('packed.pdf'))).includes('OCProperties')).toBe(false);
    expect(await refusalOf(named('packed.pdf'))).toBe('pdfLayers');
    const plain = await written('plain.pdf', madePdf());
    await runTool('qpdf', ['--encrypt', 'user', 'owner', '256', '--', plain, named('locked.pdf')]);
    await runTool('qpdf', ['--encrypt', '', 'owner', '256', '--', plain, named('restricted.pdf')]);
    expect(await refusalOf(named('locked.pdf'))).toBe('pdfEncrypted');
    expect(await refusalOf(named('restricted.pdf'))).toBe('pdfEncrypted');
    expect(await refusalOf(await written('cut.pdf', Buffer.from('%PDF-1.7\n')))).toBe('pdfBroken');
  });

  const sizes = [
    ['turned', '/Rotate 90', [3508, 2479]],
    ['in larger units', '/UserUnit 10', [2479, 3508]],
    ['as large as a wall', '/MediaBox[0 0 5950 8420]', [2479, 3508]],
  ] as const;
  it.each(some(sizes, 1))('is drawn to the pixels of an A4 page: %s', async (_, page, size) => {
    const [drawn] = await pagesOf(await written('sized.pdf', madePdf({ page })));
    expect(Math.abs((drawn?.width ?? 0) - size[0]) + Math.abs((drawn?.height ?? 0) - size[1])).toBeLessThan(
      4,
    );
  });
});
