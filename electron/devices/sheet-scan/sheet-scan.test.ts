import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codePayload } from '../../../issuing-center/orders/code-payload.ts';
import { loadMincho, type MinchoFont } from '../../../printing/fonts/mincho.ts';
import { renderSheet } from '../../../printing/pdf/render-sheet.ts';
import { splitIntoFragments } from '../../../printing/seal/fragments.ts';
import { madeUpPages } from '../../../testing/certificates/made-up-pages.ts';
import { headOfPage } from '../../../printing/seal/sheet-code.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { encodeScan, makeScan } from '../../../testing/scans/make-scan.ts';
import { printPage } from '../../../testing/scans/printed-page.ts';
import { sealedPages, type SealedPage } from '../../../testing/scans/sealed-pages.ts';
import type { ReturnedSheet, SheetScanPort } from '../../../state-machines/attendant-ports.ts';
import { madeUpSealer } from '../../../testing/certificates/made-up-seals.ts';
import type { Grey } from '../../../verifier/image/grey.ts';
import { createSheetScan } from './sheet-scan.ts';
import { codes } from '../../../testing/municipality-codes.ts';

const sealer = madeUpSealer('見本の公印');
const timers = createManualTimers();
let font: MinchoFont;
let pages: readonly { readonly fragments: readonly string[]; readonly sheet: ReturnedSheet }[];
beforeAll(async () => {
  font = await loadMincho();
  pages = madeUpPages(font).map(({ kind, page }, index) => {
    const whole = sealer.seal(codePayload(kind, codes.tsukuba, page));
    const { documentNumber, sheet, of } = headOfPage(page);
    const fragments = splitIntoFragments(whole, (index % 4) + 1, index % 4 < 3);
    return {
      fragments: fragments.map((bytes) => Buffer.from(bytes).toString('hex')),
      sheet: { document: documentNumber, sheet, of },
    };
  });
});
const pageOf = (index: number) => {
  const page = pages[index % pages.length];
  if (!page) throw new Error('the examples are gone');
  return page;
};

let scans: SheetScanPort;
beforeEach(() => {
  scans = createSheetScan({ cameraFolder: null, timers });
});

describe('a handheld scanner', () => {
  it('recognises every kind of page by its codes in any order, all but the last, which is parity', () => {
    fc.assert(
      fc.property(fc.nat(pages.length - 1), fc.nat(), (index, order) => {
        scans.begin();
        const { fragments, sheet } = pageOf(index);
        const parity = index % 4 < 3;
        const needed = parity ? fragments.length - 1 : fragments.length;
        const turned = fragments.map((_, at) => fragments[(at + order) % fragments.length] ?? '');
        const answers = turned.map((text) => scans.text(text));
        // Whatever is read after the page is known gives the same page.
        expect(answers).toEqual(answers.map((_, at) => (at + 1 < needed ? 'more' : sheet)));
      }),
      { numRuns: 100 },
    );
  });

  it('may go back and forth between sheets, and read the same code twice', () => {
    const [one, other] = [pageOf(1), pageOf(5)];
    const [a = '', b = ''] = one.fragments;
    const [c = '', d = ''] = other.fragments;
    expect([a, a, c, d, b, a].map((text) => scans.text(text))).toEqual([
      'more',
      'more',
      'more',
      other.sheet,
      one.sheet,
      one.sheet,
    ]);
  });

  it('forgets what was collected when another case begins', () => {
    const [a = '', b = ''] = pageOf(1).fragments;
    expect(scans.text(a)).toBe('more');
    scans.begin();
    expect(scans.text(b)).toBe('more');
  });

  it('accepts capitals and a line end, and reports anything else as unreadable', () => {
    const [a = '', b = ''] = pageOf(1).fragments;
    expect(scans.text(`${a.toUpperCase()}\r\n`)).toBe('more');
    for (const text of ['', 'K7Q2-M4XD', '80', 'abc', `${a}0`, 'https://example.com/', '00'.repeat(9_000)])
      expect(scans.text(text)).toBe('unreadable');
    expect(scans.text(b)).toEqual(pageOf(1).sheet);
  });

  it('does not join codes that contradict each other, and can read the page afterwards', () => {
    const { fragments, sheet } = pageOf(1);
    const [a = '', b = ''] = fragments;
    const wrong = `${b.slice(0, -2)}${b.endsWith('ff') ? '00' : 'ff'}`;
    expect(scans.text(a)).toBe('more');
    expect(scans.text(wrong)).toBe('unreadable');
    expect(scans.text(a)).toBe('more');
    expect(scans.text(b)).toEqual(sheet);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = Buffer.from([0x80 | ((bytes.length % 4) << 3), ...bytes]).toString('hex');
        expect(['more', 'unreadable']).toContain(scans.text(text));
      }),
    );
  });
});

