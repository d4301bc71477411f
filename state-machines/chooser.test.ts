import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualDisplay } from '../shared/display.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays } from './delays.ts';
import { deliver } from './deliver.ts';
import { viewOf } from './view.ts';

const dark = { theme: 'dark', size: 200, low: true } as const;
let driver: KioskDriver;

beforeEach(async () => {
  driver = driveKiosk();
  await settle();
});

afterEach(() => {
  driver.kiosk.stop();
});

describe('while nobody is served', () => {
  it('the list of languages lies over the first screen, which answers to nothing, and closes with a choice', async () => {
    const question = () => viewOf(driver.kiosk.getSnapshot()).question;
    const before = question();
    await driver.wish({ type: 'openLanguages' });
    expect(driver.screen()).toMatchObject({ overlay: { kind: 'languages' }, body: { kind: 'attract' } });
    // Another question: a press meant for the first screen is none on the list.
    expect(question()).not.toBe(before);
    expect(deliver(driver.kiosk, { type: 'start' })).toBe('not-now');
    await driver.wish({ type: 'setLanguage', language: 'en' });
    expect(driver.screen()).toMatchObject({ overlay: null, language: 'en' });
  });

  it('a look shows at once, stays open to be compared, and the next person finds the usual one', async () => {
    await driver.wish({ type: 'openDisplay' }, { type: 'setDisplay', display: dark });
    expect(driver.screen()).toMatchObject({ overlay: { kind: 'display' }, display: dark });
    await driver.wish({ type: 'carryOn' });
    expect(driver.screen()).toMatchObject({ overlay: null, display: dark });
    // Whoever reads such letters has twice the time.
    await driver.pass(delays.idle);
    expect(driver.screen().display).toEqual(dark);
    await driver.pass(delays.idle);
    expect(driver.screen().display).toEqual(usualDisplay);
  });
});

describe('in a session', () => {
  beforeEach(async () => {
    await driver.wish({ type: 'openDisplay' }, { type: 'setDisplay', display: dark }, { type: 'carryOn' });
    await driver.wish({ type: 'start' });
  });

  it('what was chosen before goes on, and ends with it', async () => {
    expect(driver.screen().display).toEqual(dark);
    await driver.wish({ type: 'setDisplay', display: usualDisplay }, { type: 'setDisplay', display: dark });
    expect(driver.screen().display).toEqual(dark);
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' }, { type: 'acknowledge' });
    await driver.pass(delays.messageStays);
    expect(driver.screen()).toMatchObject({ display: usualDisplay, body: { kind: 'attract' } });
  });

  it('the languages lie over any screen, and the step below stays as it is', async () => {
    const { body } = driver.screen();
    await driver.wish({ type: 'openLanguages' });
    expect(driver.screen().overlay).toEqual({ kind: 'languages' });
    expect(deliver(driver.kiosk, { type: 'back' })).toBe('not-now');
    await driver.wish({ type: 'setLanguage', language: 'en' });
    expect(driver.screen()).toMatchObject({ overlay: null, language: 'en', body });
    await driver.wish({ type: 'openLanguages' }, { type: 'carryOn' });
    expect(driver.screen().overlay).toBeNull();
  });

  it('the warning that time runs out lies over them', async () => {
    await driver.wish({ type: 'openLanguages' });
    await driver.pass(2 * delays.idle);
    expect(driver.screen().overlay).toMatchObject({ kind: 'timeWarning' });
    await driver.wish({ type: 'carryOn' });
    expect(driver.screen().overlay).toBeNull();
  });
});
