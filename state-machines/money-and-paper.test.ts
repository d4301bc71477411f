import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../shared/result.ts';
import { yen } from '../shared/yen.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { scriptedOrder } from '../testing/scripted/scripted-ports.ts';
import { delays, warningSeconds } from './delays.ts';
import { receiptCode } from './settlement.ts';

let driver: KioskDriver;

beforeEach(() => {
  driver = driveKiosk();
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('the kiosk with money', () => {
  it('gives everything back when the resident stops after paying part', async () => {
    await driver.toPayment();
    driver.world.insert(100);
    driver.world.insert(50);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'payment', inserted: 150, remaining: 50 });
    await driver.wish({ type: 'stop' });
    expect(driver.screen().overlay).toEqual({ kind: 'confirmStop', inserted: 150 });
    await driver.wish({ type: 'confirmStop' });
    expect(driver.screen().body).toMatchObject({
      kind: 'message',
      cause: 'stopped',
      moneyReturned: 150,
      owed: null,
    });
    expect(driver.settled()).toMatchObject({ paid: 150, printed: 0, givenBack: 150, owed: 0 });
    await driver.wish({ type: 'acknowledge' });
    const money = { method: 'cash', paid: 150, givenBack: 150, owed: 0 };
    expect(driver.world.outcomes).toEqual([{ printed: [], notPrinted: ['DOC-0000-1'], money }]);
  });

  it('prints a slip for what the hopper could not give back', async () => {
    await driver.toPayment();
    driver.world.insert(100);
    driver.world.insert(50);
    driver.world.hopperStopsAfter = 1;
    await settle();
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
    const body = driver.screen().body;
    expect(body).toMatchObject({
      kind: 'message',
      cause: 'stopped',
      moneyReturned: 100,
      owed: { amount: 50 },
    });
    expect(driver.settled()).toMatchObject({ paid: 150, givenBack: 100, owed: 50 });
    expect(driver.world.journal.some(({ type }) => type === 'owed')).toBe(true);
  });

  it('accepts only what it can give change for, and says so before the payment', async () => {
    driver.world.levels = [{ value: 100, count: 2 }];
    await driver.pass(delays.offersRetry);
    expect(driver.screen().body).toMatchObject({ kind: 'attract', change: 'none' });
    await driver.toPayment();
    expect(driver.screen().body).toMatchObject({
      kind: 'payment',
      accepted: [10, 50, 100],
      exactMoneyOnly: true,
    });
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toMatchObject({ inserted: 0 });
  });

  it('says before the payment that the sum cannot be paid at all', async () => {
    await driver.toCertificate();
    driver.world.levels = [];
    driver.world.order = () => Promise.resolve(ok({ ...scriptedOrder(1), price: yen(205) }));
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
    await driver.wish({ type: 'summaryDone' }, { type: 'pay' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'changeImpossible' });
  });

  it('gives the money back when the mechanism fails, and when nobody goes on paying', async () => {
    await driver.toPayment();
    driver.world.insert(100);
    await settle();
    driver.world.failCash({ fault: 'jammed' });
    await settle();
    expect(driver.screen().body).toMatchObject({
      kind: 'message',
      cause: 'cashUnavailable',
      moneyReturned: 100,
    });
    await driver.wish({ type: 'acknowledge' });
    await driver.toPayment();
    driver.world.insert(100);
    await settle();
    await driver.pass(delays.idleAtPayment);
    expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: warningSeconds });
    for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'timedOut', moneyReturned: 100 });
  });

  it('moves nothing without a journal', async () => {
    await driver.toPayment();
    driver.world.journalWorks = false;
    driver.world.insert(100);
    await settle();
    // The coin is inside and cannot be given back without a record: it is owed, and the kiosk goes out of service.
    expect(driver.screen().body).toMatchObject({
      kind: 'message',
      cause: 'journalUnavailable',
      moneyReturned: 0,
      owed: { amount: 100 },
    });
    expect(driver.world.dispensed).toEqual([]);
    await driver.wish({ type: 'acknowledge' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'journalUnavailable' });
  });
});

