import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Display } from '../../shared/display.ts';
import { lowShare } from '../../shared/low-layout.ts';
import type { Screen } from '../../shared/screen.ts';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import { launchChromium, openKioskPage } from '../../testing/screens/kiosk-page.ts';
import type { KioskPage } from '../../testing/screens/kiosk-page.ts';

/** Larger letters and the low layout, as Chromium lays them out: what the gallery of screens cannot see on one picture. */
let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const lying = { width: 1024, height: 768 };
const upright = { width: 1080, height: 1920 };

function sample(name: string, look: Partial<Display> = {}, more: Partial<Screen> = {}): Screen {
  const screen = sampleScreen(name);
  return { ...screen, display: { ...screen.display, ...look }, ...more };
}

const open = (size: { readonly width: number; readonly height: number }): Promise<KioskPage> =>
  openKioskPage(chromium, size);

/** Every text of the middle with the size of its letters, px; a text that stands there twice with the smaller one. */
function lettersOf({ page }: KioskPage): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const sizes: Record<string, number> = {};
    const walker = document.createTreeWalker(
      document.querySelector('.flow') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    while (walker.nextNode()) {
      const text = (walker.currentNode.textContent ?? '').trim();
      const element = walker.currentNode.parentElement;
      if (text === '' || !element || element.closest('.heard-only, .pages')) continue;
      sizes[text] = Math.min(sizes[text] ?? Infinity, Number.parseFloat(getComputedStyle(element).fontSize));
    }
    return sizes;
  });
}

/** What a key can reach: the names, or else the words, of all buttons that take the focus. */
function reachable({ page }: KioskPage): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLButtonElement>('.flow button')]
      .filter((button) => {
        button.focus();
        return document.activeElement === button;
      })
      .map((button) => button.dataset['name'] ?? button.textContent),
  );
}

test.each(['notes-en', 'certificate-ja', 'offers-en', 'message-owed-en', 'pin-last-try-ja', 'whose-ja'])(
  'every text of %s is larger by as much as was chosen',
  async (name) => {
    const kiosk = await open(lying);
    await kiosk.show(sample(name));
    const usual = await lettersOf(kiosk);
    expect(Object.keys(usual).length).toBeGreaterThan(3);
    for (const size of [150, 200] as const) {
      await kiosk.show(sample(name, { size }));
      const larger = await lettersOf(kiosk);
      for (const [text, px] of Object.entries(usual))
        expect((larger[text] ?? 0) / px, text).toBeCloseTo(size / 100, 1);
    }
    await kiosk.close();
  },
);

test('a screen in large letters is read page by page, every answer is on one of them, and only those of the page take the focus', async () => {
  const kiosk = await open(lying);
  await kiosk.show(sample('municipality-en'));
  const all = await reachable(kiosk);
  await kiosk.show(sample('municipality-en', { size: 200 }));
  const seen: string[] = [];
  for (;;) {
    const here = await reachable(kiosk);
    expect(here.length).toBeLessThan(all.length);
    seen.push(...here);
    const further = kiosk.page.locator('[data-name=flow-further]');
    if (await further.isDisabled()) break;
    const before = await kiosk.page.locator('.flow-at').textContent();
    while ((await kiosk.page.locator('.flow-at').textContent()) === before) await further.press('Enter');
  }
  expect(seen).toEqual(all);
  expect(seen.length).toBeGreaterThan(5);
  await kiosk.close();
});

test('another question begins at its first page, and an answer to this one leaves its page as it is', async () => {
  const kiosk = await open(lying);
  const at = (): Promise<string | null> => kiosk.page.locator('.flow-at [aria-hidden]').textContent();
  const persons = sample('persons-twelve-ja', { size: 200 });
  await kiosk.show(persons);
  await kiosk.page.locator('[data-name=flow-further]').press('Enter');
  expect(await at()).toMatch(/^2 \/ /);
  if (persons.body.kind !== 'persons') throw new Error('not the persons');
  await kiosk.show({ ...persons, body: { ...persons.body, chosen: [] } });
  expect(await at()).toMatch(/^2 \/ /);
  await kiosk.show(sample('notes-ja', { size: 200 }, { id: persons.id + 1 }));
  expect(await at()).toMatch(/^1 \/ /);
  await kiosk.close();
});

