import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DrawOp } from '../../shared/drawing.ts';
import { drawOpSchema } from '../../shared/drawing.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { renderSheet } from '../pdf/render-sheet.ts';
import { capacityBytes, encodeSheetCode } from './draw-sheet-code.ts';
import { joinFragments } from './fragments.ts';
import { codePlaces } from '../paper/place.ts';

const font = await loadMincho();
const folder = mkdtempSync(path.join(tmpdir(), 'komado-codes-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

/** Bytes that look random, as signed and compressed ones do, but are the same in every run. */
function sealedLooking(length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, number) =>
    createHash('sha256').update(`${length}/${number}`).digest(),
  );
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

function codesOf(bytes: Uint8Array): readonly DrawOp[] {
  const drawn = encodeSheetCode(bytes);
  if (!drawn.ok) throw new Error('too long');
  return drawn.value;
}

/** Makes what several tests use once for all of them. */
function once<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

/** @returns the PDF's file */
async function printedPage(bytes: Uint8Array, text: string): Promise<string> {
  const ops: DrawOp[] = [
    { op: 'text', x: 20, y: 40, size: 5, text, align: 'left', stretch: 1 },
    { op: 'text', x: 20, y: 286, size: 3, text: `発行番号　${text}`, align: 'left', stretch: 1 },
    ...codesOf(bytes),
  ];
  const file = path.join(folder, `${bytes.length}-${text}.pdf`);
  writeFileSync(file, await renderSheet([{ widthMm: 210, heightMm: 297, ops }], font, '見本'));
  return file;
}
const pageWith = once((length) => printedPage(sealedLooking(Number(length)), '見本'));

/**
 * A grey scan, lying straight.
 * @param key bytes in the codes and dpi: `970 150`
 */
const straightScan = once(async (key) => {
  const [length = '', dpi = ''] = key.split(' ');
  const pdf = await pageWith(length);
  const straight = pdf.replace('.pdf', `-${dpi}`);
  execFileSync('pdftoppm', ['-gray', '-r', dpi, '-png', '-singlefile', pdf, straight]);
  return `${straight}.png`;
});

/**
 * A grey scan, rotated by some degrees on the glass.
 * @returns the picture's file
 */
async function scanOf(length: number, dpi: number, degrees: number): Promise<string> {
  const straight = await straightScan(`${length} ${dpi}`);
  if (degrees === 0) return straight;
  const turned = straight.replace('.png', `-${degrees}.png`);
  await sharp(straight).rotate(degrees, { background: 'white' }).png({ compressionLevel: 1 }).toFile(turned);
  return turned;
}

async function readByZxing(picture: string): Promise<readonly Uint8Array[]> {
  const found = await readBarcodes(new Uint8Array(await readFile(picture)), {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 8,
  });
  return found.map(({ bytes }) => bytes.slice());
}

/** As bytes, one code after the other with a newline between; base64 from zbar 0.23 is wrong for bytes from 0x80 up. */
function readByZbar(picture: string, codes: number): readonly Uint8Array[] {
  const options = ['--nodbus', '--raw', '-q', '-Sqr.binary', picture];
  const output = new Uint8Array(execFileSync('zbarimg', options, { timeout: 60_000 }));
  const length = output.length / codes;
  return Array.from({ length: codes }, (_, index) => output.slice(index * length, (index + 1) * length - 1));
}

const zbar = spawnSync('zbarimg', ['--version'], { timeout: 20_000 }).status === 0;

/** One code and its copy; three with parity; three denser ones with parity; four dense ones. */
const lengths = [250, 970, 1250, capacityBytes] as const;
const codesWith = { 250: 2, 970: 4, 1250: 4, [capacityBytes]: 4 } as const;

describe('codes at the foot of a sheet', () => {
  it.each(lengths)(
    '%i bytes are read back from grey scans at 150 and 200 dpi, even rotated',
    async (length) => {
      const bytes = sealedLooking(length);
      for (const [dpi, degrees] of [
        [150, 0],
        [150, -4],
        [150, 183],
        [200, 1],
      ] as const) {
        const found = await readByZxing(await scanOf(length, dpi, degrees));
        expect(found, `${dpi} dpi, ${degrees} degrees`).toHaveLength(codesWith[length] ?? 0);
        expect(joinFragments(found)).toEqual({ ok: true, value: bytes });
      }
    },
  );

  it.skipIf(!zbar).each(lengths)(
    '%i bytes are read back by zbar, another reader (needs the Debian package zbar-tools)',
    async (length) => {
      const bytes = sealedLooking(length);
      for (const degrees of [0, 3]) {
        const found = readByZbar(await scanOf(length, 150, degrees), codesWith[length] ?? 0);
        expect(joinFragments(found)).toEqual({ ok: true, value: bytes });
      }
    },
  );

  it.each([0, 1, 2, 3])('are read back when coffee hides code %i', async (lost) => {
    const bytes = sealedLooking(970);
    const place = codePlaces[lost];
    if (!place) throw new Error('four places');
    const scan = await scanOf(970, 200, 0);
    const px = (mm: number) => Math.round((mm / 25.4) * 200);
    const stain = await sharp({
      create: { width: px(place.w * 0.7), height: px(place.h * 0.7), channels: 3, background: '#777777' },
    })
      .png()
      .toBuffer();
    const stained = scan.replace('.png', `-stained-${lost}.png`);
    await sharp(scan)
      .composite([{ input: stain, left: px(place.x), top: px(place.y) }])
      .toFile(stained);
    const found = await readByZxing(stained);
    expect(found).toHaveLength(3);
    expect(joinFragments(found)).toEqual({ ok: true, value: bytes });
  });

  it('leave the text of the page as it is', async () => {
    const pdf = await printedPage(sealedLooking(970), '見本市');
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    expect(text.replace(/\s/g, '')).toBe('見本市発行番号見本市');
  });

  it('look the same drawn from their grids as from their paths', async () => {
    const ops = codesOf(sealedLooking(1250));
    const paths = ops.map((op): DrawOp => (op.op === 'path' ? { op: 'path', d: op.d, color: op.color } : op));
    const [one, two] = await Promise.all(
      [[...ops], paths].map(async (drawn, index) => {
        const file = path.join(folder, `grid-${index}.pdf`);
        writeFileSync(file, await renderSheet([{ widthMm: 210, heightMm: 297, ops: drawn }], font, '見本'));
        return execFileSync('pdftoppm', ['-gray', '-r', '300', file], { maxBuffer: 2 ** 26 });
      }),
    );
    if (!one || !two) throw new Error('two pictures');
    expect(one.equals(two)).toBe(true);
    expect(one.includes(0)).toBe(true);
  });

  it('are each a black path of M, L and Z in its place, the same for the same bytes', () => {
    const bytes = sealedLooking(970);
    const codes = codesOf(bytes);
    expect(codes.length).toBeGreaterThan(1);
    for (const [index, path] of codes.entries()) {
      const place = codePlaces[index];
      if (path.op !== 'path' || !place) throw new Error('a path in a place');
      expect(drawOpSchema.safeParse(path).success).toBe(true);
      expect(path.color).toBe('black');
      expect(path.d).toMatch(/^(M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){3}Z)+$/);
      const points = [...path.d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
      expect(points.length).toBeGreaterThan(4);
      const outside = points.filter(([x = 0, y = 0]) => {
        const [right, down] = [x - place.x, y - place.y];
        return !(right >= -0.01 && right <= place.w + 0.01 && down >= -0.01 && down <= place.h + 0.01);
      });
      expect(outside).toEqual([]);
    }
    expect(codesOf(bytes)).toEqual(codes);
  });

  it('hold capacityBytes, and say by how much more is too much', () => {
    expect(encodeSheetCode(sealedLooking(capacityBytes)).ok).toBe(true);
    expect(encodeSheetCode(sealedLooking(capacityBytes + 1))).toEqual({ ok: false, error: { tooLong: 1 } });
  });
});
