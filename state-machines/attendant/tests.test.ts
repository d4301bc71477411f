import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceTest } from '../../shared/attendants.ts';
import { err } from '../../shared/result.ts';
import { worthOf } from '../../shared/yen.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';
import { screenPatterns, touchGrid } from './tests.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

const hang = (): Promise<never> => new Promise(() => undefined);

beforeEach(async () => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  await attendant.enter(operator);
  await driver.wish({ type: 'openMaintenance' }, { type: 'openTests' });
});
afterEach(() => {
  driver.kiosk.stop();
});

/** Expects the list and the journal to say how the test came out. */
function expectResult(test: DeviceTest, result: 'passed' | 'failed'): void {
  const { body } = driver.screen();
  expect(body.kind === 'tests' ? body.tests.find((each) => each.test === test) : body).toEqual({
    test,
    result,
  });
  expect(attendant.events('test').at(-1)).toEqual({
    type: 'test',
    test,
    passed: result === 'passed',
    by: 'O-01',
  });
}

it('only tests of devices that are present can be run', () => {
  const { body } = driver.screen();
  expect(body.kind === 'tests' ? body.tests.map(({ test }) => test) : []).toEqual([
    'cardReader',
    'coinPath',
    'notePath',
    'hopper-10',
    'sheetBothSides',
    'receipt',
    'screen',
    'touch',
    'sound',
  ]);
  expect(deliver(driver.kiosk, { type: 'runTest', test: 'hopper-500' })).toBe('not-now');
});

it('plays every sound, and a person says whether they were heard', async () => {
  await driver.wish({ type: 'runTest', test: 'sound' });
  expect(driver.screen().body).toEqual({ kind: 'judgeTest', test: 'sound' });
  expect(driver.world.attendance.soundTests).toBe(1);
  await driver.wish({ type: 'judge', good: true });
  expectResult('sound', 'passed');
});

describe('the test of the card reader', () => {
  it('passes once a card has been read, and says which kind it is', async () => {
    await driver.wish({ type: 'runTest', test: 'cardReader' });
    expect(driver.screen().body).toEqual({ kind: 'cardTest', state: 'waiting' });
    driver.world.setCard('present');
    await settle();
    expect(driver.screen().body).toEqual({ kind: 'cardTest', state: 'myNumberCard' });
    driver.world.setCard('absent');
    driver.world.attendance.kindOfCard = () => Promise.resolve('otherCard');
    driver.world.setCard('present');
    await settle();
    expect(driver.screen().body).toEqual({ kind: 'cardTest', state: 'otherCard' });
    await driver.wish({ type: 'endTest' });
    expectResult('cardReader', 'passed');
  });

  it('fails when no card was read or the reader does not answer', async () => {
    await driver.wish({ type: 'runTest', test: 'cardReader' }, { type: 'endTest' });
    expectResult('cardReader', 'failed');
    driver.world.attendance.kindOfCard = hang;
    driver.world.setCard('present');
    await driver.wish({ type: 'runTest', test: 'cardReader' });
    expect(driver.screen().body).toEqual({ kind: 'cardTest', state: 'reading' });
    await driver.pass(delays.attendantChecks);
    expect(driver.screen().body).toEqual({ kind: 'cardTest', state: 'unreadable' });
    await driver.wish({ type: 'endTest' });
    expectResult('cardReader', 'failed');
  });
});

