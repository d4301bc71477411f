import { afterEach, beforeEach, expect, it } from 'vitest';
import { japanDateTime } from '../../shared/dates.ts';
import { receiptScan } from '../../shared/receipt-code.ts';
import type { ReceiptProof } from '../../shared/refund-api.ts';
import { err } from '../../shared/result.ts';
import { driveStaff, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import type { KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { otherStaff, scriptedCase } from '../../testing/scripted/scripted-attendance.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;
let asked: ReceiptProof[];

beforeEach(async () => {
  ({ driver, attendant } = await driveStaff());
  asked = [];
  const { findTransaction } = driver.world;
  driver.world.findTransaction = (wanted) => {
    asked.push(wanted.proof);
    return findTransaction(wanted);
  };
  await driver.wish({ type: 'openLookup' });
  await attendant.type('NENENENE');
  await driver.wish({ type: 'codeDone' });
});
afterEach(() => {
  driver.kiosk.stop();
});

it('is not looked up by its code alone: the center is not even asked', async () => {
  expect(driver.screen().body).toMatchObject({ kind: 'lookupProof', typed: '', complete: false });
  expect(deliver(driver.kiosk, { type: 'codeDone' })).toBe('accepted');
  expect(driver.screen().body).toMatchObject({ kind: 'lookupProof', notice: 'noSuchTime' });
  expect(asked).toEqual([]);
  await driver.wish({ type: 'attendantBack' });
  expect(driver.screen().body).toMatchObject({ kind: 'lookup', entered: 'NENENENE' });
});

it('is proved by its two-dimensional code, and then one person pays', async () => {
  await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
  expect(driver.kind()).toBe('refundCase');
  expect(asked).toEqual([{ by: 'receipt', transaction: scriptedCase.transaction }]);
  await driver.wish({ type: 'chooseReason', reason: 'owed' });
  expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', secondNeeded: false });
});

it('is proved by one of its sheets', async () => {
  driver.world.attendance.sheet = 'more';
  await driver.wish({ type: 'scanned', text: 'AB' });
  expect(driver.screen().body).toMatchObject({ kind: 'lookupProof', notice: 'moreCodes' });
  driver.world.attendance.sheet = 'unreadable';
  await driver.wish({ type: 'scanned', text: 'AB' });
  expect(driver.screen().body).toMatchObject({ kind: 'lookupProof', notice: 'unreadable' });
  driver.world.attendance.sheet = { document: 'DOC-0000-1', sheet: 1, of: 2 };
  await driver.wish({ type: 'scanned', text: 'AB' });
  expect(driver.kind()).toBe('refundCase');
  expect(asked).toEqual([{ by: 'sheet', number: 'DOC-0000-1' }]);
});

it('is proved by time and sum, and then a second person has to confirm even the smallest refund', async () => {
  const minute = japanDateTime(driver.world.now).slice(5, 16).replaceAll(/\D/g, '');
  expect(deliver(driver.kiosk, { type: 'codeKey', key: 'X' })).toBe('not-now');
  await attendant.type(`${minute}400`);
  expect(driver.screen().body).toMatchObject({ typed: `${minute}400`, complete: true });
  await driver.wish({ type: 'codeDone' });
  expect(driver.kind()).toBe('refundCase');
  expect(asked).toMatchObject([{ by: 'typed', paid: 400 }]);
  await driver.wish({ type: 'chooseReason', reason: 'owed' });
  expect(driver.screen().body).toMatchObject({ secondNeeded: true, second: null });
  expect(deliver(driver.kiosk, { type: 'confirmRefund' })).toBe('not-now');
  await driver.wish({ type: 'askSecond' });
  await attendant.prove(otherStaff);
  await driver.wish({ type: 'confirmRefund' });
  expect(driver.kind()).toBe('refundDone');
  expect(attendant.refunds.claims).toMatchObject([{ by: 'S-01', second: 'S-02' }]);
});

it('that is not proved is as unknown as one that does not exist', async () => {
  driver.world.findTransaction = () => Promise.resolve(err({ fault: 'refused', code: 'codeUnknown' }));
  await attendant.type('01010000400');
  await driver.wish({ type: 'codeDone' });
  expect(driver.screen().body).toMatchObject({ kind: 'lookup', notice: 'codeUnknown' });
  await driver.wish({ type: 'codeDone' });
  expect(driver.screen().body).toMatchObject({ kind: 'lookupProof', typed: '' });
});

it('whose claim is not heard while the center trusts the kiosk no more stays as it was claimed', async () => {
  await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
  await driver.wish({ type: 'chooseReason', reason: 'owed' });
  const { claimRefund } = driver.world;
  driver.world.claimRefund = () => Promise.resolve(err({ fault: 'refused', code: 'kioskNotTrusted' }));
  await driver.wish({ type: 'confirmRefund' });
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'kioskNotTrusted' });
  expect(attendant.record()).not.toContain('refund-granted');
  driver.world.claimRefund = claimRefund;
  await driver.wish({ type: 'attendantDone' }, { type: 'confirmRefund' });
  expect(driver.kind()).toBe('refundDone');
  const claims = attendant.events('refund-claim').map(({ refund }) => refund);
  expect(new Set(claims).size).toBe(1);
});
