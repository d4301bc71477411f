import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { isLongRun } from '../../testing/repetitions.ts';
import { sampleScreens, someSamples } from '../../testing/screens/sample-screens.ts';
import { launchChromium, openKioskPage } from './kiosk-page.ts';
import { faultsOfKeys } from './key-walk.ts';
import { faultsOfAccess, faultsOfLayout, fixedPlaces } from './page-checks.ts';

/**
 * Draws sample screens in Chromium at each panel size and reports what breaks a rule, with a picture of each such screen; with
 * `--pictures`, of every screen. Each screen is drawn in Japanese and in one other language, at each size in another one; with `--all`, and
 * in the long run, in all of them. Arrow keys are tried at the first size in Japanese, and then everywhere.
 *
 * node tests/e2e/gallery-of-screens.ts OUTDIR [WxH ...] [--only TEXT] [--all] [--pictures]
 */
const usualSizes = ['1024x768', '1920x1080', '1080x1920'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: isLongRun },
    pictures: { type: 'boolean', default: false },
  },
});
const [folder, ...wanted] = positionals;
const sizes = wanted.length > 0 ? wanted : usualSizes;
if (folder === undefined || sizes.some((size) => !/^\d+x\d+$/.test(size))) {
  console.error(
    'usage: node tests/e2e/gallery-of-screens.ts OUTDIR [WxH ...] [--only TEXT] [--all] [--pictures]',
  );
  process.exit(2);
}

// Screens are checked as soon as they are painted; nobody watches the frames.
const browser = await launchChromium(['--disable-frame-rate-limit']);
let faults: string[];
try {
  // In parallel: each size has its own page, and so its own process.
  const found = await Promise.all(sizes.map((size, turn) => gallery(browser, folder, size, turn)));
  faults = found.flat();
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'no faults' : `${String(faults.length)} faults`);
process.exit(faults.length === 0 ? 0 : 1);

/** Checks samples at one size. @param turn of the sizes @returns the faults, each with its picture's name */
async function gallery(chromium: Browser, out: string, size: string, turn: number): Promise<string[]> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const pictures = join(out, size);
  await mkdir(pictures, { recursive: true });
  const kiosk = await openKioskPage(chromium, { width, height });
  const { page } = kiosk;
  const found: string[] = [];
  let places: string | null = null;
  const samples = values.all ? sampleScreens : someSamples(turn);
  for (const { name, screen } of samples.filter((sample) => sample.name.includes(values.only))) {
    await kiosk.show(screen);
    for (let leaf = 1; ; leaf++) {
      const picture = leaf === 1 ? name : `${name}-page${String(leaf)}`;
      const faults = [...(await faultsOfLayout(page)), ...(await faultsOfAccess(page))];
      const now = await fixedPlaces(page);
      places ??= now;
      if (now !== places) faults.push(`the fixed places moved: ${now}`);
      if (values.pictures || faults.length > 0) {
        await page.screenshot({ path: join(pictures, `${picture}.png`) });
      }
      const walked = values.all || (turn === 0 && screen.language === 'ja');
      // The panel's own tests are for fingers, and hide what is below them.
      const forFingers = screen.body.kind === 'touchTest' || screen.body.kind === 'screenTest';
      if (walked && !forFingers) faults.push(...(await faultsOfKeys(page)));
      found.push(...faults.map((fault) => `${size} ${picture}: ${fault}`));
      const next = page.locator('[data-name=page-next]:enabled');
      if (screen.overlay !== null || (await next.count()) === 0) break;
      await turnPage(page);
    }
  }
  found.push(...kiosk.complaints.map((complaint) => `${size}: the page says: ${complaint}`));
  await kiosk.close();
  return found;
}

/** Turns a list to its next page, pressing again if the press was taken for the second half of a double tap. */
async function turnPage(page: Page): Promise<void> {
  const label = page.locator('.pages-at');
  const before = await label.textContent();
  while ((await label.textContent()) === before) await page.locator('[data-name=page-next]').press('Enter');
}
