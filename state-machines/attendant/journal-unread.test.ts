import { afterEach, beforeEach, expect, it } from 'vitest';
import { receiptScan } from '../../shared/receipt-code.ts';
import { err } from '../../shared/result.ts';
import { driveAttendant } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { scriptedCase, staff } from '../../testing/scripted/scripted-attendance.ts';

let driver: KioskDriver;

beforeEach(async () => {
  driver = driveKiosk();
  await driveAttendant(driver).enter(staff);
});
afterEach(() => {
  driver.kiosk.stop();
});

it.each([
  ['cannot be read', () => Promise.resolve(err({ fault: 'journalUnread' } as const)), 'journalUnavailable'],
  ['breaks', () => Promise.reject(new Error('the disk')), 'centerUnreachable'],
] as const)('of a case nothing is asked or paid while the journal %s', async (_, find, cause) => {
  let asked = 0;
  driver.world.findTransaction = () => {
    asked += 1;
    return new Promise(() => undefined);
  };
  driver.world.attendance.find = find;
  await driver.wish({ type: 'openLookup' });
  await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause });
  expect(asked).toBe(0);
});
