import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/result.ts';
import { yen } from '../../shared/yen.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator, otherStaff, scriptedCase, staff } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

beforeEach(async () => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  driver.world.attendance.haveCards = true;
  driver.world.attendance.card = () => Promise.resolve(ok(operator));
  driver.world.attendance.who = () => Promise.resolve(ok(operator));
  await settle();
});
afterEach(() => {
  driver.kiosk.stop();
});

async function card(presence: 'present' | 'absent' | 'mute'): Promise<void> {
  driver.world.setCard(presence);
  await settle();
}
async function typeCode(): Promise<void> {
  await driver.wish({ type: 'pinDigits', entered: 6 }, { type: 'codeDone' });
}
async function enterWithBoth(): Promise<void> {
  await driver.wish({ type: 'callAttendant' });
  await card('present');
  await typeCode();
  await card('absent');
  expect(driver.kind()).toBe('staffMenu');
}

describe('a card alone', () => {
  it('opens nothing to whoever finds it in the reader', async () => {
    await driver.wish({ type: 'callAttendant' });
    await card('present');
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'code' });
    driver.world.attendance.who = () => Promise.resolve(err({ fault: 'wrong', triesLeft: 4 }));
    await typeCode();
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'number', notice: 'wrong' });
    expect(attendant.events('attendant-entered')).toEqual([]);
    for (const wish of ['openMaintenance', 'openTests', 'openLookup'] as const)
      expect(deliver(driver.kiosk, { type: wish })).toBe('not-now');
  });

  it('must leave the reader before the first screen, and again at the end', async () => {
    await driver.wish({ type: 'callAttendant' });
    await card('present');
    await typeCode();
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'takeCard' });
    expect(deliver(driver.kiosk, { type: 'openMaintenance' })).toBe('not-now');
    await card('absent');
    expect(driver.kind()).toBe('staffMenu');
    await card('present');
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.kind()).toBe('attendantCard');
    for (const wish of ['callAttendant', 'start', 'leaveAttendant', 'openMaintenance'] as const)
      expect([wish, driver.kind(), deliver(driver.kiosk, { type: wish })]).toEqual([
        wish,
        'attendantCard',
        wish === 'leaveAttendant' ? expect.anything() : 'not-now',
      ]);
    await driver.pass(delays.attendantIdle * 3);
    expect(driver.kind()).toBe('attendantCard');
    await card('mute');
    expect(driver.kind()).toBe('attendantCard');
    await card('absent');
    expect(driver.kind()).toBe('attract');
    expect(attendant.events('attendant-left')).toEqual([
      { type: 'attendant-left', by: 'O-01', why: 'asked' },
    ]);
  });

  it.each(['leaveAttendant', 'attendantBack'] as const)(
    'must leave after a login that was ended (%s)',
    async (way) => {
      await driver.wish({ type: 'callAttendant' });
      driver.world.attendance.card = () => Promise.resolve(err({ fault: 'notAttendantCard' }));
      await card('present');
      await driver.wish({ type: way });
      expect(driver.kind()).toBe('attendantCard');
      await card('absent');
      expect(driver.kind()).toBe('attract');
    },
  );

  it('is taken by nobody: the session ends when nobody is there, and waits for the card', async () => {
    await driver.wish({ type: 'callAttendant' });
    await card('present');
    await typeCode();
    await driver.pass(delays.attendantIdle);
    expect(driver.kind()).toBe('attendantCard');
    await card('absent');
    expect(driver.kind()).toBe('attract');
  });
});

