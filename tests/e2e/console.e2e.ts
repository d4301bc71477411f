import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OperatorRole } from '../../issuing-center/console/operators.ts';
import { readRecord } from '../../issuing-center/console/record.ts';
import { standingAlarms } from '../../issuing-center/fleet/alarms.ts';
import { standingOrders } from '../../issuing-center/fleet/orders.ts';
import type { EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { fillFleet, madeUpDebt } from '../../testing/console/made-up-fleet.ts';
import { openFleetTables } from '../../testing/console/fleet-tables.ts';
import { openConsole, type OpenConsole } from '../../testing/console/open-console.ts';
import { expect, test } from './kiosk-fixture.ts';
import { some } from '../../testing/repetitions.ts';
import { faultsOfAccess } from './page-checks.ts';

/** One console with made-up kiosks for all of these tests: each acts upon a kiosk of its own. */
let sql: EmbeddedSql;
let opened: OpenConsole;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  sql = await openFleetTables();
  opened = await openConsole(sql);
  await fillFleet(sql, Date.now());
});
test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
test.afterAll(async () => {
  await opened.close();
  await sql.close();
});

/** A browser in which this operator's certificate is installed; null: none. */
async function openFor(
  browser: Browser,
  role: OperatorRole | null,
  locale: 'ja-JP' | 'en-GB' = 'en-GB',
  width = 1366,
): Promise<Page> {
  const shown = role === null ? null : opened.credentials[role];
  const context = await browser.newContext({
    ...{ locale, viewport: { width, height: 768 }, javaScriptEnabled: true },
    // That the console proves itself to its operators is tried without a browser, against its own authority.
    ignoreHTTPSErrors: true,
    clientCertificates:
      shown === null
        ? []
        : [{ origin: opened.url, cert: Buffer.from(shown.certificate), key: Buffer.from(shown.key) }],
  });
  contexts.push(context);
  return context.newPage();
}

const pages = [
  '/',
  '/kiosks/K-0002',
  '/alarms',
  '/owed',
  '/municipalities',
  '/record',
  '/operators',
] as const;

test('every page can be read by everybody: axe finds nothing, in both languages, light and dark, and nothing is cut at 200 %', async ({
  chromium,
}) => {
  for (const [locale, language] of [
    ['ja-JP', 'ja'],
    ['en-GB', 'en'],
  ] as const) {
    const page = await openFor(chromium, 'administrator', locale);
    // A window of half the width has room for as much as one at 200 %.
    const zoomed = await openFor(chromium, 'administrator', locale, 683);
    // The markup is the same in both languages: every run looks at each page in English, and at some in Japanese.
    for (const path of language === 'ja' ? some(pages, 4) : pages) {
      for (const colorScheme of language === 'ja' ? (['light'] as const) : (['light', 'dark'] as const)) {
        await page.emulateMedia({ colorScheme });
        await page.goto(opened.url + path);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        // The colours are the same in both languages.
        expect(await faultsOfAccess(page, language === 'en')).toEqual([]);
      }
      expect(await page.locator('h1').count()).toBe(1);
      await zoomed.goto(opened.url + path);
      const [inside, outside] = await zoomed.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      expect([path, inside <= outside]).toEqual([path, true]);
    }
  }
});

test('an operator takes a kiosk out with the keyboard alone, sees it ordered, and brings it back', async ({
  chromium,
}) => {
  const page = await openFor(chromium, 'operator');
  await page.goto(opened.url);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the content');
  await page.keyboard.press('Enter');
  const tabTo = async (what: string): Promise<void> => {
    for (let times = 0; times < 60; times += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => document.activeElement?.textContent.trim());
      if (at === what) return;
    }
    throw new Error(`no key leads to ${what}`);
  };
  await tabTo('K-0001');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/kiosks/K-0001');
  await page.locator('#reason').focus();
  await page.keyboard.press('ArrowDown');
  await tabTo('Take out of service');
  await page.keyboard.press('Enter');
  await expect(page.getByText('What the center wants')).toContainText('out of service (supplies)');
  expect(await standingOrders(sql, 'K-0001')).toMatchObject({
    service: { state: 'out', reason: 'supplies' },
  });
  await expect(page.getByRole('region', { name: 'Orders so far' })).toContainText('not yet');
  await page.reload();
  await page.getByRole('button', { name: 'Bring back into service' }).click();
  await expect(page.getByText('What the center wants')).toContainText('in service');
  expect((await readRecord(sql, null, 9)).map(({ action, operator }) => [action, operator])).toEqual([
    ['bringBack', 'OP-ACTS'],
    ['takeOut', 'OP-ACTS'],
  ]);
  await page.getByRole('link', { name: 'Record of actions' }).click();
  await expect(page.getByRole('region')).toContainText('took out of service');
});

test('an alarm stands until it is cleared with a note, in Japanese', async ({ chromium }) => {
  const page = await openFor(chromium, 'operator', 'ja-JP');
  await page.goto(`${opened.url}/alarms`);
  const before = await standingAlarms(sql);
  expect(before.map(({ kiosk, kind }) => `${kiosk} ${kind}`)).toEqual([
    'K-0002 out',
    'K-0002 sheets',
    'K-0002 change',
    'K-0002 clock',
    'K-0002 certificate',
    'K-0003 silent',
  ]);
  const form = page.getByRole('form', { name: '消す：用紙: なし、K-0002' });
  // A browser does not even send it without a note.
  await form.getByRole('button').click();
  expect(await standingAlarms(sql)).toHaveLength(6);
  await form.getByLabel('確かめたこと、したこと').fill('用紙を入れた');
  await form.getByRole('button').click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('region', { name: '最近消した警報' })).toContainText('用紙を入れた');
  expect((await standingAlarms(sql)).map(({ kind }) => kind)).not.toContain('sheets');
});

test('kiosks are shown by state, and what is owed by kiosk and code @long', async ({ chromium }) => {
  const page = await openFor(chromium, 'viewer');
  await page.goto(opened.url);
  await page.getByLabel('State').selectOption('silent');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('tbody')).toContainText('K-0003');
  await page.goto(`${opened.url}/owed`);
  await expect(page.locator('tbody')).toContainText(receiptCode(madeUpDebt.transaction));
  await expect(page.locator('tbody')).toContainText('¥300');
  // Whoever only looks has nothing to press that changes anything.
  await page.goto(`${opened.url}/kiosks/K-0002`);
  expect(await page.locator('form[method="post"]').count()).toBe(0);
});

test('a browser without a certificate gets no page, and the page of another site presses nothing', async ({
  chromium,
}) => {
  const nobody = await openFor(chromium, null);
  await expect(nobody.goto(opened.url)).rejects.toThrow();
  const page = await openFor(chromium, 'operator');
  await page.goto(opened.url);
  // A page of somebody else, in the browser with the certificate, with a form that looks like ours.
  const evil = await page.context().newPage();
  await evil.setContent(`<form method="post" action="${opened.url}/kiosks/K-0004/service">
      <input name="do" value="out"><input name="reason" value="fault"><input name="seen" value="0">
      <input name="form" value="${'a'.repeat(32)}"><input name="token" value="${'b'.repeat(64)}"><button>x</button></form>`);
  const answered = evil.waitForResponse((response) => response.url().endsWith('/service'));
  await evil.getByRole('button').click();
  expect((await answered).status()).toBe(403);
  expect(await standingOrders(sql, 'K-0004')).toMatchObject({ number: 0 });
  // And none of ours can be shown in a frame of theirs.
  const shown = await page.request.get(opened.url);
  expect(shown.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});
