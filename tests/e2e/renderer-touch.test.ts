import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRenderer } from '../../renderer/build.ts';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import type { SentIntent } from '../../shared/intent.ts';
import type { Screen } from '../../shared/screen.ts';
import { launchChromium, openKioskPage } from '../../testing/screens/kiosk-page.ts';
import type { KioskPage } from '../../testing/screens/kiosk-page.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { wordsOf } from './words-of.ts';

/** The built page in Chromium: what a finger, a key and a broken host do to it. */
let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const size = { width: 1024, height: 768 };

function sample(name: string, more: Partial<Screen> = {}): Screen {
  return { ...sampleScreen(name), ...more };
}

async function opened(screen: Screen): Promise<KioskPage> {
  const kiosk = await openKioskPage(chromium, size);
  await kiosk.show(screen);
  return kiosk;
}

/** What was asked for. That somebody is there is told of every press, whatever it does. */
async function sent(kiosk: KioskPage): Promise<SentIntent[]> {
  return (await allSent(kiosk)).filter(({ intent }) => intent.type !== 'touched');
}

function allSent({ page }: KioskPage): Promise<SentIntent[]> {
  return page.evaluate(() => window.fakeHost.sent);
}

async function middleOf({ page }: KioskPage, name: string): Promise<{ x: number; y: number; right: number }> {
  const box = await page.locator(`[data-name=${name}]`).boundingBox();
  if (!box) throw new Error(`no button ${name}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
}

test.each([
  { rolled: 25, counts: true },
  { rolled: 45, counts: false },
])('a press that rolls $rolled px out of a button counts: $counts', async ({ rolled, counts }) => {
  const kiosk = await opened(sample('notes-ja', { id: 7 }));
  const button = await middleOf(kiosk, 'back');
  await kiosk.page.mouse.move(button.x, button.y);
  await kiosk.page.mouse.down();
  await kiosk.page.mouse.move(button.right + rolled, button.y);
  await kiosk.page.mouse.up();
  expect(await sent(kiosk)).toEqual(counts ? [{ screen: 7, intent: { type: 'back' } }] : []);
  await kiosk.close();
});

test('a touch beside every button tells that somebody is there, and asks for nothing', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 7 }));
  await kiosk.page.mouse.click(size.width / 2, 5);
  expect(await allSent(kiosk)).toEqual([{ screen: 7, intent: { type: 'touched' } }]);
  await kiosk.close();
});

test('a key tells the same; a page that was turned to is there again after the screen was hidden', async () => {
  const screen = sample('preview-nine-ja', { id: 4 });
  const kiosk = await opened(screen);
  const { page } = kiosk;
  await page.locator('[data-name=page-next]').focus();
  await page.keyboard.press('Enter');
  expect(await allSent(kiosk)).toEqual([{ screen: 4, intent: { type: 'touched' } }]);
  const label = page.locator('.pages-at');
  const turned = await label.textContent();
  expect(turned).toContain('2枚目');
  await kiosk.show({ ...screen, id: 5, overlay: { kind: 'nobodyHere' } });
  expect(await page.locator('.page-picture').count()).toBe(0);
  await kiosk.show({ ...screen, id: 6 });
  expect(await label.textContent()).toBe(turned);
  await kiosk.close();
});

test('a double tap sends one intent, like a tap', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 3 }));
  const { x, y } = await middleOf(kiosk, 'consent');
  await kiosk.page.touchscreen.tap(x, y);
  await kiosk.page.touchscreen.tap(x, y);
  expect(await sent(kiosk)).toEqual([{ screen: 3, intent: { type: 'consent' } }]);
  await kiosk.close();
});

test('a long press opens no menu and selects nothing', async () => {
  const kiosk = await opened(sample('persons-ja'));
  const open = await kiosk.page.evaluate(() => {
    const asked = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    return document.querySelector('h1')?.dispatchEvent(asked);
  });
  expect(open).toBe(false);
  await kiosk.page.locator('h1').click({ clickCount: 3 });
  expect(await kiosk.page.evaluate(() => window.getSelection()?.toString())).toBe('');
  await kiosk.close();
});

test('a press that began on one question answers that one, even if another has come meanwhile', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 10 }));
  const { x, y } = await middleOf(kiosk, 'back');
  await kiosk.page.mouse.move(x, y);
  await kiosk.page.mouse.down();
  await kiosk.show(sample('municipality-ja', { id: 11 }));
  await kiosk.page.mouse.up();
  expect(await sent(kiosk)).toEqual([{ screen: 10, intent: { type: 'back' } }]);
  await kiosk.close();
});

test('a finger on the PIN pad leaves no trace on the page: no focus, no change of look, no digit', async () => {
  const kiosk = await opened(sample('pin-ja', { id: 5 }));
  const { page } = kiosk;
  const before = await page.locator('.keypad').innerHTML();
  const key = page.getByRole('button', { name: '7', exact: true });
  const still = await key.screenshot();
  const box = await key.boundingBox();
  if (!box) throw new Error('no key 7');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  expect((await key.screenshot()).equals(still)).toBe(true);
  await page.mouse.up();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await page.locator('.keypad').innerHTML()).toBe(before);
  expect(await sent(kiosk)).toEqual([{ screen: 5, intent: { type: 'pinKey', key: '7' } }]);
  await kiosk.close();
});

test('under an overlay only the overlay answers', async () => {
  const kiosk = await opened(sample('confirm-stop-ja', { id: 8 }));
  const { x, y } = await middleOf(kiosk, 'back');
  await kiosk.page.mouse.click(x, y);
  await kiosk.page.locator('[data-name=confirm-stop]').click();
  expect(await sent(kiosk)).toEqual([{ screen: 8, intent: { type: 'confirmStop' } }]);
  await kiosk.close();
});

test('the start screen is one button, so a touch on the list starts too', async () => {
  const kiosk = await opened(sample('attract-ja', { id: 1 }));
  const box = await kiosk.page.locator('.attract-list').boundingBox();
  if (!box) throw new Error('no list');
  await kiosk.page.mouse.click(box.x + 20, box.y + 20);
  expect(await sent(kiosk)).toEqual([{ screen: 1, intent: { type: 'start' } }]);
  await kiosk.close();
});

test('the start screen has a button that asks only to see what is offered', async () => {
  const kiosk = await opened(sample('attract-ja', { id: 1 }));
  await kiosk.page.locator('[data-name="look-at-offers"]').click();
  expect(await sent(kiosk)).toEqual([
    { screen: 1, intent: { type: 'showOffers', municipality: codes.tomakomai } },
  ]);
  await kiosk.close();
});

test('the preview can be enlarged and turned part by part, with a button back to the whole', async () => {
  const kiosk = await opened(sample('preview-nine-ja'));
  const { page } = kiosk;
  const box = (): Promise<string | null> => page.locator('.page-picture').getAttribute('viewBox');
  expect(await box()).toBe('0 0 210 297');
  await page.locator('[data-name=preview-near]').click();
  expect(await box()).toBe('0 0 210 111');
  await page.locator('[data-name=page-next]').click();
  expect(await box()).toBe('0 93 210 111');
  expect(await wordsOf(page.locator('.pages-at'))).toContain('9枚のうち 1枚目 中ほど');
  expect(await wordsOf(page.locator('[data-name=preview-near]'))).toBe('全体を見る');
  expect(await sent(kiosk)).toEqual([]);
  await kiosk.close();
});

test('what is not a screen is not drawn and not reported as painted', async () => {
  const kiosk = await opened(sample('notes-ja'));
  for (const nonsense of [null, 17, {}, { ...sample('notes-ja'), body: { kind: 'surprise' } }]) {
    const painted = await kiosk.page.evaluate(async (published) => {
      window.fakeHost.painted.length = 0;
      window.fakeHost.show(published);
      for (let frame = 0; frame < 5; frame++) await new Promise((next) => requestAnimationFrame(next));
      return window.fakeHost.painted.length;
    }, nonsense);
    expect(painted).toBe(0);
    expect(await wordsOf(kiosk.page.locator('h1'))).toBe('準備をしています');
  }
  await kiosk.show(sample('municipality-ja'));
  expect(kiosk.complaints).toEqual([]);
  await kiosk.close();
});

test('when the bridge fails, the page shows the neutral page until the next screen comes', async () => {
  const kiosk = await opened(sample('notes-ja'));
  await kiosk.page.evaluate(() => {
    Object.assign(window.komado, { send: () => Promise.reject(new Error('the pipe is gone')) });
  });
  await kiosk.page.locator('[data-name=consent]').click();
  await kiosk.page.locator('.neutral').waitFor();
  await kiosk.show(sample('municipality-ja'));
  expect(await wordsOf(kiosk.page.locator('h1'))).toBe('お住まいの市区町村を選んでください');
  await kiosk.close();
});

test('without a host the page says that it is getting ready', async () => {
  const kiosk = await openKioskPage(chromium, { ...size, bridge: false });
  expect(await kiosk.page.locator('.neutral').textContent()).toContain('Getting ready');
  expect(kiosk.complaints).toEqual([]);
  await kiosk.close();
});

test('the page runs no foreign script and fetches nothing', async () => {
  const kiosk = await opened(sample('attract-ja'));
  const outcome = await kiosk.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.head.append(script);
    const fetched = await fetch('index.html').then(
      () => 'fetched',
      () => 'refused',
    );
    return { title: document.title, fetched };
  });
  expect(outcome).toEqual({ title: 'Komado 小窓', fetched: 'refused' });
  await kiosk.close();
});

test('the page takes the size of a millimetre from its host', async () => {
  const kiosk = await openKioskPage(chromium, { ...size, query: '?mm=4.5' });
  const mm = await kiosk.page.evaluate(() => document.documentElement.style.getPropertyValue('--mm'));
  expect(mm).toBe('4.5000px');
  await kiosk.close();
});

test('a page whose sources have not changed is not built again', async () => {
  const index = join(await buildRenderer(), 'index.html');
  const before = (await stat(index)).mtimeMs;
  await buildRenderer();
  expect((await stat(index)).mtimeMs).toBe(before);
});

test('the page has loaded the words of the languages that were shown, and of no other', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 1 }));
  const scripts = (): Promise<string[]> =>
    kiosk.page.evaluate(() => [...document.scripts].map(({ src }) => new URL(src).pathname).slice(1));
  expect(await scripts()).toEqual([]);
  await kiosk.show(sample('notes-en', { id: 2 }));
  expect(await kiosk.page.locator('h1').textContent()).toBe('Before you begin, please read');
  expect(await scripts()).toEqual(['/languages/en.residents.js']);
  await kiosk.show(sample('staff-menu-en', { id: 3 }));
  await kiosk.show(sample('notes-en', { id: 4 }));
  expect(await scripts()).toEqual(['/languages/en.residents.js', '/languages/en.attendants.js']);
  expect(kiosk.complaints).toEqual([]);
  await kiosk.close();
});

test('a language whose words are not in the page’s folder is shown in Japanese, and the host is told', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 1 }));
  await kiosk.page.route('**/languages/en.*', (route) => route.fulfill({ status: 404 }));
  await kiosk.show(sample('notes-en', { id: 2 }));
  expect(await wordsOf(kiosk.page.locator('h1'))).toBe('はじめに、お読みください');
  expect(await kiosk.page.evaluate(() => document.documentElement.lang)).toBe('ja');
  expect(await kiosk.page.evaluate(() => window.fakeHost.faults)).toEqual([
    { what: 'wordsMissing', language: 'en', group: 'residents' },
  ]);
  await kiosk.close();
});
