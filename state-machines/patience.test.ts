import { expect, it, vi } from 'vitest';
import { err } from '../shared/result.ts';
import { driveKiosk, settle } from '../testing/scripted/kiosk-driver.ts';
import { usualDisplay } from '../shared/display.ts';
import { languages } from '../shared/languages.ts';
import { delays, warningSeconds } from './delays.ts';
import { patience } from './patience.ts';
import { deliver } from './deliver.ts';

it('doubles the time for easy Japanese, for letters of twice the size, and for whoever listens, and never more than that', () => {
  for (const language of languages)
    expect(patience({ language, display: usualDisplay })).toBe(language === 'ja-easy' ? 2 : 1);
  const language = 'en';
  expect(patience({ language, display: { ...usualDisplay, size: 150 } })).toBe(1);
  expect(patience({ language, display: { ...usualDisplay, size: 200 } })).toBe(2);
  expect(patience({ language, display: usualDisplay, voice: { on: false } })).toBe(1);
  expect(patience({ language, display: usualDisplay, voice: { on: true } })).toBe(2);
  expect(
    patience({ language: 'ja-easy', display: { ...usualDisplay, size: 200 }, voice: { on: true } }),
  ).toBe(2);
});

it('gives easy Japanese twice the time before the warning, and twice the warning', async () => {
  const driver = driveKiosk();
  await driver.toPin();
  await driver.wish({ type: 'openLanguages' }, { type: 'setLanguage', language: 'ja-easy' });
  await driver.pass(2 * delays.idle - 1);
  expect(driver.screen().overlay).toBeNull();
  await driver.pass(1);
  expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: 2 * warningSeconds });
  for (let second = 1; second < 2 * warningSeconds; second++) await driver.pass(delays.second);
  expect(driver.kind()).toBe('pin');
  await driver.pass(delays.second);
  expect(driver.kind()).toBe('message');
});

it('gives easy Japanese twice the time with what it chose before anybody began', async () => {
  const driver = driveKiosk();
  await settle();
  await driver.wish({ type: 'setLanguage', language: 'ja-easy' });
  await driver.pass(2 * delays.idle - 1);
  expect(driver.screen().language).toBe('ja-easy');
  await driver.pass(1);
  expect(driver.screen().language).toBe('ja');
});

it('counts a touch anywhere, on the first screen, in a session and over a question whether to stop', async () => {
  const driver = driveKiosk();
  await settle();
  await driver.wish({ type: 'setLanguage', language: 'en' });
  await driver.pass(delays.idle - 1);
  await driver.wish({ type: 'touched' });
  await driver.pass(delays.idle - 1);
  expect(driver.screen().language).toBe('en');

  await driver.toPin();
  await driver.pass(delays.idle - 1);
  await driver.wish({ type: 'touched' });
  await driver.pass(delays.idle - 1);
  expect(driver.screen().overlay).toBeNull();
  await driver.wish({ type: 'stop' });
  await driver.pass(delays.idle - 1);
  await driver.wish({ type: 'touched' });
  await driver.pass(delays.idle - 1);
  expect(driver.screen().overlay).toMatchObject({ kind: 'confirmStop' });
});

it('takes any press as an answer to the warning', async () => {
  const driver = driveKiosk();
  await driver.toPin();
  await driver.pass(delays.idle);
  expect(driver.screen().overlay).toMatchObject({ kind: 'timeWarning' });
  await driver.wish({ type: 'touched' });
  expect(driver.screen().overlay).toBeNull();
});

it('lets ten warnings be answered at the PIN, and signs what the center wants by then', async () => {
  const driver = driveKiosk();
  const { center, card } = driver.world.ports;
  const begin = vi.spyOn(center, 'beginSession');
  const sign = vi.spyOn(card, 'sign');
  await driver.toPin();
  await driver.wish({ type: 'pinDigits', entered: 3 });
  for (let warning = 0; warning < 10; warning++) {
    await driver.pass(delays.idle);
    expect(driver.screen().overlay).toMatchObject({ kind: 'timeWarning' });
    await driver.wish({ type: 'carryOn' });
  }
  expect(begin).toHaveBeenCalledTimes(1);
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  await settle();
  expect(begin).toHaveBeenCalledTimes(2);
  expect(sign).toHaveBeenCalledTimes(1);
  expect(driver.kind()).toBe('takeCard');
});

it('has a second PIN sign something newer than the first, without emptying the pad in between', async () => {
  const driver = driveKiosk();
  const { world } = driver;
  const begin = vi.spyOn(world.ports.center, 'beginSession');
  await driver.toPin();
  const right = world.sign;
  world.sign = () => Promise.resolve(err({ fault: 'wrongPin', triesLeft: 2 }));
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  await settle();
  expect(driver.screen().body).toMatchObject({ kind: 'pin', after: { notice: 'wrong' } });
  world.sign = right;
  const opened = vi.spyOn(world.ports.pinPad, 'begin');
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  await settle();
  expect([begin.mock.calls.length, opened.mock.calls.length, driver.kind()]).toEqual([2, 0, 'takeCard']);
});

it('takes a coin as a sign that somebody is there', async () => {
  const driver = driveKiosk();
  await driver.toPayment();
  await driver.pass(delays.idleAtPayment - 1);
  driver.world.insert(100);
  await settle();
  await driver.pass(delays.idleAtPayment - 1);
  expect(driver.screen().overlay).toBeNull();
  await driver.pass(1);
  expect(driver.screen().overlay).toMatchObject({ kind: 'timeWarning' });
});

it('asks nobody to hurry while the slots close and change falls', async () => {
  const driver = driveKiosk();
  driver.world.ports.cash.dispense = () => new Promise(() => undefined);
  await driver.toPayment();
  await driver.pass(delays.idleAtPayment - delays.cashDispenses + 1_000);
  driver.world.insert(500);
  await settle();
  expect(driver.kind()).toBe('working');
  await driver.pass(delays.cashDispenses - 1);
  expect(driver.screen().overlay).toBeNull();
});

it('warns before a closing message goes away, and stays as long as somebody reads it', async () => {
  const driver = driveKiosk();
  await driver.toPin();
  await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
  driver.world.setCard('absent');
  await settle();
  expect(driver.kind()).toBe('message');
  await driver.pass(delays.messageStays - 1);
  await driver.wish({ type: 'touched' });
  await driver.pass(delays.messageStays);
  expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: warningSeconds });
  expect(deliver(driver.kiosk, { type: 'acknowledge' })).toBe('not-now');
  for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
  expect(driver.kind()).toBe('attract');
});
