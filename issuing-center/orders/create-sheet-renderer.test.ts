import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { madeUpPages, type MadeUpPage } from '../../testing/certificates/made-up-pages.ts';
import { hashOfPage, headOfPage } from '../../printing/seal/sheet-code.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { sealKeyListSchema } from '../../shared/seal.ts';
import { drawOpened } from '../../verifier/code/draw-opened.ts';
import { openCode, type OpenedCode } from '../../verifier/code/open-code.ts';
import { openSealKeys } from '../seal/seal-keys.ts';
import { createSheetRenderer } from './create-sheet-renderer.ts';
import { codes } from '../../testing/municipality-codes.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'komado-sheets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const font = await loadMincho();
const municipality = codes.tsukuba;
const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '10:00:00') };
const sealKeys = await openSealKeys(path.join(folder, 'keys'), [municipality], clock);
const renderer = createSheetRenderer({ font, sealKeys });
const pages = madeUpPages(font);

beforeAll(async () => {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

function example(name: string): MadeUpPage {
  const found = pages.find((each) => each.name === name);
  if (!found) throw new Error(`the example ${name} is gone`);
  return found;
}

/** The codes that a reader finds on a grey scan at 150 dpi. */
async function codesOn(pdf: Uint8Array): Promise<readonly Uint8Array[]> {
  const [file, scan] = ['sheet.pdf', 'scan'].map((name) => path.join(folder, name));
  if (!file || !scan) throw new Error('two names');
  writeFileSync(file, pdf);
  execFileSync('pdftoppm', ['-gray', '-r', '150', '-png', '-f', '1', '-singlefile', file, scan]);
  const picture = new Uint8Array(await readFile(`${scan}.png`));
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 });
  return found.map(({ bytes }) => bytes.slice());
}

/** Opens a printed sheet as a receiver does, with keys that were valid on every day that the examples bear. */
async function openedFrom(pdf: Uint8Array): Promise<OpenedCode> {
  const list = sealKeyListSchema.parse(JSON.parse((await sealKeys.sealKeyList()).list));
  const keys = { ...list, keys: list.keys.map((key) => ({ ...key, validFrom: 0 })) };
  return openCode(await codesOn(pdf), { keys, voids: [] });
}

function judge(pdf: Uint8Array, command: 'pdfinfo' | 'pdftotext' | 'qpdf', ...options: string[]): string {
  const file = path.join(folder, 'judged.pdf');
  writeFileSync(file, pdf);
  return execFileSync(command, [...options, file, ...(command === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
  });
}

const oneOfEachKind = [
  'residenceRecord household-of-four 1/1',
  'residenceRecord six-with-long-names 1/2',
  'sealRegistration round 1/1',
  'taxAssessment many 1/1',
  'income usual 1/1',
  'taxPayment one-tax 1/1',
  'familyRegister family-register-long 2/2',
  'familyRegisterAddresses addresses-family 1/1',
  'vaccination vaccination-travel-extreme 1/2',
];

describe('the renderer', () => {
  it.each(oneOfEachKind)(
    '%s: a scan of the sheet opens to the page, and the true sheet is drawn',
    async (name) => {
      const { kind, page } = example(name);
      expect(renderer.fits(kind, municipality, page)).toBe(true);
      const opened = await openedFrom(await renderer.renderSheet(kind, municipality, '見本', page));
      if (opened.opened !== 'open') throw new Error(opened.opened);
      expect(opened.code).toEqual({ v: 1, kind, municipality, content: { extent: 'whole', page } });
      expect(drawOpened(opened.code, font)).toEqual({
        ok: true,
        value: { front: layoutOf(kind).draw(page, font), omitted: [] },
      });
    },
  );

  it('leaves the heavy part out of the codes where not everything fits, and says where it stands', async () => {
    const { kind, page } = example('sealRegistration large-and-oval 1/1');
    expect(renderer.fits(kind, municipality, page)).toBe(false);
    const opened = await openedFrom(await renderer.renderSheet(kind, municipality, '見本', page));
    if (opened.opened !== 'open') throw new Error(opened.opened);
    const { content } = opened.code;
    if (content.extent !== 'part') throw new Error(content.extent);
    expect(content.hash).toBe(hashOfPage(page));
    expect(content.omitted).toHaveLength(1);
  });

  it('makes a front and a back with the title and readable text, and the same bytes every time', async () => {
    const { kind, page } = example('income usual 1/1');
    const pdf = await renderer.renderSheet(kind, municipality, '所得証明書', page);
    expect(judge(pdf, 'qpdf', '--check')).toContain('No syntax or stream encoding errors found');
    expect(judge(pdf, 'pdfinfo')).toMatch(/Title: +所得証明書\n[^]*Pages: +2\n/);
    expect(judge(pdf, 'pdftotext').replace(/\s/g, '')).toContain(headOfPage(page).documentNumber);
    expect(await renderer.renderSheet(kind, municipality, '所得証明書', page)).toEqual(pdf);
  });

  it('seals no masked page', async () => {
    const { kind, page } = example('income usual 1/1');
    const masked = layoutOf(kind).pageSchema.parse({ ...page, head: { ...page.head, masked: true } });
    await expect(renderer.renderSheet(kind, municipality, '見本', masked)).rejects.toThrow('never sealed');
    expect(renderer.renderPreview(kind, masked).ops.length).toBeGreaterThan(0);
  });

  it('shows a preview without a code to photograph', async () => {
    const { kind, page } = example('income usual 1/1');
    const preview = renderer.renderPreview(kind, page);
    expect(await codesOn(await renderSheet([preview], font, '見本'))).toEqual([]);
    expect(preview.ops).toEqual(expect.arrayContaining([...layoutOf(kind).draw(page, font).ops]));
  });
});
