import type { Page } from '@playwright/test';
import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { expect, test as base, type OpenKiosk } from './kiosk-fixture.ts';
import { untilScreen } from './until-screen.ts';
import { openDisplay } from '../../testing/screens/x-display.ts';
import {
  everyKey,
  holds,
  keycodes,
  modifiers,
  openXKeyboard,
  padKeycodes,
  type Keycode,
  type Modifier,
  type XKeyboard,
} from './x-keyboard.ts';

/** Keys of a real keyboard, through the X server and the whole browser. */
const test = base.extend<object, { keyboard: XKeyboard }>({
  keyboard: [
    async ({}, provide) => {
      const display = await openDisplay();
      const before = process.env['DISPLAY'];
      process.env['DISPLAY'] = display.name;
      const keyboard = await openXKeyboard(display.name);
      await provide(keyboard);
      keyboard.close();
      if (before === undefined) delete process.env['DISPLAY'];
      else process.env['DISPLAY'] = before;
      await display.close();
    },
    { scope: 'worker' },
  ],
});

/** Presses keys, and one last that does nothing: when the page has heard that, it has answered all before it. */
async function pressThrough(
  keyboard: XKeyboard,
  page: Page,
  keys: readonly Keycode[],
  held: readonly Modifier[] = [],
): Promise<void> {
  await page.evaluate(() => {
    Reflect.set(window, 'heardLast', false);
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'End') return;
      window.removeEventListener('keyup', hear, { capture: true });
      Reflect.set(window, 'heardLast', true);
    };
    window.addEventListener('keyup', hear, { capture: true });
  });
  await keyboard.press(keys, held);
  await keyboard.press([keycodes.end]);
  await page.waitForFunction(() => Reflect.get(window, 'heardLast') === true);
}

/** On an attendant's screen these move the focus. */
const movers: readonly Keycode[] = [keycodes.tab, keycodes.up, keycodes.down, keycodes.left, keycodes.right];

/**
 * Every key while every combination of the modifiers is held: nothing stands over the screen, nobody's window is open, the machines heard
 * nothing, and the focus is where it was.
 *
 * @param own keys that do something here when nothing else is held
 * @param ownWithShift and those that do with Shift
 */
async function pressEverything(
  keyboard: XKeyboard,
  kiosk: OpenKiosk,
  log: readonly string[],
  own: readonly Keycode[],
  ownWithShift: readonly Keycode[] = [],
): Promise<void> {
  const page = kiosk.page();
  const state = async (): Promise<unknown> => ({
    alive: await kiosk.ping(),
    pages: page.context().pages().length,
    screen: kiosk.kiosk.screen().id,
    focus: await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)),
  });
  await expect.poll(() => kiosk.ping()).toBe(true);
  const before = await state();
  for (const held of holds) {
    const left: Keycode[] = [keycodes.end, ...held.map((modifier) => modifiers[modifier])];
    if (held.length === 0) left.push(...own);
    if (held.join() === 'shift') left.push(...ownWithShift);
    await pressThrough(
      keyboard,
      page,
      everyKey.filter((key) => !left.includes(key)),
      held,
    );
    expect([held.join('+'), await state()]).toEqual([held.join('+'), before]);
  }
  expect(kiosk.page()).toBe(page);
  expect(log.join()).not.toContain('windowReopened');
}

test('no key with any combination of the modifiers reaches the browser or the kiosk: invitation, PIN, staff', async ({
  site,
  keyboard,
  openKiosk,
}) => {
  const kiosk = await openKiosk({ onDisplay: true });
  await kiosk.shows('attract');
  await pressEverything(keyboard, kiosk, site.log, padKeycodes);
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await pressEverything(keyboard, kiosk, site.log, movers, movers);
  await kiosk.press('leave-attendant');
  await kiosk.toCard(codes.tsukuba);
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  await pressEverything(keyboard, kiosk, site.log, padKeycodes);
});

/** Goes to the button with this name by an arrow, as somebody who sees the ring, and presses OK. */
async function pressByKeys(keyboard: XKeyboard, kiosk: OpenKiosk, name: string): Promise<void> {
  await kiosk.rest();
  const page = kiosk.page();
  const wanted = page.locator(`[data-name="${name}"]`);
  await wanted.waitFor();
  const buttons = await page.locator('button:enabled').count();
  for (let steps = 0; steps <= buttons; steps++) {
    await pressThrough(keyboard, page, [keycodes.right]);
    if (await wanted.evaluate((button) => button === document.activeElement)) break;
  }
  expect(await wanted.evaluate((button) => button.matches(':focus-visible'))).toBe(true);
  await keyboard.press([keycodes.enter]);
}

test('the whole job by the pad alone: one’s own residence record, from the invitation to the sheets', async ({
  site,
  keyboard,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk({ onDisplay: true });
  const page = kiosk.page();
  const sheets = simulated.sheetPrinter.sheetsOut().length;
  const press = (name: string): Promise<void> => pressByKeys(keyboard, kiosk, name);
  await kiosk.shows('attract');
  await page.evaluate(() => {
    window.addEventListener('pointerdown', () => Reflect.set(window, 'touched', true), { capture: true });
  });
  const way = [
    ['start', 'purposes'],
    ['certificates', 'notes'],
    ['consent', 'whose'],
    ['whose-home', 'municipality'],
    [`municipality-${codes.tsukuba}`, 'offers'],
    ['offers-seen', 'setCard'],
  ] as const;
  for (const [name, next] of way) {
    await press(name);
    await kiosk.shows(next);
  }
  simulated.reader.set(await simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  // Help is one key, and back closes it; the wrong digit is taken back.
  await keyboard.press([keycodes.f1]);
  await page.locator('[data-name="carry-on"]').waitFor();
  await pressThrough(keyboard, page, [keycodes.escape]);
  await page.locator('[data-name="carry-on"]').waitFor({ state: 'detached' });
  const { digits, numpad4, backspace, enter } = keycodes;
  for (const [keys, entered] of [
    [[digits[1], digits[7]], 2],
    [[backspace], 1],
    [[digits[2], digits[3], numpad4], 4],
  ] as const) {
    await keyboard.press(keys);
    await untilScreen(kiosk.kiosk, ({ body }) => body.kind === 'pin' && body.entered === entered);
    await kiosk.rest();
  }
  await keyboard.press([enter]);
  await kiosk.shows('takeCard');
  simulated.reader.set(null);
  await kiosk.shows('certificate');
  await press('certificate-residenceRecord');
  await kiosk.shows('summary');
  await press('summary-done');
  await kiosk.shows('confirm');
  await press('pay');
  await untilScreen(kiosk.kiosk, ({ body }) => body.kind === 'payment' && body.accepted.length > 0);
  await controls.act({ do: 'insert', value: 1000 });
  await kiosk.shows('takeEverything');
  await press('taken-everything');
  await kiosk.shows('attract');
  expect(simulated.sheetPrinter.sheetsOut().length).toBeGreaterThan(sheets);
  expect(await page.evaluate(() => Reflect.has(window, 'touched'))).toBe(false);
});

test('a dialog that stands all the same is taken away with its window, and the session goes on', async ({
  site,
  keyboard,
  openKiosk,
}) => {
  expect(keyboard.display).toBe(process.env['DISPLAY']);
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
