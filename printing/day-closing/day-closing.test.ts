import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { pageDrawingSchema } from '../../shared/drawing.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { sampleDay, sampleDaySlip } from '../../testing/receipts/sample-day.ts';
import { renderReceiptBytes } from '../receipts/receipt-bytes.ts';
import { dayCsv } from './day-csv.ts';
import { dayPages, dayPdf } from './day-page.ts';
import { daySections } from '../receipts/day-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-day-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a closing as a table', () => {
  it('is read by another program as what it says, a row for each figure', () => {
    const rows = parse(dayCsv(sampleDaySlip), { bom: true, columns: true, skip_empty_lines: true });
    const found = new Map(
      (rows as Record<string, string>[]).map((row) => [`${row['section']}/${row['item']}`, row] as const),
    );
    expect(found.get('closing/number')).toMatchObject({ count: '365' });
    expect(found.get('closing/at')).toMatchObject({ label: '2026-11-20 22:59:12' });
    expect(found.get('day/printed')).toMatchObject({ yen: '19500', count: '' });
    expect(found.get('kinds/residenceRecord')).toMatchObject({
      label: '住民票の写し',
      count: '2',
      yen: '600',
    });
    expect(found.get('ways/wallet')).toMatchObject({ count: '11', yen: '4200' });
    expect(found.get('cash/hopper-100')).toMatchObject({ count: '260', yen: '26000' });
    expect(found.get('totals/totalPrinted')).toMatchObject({ yen: '7117500' });
    expect(found.size).toBe(rows.length);
  });

  it('keeps a value with commas and quotation marks in its field', () => {
    const csv = dayCsv({ ...sampleDaySlip, by: 'O-01, "night"' });
    expect(csv).toContain('closing,by,"O-01, ""night""",,\r\n');
  });
});

describe('a closing as a page', () => {
  it('is a sound PDF on A4 with every figure on it', async () => {
    const file = join(folder, 'day.pdf');
    writeFileSync(file, await dayPdf(sampleDaySlip));
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream');
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toContain('A4');
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const { rows } of daySections(sampleDay))
      for (const { amount } of rows)
        if (amount !== null) expect(text).toContain(`${amount.toLocaleString('ja-JP')}円`);
    expect(text.replaceAll(/\s/g, '')).toContain('日計票CLOSEOFDAY');
  });

  it('goes on over as many pages as it needs, and nothing lies outside the paper', () => {
    const cash = Array.from({ length: 60 }, (_, count) => ({
      place: 'hopper' as const,
      value: 10 as const,
      count,
    }));
    const pages = dayPages({ ...sampleDaySlip, day: { ...sampleDay, cash } });
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(pageDrawingSchema.safeParse(page).success).toBe(true);
      for (const op of page.ops) if (op.op === 'text') expect(op.y).toBeLessThan(297);
    }
  });
});

describe('a closing on the slip', () => {
  it('says the same figures, in English too', () => {
    const text = textOf(renderReceiptBytes(sampleDaySlip));
    expect(text).toContain('日計票');
    for (const figure of ['7,117,500円', '19,500円', '23,725']) expect(text).toContain(figure);
    expect(textOf(renderReceiptBytes({ ...sampleDaySlip, language: 'en' }))).toContain('CLOSE OF DAY');
  });
});
