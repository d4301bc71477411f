import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { changeCharacter, digitsOf } from '../../testing/scans/forge.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { encodeScan, makeScan } from '../../testing/scans/make-scan.ts';
import { printPage } from '../../testing/scans/printed-page.ts';
import { materialOfSealedPages, sealedPages } from '../../testing/scans/sealed-pages.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { receiver } from '../../languages/compiled/receiver.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { languages } from '../../shared/languages.ts';
import { wordsOf } from '../../tests/e2e/words-of.ts';
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
    // These tests read the drawn pictures back, which a receiver does not.
    if (message.text().startsWith('Canvas2D: Multiple readback')) return;
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

test('says that a genuine scan is as issued, in another language too, and asks no network', async () => {
  expect(await wordsOf(page.locator('h1'))).toBe('証明書の確認');
  expect(await verdictOf(await scanned(sealed.drawing, 8))).toBe('genuine');
  expect(await wordsOf(page.locator('#verdict h2'))).toBe('発行されたとおりです');
  await page.locator('#language').selectOption('en');
  expect(await page.locator('#verdict h2').textContent()).toBe('As issued');
  expect(await page.locator('#truth').evaluate((canvas) => canvas.clientWidth)).toBeGreaterThan(100);
  expect(await page.locator('#verdict li').allTextContents()).toContainEqual(
    expect.stringMatching(/^Letters, .* at \d{3} dpi on the paper\.$/),
  );
  expect(await page.locator('#verdict li').allTextContents()).toContainEqual(
    expect.stringMatching(/^No colours are to be seen in the picture\./),
  );
  expect(complaints).toEqual([]);
});

test('is in every language by its own name, to the answer and the name of the certificate', async () => {
  const chooser = page.locator('#language');
  expect(await chooser.locator('option').allTextContents()).toEqual(
    languages.map((language) => facts[language].name),
  );
  for (const language of languages) {
    await chooser.selectOption(language);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await chooser.getAttribute('aria-label')).toBe(withoutReadings(receiver[language].language));
    expect(await wordsOf(page.locator('h1'))).toBe(withoutReadings(receiver[language].title));
    expect(await wordsOf(page.locator('#verdict h2'))).toBe(
      withoutReadings(receiver[language].verdict.genuine),
    );
    expect(await wordsOf(page.locator('#verdict p'))).toMatch(/所得証明書/);
    expect(await page.locator('body').innerText()).not.toMatch(/[《》]|undefined/);
  }
  await chooser.selectOption('en');
});

test('says what was issued, from the signature, where a screen reader comes to it after the answer', async () => {
  const lines = page.getByRole('region', { name: 'What was issued' }).getByRole('listitem');
  expect(await lines.allTextContents()).toContain('氏名 | 見本　太郎 | 生年月日 | 昭和45年11月10日');
  const order = await page.evaluate(() => {
    const [verdict, text] = [document.querySelector('#verdict'), document.querySelector('#true-text')];
    return verdict && text && verdict.compareDocumentPosition(text) === Node.DOCUMENT_POSITION_FOLLOWING;
  });
  expect(order).toBe(true);
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

test.skipIf(!isLongRun)(
  'judges and shows the very pixels, whatever a picture says of gamma and of how it was held',
  async () => {
    const scan = await sharp(await readFile(await scanned(sealed.drawing, 5)))
      .png()
      .toBuffer();
    const gamma = Buffer.from('0000000467414d410006ddd0', 'hex');
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(gamma.subarray(4)));
    const file = path.join(folder, 'gamma.png');
    await writeFile(file, Buffer.concat([scan.subarray(0, 33), gamma, sum, scan.subarray(33)]));
    const held = path.join(folder, 'held.jpg');
    await writeFile(
      held,
      await sharp(scan).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer(),
    );
    const lights: number[] = [];
    for (const each of [file, held]) {
      await page.locator('#new-document').click();
      await page.locator('#result').waitFor({ state: 'hidden' });
      expect(await verdictOf(each)).toBe('genuine');
      lights.push(
        await page.locator('#seen').evaluate((canvas) => {
          if (!(canvas instanceof HTMLCanvasElement)) return -1;
          const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
            data: [],
          };
          return Array.from(data).reduce((sum, value) => sum + value, 0) / data.length;
        }),
      );
    }
    const [first = 0, second = 9] = lights;
    expect(Math.abs(first - second)).toBeLessThan(1);
  },
);

test('refuses what another program would show in another way, and says what to do', async () => {
  const scan = await readFile(await scanned(sealed.drawing, 6));
  const files = [
    ['more.jpg', Buffer.concat([scan, Buffer.from('%PDF-1.7')]), 'Other data follows the end of the picture'],
    ['page.png', await sharp(scan).webp({ effort: 0 }).toBuffer(), 'Files of this form (WebP'],
  ] as const;
  for (const [name, content, says] of files) {
    await writeFile(path.join(folder, name), content);
    await page.locator('#file').setInputFiles(path.join(folder, name));
    await page.locator('#trouble').filter({ hasText: says }).waitFor();
    expect(await page.locator('#result').isHidden()).toBe(true);
  }
});

// Half a minute; verifier/beside-page.test.ts tries what stands beside a page in every run.
test.skipIf(!isLongRun)('shows what stands beside the page instead of calling it genuine', async () => {
  const scan = sharp(await readFile(await scanned(sealed.drawing, 7)));
  const { width, height } = await scan.metadata();
  const two = path.join(folder, 'two.png');
  const input = await scan.png().toBuffer();
  const row = sharp({ create: { width: 2 * width, height, channels: 3, background: '#ddd' } });
  const both = row.composite([
    { input, left: 0, top: 0 },
    { input, left: width, top: 0 },
  ]);
  await writeFile(two, await both.png().toBuffer());
  expect(await verdictOf(two)).toBe('unreadable');
  expect(await page.locator('#verdict li').allTextContents()).toContainEqual(
    expect.stringMatching(/beside the sheet/),
  );
  expect(await page.locator('#beside-picture').isVisible()).toBe(true);
  expect(await page.locator('#pictures').isHidden()).toBe(true);
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
