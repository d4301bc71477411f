import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { SlipData } from '../../shared/printers.ts';
import { anySlip } from '../../testing/receipts/any-slip.ts';
import { rightEdges, textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { repetitions } from '../../testing/repetitions.ts';
import {
  sampleEnrolmentSlip,
  sampleNextStep,
  sampleOwed,
  sampleOwedAfterPowerCut,
  sampleReceipt,
  sampleRefund,
  sampleTestSlip,
} from '../../testing/receipts/sample-receipts.ts';
import { printableText } from './jis-text.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';
import { renderReceiptSvg } from './receipt-svg.ts';
import { receiptColumns } from './slip-markup.ts';

/** Letters only: lines, spaces and rules belong to the layout. */
const letters = (text: string): string => text.replace(/[\s│─┼]/g, '');
const paper = (slip: SlipData): string => letters(textOf(renderReceiptBytes(slip)));
const picture = (slip: SlipData): string =>
  letters(
    Array.from(renderReceiptSvg(slip).matchAll(/<tspan[^>]*>(.*?)<\/tspan>/g), ([, letter]) => letter)
      .join('')
      .replaceAll('&#xa0;', ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );

/** What must be on a slip whatever names it bears. */
function mustHold(slip: SlipData): readonly string[] {
  const names = 'municipality' in slip && slip.municipality !== null ? slip.municipality : null;
  switch (slip.title) {
    case 'receipt':
    case 'owed':
    case 'refund':
      return [slip.kiosk, slip.code, names?.ja ?? ''];
    case 'enrolment':
      return [slip.kiosk, slip.number, names?.ja ?? ''];
    case 'nextStep':
      return [slip.kiosk, ...slip.telephones.map(({ number }) => number), '0120-95-0178', '0120-601-785'];
    case 'cash':
    case 'day':
      return [slip.kiosk, slip.by];
    case 'test':
      return [slip.kiosk];
  }
}

describe('every slip, whatever it says', () => {
  it('fits the paper, holds what it must, and sends the printer no real-time command', () => {
    fc.assert(
      fc.property(anySlip, (slip) => {
        const bytes = renderReceiptBytes(slip);
        for (const edge of rightEdges(bytes)) expect(edge).toBeLessThanOrEqual(receiptColumns * 12);
        const text = letters(textOf(bytes));
        for (const needed of mustHold(slip)) expect(text).toContain(letters(printableText(needed)));
        // A printer obeys DLE EOT, ENQ and DC4 wherever they are, even inside an image.
        for (const command of [0x04, 0x05, 0x14])
          expect(Buffer.from(bytes).includes(Buffer.of(0x10, command))).toBe(false);
      }),
      { numRuns: repetitions(40, 5_000) },
    );
  });

  it('says the same on its picture, which fetches nothing', () => {
    fc.assert(
      fc.property(anySlip, (slip) => {
        // The letters of a picture in base64 may be any.
        const svg = renderReceiptSvg(slip).replaceAll(/;base64,[^"]*/g, ';base64,');
        expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 576 \d+/);
        expect(svg).not.toMatch(/NaN|undefined|<script|href="(?!data:image\/png;base64,)/);
        expect(picture(slip)).toBe(paper(slip));
      }),
      { numRuns: repetitions(20, 500) },
    );
  });

  it('says in English all that it says in Japanese', () => {
    fc.assert(
      fc.property(anySlip, (slip) => {
        const japanese = new Set(paper({ ...slip, language: 'ja' }));
        const english = new Set(paper({ ...slip, language: 'en' }));
        expect([...japanese].filter((letter) => !english.has(letter))).toEqual([]);
      }),
      { numRuns: repetitions(20, 500) },
    );
  });
});

describe('the measuring of a line', () => {
  it('notices text that runs over the edge', () => {
    const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`${text}\n`, 'latin1'));
    expect(rightEdges(bytes('x'.repeat(49)))).toEqual([588]);
    expect(rightEdges(bytes('\x1dL\x0c\x00\x1b$\x0c\x00\x1b\\\x0c\x00\x1d!\x11ab\x1d!\x00c'))).toEqual([96]);
  });
});

describe('the two-dimensional code of a slip', () => {
  beforeAll(async () => {
    const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
    await prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(wasm).buffer },
      fireImmediately: true,
    });
  });

  /** What a scanner reads from the picture of a slip. */
  async function scanned(slip: SlipData): Promise<readonly string[]> {
    const png = await sharp(Buffer.from(renderReceiptSvg(slip)))
      .flatten({ background: '#fff' })
      .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#fff' })
      .png()
      .toBuffer();
    const codes = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
    return codes.map(({ text }) => text);
  }

  const { scan } = sampleReceipt;
  const pinLocked = sampleNextStep('pinLocked');
  const revoked = sampleNextStep('certificateRevoked');
  it.each<{ name: string; slip: SlipData; text: string }>([
    { name: 'a receipt is its code and the rest of the transaction', slip: sampleReceipt, text: scan },
    { name: 'a debt is the same', slip: sampleOwed, text: scan },
    { name: 'a debt after a power cut is the same', slip: sampleOwedAfterPowerCut, text: scan },
    { name: "a refund's copy is its code", slip: { ...sampleRefund, copy: 'store' }, text: 'K7Q2-M4XD' },
    { name: 'an enrolment is its number', slip: sampleEnrolmentSlip, text: 'E-7K2Q-M4XD' },
    { name: 'a test is the kiosk', slip: sampleTestSlip, text: 'TEST KIOSK-01' },
    { name: 'a next step calls the municipality', slip: pinLocked, text: 'tel:0000000000' },
    { name: 'a card reported lost, too', slip: revoked, text: 'tel:0000000000' },
    {
      name: 'a next step without a number calls the help line',
      slip: { ...pinLocked, telephones: [] },
      text: 'tel:0120950178',
    },
    {
      name: 'a next step without a number, in English: its other number',
      slip: { ...pinLocked, telephones: [], language: 'en' },
      text: 'tel:0120017827',
    },
    {
      name: 'a next step after the office has closed calls who answers still',
      slip: { ...pinLocked, at: Date.parse('2026-11-20T18:00:00+09:00') },
      text: 'tel:0120950178',
    },
    {
      name: 'a next step early in the morning calls the line that answers, though it is charged',
      slip: { ...pinLocked, telephones: [], at: Date.parse('2026-11-20T09:00:00+09:00') },
      text: 'tel:0570783578',
    },
  ])('of $name', async ({ slip, text }) => {
    expect(await scanned(slip)).toEqual([text]);
  });
});
