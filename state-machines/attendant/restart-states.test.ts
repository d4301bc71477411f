import { afterEach, beforeEach, expect, it } from 'vitest';
import { err } from '../../shared/result.ts';
import type { ReopenableDevice } from '../../shared/restarts.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver, type Wish } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

beforeEach(async () => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  await attendant.enter(operator);
  await driver.wish({ type: 'openMaintenance' }, { type: 'openServiceSwitch' }, { type: 'openRestarts' });
});
afterEach(() => driver.kiosk.stop());

it('opens devices anew one after another, each with its outcome on record, and one that hangs holds up none', async () => {
  const asked: ReopenableDevice[] = [];
  driver.world.attendance.reopen = (device) => {
    asked.push(device);
    if (device === 'cash') return new Promise(() => undefined);
    return Promise.resolve(device === 'cardReader' ? 'online' : 'notOpened');
  };
  await driver.wish({ type: 'reopenDevices', devices: ['cardReader', 'cash', 'sheetPrinter', 'wallet'] });
  await settle();
  expect(asked).toEqual(['cardReader', 'cash']);
  expect(driver.screen().body).toMatchObject({ kind: 'restarts', at: 'cash' });
  // Nothing else begins, and nobody leaves, while a device is closed.
  const others: Wish[] = [{ type: 'restartKiosk' }, { type: 'reopenDevices', devices: ['cash'] }];
  for (const wish of others) expect(deliver(driver.kiosk, wish)).toBe('not-now');
  await driver.pass(delays.deviceReopens);
  const devices = [
    { device: 'cardReader', outcome: 'online' },
    { device: 'cash', outcome: 'notAnswered' },
    { device: 'sheetPrinter', outcome: 'notOpened' },
  ] as const;
  expect(driver.screen().body).toEqual({ kind: 'restarts', devices, at: null });
  // A device that this kiosk has not is left out.
  expect(attendant.events('device-reopened')).toEqual(
    devices.map((each) => ({ type: 'device-reopened', ...each, by: 'O-01' })),
  );
});

it('counts a driver that throws as broken', async () => {
  driver.world.attendance.reopen = () => Promise.reject(new Error('a driver'));
  await driver.wish({ type: 'reopenDevices', devices: ['cash'] });
  expect(attendant.events('device-reopened')).toMatchObject([{ outcome: 'hardwareError' }]);
});

it('restarts the machine when it was asked twice, on record first', async () => {
  expect(deliver(driver.kiosk, { type: 'restartMachine' })).toBe('not-now');
  await driver.wish({ type: 'askRestartMachine' });
  expect(driver.screen().body).toEqual({ kind: 'restartMachine' });
  await driver.wish({ type: 'attendantBack' }, { type: 'askRestartMachine' });
  expect(attendant.events('machine-restart-asked')).toEqual([]);
  await driver.wish({ type: 'restartMachine' });
  expect(attendant.events('machine-restart-asked')).toEqual([{ type: 'machine-restart-asked', by: 'O-01' }]);
  expect(driver.screen().body).toEqual({ kind: 'working', what: 'closing' });
  // A machine that goes on all the same says so.
  await driver.pass(delays.journalReads);
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'restartNotPossible' });
});

it('says loudly where the machine does not let it, or does not answer, and restarts nothing without a record', async () => {
  let asked = 0;
  driver.world.attendance.restartMachine = () => {
    asked += 1;
    return Promise.resolve(err('notAllowed'));
  };
  await driver.wish({ type: 'askRestartMachine' }, { type: 'restartMachine' });
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'restartNotAllowed' });
  const again = [
    ...(['attendantDone', 'openMaintenance', 'openServiceSwitch', 'openRestarts'] as const),
    ...(['askRestartMachine'] as const),
  ].map((type) => ({ type }));
  await driver.wish(...again);
  driver.world.attendance.restartMachine = () => new Promise(() => void (asked += 1));
  await driver.wish({ type: 'restartMachine' });
  await driver.pass(delays.machineRestarts);
  expect(driver.screen().body).toMatchObject({ cause: 'restartNotPossible' });
  await driver.wish(...again);
  driver.world.journalWorks = false;
  await driver.wish({ type: 'restartMachine' });
  expect([driver.screen().body, asked]).toMatchObject([{ cause: 'journalUnavailable' }, 2]);
});