describe('the test of a coin or note path', () => {
  it('takes coins, shows them, and gives them back with a record', async () => {
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    expect(driver.screen().body).toEqual({
      kind: 'cashTest',
      path: 'coinPath',
      taken: [],
      expected: [10, 50, 100, 500],
      state: 'open',
    });
    expect(driver.world.accepted).toEqual([10, 50, 100, 500]);
    driver.world.insert(100);
    driver.world.insert(10);
    await settle();
    expect(driver.screen().body).toMatchObject({
      taken: [
        { value: 10, count: 1 },
        { value: 100, count: 1 },
      ],
    });
    expect(deliver(driver.kiosk, { type: 'leaveAttendant' })).toBe('not-now');
    await driver.wish({ type: 'endTest' });
    expectResult('coinPath', 'passed');
    expect(driver.world.accepted).toEqual([]);
    expect(worthOf(driver.world.dispensed)).toBe(110);
    expect(attendant.events('test-cash-in')).toMatchObject([{ secured: [{ value: 100 }, { value: 10 }] }]);
    expect(attendant.events('dispense-intent')).toMatchObject([{ purpose: 'test', amount: 110 }]);
  });

  it('takes only notes when it is the note path', async () => {
    await driver.wish({ type: 'runTest', test: 'notePath' });
    expect(driver.screen().body).toMatchObject({ path: 'notePath', expected: [1000] });
    driver.world.insert(100);
    await settle();
    expect(driver.screen().body).toMatchObject({ taken: [] });
    await driver.wish({ type: 'endTest' });
    expectResult('notePath', 'failed');
    expect(driver.world.dispensed).toEqual([]);
  });

  it('closes the slots and gives the money back when left alone, and then the session ends', async () => {
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    driver.world.insert(500);
    await driver.pass(delays.attendantIdle);
    expect(driver.world.accepted).toEqual([]);
    expect(worthOf(driver.world.dispensed)).toBe(500);
    expectResult('coinPath', 'passed');
    await driver.pass(delays.attendantIdle);
    expect(driver.kind()).toBe('attract');
  });

  it('closes a path that jams, and gives back what it had taken', async () => {
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    driver.world.insert(100);
    driver.world.failCash({ fault: 'jammed' });
    await settle();
    expect(driver.world.accepted).toEqual([]);
    expect(worthOf(driver.world.dispensed)).toBe(100);
    driver.world.insert(100);
    expect(worthOf(driver.world.secured)).toBe(100);
  });

  it('closes a path that does not open all the same, and fails', async () => {
    const { cash } = driver.world.ports;
    let closed = 0;
    const cashInEnd = cash.cashInEnd.bind(cash);
    cash.cashInEnd = () => {
      closed += 1;
      return cashInEnd();
    };
    cash.cashInStart = hang;
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    await driver.pass(delays.cashOpens);
    expect(closed).toBe(1);
    expectResult('coinPath', 'failed');
    cash.cashInStart = () => Promise.resolve(err({ fault: 'offline' }));
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    expect(closed).toBe(2);
    expectResult('coinPath', 'failed');
  });

  it('gives back the credits it saw when the mechanism cannot tell what it took', async () => {
    for (const cashInEnd of [() => Promise.resolve(err({ fault: 'offline' } as const)), hang]) {
      driver.world.ports.cash.cashInEnd = cashInEnd;
      await driver.wish({ type: 'runTest', test: 'coinPath' });
      driver.world.insert(100);
      await driver.wish({ type: 'endTest' });
      await driver.pass(delays.cashEnds);
      expect(attendant.events('test-cash-in').at(-1)).toMatchObject({ secured: [{ value: 100, count: 1 }] });
    }
    expect(worthOf(driver.world.dispensed)).toBe(200);
  });

  it('fails when not everything can be given back', async () => {
    driver.world.hopperStopsAfter = 0;
    await driver.wish({ type: 'runTest', test: 'coinPath' });
    driver.world.insert(100);
    await driver.wish({ type: 'endTest' });
    expectResult('coinPath', 'failed');
    expect(attendant.events('dispense-outcome')).toMatchObject([{ purpose: 'test', complete: false }]);
  });
});

