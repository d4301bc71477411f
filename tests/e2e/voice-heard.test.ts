import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Screen } from '../../shared/screen.ts';
import type { Utterance, Voice } from '../../shared/voice.ts';
import { some } from '../../testing/repetitions.ts';
import { heardHere } from '../../testing/screens/voice-samples.ts';
import { sampleScreen, sampleScreens } from '../../testing/screens/sample-screens.ts';
import { launchChromium, openKioskPage, type KioskPage } from '../../testing/screens/kiosk-page.ts';

/* The built page in Chromium: what it wants said of its screens. */

let chromium: Browser;
let kiosk: KioskPage;
beforeAll(async () => {
  chromium = await launchChromium();
  kiosk = await openKioskPage(chromium, { width: 1024, height: 768 });
});
afterAll(() => chromium.close());

let number = 0;
const on: Voice = { ...heardHere, on: true };

/** A sample with the voice on, as a new question. */
function sample(name: string, more: Partial<Screen> = {}): Screen {
  number += 1;
  return { ...sampleScreen(name), id: number, voice: on, ...more };
}

/** Shows a screen and gives what is said of it. */
async function hear(screen: Screen): Promise<Utterance[]> {
  await forget();
  await kiosk.show(screen);
  return said();
}
const said = (): Promise<Utterance[]> => kiosk.page.evaluate(() => window.fakeHost.said);
const forget = (): Promise<void> =>
  kiosk.page.evaluate(() => {
    window.fakeHost.said.length = 0;
  });
const textOf = (utterances: readonly Utterance[]): string =>
  utterances.flatMap(({ parts }) => parts.map(({ text }) => text)).join(' ');

const ofResidents = sampleScreens.filter(({ screen }) => screen.attendant !== 'here');

test.each(['ja', 'ja-easy', 'en'] as const)(
  'every screen is said in %s: a question first, all that there is to read',
  async (language) => {
    const silent: string[] = [];
    const unread: string[] = [];
    const here = ofResidents.filter((each) => each.screen.language === language);
    for (const { name, screen } of some(here, 14)) {
      number += 1;
      const text = textOf(await hear({ ...screen, id: number, voice: on }));
      if (text.length < 5) silent.push(name);
      if (language === 'en') continue;
      // What has no reading is a name of the data; the voice is told how to read those of persons and municipalities.
      const data = JSON.stringify(screen);
      const kanji = [...text.matchAll(/\p{Script=Han}+/gu)]
        .map(([run]) => run)
        .filter((run) => !data.includes(run));
      unread.push(...kanji.map((run) => `${name}: ${run}`));
      if (/[《》\u2060\u2063]/u.test(text)) unread.push(`${name}: a mark of its own`);
    }
    expect(silent).toEqual([]);
    expect([...new Set(unread)]).toEqual([]);
  },
);

test('a screen that comes after a press is said behind the name of what was pressed; one that comes by itself at once', async () => {
  await kiosk.show(sample('notes-en'));
  await forget();
  await kiosk.page.locator('[data-name=consent]').click();
  await kiosk.show(sample('whose-en'));
  const after = await said();
  expect(after.map(({ how }) => how)).toEqual(['now', 'next']);
  expect(textOf(after)).toMatch(/^I understand\. Whose certificate/);
  const [byItself] = await hear(sample('take-card-en'));
  expect(byItself).toMatchObject({ how: 'now' });
  expect(textOf(await said())).toMatch(/^Take your card\./);
});

test('moving says the name, what explains it, whether it is chosen, and its place', async () => {
  await kiosk.show(sample('persons-en'));
  await forget();
  await kiosk.page.keyboard.press('ArrowDown');
  expect(textOf(await said())).toBe('Only me. chosen. 1 of 5.');
});

test('choosing says the name, then that it is chosen', async () => {
  const screen = sample('persons-none-en');
  await kiosk.show(screen);
  await forget();
  await kiosk.page.locator('[data-name=only-me]').click();
  if (screen.body.kind !== 'persons') throw new Error('another sample');
  const me = screen.body.persons.filter(({ self }) => self).map(({ ref }) => ref);
  await kiosk.show({ ...screen, body: { ...screen.body, chosen: me } });
  const utterances = await said();
  expect(textOf(utterances)).toMatch(/^Only me\. chosen\. 1 person chosen\.$/);
  expect(utterances.map(({ how }) => how)).toEqual(['now', 'next', 'next']);
});

test('no key of a secret is said, pressed or with the focus; only how many there are', async () => {
  for (const name of ['pin-en', 'secret-present-en']) {
    const screen = sample(name);
    await kiosk.show(screen);
    const keys = kiosk.page.locator('[data-unspoken]:enabled');
    const count = await keys.count();
    expect(count).toBeGreaterThanOrEqual(10);
    await forget();
    for (let at = 0; at < count; at++) await keys.nth(at).click();
    expect([name, await said()]).toEqual([name, []]);
    // As many keys as there are buttons on the screen, and more.
    for (let key = 0; key < count + 10; key++) {
      await kiosk.page.keyboard.press('ArrowRight');
      expect(textOf(await said())).not.toMatch(/^[0-9A-Z]\./);
      await forget();
    }
  }
  const typed = sample('pin-en');
  await kiosk.show(typed);
  await forget();
  if (typed.body.kind !== 'pin') throw new Error('another sample');
  await kiosk.show({ ...typed, body: { ...typed.body, entered: 3 } });
  expect(textOf(await said())).toBe('3 of 4 entered.');
});

