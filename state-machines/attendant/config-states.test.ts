import { afterEach, beforeEach, expect, it } from 'vitest';
import { err } from '../../shared/result.ts';
import { sampleConfiguration, sampleOffer, sampleValues } from '../../testing/configuration-samples.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;
const applied: string[] = [];

beforeEach(async () => {
  applied.length = 0;
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  const configuration = sampleConfiguration();
  driver.world.attendance.configuration = {
    ...configuration,
    apply(sum) {
      applied.push(sum);
      return configuration.apply(sum);
    },
  };
  await attendant.enter(operator);
  await driver.wish({ type: 'openMaintenance' }, { type: 'openConfiguration', lines: 4 });
});
afterEach(() => driver.kiosk.stop());

it('is shown page by page', async () => {
  expect(driver.screen().body).toEqual({
    ...{ kind: 'configuration', values: sampleValues.slice(0, 4), page: 0, pages: 3, earlier: true },
  });
  await driver.wish({ type: 'turnPage', page: 2 });
  expect(driver.screen().body).toMatchObject({ values: sampleValues.slice(8) });
});

it('is changed once what differs was shown, on record before it is done, and the program begins anew', async () => {
  expect(deliver(driver.kiosk, { type: 'applyConfig' })).toBe('not-now');
  await driver.wish({ type: 'configFromStick' });
  expect(driver.screen().body).toMatchObject({ kind: 'configOffer', number: null, page: 0, pages: 2 });
  await driver.wish({ type: 'attendantBack' }, { type: 'configFromStick' });
  expect(applied).toEqual([]);
  await driver.wish({ type: 'applyConfig' });
  expect(attendant.events('configuration-changed')).toEqual([
    { type: 'configuration-changed', number: null, sum: sampleOffer.sum, by: 'O-01' },
  ]);
  expect([applied, driver.world.attendance.restarts]).toEqual([[sampleOffer.sum], 1]);
  await driver.pass(delays.journalReads);
  expect(driver.kind()).toBe('maintenance');
});

it('goes back to one that was kept, and to no other', async () => {
  await driver.wish({ type: 'openEarlierConfigs' });
  expect(driver.screen().body).toMatchObject({
    kind: 'configEarlier',
    earlier: [{ number: 2 }, { number: 1 }],
  });
  expect(deliver(driver.kiosk, { type: 'chooseEarlierConfig', number: 7 })).toBe('not-now');
  await driver.wish({ type: 'chooseEarlierConfig', number: 1 });
  expect(driver.screen().body).toMatchObject({ kind: 'configRefused', fault: { fault: 'wrong' } });
  await driver.wish({ type: 'attendantDone' }, { type: 'openEarlierConfigs' });
  await driver.wish({ type: 'chooseEarlierConfig', number: 2 });
  expect(driver.screen().body).toMatchObject({ kind: 'configOffer', number: 2 });
  await driver.wish({ type: 'applyConfig' });
  expect(attendant.events('configuration-changed')).toMatchObject([{ number: 2 }]);
});

it('says why one is not offered or was not put in place, and a check that hangs is given up', async () => {
  const { configuration } = driver.world.attendance;
  driver.world.attendance.configuration = {
    ...configuration,
    fromStick: () => Promise.resolve(err({ fault: 'wrong', lines: ['kiosk.json.new: kisok'] })),
  };
  await driver.wish({ type: 'configFromStick' });
  expect(driver.screen().body).toMatchObject({ kind: 'configRefused', fault: { fault: 'wrong' } });
  driver.world.attendance.configuration = { ...configuration, fromStick: () => new Promise(() => undefined) };
  await driver.wish({ type: 'attendantDone' }, { type: 'configFromStick' });
  expect(driver.kind()).toBe('working');
  await driver.pass(delays.journalReads);
  expect(driver.screen().body).toMatchObject({ kind: 'configRefused', fault: { fault: 'notWritten' } });
  driver.world.attendance.configuration = {
    ...configuration,
    apply: () => Promise.resolve(err({ fault: 'changed' })),
  };
  await driver.wish({ type: 'attendantDone' }, { type: 'configFromStick' }, { type: 'applyConfig' });
  expect(driver.screen().body).toMatchObject({ kind: 'configRefused', fault: { fault: 'changed' } });
  expect(driver.world.attendance.restarts).toBe(0);
});

it('changes nothing when the journal cannot record it', async () => {
  await driver.wish({ type: 'configFromStick' });
  driver.world.journalWorks = false;
  await driver.wish({ type: 'applyConfig' });
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
  expect(applied).toEqual([]);
});