describe('the kiosk with paper', () => {
  it('waits for paper and then goes on', async () => {
    const waiting: (() => void)[] = [];
    driver.world.printSheet = (onTrouble) =>
      new Promise((resolve) => {
        onTrouble('media-empty');
        waiting.push(() => {
          onTrouble(null);
          resolve({ outcome: 'printed' });
        });
      });
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toMatchObject({
      kind: 'printerTrouble',
      trouble: 'media-empty',
      printed: 0,
      of: 1,
    });
    waiting.forEach((goOn) => goOn());
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', sheets: 1, change: 300 });
  });

  it('owes for a set that stays incomplete, and gives back the price of the copy not begun', async () => {
    let sheet = 0;
    driver.world.printSheet = (onTrouble, signal) =>
      new Promise((resolve) => {
        sheet += 1;
        if (sheet === 1) {
          resolve({ outcome: 'printed' });
          return;
        }
        onTrouble('media-empty');
        signal.addEventListener('abort', () => resolve({ outcome: 'notPrinted', trouble: 'media-empty' }));
      });
    await driver.toPayment(2, 2);
    driver.world.insert(500);
    await settle();
    await driver.wish({ type: 'endPrinting' });
    expect(driver.screen().body).toMatchObject({
      kind: 'message',
      cause: 'printerUnavailable',
      moneyReturned: 300,
      owed: { amount: 200 },
    });
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 0, givenBack: 300, owed: 200 });
  });

  it('gives up waiting after its time, and never reprints a sheet whose outcome is unknown', async () => {
    let sheets = 0;
    driver.world.printSheet = (onTrouble) => {
      sheets += 1;
      onTrouble('media-jam');
      return new Promise(() => undefined);
    };
    await driver.toPayment(2);
    driver.world.insert(500);
    await settle();
    await driver.pass(delays.staffComes);
    await driver.pass(delays.printCancels);
    expect(sheets).toBe(1);
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 0, givenBack: 300, owed: 200 });
  });

  it('says so when the receipt could not be printed', async () => {
    driver.world.receiptWorks = false;
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    const code = receiptCode('a'.repeat(32));
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', receipt: 'notPrinted', code });
  });

  it('shows the code also where all the money came back and no receipt was printed', async () => {
    driver.world.receiptWorks = false;
    driver.world.printSheet = () => Promise.resolve({ outcome: 'notPrinted', trouble: 'media-jam' });
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    const code = receiptCode('a'.repeat(32));
    expect(driver.screen().body).toMatchObject({ kind: 'message', moneyReturned: 500, owed: null, code });
  });

  it('shows no code where the receipt has it, or nothing was paid', async () => {
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', receipt: 'printed', code: null });
  });

  it('tells change and what comes back for a copy that was not printed apart', async () => {
    let sheet = 0;
    driver.world.printSheet = () => {
      sheet += 1;
      return Promise.resolve(
        sheet === 1 ? { outcome: 'printed' } : { outcome: 'notPrinted', trouble: 'media-jam' },
      );
    };
    await driver.toPayment(2);
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', change: 100, returned: 200 });
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 200, givenBack: 300, owed: 0 });
  });
});

describe('a page that does not belong to the session', () => {
  it('takes no money, prints nothing, and locks the service until a person clears it', async () => {
    driver.world.order = () => Promise.resolve(err({ fault: 'bindingMismatch' }));
    await driver.toCertificate();
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
    await driver.wish({ type: 'summaryDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'bindingMismatch' });
    expect(driver.world.journal.at(-1)).toMatchObject({ type: 'alarm' });
    await driver.wish({ type: 'acknowledge' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'bindingMismatch' });
    await driver.pass(delays.offersAgain);
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'bindingMismatch' });
  });
});
