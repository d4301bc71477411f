import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { sampleScreens } from '../../renderer/sample-screens.ts';
import { launchChromium, openKioskPage } from './kiosk-page.ts';
import { faultsOfAccess, faultsOfLayout, fixedPlaces } from './page-checks.ts';

/**
 * Draws every sample screen in Chromium, takes a picture of each at each panel size, and says what breaks a rule.
 *
 * node tests/e2e/gallery-of-screens.ts OUTDIR [WxH ...] [--only TEXT]
 */
const usualSizes = ['1024x768', '1920x1080', '1080x1920'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, 'no-axe': { type: 'boolean', default: false } },
});
const [folder, ...sizes] = positionals;
if (folder === undefined || sizes.some((size) => !/^\d+x\d+$/.test(size))) {
  console.error('usage: node tests/e2e/gallery-of-screens.ts OUTDIR [WxH ...] [--only TEXT] [--no-axe]');
  process.exit(2);
}

const browser = await launchChromium();
let faults: string[];
try {
  const found: string[][] = [];
  for (const size of sizes.length > 0 ? sizes : usualSizes) found.push(await gallery(browser, folder, size));
  faults = found.flat();
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'no faults' : `${String(faults.length)} faults`);
process.exit(faults.length === 0 ? 0 : 1);

/** All samples at one size; the faults, each with the picture it is to be seen on. */
async function gallery(chromium: Browser, out: string, size: string): Promise<string[]> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const pictures = join(out, size);
  await mkdir(pictures, { recursive: true });
  const kiosk = await openKioskPage(chromium, { width, height });
  const { page } = kiosk;
  const found: string[] = [];
  let places: string | null = null;
  for (const { name, screen } of sampleScreens.filter((sample) => sample.name.includes(values.only))) {
    await kiosk.show(screen);
    for (let leaf = 1; ; leaf++) {
      const picture = leaf === 1 ? name : `${name}-page${String(leaf)}`;
      await page.screenshot({ path: join(pictures, `${picture}.png`) });
      const access = values['no-axe'] ? [] : await faultsOfAccess(page);
      const layout = await faultsOfLayout(page);
      const now = await fixedPlaces(page);
      places ??= now;
      const moved = now === places ? [] : [`the fixed places moved: ${now}`];
      found.push(...[...layout, ...access, ...moved].map((fault) => `${size} ${picture}: ${fault}`));
      const next = page.locator('[data-name=page-next]:enabled');
      if (screen.overlay !== null || (await next.count()) === 0) break;
      await turnPage(page);
    }
  }
  found.push(...kiosk.complaints.map((complaint) => `${size}: the page says: ${complaint}`));
  await kiosk.close();
  return found;
}

/** Turns a list to its next page; the page may take a press for the second half of a double tap, then it is pressed again. */
async function turnPage(page: Page): Promise<void> {
  const label = page.locator('.pages-at');
  const before = await label.textContent();
  while ((await label.textContent()) === before) await page.locator('[data-name=page-next]').press('Enter');
}
