import { expect, it } from 'vitest';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { convertPdf, hasConverter } from './convert-pdf.ts';
import { encodeLines, type RasterKind, type RasterPage, type Turned } from './raster-page.ts';

/** Reads lines back as PWG 5102.4, 4.4 says. */
function decodeLines(
  encoded: Uint8Array,
  { width, height, bytesPerPixel }: Omit<RasterPage, 'pixels'>,
): Buffer {
  const lines: Buffer[] = [];
  let at = 0;
  const next = (): number => encoded[at++] ?? Number.NaN;
  while (lines.length < height) {
    const repeats = next() + 1;
    const line: number[] = [];
    while (line.length < width * bytesPerPixel) {
      const code = next();
      expect(code).not.toBe(128);
      const count = code < 128 ? code + 1 : 257 - code;
      if (code < 128) {
        const pixel = [...encoded.subarray(at, at + bytesPerPixel)];
        for (let n = 0; n < count; n += 1) line.push(...pixel);
        at += bytesPerPixel;
      } else {
        line.push(...encoded.subarray(at, at + count * bytesPerPixel));
        at += count * bytesPerPixel;
      }
    }
    for (let n = 0; n < repeats; n += 1) lines.push(Buffer.from(line));
  }
  expect(at).toBe(encoded.length);
  return Buffer.concat(lines);
}

/** Runs, steps and noise by turns, and many equal lines. */
function picture(width: number, height: number, bytesPerPixel: 1 | 3): RasterPage {
  const lineOf = (y: number): number[] =>
    Array.from({ length: width * bytesPerPixel }, (_, x) => {
      const pixel = Math.floor(x / bytesPerPixel);
      if (y % 400 < 300) return 255;
      return pixel % 300 < 150 ? 7 : (pixel * 31 + y * 17 + (x % bytesPerPixel)) % 251;
    });
  const pixels = Uint8Array.from(Array.from({ length: height }, (_, y) => lineOf(y)).flat());
  return { width, height, bytesPerPixel, pixels };
}

it.each([
  [1, 1, 1],
  [1, 3, 3],
  [127, 2, 1],
  [128, 2, 3],
  [129, 301, 1],
  [640, 420, 3],
] as const)('a page of %i by %i pixels of %i bytes comes back as it was', async (width, height, bytes) => {
  const page = picture(width, height, bytes);
  expect(decodeLines(await encodeLines(page), page).equals(page.pixels)).toBe(true);
});

it.each<[Turned, number[]]>([
  ['no', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ['lines', [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]],
  ['all', [10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3]],
])('a back that is turned (%s) keeps the colours of its pixels', async (turned, expected) => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  const page = { width: 2, height: 2, bytesPerPixel: 3, pixels } as const;
  expect([...decodeLines(await encodeLines(page, turned), page)]).toEqual(expected);
});

const kind: RasterKind = { format: 'image/pwg-raster', dpi: 300, colour: false, back: 'rotated' };
const never = new AbortController().signal;

it('a PDF of two sides becomes PWG Raster, the back as the printer wants it', async () => {
  const made = await convertPdf(await samplePdf(2), 2, kind, never);
  if (!made.ok) throw new Error(made.error);
  const bytes = Buffer.from(made.value);
  expect(bytes.toString('latin1', 0, 13)).toBe('RaS2PwgRaster');
  const header = (at: number): number => bytes.readInt32BE(4 + at);
  expect([272, 276, 368, 372, 376, 388, 400, 452, 456, 460].map(header)).toEqual(
    // Duplex, dpi, Tumble, width, height, bits of a pixel, sGray, pages, as it is in both directions
    [1, 300, 0, 2480, 3507, 8, 18, 2, 1, 1],
  );
  const second = bytes.indexOf('PwgRaster', 100);
  expect([bytes.readInt32BE(second + 456), bytes.readInt32BE(second + 460)]).toEqual([-1, -1]);
});

it('a PDF becomes Apple’s raster', async () => {
  const made = await convertPdf(await samplePdf(2), 2, { ...kind, format: 'image/urf', colour: true }, never);
  if (!made.ok) throw new Error(made.error);
  const bytes = Buffer.from(made.value);
  expect(bytes.toString('latin1', 0, 8)).toBe('UNIRAST\0');
  expect([...bytes.subarray(8, 16)]).toEqual([0, 0, 0, 2, 24, 1, 3, 4]);
  expect([24, 28, 32].map((at) => bytes.readUInt32BE(at))).toEqual([2480, 3507, 300]);
});

it('is not made of what is no PDF, of a side that there is not, and when it was called off', async () => {
  expect(await convertPdf(Buffer.from('%PDF-no'), 1, kind, never)).toEqual({ ok: false, error: 'failed' });
  expect(await convertPdf(await samplePdf(1), 2, kind, never)).toEqual({ ok: false, error: 'failed' });
  const off = AbortSignal.abort();
  expect(await convertPdf(await samplePdf(1), 1, kind, off)).toEqual({ ok: false, error: 'failed' });
});

it('knows whether the tool is there', () => {
  expect(hasConverter()).toBe(true);
  expect(hasConverter({ PATH: '/nonexistent' })).toBe(false);
});
