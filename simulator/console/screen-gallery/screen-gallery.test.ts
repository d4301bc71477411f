import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../testing/screens/kiosk-page.ts';
import { faultsOfAccess } from '../../../tests/e2e/page-checks.ts';
import { buildScreenGallery } from './build-screen-gallery.ts';
import { longerSide } from './draw-screens.ts';
import { drawnScreens } from './drawn-screens.ts';

/** The page as somebody opens it: from its folder, in a browser without a network. */
let folder: string;
let browser: Browser;
let page: Page;
let pictures: number;
const complaints: string[] = [];

const screens = drawnScreens({
  only: ['pin', 'time-warning'],
  languages: ['ja', 'vi'],
  sizes: [100, 200],
  themes: ['light', 'dark'],
  layouts: ['1024x768', '1080x1920-low'],
}).filter(({ name }) => ['pin', 'time-warning'].includes(name));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-screen-gallery-'));
  const built = await buildScreenGallery(folder, screens);
  pictures = built.pictures;
  browser = await launchChromium();
  page = await (await browser.newContext({ offline: true })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(`file://${built.page}`);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

const shown = (): Promise<string[]> => page.locator('#pictures li').allTextContents();
const counted = (): Promise<string> => page.locator('output').innerText();

test('it shows every picture, each of a screen in its look, and asks no network', async () => {
  expect(screens.length).toBeGreaterThan(0);
  expect(pictures).toBeGreaterThanOrEqual(screens.length);
  expect(await counted()).toBe(`${String(pictures)} / ${String(pictures)}`);
  const captions = await shown();
  for (const { name, layout, screen } of screens) {
    const { size, theme } = screen.display;
    expect(captions).toContain(`${name} · ${screen.language} · ${String(size)} % · ${theme} · ${layout}`);
  }
  const files = await page
    .locator('#pictures a')
    .evaluateAll((links) => links.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')));
  expect(new Set(files).size).toBe(pictures);
  for (const file of files) {
    const { format, width, height } = await sharp(new URL(file).pathname).metadata();
    expect([format, Math.max(width, height)]).toEqual(['webp', longerSide]);
  }
  expect(complaints).toEqual([]);
});

test('dark screens are dark, and a screen in another size of letters is another picture', async () => {
  const of = async (look: string): Promise<Buffer> =>
    sharp(path.join(folder, 'screens', '1024x768', 'ja', `${screens[0]?.name ?? ''}-${look}.webp`))
      .greyscale()
      .raw()
      .toBuffer();
  const [light, dark, large] = await Promise.all(['100-light', '100-dark', '200-light'].map(of));
  if (!light || !dark || !large) throw new Error('three pictures were expected');
  const mean = (pixels: Buffer): number => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  expect(mean(light)).toBeGreaterThan(mean(dark) + 50);
  expect(large.equals(light)).toBe(false);
});

test('filters narrow it, alone and together, stay in the address, and go at one press', async () => {
  await page.getByLabel('Language').selectOption('vi');
  await page.getByLabel('Colours').selectOption('dark');
  const both = await shown();
  expect(both.length).toBeGreaterThan(0);
  for (const caption of both) expect(caption).toMatch(/ · vi · \d+ % · dark · /);
  await page.getByLabel('Name').fill('TIME-warn');
  const named = await shown();
  expect(named.length).toBeGreaterThan(0);
  expect(named.length).toBeLessThan(both.length);
  for (const caption of named) expect(caption).toMatch(/^time-warning/);
  expect(await counted()).toBe(`${String(named.length)} / ${String(pictures)}`);

  await page.reload();
  expect(await shown()).toEqual(named);
  await page.getByLabel('Over it').selectOption('なし None');
  expect(await shown()).toEqual([]);
  await page.getByRole('button', { name: 'All' }).click();
  await expect.poll(counted).toBe(`${String(pictures)} / ${String(pictures)}`);
  expect(complaints).toEqual([]);
});

test('it keeps the rules of accessibility', async () => {
  expect(await faultsOfAccess(page)).toEqual([]);
});
