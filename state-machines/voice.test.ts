import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualVoice } from '../shared/voice.ts';
import { deviceReport } from '../testing/scripted/scripted-attendance.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays } from './delays.ts';
import { deliver } from './deliver.ts';
import { sessionOf } from './view.ts';
import { readingsIn } from './voice-view.ts';
import { municipalityIdSchema } from '../shared/ids.ts';

let driver: KioskDriver;
const voice = () => driver.screen().voice;
const plug = (plugged: boolean) => driver.wish({ type: 'earphones', plugged });

beforeEach(async () => {
  driver = driveKiosk();
  driver.world.attendance.setReports([deviceReport('speech', 'online')]);
  await settle();
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('earphones', () => {
  it('start and end the voice on the first screen, and what was set in it', async () => {
    expect(voice()).toMatchObject({ on: false, speech: 'ready' });
    await plug(true);
    await driver.wish({ type: 'setVoice', change: 'faster' }, { type: 'setVoice', change: 'blank' });
    expect(voice()).toMatchObject({ on: true, speed: usualVoice.speed + 1, blank: true });
    await plug(false);
    expect(voice()).toMatchObject({ on: false, ...usualVoice });
  });

  it('start it in the middle of a session, which hears of it, and a pull ends it there', async () => {
    await driver.toPin();
    await plug(true);
    const session = () => sessionOf(driver.kiosk.getSnapshot())?.context.voice.on;
    expect([voice().on, session()]).toEqual([true, true]);
    await plug(false);
    expect([voice().on, session()]).toEqual([false, false]);
    expect(driver.kind()).toBe('pin');
  });

  it('that are still in after a session are listened to by the next person, with everything as usual', async () => {
    await plug(true);
    await driver.wish({ type: 'start' }, { type: 'setVoice', change: 'louder' }, { type: 'stop' });
    await driver.wish({ type: 'confirmStop' }, { type: 'acknowledge' });
    await driver.pass(delays.messageStays);
    expect(driver.kind()).toBe('attract');
    expect(voice()).toMatchObject({ on: true, ...usualVoice });
  });
});

describe('without a sensor', () => {
  it('a button starts the voice and opens what it can be set to; it ends with the session', async () => {
    await driver.wish({ type: 'openVoice' });
    expect(driver.screen().overlay).toEqual({ kind: 'voice' });
    await driver.wish({ type: 'carryOn' }, { type: 'start' });
    expect([voice().on, sessionOf(driver.kiosk.getSnapshot())?.context.voice.on]).toEqual([true, true]);
    await driver.wish({ type: 'openVoice' }, { type: 'setVoice', change: 'softer' }, { type: 'carryOn' });
    expect(voice().volume).toBe(usualVoice.volume - 1);
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' }, { type: 'acknowledge' });
    await driver.pass(delays.messageStays);
    expect(voice()).toMatchObject({ on: false, ...usualVoice });
  });

  it('the first screen is quiet again when nobody is there', async () => {
    await driver.wish({ type: 'openVoice' }, { type: 'carryOn' });
    // Whoever listens has twice the time.
    await driver.pass(delays.idle);
    expect(voice().on).toBe(true);
    await driver.pass(delays.idle);
    expect(voice().on).toBe(false);
  });

  it('it is turned off where it is set, and on again', async () => {
    await driver.wish({ type: 'openVoice' }, { type: 'setVoice', change: 'off' });
    expect(voice().on).toBe(false);
    expect(driver.screen().overlay).toEqual({ kind: 'voice' });
    await driver.wish({ type: 'openVoice' });
    expect(voice().on).toBe(true);
  });
});

it('where a sensor misses the earphones, the button says so and starts nothing', async () => {
  driver.kiosk.stop();
  driver = driveKiosk(undefined, undefined, undefined, undefined, undefined, {
    sensor: true,
    voiceless: ['tl'],
  });
  driver.world.attendance.setReports([deviceReport('speech', 'online')]);
  await settle();
  await driver.wish({ type: 'openVoice' });
  expect(voice()).toMatchObject({ on: false, earphonesMissing: true, voiceless: ['tl'] });
  await plug(true);
  expect(voice()).toMatchObject({ on: true, earphonesMissing: false });
});

it('every step ends at the softest and the loudest, the slowest and the fastest; one key goes round', async () => {
  await plug(true);
  const steps = async (change: 'softer' | 'louder' | 'slower' | 'faster' | 'volumeRound', times: number) => {
    for (let time = 0; time < times; time++) await driver.wish({ type: 'setVoice', change });
    return [voice().speed, voice().volume];
  };
  expect(await steps('slower', 9)).toEqual([1, 3]);
  expect(await steps('faster', 9)).toEqual([6, 3]);
  expect(await steps('softer', 9)).toEqual([6, 1]);
  expect(await steps('louder', 9)).toEqual([6, 5]);
  expect(await steps('volumeRound', 1)).toEqual([6, 1]);
});

it('attendants’ screens are never read, and never black', async () => {
  await plug(true);
  await driver.wish({ type: 'setVoice', change: 'blank' }, { type: 'callAttendant' });
  expect(driver.screen().attendant).toBe('here');
  expect(voice()).toMatchObject({ on: false, blank: false });
  expect(deliver(driver.kiosk, { type: 'setVoice', change: 'louder' })).toBe('not-now');
});

it('a kiosk that nothing speaks in offers no voice', async () => {
  driver.world.attendance.setReports([]);
  await settle();
  expect(voice().speech).toBe('none');
  expect(deliver(driver.kiosk, { type: 'openVoice' })).toBe('not-now');
});

it('a voice that does not answer is told, and nothing else changes', async () => {
  await plug(true);
  await driver.wish({ type: 'start' });
  driver.world.attendance.setReports([deviceReport('speech', 'offline')]);
  await settle();
  expect(voice()).toMatchObject({ on: true, speech: 'silent' });
  expect(driver.kind()).toBe('purposes');
});

it('a question about the time is not covered by what the voice can be set to', async () => {
  await driver.wish({ type: 'start' });
  await driver.pass(delays.idle);
  expect(driver.screen().overlay?.kind).toBe('timeWarning');
  expect(deliver(driver.kiosk, { type: 'openVoice' })).toBe('not-now');
});

it('readings go with the names of a screen, where a name is read in one way alone', () => {
  const one = (id: string, ja: string, kana: string) =>
    ({ id: municipalityIdSchema.parse(id), name: { ja, kana, latin: kana }, part: 'nothing' }) as const;
  const index = [
    one('08220', 'つくば市', 'つくばし'),
    one('01111', '三島町', 'みしままち'),
    one('02222', '三島町', 'みしまちょう'),
  ];
  const body = {
    places: [
      { name: { ja: 'つくば市（茨城県）', en: 'Tsukuba' } },
      { name: { ja: '三島町', en: 'Mishima' } },
    ],
    persons: [{ name: '見本　太郎', kana: 'ミホン　タロウ' }, { name: 'SAMPLE ANNA' }],
  };
  expect(readingsIn(body, index)).toEqual([
    { text: 'つくば市', kana: 'つくばし' },
    { text: '見本　太郎', kana: 'ミホン　タロウ' },
  ]);
});