describe('the test of a hopper', () => {
  it('pays one piece with a record, and a person says whether it fell', async () => {
    await driver.wish({ type: 'runTest', test: 'hopper-10' }, { type: 'confirmPayOut' });
    expect(driver.screen().body).toEqual({ kind: 'judgeTest', test: 'hopper-10' });
    expect(driver.world.dispensed).toEqual([{ value: 10, count: 1 }]);
    expect(attendant.events('dispense-intent')).toMatchObject([{ purpose: 'test', amount: 10 }]);
    await driver.wish({ type: 'judge', good: false });
    expectResult('hopper-10', 'failed');
  });

  it('fails when the hopper pays nothing, and does not wait forever for one that hangs', async () => {
    driver.world.hopperStopsAfter = 0;
    await driver.wish({ type: 'runTest', test: 'hopper-10' }, { type: 'confirmPayOut' });
    expectResult('hopper-10', 'failed');
    driver.world.ports.cash.dispensePiece = hang;
    await driver.wish({ type: 'runTest', test: 'hopper-10' }, { type: 'confirmPayOut' });
    expect(deliver(driver.kiosk, { type: 'leaveAttendant' })).toBe('not-now');
    await driver.pass(delays.cashDispenses);
    expectResult('hopper-10', 'failed');
    expect(attendant.events('test')).toHaveLength(2);
  });

  it('pays nothing without a journal', async () => {
    driver.world.journalWorks = false;
    await driver.wish({ type: 'runTest', test: 'hopper-10' }, { type: 'confirmPayOut' });
    expect(driver.world.dispensed).toEqual([]);
    expect(deliver(driver.kiosk, { type: 'runTest', test: 'hopper-10' })).toBe('not-now');
  });
});

describe('the tests of paper, screen and touch', () => {
  it('let a person judge a two-sided sheet and a slip', async () => {
    await driver.wish({ type: 'runTest', test: 'sheetBothSides' }, { type: 'judge', good: true });
    expectResult('sheetBothSides', 'passed');
    await driver.wish({ type: 'runTest', test: 'receipt' }, { type: 'judge', good: true });
    expectResult('receipt', 'passed');
    expect(driver.world.slips).toMatchObject([{ title: 'test', kiosk: 'K-TEST' }]);
  });

  it('fail when nothing is printed or nothing answers', async () => {
    driver.world.printSheet = () => Promise.resolve({ outcome: 'notPrinted', trouble: 'media-empty' });
    await driver.wish({ type: 'runTest', test: 'sheetBothSides' });
    expectResult('sheetBothSides', 'failed');
    driver.world.attendance.testPage = hang;
    await driver.wish({ type: 'runTest', test: 'sheetBothSides' });
    await driver.pass(delays.testPrints);
    expectResult('sheetBothSides', 'failed');
    driver.world.receiptWorks = false;
    await driver.wish({ type: 'runTest', test: 'receipt' });
    expectResult('receipt', 'failed');
    driver.world.ports.receipts.print = hang;
    await driver.wish({ type: 'runTest', test: 'receipt' });
    await driver.pass(delays.receiptPrints);
    expectResult('receipt', 'failed');
    expect(attendant.events('test')).toHaveLength(4);
  });

  it('show pattern after pattern on the screen, to be judged at the last one', async () => {
    await driver.wish({ type: 'runTest', test: 'screen' });
    for (let pattern = 0; pattern < screenPatterns; pattern++) {
      expect(driver.screen().body).toEqual({ kind: 'screenTest', pattern, of: screenPatterns });
      if (pattern + 1 === screenPatterns) break;
      expect(deliver(driver.kiosk, { type: 'judge', good: true })).toBe('not-now');
      await driver.wish({ type: 'nextPattern' });
    }
    await driver.wish({ type: 'judge', good: true });
    expectResult('screen', 'passed');
    await driver.wish(
      { type: 'runTest', test: 'screen' },
      { type: 'endTest' },
      { type: 'judge', good: false },
    );
    expectResult('screen', 'failed');
  });

  it('pass for touch when every target has been touched, each once', async () => {
    await driver.wish({ type: 'runTest', test: 'touch' });
    const targets = touchGrid.columns * touchGrid.rows;
    expect(deliver(driver.kiosk, { type: 'testTouched', target: targets })).toBe('not-now');
    for (let target = 0; target < targets; target++) {
      await driver.wish({ type: 'testTouched', target });
      if (target === 0) expect(deliver(driver.kiosk, { type: 'testTouched', target })).toBe('not-now');
    }
    expectResult('touch', 'passed');
    await driver.wish(
      { type: 'runTest', test: 'touch' },
      { type: 'testTouched', target: 3 },
      { type: 'endTest' },
    );
    expectResult('touch', 'failed');
  });

  it('record no result for a test that was abandoned', async () => {
    await driver.wish({ type: 'runTest', test: 'screen' }, { type: 'leaveAttendant' });
    expect(attendant.events('test')).toEqual([]);
  });
});