test('seconds are said at every ten and at five, not each of them', async () => {
  const screen = sample('time-warning-en');
  const told: string[] = [];
  for (let secondsLeft = 30; secondsLeft > 0; secondsLeft--) {
    await forget();
    await kiosk.show({ ...screen, overlay: { kind: 'timeWarning', secondsLeft } });
    told.push(...(await said()).map((one) => textOf([one])).filter((text) => text.length < 20));
  }
  expect(told).toEqual(['20 seconds left.', '10 seconds left.', '5 seconds left.']);
});

test('the sheets are counted as they come', async () => {
  const screen = sample('printing-en');
  await kiosk.show(screen);
  if (screen.body.kind !== 'printing') throw new Error('another sample');
  const heard = await hear({ ...screen, body: { ...screen.body, printed: 2 } });
  expect(textOf(heard)).toBe('2 of 3 sheets printed.');
});

test('each language of the list is said by its own voice; one without any says so', async () => {
  await kiosk.show(sample('languages-en'));
  const heard = new Map<string, string[]>();
  for (let key = 0; key < 14; key++) {
    await forget();
    await kiosk.page.keyboard.press('ArrowRight');
    const [first, ...rest] = (await said()).flatMap(({ parts }) => parts);
    if (first) heard.set(first.text, [first.language, ...rest.map(({ text }) => text)]);
  }
  expect(heard.get('Español.')?.[0]).toBe('es');
  expect(heard.get('にほんご。')?.[0]).toBe('ja');
  expect([...heard.keys()].find((name) => name.startsWith('Filipino'))).toMatch(
    /^Filipino\. no voice\. not chosen\./,
  );
});

/** Presses the pad's key that says something once more. */
const again = (): Promise<void> =>
  kiosk.page.evaluate(() => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { code: 'F13', key: 'F13', bubbles: true, cancelable: true }),
    );
  });

test('a screen is said again as often as it is asked for, before anybody has moved and after', async () => {
  await kiosk.show(sample('take-card-en'));
  for (let time = 0; time < 3; time++) {
    await forget();
    await again();
    expect(textOf(await said())).toMatch(/^Take your card\./);
  }
  await kiosk.show(sample('notes-en'));
  await kiosk.page.keyboard.press('ArrowDown');
  const heard: string[] = [];
  for (let time = 0; time < 2; time++) {
    await forget();
    await again();
    heard.push(textOf(await said()));
  }
  expect(heard[0]).toMatch(/ of \d+\.$/);
  expect(heard[1]?.length).toBeGreaterThan(heard[0]?.length ?? Infinity);
});

test('a name is said by its kana and spelt when it is asked for, in the Japanese voice', async () => {
  const readings = [{ text: '見本　太郎', kana: 'ミホン　タロウ' }];
  await kiosk.show(sample('persons-en', { voice: { ...on, readings } }));
  await forget();
  for (let key = 0; key < 9 && !textOf(await said()).includes('ミホン'); key++)
    await kiosk.page.keyboard.press('ArrowRight');
  const parts = (await said()).flatMap((one) => one.parts);
  expect(parts).toContainEqual({ language: 'ja', text: 'ミホン タロウ。' });
  await forget();
  await again();
  await again();
  expect((await said()).at(-1)).toEqual({
    how: 'now',
    parts: [{ language: 'ja', text: 'ミ、ホ、ン、タ、ロ、ウ' }],
  });
  await forget();
  await again();
  expect(textOf(await said())).toMatch(/^Whose certificate/);
  // In no attribute of the page, and nowhere to be seen.
  expect(await kiosk.page.content()).not.toContain('ミホン');
});

test('without a voice nothing is said, and it ends in the middle of a screen', async () => {
  const screen = sample('persons-en');
  expect(await hear({ ...screen, voice: heardHere })).toEqual([]);
  await kiosk.page.keyboard.press('ArrowDown');
  expect(await said()).toEqual([]);
  expect(textOf(await hear(screen))).toMatch(/^The voice is on\..*Whose certificate/);
});

test('the page complained about nothing', () => {
  expect(kiosk.complaints).toEqual([]);
});

test('nothing moves for whoever asks for less motion', async () => {
  for (const [reducedMotion, moves] of [
    ['reduce', false],
    ['no-preference', true],
  ] as const) {
    await kiosk.page.emulateMedia({ reducedMotion });
    let moving = 0;
    const here = ofResidents.filter((each) => each.screen.language === 'en');
    for (const { screen } of some(here, 10)) {
      number += 1;
      await kiosk.show({ ...screen, id: number });
      moving += await kiosk.page.evaluate(() => document.getAnimations().length);
    }
    expect([reducedMotion, moving > 0]).toEqual([reducedMotion, moves]);
  }
});