describe('a camera at the counter', () => {
  let folder: string;
  let numbers: readonly [string, string];
  let papers: readonly [Grey, Grey];
  beforeAll(async () => {
    const sealed = sealedPages(font);
    const [one] = sealed;
    const other = sealed.find(({ documentNumber }) => documentNumber !== one?.documentNumber);
    if (!one || !other) throw new Error('the examples are gone');
    const print = async ({ drawing }: SealedPage): Promise<Grey> =>
      printPage(await renderSheet([drawing], font, '見本'));
    numbers = [one.documentNumber, other.documentNumber];
    papers = [await print(one), await print(other)];
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'komado-counter-'));
    scans = createSheetScan({ cameraFolder: folder, timers });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Writes a picture with a given time of change. */
  function put(name: string, content: Uint8Array, seconds: number): void {
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), seconds, seconds);
  }

  it('recognises a sheet photographed with a phone', async () => {
    const { scan } = await makeScan(papers[0], 'photo', 12);
    put('0001.JPG', await encodeScan(scan, 'jpeg'), 1_000);
    expect(await scans.camera()).toMatchObject({ ok: true, value: [{ document: numbers[0] }] });
  });

  it('recognises every sheet in the newest picture, reports only their numbers, and leaves the files alone', async () => {
    const [left, right] = await Promise.all(
      papers.map(async (paper) =>
        sharp(await encodeScan(paper, 'png'))
          .resize({ width: 1654 })
          .png()
          .toBuffer(),
      ),
    );
    const both = await sharp(left)
      .extend({ right: 1654, background: '#999' })
      .composite([{ input: right ?? Buffer.alloc(0), left: 1654, top: 0 }])
      .jpeg({ quality: 85 })
      .toBuffer();
    put('0001.png', left ?? Buffer.alloc(0), 1_000);
    put('0002.jpeg', both, 2_000);
    put('notes.txt', Buffer.from('no picture'), 3_000);
    const seen = await scans.camera();
    if (!seen.ok) throw new Error(seen.error.fault);
    expect(seen.value.map(({ document }) => document).toSorted()).toEqual(numbers.toSorted());
    expect(Object.keys(seen.value[0] ?? {})).toEqual(['document', 'sheet', 'of']);
    expect(readdirSync(folder)).toHaveLength(3);
    expect(Buffer.compare(readFileSync(join(folder, '0002.jpeg')), both)).toBe(0);
  });

  it('recognises nothing in a blank, half-written or fake picture, nor in an empty folder', async () => {
    const unreadable = { ok: false, error: { fault: 'unreadable' } };
    expect(await scans.camera()).toEqual(unreadable);
    const blank = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#eee' } })
      .png()
      .toBuffer();
    for (const [at, content] of [blank, blank.subarray(0, 300), Buffer.from('false')].entries()) {
      put(`${at}.png`, content, at + 1);
      expect(await scans.camera()).toEqual(unreadable);
    }
  });

  it('is reported as missing without a folder', async () => {
    const noCamera = { ok: false, error: { fault: 'noCamera' } };
    expect(await createSheetScan({ cameraFolder: null, timers }).camera()).toEqual(noCamera);
    expect(await createSheetScan({ cameraFolder: join(folder, 'gone'), timers }).camera()).toEqual(noCamera);
  });

  it('is given up on when its disk does not answer in time', async () => {
    const hasty = createSheetScan({ cameraFolder: folder, timers, cameraMs: 1_000 });
    const seen = hasty.camera();
    timers.advance(1_000);
    expect(await seen).toEqual({ ok: false, error: { fault: 'unreadable' } });
  });
});
