import { expect, it } from 'vitest';
import { err } from '../shared/result.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays } from './delays.ts';
import { canTake } from './deliver.ts';

const call = { type: 'callStaff' } as const;

async function called(): Promise<KioskDriver> {
  const driver = driveKiosk();
  await driver.toPin();
  expect(driver.screen().staffCall).toBe('quiet');
  await driver.wish(call);
  expect(driver.screen().staffCall).toBe('called');
  expect(driver.world.room.ringing).toBe(true);
  return driver;
}

it('says that staff are called, and that they have heard', async () => {
  const driver = await called();
  driver.world.room.hear();
  await settle();
  expect(driver.screen().staffCall).toBe('heard');
  expect(driver.kind()).toBe('pin');
});

it('says while the call is on its way, and when it could not be sent', async () => {
  const driver = driveKiosk();
  await settle();
  driver.world.room.call = () => new Promise(() => undefined);
  await driver.wish(call);
  expect(driver.screen().staffCall).toBe('sending');
  await driver.pass(delays.staffCallSends);
  expect(driver.screen().staffCall).toBe('failed');
  driver.world.room.call = () => Promise.resolve(err({ fault: 'notSent' }));
  await driver.wish(call);
  expect(driver.screen().staffCall).toBe('failed');
  driver.world.room.call = () => Promise.reject(new Error('broken'));
  await driver.wish(call);
  expect(driver.screen().staffCall).toBe('failed');
});

it('is possible on every screen of a resident, also over help and the warning, and leaves the session as it is', async () => {
  const driver = driveKiosk();
  await driver.toPin();
  await driver.wish({ type: 'help' }, call);
  expect(driver.screen().overlay).toMatchObject({ kind: 'help' });
  await driver.wish({ type: 'endStaffCall' }, { type: 'carryOn' });
  expect(driver.screen().staffCall).toBe('quiet');
  expect(driver.world.room.ringing).toBe(false);
  await driver.pass(delays.idle);
  await driver.wish(call);
  expect(driver.screen().overlay).toBeNull();
  expect(driver.kind()).toBe('pin');
});

it('outlives the session, and ends when staff come to the kiosk', async () => {
  const driver = await called();
  await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
  driver.world.setCard('absent');
  await settle();
  await driver.wish({ type: 'acknowledge' });
  expect(driver.kind()).toBe('attract');
  expect(driver.screen().staffCall).toBe('called');
  await driver.wish({ type: 'callAttendant' });
  expect(driver.world.room.ringing).toBe(false);
  expect(driver.screen().staffCall).toBeUndefined();
  expect(canTake(driver.kiosk, call)).toBe(false);
});

it('goes out by itself when nobody ends it', async () => {
  const driver = await called();
  await driver.wish({ type: 'help' });
  await driver.pass(delays.staffCallStands);
  expect(driver.world.room.ringing).toBe(false);
  expect(driver.screen().staffCall).toBe('quiet');
});

it('is another thing than the attendants’ login', async () => {
  const driver = await called();
  expect(driver.screen().attendant).toBe('may');
  await driver.wish({ type: 'callAttendant' });
  expect(driver.screen().attendant).toBe('waiting');
});
