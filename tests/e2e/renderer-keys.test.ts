import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import { padCodesSchema } from '../../shared/pad-keys.ts';
import type { SentIntent } from '../../shared/intent.ts';
import type { Screen } from '../../shared/screen.ts';
import { launchChromium, openKioskPage } from '../../testing/screens/kiosk-page.ts';
import type { KioskPage } from '../../testing/screens/kiosk-page.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** The built page in Chromium: what the keys of a pad, and all other keys, do to it. */
let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const size = { width: 1024, height: 768 };

function sample(name: string, more: Partial<Screen> = {}): Screen {
  return { ...sampleScreen(name), ...more };
}

async function opened(screen: Screen, query = ''): Promise<KioskPage> {
  const kiosk = await openKioskPage(chromium, { ...size, query });
  await kiosk.show(screen);
  return kiosk;
}

async function press({ page }: KioskPage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What buttons and keys have sent; signs of life, which any press gives, are left out. */
function sent({ page }: KioskPage): Promise<SentIntent[]> {
  return page.evaluate(() => window.fakeHost.sent.filter(({ intent }) => intent.type !== 'touched'));
}

/** Name of the button with the focus, or its element. */
function focused({ page }: KioskPage): Promise<string> {
  return page.evaluate(() => {
    const has = document.activeElement;
    return has?.getAttribute('data-name') ?? has?.tagName ?? '';
  });
}

const ringed = ({ page }: KioskPage): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);

test('the first arrow leads from the question to the first answer, and OK presses it', async () => {
  const kiosk = await opened(sample('municipality-ja', { id: 4 }));
  expect([await focused(kiosk), await ringed(kiosk)]).toEqual(['H1', 'none']);
  await press(kiosk, 'Enter');
  expect(await sent(kiosk)).toEqual([]);
  await press(kiosk, 'ArrowDown');
  expect(await ringed(kiosk)).toBe('solid');
  await press(kiosk, 'Enter');
  expect(await sent(kiosk)).toEqual([
    { screen: 4, intent: { type: 'chooseMunicipality', municipality: codes.tomakomai } },
  ]);
  await kiosk.close();
});

test('no other key does anything on a resident’s screen: neither Tab nor space nor letters', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 4 }));
  await press(kiosk, 'Tab', ' ', 'a', 'Delete', 'Home', 'PageDown', 'Shift+Tab', 'Shift+Enter');
  expect([await focused(kiosk), await ringed(kiosk)]).toEqual(['H1', 'none']);
  await press(kiosk, 'ArrowRight', ' ', 'Tab', 'Shift+ArrowRight', 'Control+Enter', '5');
  expect(await focused(kiosk)).toBe('consent');
  expect(await sent(kiosk)).toEqual([]);
  await kiosk.close();
});

test('back goes back, asks whether to stop where there is no way back, and closes what lies over a screen', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 1 }));
  await press(kiosk, 'Escape');
  const { controls } = sample('notes-ja');
  await kiosk.show(sample('notes-ja', { id: 2, controls: { ...controls, back: false, stop: true } }));
  await press(kiosk, 'Escape');
  await kiosk.show(sample('help-notes-ja', { id: 3 }));
  await press(kiosk, 'Escape');
  expect((await sent(kiosk)).map(({ intent }) => intent.type)).toEqual(['back', 'stop', 'carryOn']);
  await kiosk.close();
});

test('help is one key, and pressed again it calls staff where the kiosk can', async () => {
  const kiosk = await opened(sample('persons-ja', { id: 1, staffCall: 'quiet' }));
  await press(kiosk, 'F1');
  await kiosk.show(sample('help-persons-ja', { id: 2, staffCall: 'quiet' }));
  await press(kiosk, 'F1');
  expect(await sent(kiosk)).toEqual([
    { screen: 1, intent: { type: 'help' } },
    { screen: 2, intent: { type: 'callStaff' } },
  ]);
  await kiosk.close();
});

test('a key of the pad is a sign that somebody is here, another key is none', async () => {
  const kiosk = await opened(sample('persons-ja', { id: 1 }));
  const signs = (): Promise<number> =>
    kiosk.page.evaluate(() => window.fakeHost.sent.filter(({ intent }) => intent.type === 'touched').length);
  await press(kiosk, 'a', 'Tab', ' ');
  expect(await signs()).toBe(0);
  await press(kiosk, 'ArrowDown');
  expect(await signs()).toBe(1);
  await kiosk.close();
});

test('digits and erase are a PIN, OK after the last one hands it in, and nothing under an overlay', async () => {
  const kiosk = await opened(sample('pin-ja', { id: 5 }));
  await press(kiosk, '4', 'x', 'Backspace'); // nothing has been entered, as far as the screen knows
  await kiosk.show(sample('pin-last-try-ja', { id: 5 }));
  await press(kiosk, '9', 'Enter'); // four are already entered
  await kiosk.show(sample('time-warning-ja', { id: 6 }));
  await press(kiosk, '1', 'Backspace');
  expect(await sent(kiosk)).toEqual([
    { screen: 5, intent: { type: 'pinKey', key: '4' } },
    { screen: 5, intent: { type: 'pinEnter' } },
  ]);
  await kiosk.close();
});

