import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { combinations, openDisplay, type XDisplay } from './x-display.ts';
import { expect, test as base, type OpenKiosk } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

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

/**
 * Presses keys, and one last that does nothing and that the page tells of: then all before it have been answered, or something
 * stands over the page and takes them.
 */
async function pressThrough(display: XDisplay, kiosk: OpenKiosk, keys: readonly string[]): Promise<void> {
  const page = kiosk.page();
  await page.evaluate(() => {
    Reflect.set(window, 'heardLast', false);
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'End') return;
      window.removeEventListener('keyup', hear);
      Reflect.set(window, 'heardLast', true);
    };
    window.addEventListener('keyup', hear);
  });
  display.press(...keys, 'End');
  await expect
    .poll(async () => {
      const alive = await kiosk.ping();
      return alive !== true || (await page.evaluate(() => Reflect.get(window, 'heardLast') === true));
    })
    .toBe(true);
}

/** Nothing stands over the screen, nobody's window is open, and the machines heard nothing. */
async function pressEverything(display: XDisplay, kiosk: OpenKiosk, log: readonly string[]): Promise<void> {
  const page = kiosk.page();
  const before = kiosk.kiosk.screen().id;
  for (const keys of combinations) {
    // A scanner that sends control characters is no slower.
    await pressThrough(display, kiosk, keys);
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
  await kiosk.toCard(codes.tsukuba);
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
    await pressThrough(display, kiosk, ['Tab']);
  expect(await focused()).toBe('start');
  await kiosk.rest();
  display.press('Return');
  await kiosk.shows('purposes');
  display.press('Tab', 'Tab', 'shift+Tab');
  for (const name of [
    'certificates',
    'consent',
    'whose-home',
    `municipality-${codes.tsukuba}`,
    'offers-seen',
  ])
    await kiosk.press(name);
  await kiosk.shows('setCard');
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  display.press('1', '2', '3', 'KP_4');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'pin', entered: 4 });
  display.press('BackSpace');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'pin', entered: 3 });
});

test('a dialog that stands all the same is taken away with its window, and the session goes on', async ({
  site,
  display,
  openKiosk,
}) => {
  expect(display.name).toBe(process.env['DISPLAY']);
  const kiosk = await openKiosk({ onDisplay: true });
  await kiosk.toCard(codes.tsukuba);
  const before = kiosk.kiosk.screen().id;
  await expect.poll(() => kiosk.ping()).toBe(true);
  // A page that asks for its print dialog itself stands still while that stands.
  await kiosk.page().evaluate(() => {
    setTimeout(() => window.print());
  });
  await expect
    .poll(() => {
      site.timers.endWaits(watchdogTimes.every);
      return site.log.join();
    })
    .toMatch(/"event":"windowReopened","why":"(covered|frozen)"/);
  await kiosk.shows('setCard');
  expect(kiosk.kiosk.screen().id).toBe(before);
  expect(await kiosk.ping()).toBe(true);
});
