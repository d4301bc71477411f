import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { pageDrawingSchema } from '../../shared/drawing.ts';
import { createTestPage, testSide } from './test-page.ts';

const at = instantInJapan(isoDate('2026-11-20'), '14:03:05');
const folder = mkdtempSync(join(tmpdir(), 'test-page-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'sheet.pdf');
let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await createTestPage({ now: () => at }).testPage();
  writeFileSync(file, pdf);
});

const textOf = (page: number): string =>
  execFileSync('pdftotext', ['-f', String(page), '-l', String(page), file, '-'], {
    encoding: 'utf8',
  }).replace(/\s/gu, '');

describe('the test page', () => {
  it('is one A4 sheet whose two sides say which they are and when they were made', () => {
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Pages: +2\n[^]*A4/);
    expect(textOf(1)).toContain('試験印刷おもて1/22026-11-2014:03:05');
    expect(textOf(2)).toContain('試験印刷うら2/22026-11-2014:03:05');
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream');
  });

  it('is drawn by the same renderer as every sheet', () => {
    for (const side of [1, 2] as const)
      expect(pageDrawingSchema.safeParse(testSide(side, at)).success).toBe(true);
  });

  it.each([1, 2])(
    'has greys on side %i that grow lighter step by step, from black to paper',
    async (page) => {
      const out = join(folder, `side-${page}`);
      const only = ['-f', String(page), '-l', String(page), '-singlefile'];
      execFileSync('pdftoppm', ['-gray', '-png', '-r', '100', ...only, file, out]);
      const light = await Promise.all(
        Array.from({ length: 11 }, async (_, step) => {
          const px = (mm: number) => Math.round((mm / 25.4) * 100);
          const place = {
            left: px(25 + (step + 0.3) * (160 / 11)),
            top: px(78),
            width: px(5),
            height: px(10),
          };
          const grey = await sharp(`${out}.png`).extract(place).extractChannel(0).raw().toBuffer();
          return grey.reduce((sum, value) => sum + value, 0) / grey.length;
        }),
      );
      expect(light[0]).toBeLessThan(5);
      expect(light[10]).toBeGreaterThan(250);
      for (const [step, value] of light.slice(1).entries())
        expect(value - (light[step] ?? 0)).toBeGreaterThan(15);
    },
  );
});
