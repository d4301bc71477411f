import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../shared/result.ts';
import { driveAttendant, type AttendantDriver } from '../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { deviceReport, operator, staff } from '../testing/scripted/scripted-attendance.ts';
import { delays } from './delays.ts';
import { deliver } from './deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;
let goOn: () => void;

/** A paid session whose printer has run out of paper. */
beforeEach(async () => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  driver.world.attendance.setReports([deviceReport('sheetPrinter', 'media-empty')]);
  driver.world.printSheet = (onTrouble, signal) =>
    new Promise((resolve) => {
      onTrouble('media-empty');
      goOn = () => {
        onTrouble(null);
        resolve({ outcome: 'printed' });
      };
      signal.addEventListener('abort', () => resolve({ outcome: 'notPrinted', trouble: 'media-empty' }));
    });
  await driver.toPayment();
  driver.world.insert(500);
  await settle();
  expect(driver.kind()).toBe('printerTrouble');
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('a session whose printer waits for staff', () => {
  it('lets staff mend the machine in it, and goes on where it was', async () => {
    await driver.wish({ type: 'callAttendant' });
    expect(driver.screen()).toMatchObject({ attendant: 'here', body: { kind: 'attendantLogin' } });
    await attendant.prove(staff);
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mending: true, asked: ['paper'] });
    await driver.wish({ type: 'openGuide', guide: 'paper' });
    goOn();
    driver.world.attendance.setReports([deviceReport('sheetPrinter')]);
    await settle();
    expect(driver.kind()).toBe('guide');
    await driver.wish({ type: 'guideNext' }, { type: 'guideNext' }, { type: 'guideNext' });
    expect(attendant.events('guided')).toMatchObject([{ guide: 'paper', solved: true, by: 'S-01' }]);
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.screen()).toMatchObject({ attendant: 'may', body: { kind: 'takeEverything', sheets: 1 } });
    expect(attendant.events('attendant-left')).toMatchObject([{ by: 'S-01', why: 'asked' }]);
    await driver.wish({ type: 'takenEverything' });
    expect(driver.kind()).toBe('attract');
  });

  it('offers nothing else meanwhile, not to an operator either, and shows nothing of the resident', async () => {
    await driver.wish({ type: 'callAttendant' });
    await attendant.prove(operator);
    for (const type of [
      'openLookup',
      'listOpenCases',
      'openForgotten',
      'openMaintenance',
      'start',
      'callAttendant',
    ] as const)
      expect([type, deliver(driver.kiosk, { type })]).toEqual([type, 'not-now']);
    expect(deliver(driver.kiosk, { type: 'endPrinting' })).toBe('not-now');
    const { cost, progress, body } = driver.screen();
    expect({ cost, progress }).toEqual({ cost: null, progress: null });
    expect(Object.keys(body).sort()).toEqual(
      ['asked', 'attendant', 'kind', 'mayMoveMoney', 'mending', 'openCases', 'role'].sort(),
    );
    expect(body).toMatchObject({ mayMoveMoney: false });
  });

  it('needs the code alone, because no money is moved', async () => {
    driver.world.attendance.haveCards = true;
    await driver.wish({ type: 'callAttendant' });
    await attendant.prove(staff);
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mayMoveMoney: false });
  });

  it('waits anew from when staff have entered, but not for whoever only presses their button', async () => {
    const waitsUntil = (): unknown => {
      const { body } = driver.screen();
      return body.kind === 'printerTrouble' ? body.waitsUntil : body.kind;
    };
    const before = waitsUntil();
    await driver.pass(60_000);
    await driver.wish({ type: 'callAttendant' });
    driver.world.attendance.who = () => Promise.resolve(err({ fault: 'wrong', triesLeft: 4 }));
    await driver.wish({ type: 'attendantBack' });
    expect(waitsUntil()).toBe(before);
    await driver.wish({ type: 'callAttendant' });
    await attendant.prove(staff);
    await driver.wish({ type: 'leaveAttendant' });
    expect(waitsUntil()).toBe(Number(before) + 60_000);
    await driver.wish({ type: 'endPrinting' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', moneyReturned: 500 });
  });

  it('ends as ever when the time is up, whoever is logged in', async () => {
    await driver.wish({ type: 'callAttendant' });
    await attendant.prove(staff);
    for (let passed = 0; passed < delays.staffComes; passed += 60_000) {
      await driver.pass(60_000);
      if (driver.kind() === 'staffMenu')
        await driver.wish({ type: 'openGuide', guide: 'paper' }, { type: 'attendantBack' });
    }
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', moneyReturned: 500 });
    expect(driver.settled()).toMatchObject({ paid: 500, givenBack: 500, owed: 0 });
  });

  it('is open to staff who had called before it came to this', async () => {
    driver.kiosk.stop();
    driver = driveKiosk();
    attendant = driveAttendant(driver);
    driver.world.printSheet = (onTrouble) => {
      onTrouble('media-empty');
      return new Promise(() => undefined);
    };
    driver.world.attendance.who = () => Promise.resolve(ok(staff));
    await driver.toPayment();
    await driver.wish({ type: 'callAttendant' });
    expect(driver.screen().attendant).toBe('waiting');
    driver.world.insert(500);
    await settle();
    expect(driver.screen()).toMatchObject({ attendant: 'may', body: { kind: 'printerTrouble' } });
    await driver.wish({ type: 'callAttendant' });
    await attendant.prove(staff);
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', mending: true });
    // They have been here: nobody waits for the end of the session any more.
    await driver.wish({ type: 'leaveAttendant' }, { type: 'endPrinting' });
    await driver.pass(delays.printCancels);
    await driver.wish({ type: 'acknowledge' });
    expect(driver.kind()).toBe('attract');
  });
});
