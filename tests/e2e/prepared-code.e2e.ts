import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { buildPreparationPage } from '../../preparation/build-page.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import { plainErrand, runErrand } from '../../simulator/console/demonstration/resident.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { expect, test } from './kiosk-fixture.ts';

/** Answers the page's questions as somebody does at home, and looks at the telephone with another program. */
async function prepare(chromium: Browser, folder: string, now: Instant): Promise<string> {
  const file = join(folder, 'prepared.html');
  writeFileSync(file, await buildPreparationPage(await loadMunicipalities(), japanDate(now)));
  const context = await chromium.newContext({
    ...{ locale: 'ja-JP', offline: true, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  });
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    await page.goto(`file://${file}`);
    for (const name of ['begin', 'driving', 'home', codes.arakawa, 'residenceRecord', 'self', 'go-on', '2'])
      await page.locator(`[data-name="${name}"]`).click();
    await page.locator('select[name=machine-language]').selectOption('en');
    await page.locator('input[name=machine-theme][value=dark]').check();
    await page.locator('[data-name="go-on"]').click();
    await page.locator('.code-picture').waitFor();
    const picture = join(folder, 'telephone.png');
    await page.screenshot({ path: picture });
    const options = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture];
    return execFileSync('zbarimg', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } finally {
    await context.close();
  }
}

/** Types as a hand scanner does, five milliseconds a key by its own clock, and Enter at the end. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((typed) => {
    const began = performance.now();
    for (const [index, key] of [...Array.from(typed), 'Enter'].entries()) {
      const code = key === 'Enter' ? key : '';
      const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: began + 5 * index });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
  }, text);
}

test('what was prepared at home is taken in five touches and the PIN at most', async ({
  site,
  chromium,
  openKiosk,
}) => {
  const text = await prepare(chromium, site.folder, site.clock.now());
  const kiosk = await openKiosk({ size: { width: 1024, height: 768 } });
  await kiosk.shows('attract');
  const papersBefore = site.simulated.sheetPrinter.sheetsOut().length;
  await scan(kiosk.page(), text);
  await kiosk.shows('notes');
  expect(kiosk.kiosk.screen()).toMatchObject({ language: 'en', display: { theme: 'dark' } });
  const { handedOver, last, steps } = await runErrand(
    { ...plainErrand, holder: 'arakawa-glyphs', municipality: codes.arakawa, pin: '1234' },
    { kiosk: kiosk.kiosk, page: kiosk.page(), controls: site.controls, rest: kiosk.rest },
    { onScreen: () => Promise.resolve(), onStep: () => undefined },
  );
  expect(handedOver).toMatchObject({ kind: 'takeEverything', sheets: 2 });
  // What was prepared is shown with its price before the card.
  expect(steps.map(({ screen }) => screen)).toContain('proposal');
  const touches = steps.reduce((sum, step) => sum + step.touches, 0);
  expect(touches).toBeLessThanOrEqual(5);
  // The next person finds the kiosk as it always is.
  expect(last).toMatchObject({ language: 'ja', display: { theme: 'light' }, body: { kind: 'attract' } });
  const sheets = site.simulated.sheetPrinter.sheetsOut().slice(papersBefore);
  expect(sheets).toHaveLength(2);
  const paper = execFileSync('pdftotext', ['-layout', sheets[0]?.pdfPath ?? '', '-'], { encoding: 'utf8' });
  expect(paper).toContain('本籍');
});

test('a code that cannot be used is explained, and the next one is taken at once @long', async ({
  site,
  chromium,
  openKiosk,
}) => {
  const text = await prepare(chromium, site.folder, site.clock.now());
  const kiosk = await openKiosk({ size: { width: 1080, height: 1920 } });
  await kiosk.shows('attract');
  await scan(kiosk.page(), 'https://example.jp/not-ours');
  expect(await kiosk.shows('preparedFault')).toMatchObject({ why: 'notOurs' });
  await scan(
    kiosk.page(),
    text.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  );
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ why: 'damaged' });
  // A finger's digits and Enter are no scan: Enter presses the button that has the focus, and nothing else.
  await kiosk.page().locator('[data-name="back"]').focus();
  await kiosk.page().keyboard.press('Enter');
  await kiosk.shows('attract');
  await scan(kiosk.page(), text);
  await kiosk.shows('notes');
});
