import type { Page } from 'playwright-core';
import { combinations, openDisplay, type XDisplay } from './x-display.ts';
import { expect, test as base, type OpenKiosk } from './kiosk-fixture.ts';

/** Keys of a real keyboard, through the X server and the whole browser. */
const test = base.extend<object, { display: XDisplay }>({
  display: [
    async ({}, provide) => {
      const display = await openDisplay();
      const before = process.env['DISPLAY'];
      process.env['DISPLAY'] = display.name;
      await provide(display);
      if (before === undefined) delete process.env['DISPLAY'];
      else process.env['DISPLAY'] = before;
      await display.close();
    },
    { scope: 'worker' },
  ],
});

/** Presses keys, and one last that does nothing and that the page tells of: then all before it have been answered. */
async function pressThrough(display: XDisplay, page: Page, keys: readonly string[]): Promise<void> {
  const last = page.evaluate(
    () =>
      new Promise((heard) => {
        const hear = (event: KeyboardEvent): void => {
          if (event.key !== 'Shift' || event.type !== 'keyup') return;
          window.removeEventListener('keyup', hear);
          heard(undefined);
        };
        window.addEventListener('keyup', hear);
      }),
  );
  // A round trip: the page listens.
  await page.evaluate(() => undefined);
  display.press(...keys, 'Shift_L');
  await last;
}

/** Nothing stands over the screen, nobody's window is open, and the machines heard nothing. */
async function pressEverything(display: XDisplay, kiosk: OpenKiosk, log: readonly string[]): Promise<void> {
  const page = kiosk.page();
  const before = kiosk.kiosk.screen().id;
  for (const keys of combinations) {
    // A scanner that sends control characters is no slower.
    await pressThrough(display, page, keys);
    expect([keys[0], await kiosk.ping()]).toEqual([keys[0], true]);
    expect([keys[0], page.context().pages().length]).toEqual([keys[0], 1]);
    expect([keys[0], kiosk.kiosk.screen().id]).toEqual([keys[0], before]);
  }
  expect(kiosk.page()).toBe(page);
  expect(log.join()).not.toContain('windowReopened');
}

test('no key combination reaches the browser or the kiosk: invitation, PIN, staff', async ({
  site,
  display,
  openKiosk,
}) => {
  const kiosk = await openKiosk({ onDisplay: true });
  await kiosk.shows('attract');
  await expect.poll(() => kiosk.ping()).toBe(true);
  await pressEverything(display, kiosk, site.log);
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await pressEverything(display, kiosk, site.log);
  await kiosk.press('leave-attendant');
  await kiosk.toCard('tsukuba');
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  await pressEverything(display, kiosk, site.log);
});

test('the keyboard works on: Tab and Enter press, digits and Backspace are a PIN', async ({
  site,
  display,
  openKiosk,
}) => {
  const kiosk = await openKiosk({ onDisplay: true });
  await kiosk.shows('attract');
  const focused = (): Promise<string | null> =>
    kiosk.page().evaluate(() => document.activeElement?.getAttribute('data-name') ?? null);
  for (let presses = 0; presses < 20 && (await focused()) !== 'start'; presses++)
    await pressThrough(display, kiosk.page(), ['Tab']);
  expect(await focused()).toBe('start');
  await kiosk.rest();
  display.press('Return');
  await kiosk.shows('mainMenu');
  display.press('Tab', 'Tab', 'shift+Tab');
  await kiosk.press('administrative');
  for (const name of ['certificates', 'consent', 'municipality-tsukuba', 'offers-seen'])
    await kiosk.press(name);
  await kiosk.shows('setCard');
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  display.press('1', '2', '3', 'KP_4');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'pin', entered: 4 });
  display.press('BackSpace');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'pin', entered: 3 });
});