test('pages are counted with the letters and the language of their own screen, whatever was shown before', async () => {
  const kiosk = await open(lying);
  const count = (): Promise<string | null> => kiosk.page.locator('.flow-at [aria-hidden]').textContent();
  await kiosk.show(sample('offers-en', { size: 200 }));
  const fresh = await count();
  expect(fresh).toMatch(/^1 \/ [4-9]/);
  for (const before of [
    sample('offers-en'),
    sample('offers-en', { size: 150 }),
    sample('offers-ja', { size: 200 }),
  ]) {
    await kiosk.show(before);
    await kiosk.show(sample('offers-en', { size: 200 }));
    expect(await count()).toBe(fresh);
  }
  await kiosk.close();
});

test('nothing that was painted moves: not by larger letters, not by an answer, not by a page that is turned', async () => {
  const kiosk = await open(lying);
  await kiosk.page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      // Chromium's own measure of what moves.
      for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const persons = sample('persons-twelve-ja', { size: 200 });
  if (persons.body.kind !== 'persons') throw new Error('not the persons');
  await kiosk.show(persons);
  await kiosk.show({ ...persons, body: { ...persons.body, chosen: [] } });
  await kiosk.page.locator('[data-name=flow-further]').press('Enter');
  await kiosk.show(sample('pin-ja', { size: 200 }));
  for (const entered of [1, 2, 3]) {
    const pin = sample('pin-ja', { size: 200 });
    if (pin.body.kind !== 'pin') throw new Error('not the PIN');
    await kiosk.show({ ...pin, body: { ...pin.body, entered } });
  }
  const frames = (): Promise<unknown> =>
    kiosk.page.evaluate(
      () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))),
    );
  await frames();
  const shifts = (): Promise<readonly number[]> =>
    kiosk.page.evaluate(() => (window as unknown as { shifts: readonly number[] }).shifts);
  expect(await shifts()).toEqual([]);
  // The measure does measure.
  await kiosk.page.evaluate(() => {
    document.querySelector<HTMLElement>('.middle')?.style.setProperty('padding-top', '200px');
  });
  await frames();
  expect((await shifts()).length).toBeGreaterThan(0);
  await kiosk.close();
});

test('in the low layout everything is in the lower 45 % of an upright panel, and on a lying one there is none', async () => {
  const kiosk = await open(upright);
  const highest = (): Promise<number> =>
    kiosk.page.evaluate(() =>
      Math.min(
        ...[...document.querySelectorAll('button')]
          .filter((button) => button.getClientRects().length > 0)
          .map((button) => button.getBoundingClientRect().top),
      ),
    );
  await kiosk.show(sample('attract-ja'));
  expect(await highest()).toBeLessThan(upright.height / 2);
  for (const name of ['attract-ja', 'pin-ja', 'languages-ja', 'help-pin-ja'])
    for (const size of [100, 200] as const) {
      await kiosk.show(sample(name, { low: true, size }));
      expect(await highest(), name).toBeGreaterThanOrEqual(Math.floor(upright.height * (1 - lowShare)));
    }
  await kiosk.close();
  const flat = await open(lying);
  await flat.show(sample('display-ja', { low: true }));
  expect(await flat.page.locator('.above-stage').count()).toBe(0);
  expect(await flat.page.locator('[data-name=place-low]').count()).toBe(0);
  await flat.close();
});

test('the look is chosen by its own words, each with all that was chosen before', async () => {
  const kiosk = await open(upright);
  await kiosk.show(sample('display-en', { theme: 'dark' }, { id: 5 }));
  for (const name of ['size-200', 'place-low', 'theme-light', 'carry-on'])
    await kiosk.page.locator(`[data-name=${name}]`).press('Enter');
  const sent = (await kiosk.page.evaluate(() => window.fakeHost.sent)).map(({ intent }) => intent);
  // Signs of life, which any press gives, are left out.
  expect(sent.filter(({ type }) => type !== 'touched')).toEqual([
    { type: 'setDisplay', display: { theme: 'dark', size: 200, low: false } },
    { type: 'setDisplay', display: { theme: 'dark', size: 100, low: true } },
    { type: 'setDisplay', display: { theme: 'light', size: 100, low: false } },
    { type: 'carryOn' },
  ]);
  await kiosk.close();
});
