import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { changeCharacter, digitsOf } from '../../testing/scans/forge.ts';
import { encodeScan, makeScan } from '../../testing/scans/make-scan.ts';
import { printPage } from '../../testing/scans/printed-page.ts';
import { materialOfSealedPages, sealedPages } from '../../testing/scans/sealed-pages.ts';
import { buildVerifierPage } from './build-page.ts';

/** The page as a receiver has it: one file, opened from a folder, in a browser without a network. */
const font = await loadMincho();
const sealed = sealedPages(font).find(({ name }) => name.startsWith('income'));
if (sealed === undefined) throw new Error('the example is gone');

let folder: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-verifier-'));
  const file = path.join(folder, 'verify.html');
  await buildVerifierPage(file, materialOfSealedPages());
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    ],
  });
  const context = await browser.newContext({ locale: 'ja-JP', offline: true });
  page = await context.newPage();
  // The picture of a page is read in the browser: seconds on a quiet machine, more beside other tests.
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:file|blob|data):/.test(request.url())) complaints.push(`asked the network: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  await page.locator('#file:enabled').waitFor({ state: 'attached' });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function scanned(drawing: PageDrawing, seed: number): Promise<string> {
  const paper = await printPage(await renderSheet([drawing], font, '見本'));
  const file = path.join(folder, `${seed}.jpg`);
  await writeFile(file, await encodeScan((await makeScan(paper, 'flatbed', seed)).scan, 'jpeg'));
  return file;
}

async function verdictOf(file: string): Promise<string | null> {
  await page.locator('#file').setInputFiles(file);
  await page.locator('#working').waitFor({ state: 'visible' });
  await page.locator('#working').waitFor({ state: 'hidden' });
  return page.locator('#verdict').getAttribute('data-verdict');
}

test('says that a genuine scan is as issued, in both languages, and asks no network', async () => {
  expect(await page.locator('h1').textContent()).toBe('証明書の確認');
  expect(await verdictOf(await scanned(sealed.drawing, 3))).toBe('genuine');
  expect(await page.locator('#verdict h2').textContent()).toBe('発行されたとおりです');
  await page.locator('#language-en').click();
  expect(await page.locator('#verdict h2').textContent()).toBe('As issued');
  expect(await page.locator('#truth').evaluate((canvas) => canvas.clientWidth)).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
});

test('marks a digit that was changed, when the next certificate is checked', async () => {
  await page.locator('#new-document').click();
  await page.locator('#result').waitFor({ state: 'hidden' });
  const digit = digitsOf(sealed.drawing, font).find(({ character }) => character === '3');
  if (digit === undefined) throw new Error('the example has no 3');
  const { drawing, at } = changeCharacter(sealed.drawing, digit, '8', font);
  expect(await verdictOf(await scanned(drawing, 4))).toBe('altered');
  const marked = await page.locator('#seen').evaluate(
    (canvas, { x, y }) => {
      if (!(canvas instanceof HTMLCanvasElement)) return null;
      // The frame stands left of the digit, eight pixels from its cell, which begins a third of a mm before it.
      const { data } = canvas.getContext('2d')?.getImageData(x * 8 - 20, y * 8, 20, 8) ?? { data: [] };
      return Array.from(data).some(
        (value, index) => index % 4 === 0 && value > 150 && (data[index + 1] ?? 255) < 80,
      );
    },
    { x: at.x, y: at.y },
  );
  expect(marked).toBe(true);
});

test('opens the camera, and says that a picture without a code cannot be checked', async () => {
  await page.locator('#camera').click();
  await page.locator('#video').evaluate(async (video) => {
    if (!(video instanceof HTMLVideoElement)) throw new Error('no video');
    if (video.readyState < 2)
      await new Promise((loaded) => video.addEventListener('loadeddata', loaded, { once: true }));
  });
  await page.locator('#take-picture').click();
  await page.locator('#camera-view').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => {
    const trouble = document.querySelector('#trouble');
    const verdict = document.querySelector('#verdict');
    const told = trouble instanceof HTMLElement && !trouble.hidden;
    return told || (verdict instanceof HTMLElement && verdict.dataset['verdict'] === 'unreadable');
  });
  expect(complaints).toEqual([]);
});