test('digits type a telephone’s number and no more than digits', async () => {
  const kiosk = await opened(sample('telephone-ja', { id: 5 }));
  await press(kiosk, '0', 'Numpad9', '-', 'Backspace');
  expect((await sent(kiosk)).map(({ intent }) => intent)).toEqual([
    { type: 'entryKey', key: '0' },
    { type: 'entryKey', key: '9' },
    { type: 'entryErase' },
  ]);
  await kiosk.close();
});

test('a key that is held is one press', async () => {
  const kiosk = await opened(sample('municipality-ja', { id: 1 }));
  for (let again = 0; again < 3; again++) await kiosk.page.keyboard.down('ArrowDown');
  await kiosk.page.keyboard.up('ArrowDown');
  expect(await focused(kiosk)).toBe(`municipality-${codes.tomakomai}`);
  await kiosk.close();
});

test('whoever uses keys sees where they are on the next question too; after a finger nothing is ringed', async () => {
  const kiosk = await opened(sample('notes-ja', { id: 1 }));
  await press(kiosk, 'ArrowDown');
  await kiosk.show(sample('municipality-ja', { id: 2 }));
  expect([await focused(kiosk), await ringed(kiosk)]).toEqual(['H1', 'solid']);
  await kiosk.page.locator('.hint, h1').first().click();
  await kiosk.show(sample('persons-ja', { id: 3 }));
  expect([await focused(kiosk), await ringed(kiosk)]).toEqual(['H1', 'none']);
  await kiosk.close();
});

test('the focus stays seen where its button cannot be pressed any more, and comes back when an overlay goes', async () => {
  const kiosk = await opened(sample('pin-ja', { id: 1 }));
  await press(kiosk, 'ArrowDown');
  await kiosk.show(sample('pin-last-try-ja', { id: 2 })); // four are entered: no digit can be pressed
  expect([await focused(kiosk), await ringed(kiosk)]).toEqual(['pin-enter', 'solid']);
  const choosing = sample('persons-ja', { id: 3 });
  await kiosk.show(choosing);
  await press(kiosk, 'ArrowRight', 'ArrowRight');
  const before = await kiosk.page.evaluate(() => document.activeElement?.textContent);
  await kiosk.show({ ...choosing, id: 4, overlay: sample('languages-ja').overlay });
  expect(await focused(kiosk)).toBe('H2');
  await press(kiosk, 'ArrowDown');
  expect(await focused(kiosk)).toMatch(/^language-/);
  await kiosk.show({ ...choosing, id: 5 });
  expect(await kiosk.page.evaluate(() => document.activeElement?.textContent)).toBe(before);
  await kiosk.close();
});

test('a site’s own pad: its codes count and the usual ones do not, and volume and earphones are told to who listens', async () => {
  const pad = padCodesSchema.parse({ ok: ['F20'], volume: ['F21'] });
  const kiosk = await opened(
    sample('notes-ja', { id: 1 }),
    `?pad=${encodeURIComponent(JSON.stringify(pad))}`,
  );
  await kiosk.page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    window.addEventListener('padkey', ({ detail }) => heard.push(detail));
  });
  await press(kiosk, 'ArrowDown', 'Enter', '7');
  expect(await sent(kiosk)).toEqual([]);
  await kiosk.page.evaluate(() => {
    for (const code of ['F21', 'F15', 'F16', 'F14', 'F20'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }));
  });
  expect((await sent(kiosk)).map(({ intent }) => intent)).toEqual([
    { type: 'openVoice' },
    { type: 'earphones', plugged: true },
    { type: 'earphones', plugged: false },
    { type: 'consent' },
  ]);
  expect(await kiosk.page.evaluate((): unknown => Reflect.get(window, 'heard'))).toEqual([
    'down',
    'volume',
    'earphonesIn',
    'earphonesOut',
    'ok',
  ]);
  await kiosk.close();
});

test('attendants have a whole keyboard and the pad’s arrows, and their scanner’s keys press nothing', async () => {
  const kiosk = await opened(sample('staff-menu-ja', { id: 1 }));
  await press(kiosk, 'Tab');
  const first = await focused(kiosk);
  expect(await ringed(kiosk)).toBe('solid');
  await press(kiosk, 'ArrowDown');
  expect(await focused(kiosk)).not.toBe(first);
  await press(kiosk, 'Escape', ' ');
  expect((await sent(kiosk)).length).toBe(1);
  await kiosk.show(sample('lookup-ja', { id: 2 }));
  await press(kiosk, 'ArrowDown');
  await kiosk.page.keyboard.type('K7Q2');
  await press(kiosk, 'Enter');
  expect((await sent(kiosk)).slice(1)).toEqual([{ screen: 2, intent: { type: 'scanned', text: 'K7Q2' } }]);
  await kiosk.close();
});