describe('a code alone, of somebody who has a card', () => {
  async function enterByCode(): Promise<void> {
    await driver.wish({ type: 'callAttendant' });
    await attendant.type('O01');
    await driver.wish({ type: 'codeDone' });
    await typeCode();
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'card' });
  }

  it('is followed by the card, which must be of the same number', async () => {
    await enterByCode();
    driver.world.attendance.card = () => Promise.resolve(ok(otherStaff));
    await card('present');
    expect(driver.screen().body).toMatchObject({ ask: 'card', notice: 'otherCard' });
    await card('absent');
    driver.world.attendance.card = () => Promise.resolve(ok(operator));
    await card('present');
    expect(driver.screen().body).toMatchObject({ ask: 'takeCard' });
    await card('absent');
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mayMoveMoney: true });
    expect(attendant.events('attendant-entered')).toMatchObject([{ how: 'cardAndCode' }]);
  });

  it('opens what moves no money, so that a broken reader can be looked after, and nothing else', async () => {
    await enterByCode();
    await driver.wish({ type: 'enterWithoutCard' });
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mayMoveMoney: false });
    expect(attendant.events('attendant-entered')).toMatchObject([{ how: 'code' }]);
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ mayRefund: [], mayMoveMoney: false });
    expect(deliver(driver.kiosk, { type: 'chooseReason', reason: 'owed' })).not.toBe('malformed');
    expect(driver.kind()).toBe('refundCase');
    await driver.wish({ type: 'attendantBack' }, { type: 'openMaintenance' });
    expect(deliver(driver.kiosk, { type: 'openCashCount' })).toBe('not-now');
    await driver.wish({ type: 'openTests' });
    const { body } = driver.screen();
    expect(body.kind === 'tests' && body.tests.map(({ test }) => test)).toEqual([
      'cardReader',
      'sheetBothSides',
      'receipt',
      'screen',
      'touch',
      'sound',
    ]);
    for (const test of ['hopper-10', 'coinPath', 'notePath'] as const)
      expect(deliver(driver.kiosk, { type: 'runTest', test })).toBe('not-now');
    expect(driver.world.dispensed).toEqual([]);
  });

  it('confirms no refund as second person', async () => {
    driver.kiosk.stop();
    driver = driveKiosk();
    attendant = driveAttendant(driver, { ...scriptedCase, stillOwed: yen(1010) });
    await attendant.enter(staff);
    await attendant.toOwed();
    await driver.wish({ type: 'askSecond' });
    await attendant.typeIn(otherStaff);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', purpose: 'second', ask: 'card' });
    expect(deliver(driver.kiosk, { type: 'enterWithoutCard' })).toBe('not-now');
    driver.world.attendance.card = () => Promise.resolve(ok(otherStaff));
    await card('present');
    await card('absent');
    expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', second: 'S-02' });
  });
});

describe('a code alone, of somebody who has no card', () => {
  beforeEach(() => {
    driver.world.attendance.haveCards = false;
  });

  it('opens what moves no money', async () => {
    await attendant.enter(operator);
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mayMoveMoney: false });
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ mayRefund: [], mayMoveMoney: false });
    await driver.wish({ type: 'attendantBack' }, { type: 'openMaintenance' });
    expect(deliver(driver.kiosk, { type: 'openCashCount' })).toBe('not-now');
    await driver.wish({ type: 'openTests' });
    for (const test of ['hopper-10', 'coinPath', 'notePath'] as const)
      expect(deliver(driver.kiosk, { type: 'runTest', test })).toBe('not-now');
  });

  it('confirms no refund as second person', async () => {
    driver.kiosk.stop();
    driver = driveKiosk();
    attendant = driveAttendant(driver, { ...scriptedCase, stillOwed: yen(1010) });
    await attendant.enter(staff);
    await attendant.toOwed();
    await driver.wish({ type: 'askSecond' });
    driver.world.attendance.haveCards = false;
    await attendant.typeIn(otherStaff);
    expect(driver.screen().body).toMatchObject({
      ...{ kind: 'attendantLogin', purpose: 'second', ask: 'number', notice: 'bothNeeded' },
    });
  });
});

it('a piece is paid out of a hopper only when somebody confirms it', async () => {
  await enterWithBoth();
  await driver.wish(
    { type: 'openMaintenance' },
    { type: 'openTests' },
    { type: 'runTest', test: 'hopper-10' },
  );
  expect(driver.screen().body).toEqual({ kind: 'payOutTest', value: 10 });
  expect(driver.world.dispensed).toEqual([]);
  await driver.wish({ type: 'attendantBack' });
  expect(driver.kind()).toBe('tests');
  expect(driver.world.dispensed).toEqual([]);
  await driver.wish({ type: 'runTest', test: 'hopper-10' }, { type: 'confirmPayOut' });
  expect(driver.kind()).toBe('judgeTest');
  expect(driver.world.dispensed).toEqual([{ value: 10, count: 1 }]);
});
