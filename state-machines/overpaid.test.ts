import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { driveStaff } from '../testing/scripted/attendant-driver.ts';
import { scriptedCase } from '../testing/scripted/scripted-attendance.ts';

/** A hopper lets a piece more fall than it was told, and counts it. It is the store's loss, and nobody else's trouble. */
describe('a hopper that pays one piece too many', () => {
  let driver: KioskDriver;
  beforeEach(() => {
    driver = driveKiosk();
    driver.world.paidTooMany = 1;
  });
  afterEach(() => {
    driver.kiosk.stop();
  });

  it('as change: the certificate is printed, and the sums add up', async () => {
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', sheets: 1, change: 300 });
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 200, givenBack: 300, owed: 0 });
    await driver.wish({ type: 'takenEverything' });
    const money = { method: 'cash', paid: 500, givenBack: 300, owed: 0 };
    expect(driver.world.outcomes).toMatchObject([{ notPrinted: [], money }]);
  });

  it('as everything back: nothing is owed', async () => {
    await driver.toPayment();
    driver.world.insert(100);
    await settle();
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', owed: null });
    expect(driver.settled()).toMatchObject({ paid: 100, printed: 0, givenBack: 100, owed: 0 });
  });

  it('as the price of what was not printed: the other debts stand', async () => {
    driver.world.printSheet = () => Promise.resolve({ outcome: 'notPrinted', trouble: 'media-jam' });
    await driver.toPayment();
    driver.world.insert(100);
    driver.world.insert(100);
    await settle();
    expect(driver.settled()).toMatchObject({ paid: 200, printed: 0, givenBack: 200, owed: 0 });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'printerUnavailable', owed: null });
  });

  it('what left the hopper stands in the journal', async () => {
    await driver.toPayment();
    driver.world.insert(500);
    await settle();
    expect(driver.world.journal.find(({ type }) => type === 'dispense-outcome')).toMatchObject({
      dispensed: [{ value: 100, count: 4 }],
      complete: false,
    });
  });
});

it('a refund by staff for which the hopper pays too much is reported at the sum that was granted', async () => {
  const { driver, attendant } = await driveStaff(scriptedCase);
  driver.world.paidTooMany = 1;
  await attendant.toOwed();
  await driver.wish({ type: 'confirmRefund' });
  expect(driver.kind()).toBe('refundDone');
  const [claim] = attendant.refunds.claims;
  const [told] = driver.world.refundOutcomes;
  expect(told).toEqual({ hoppers: claim?.amount, register: 0, cashless: 0 });
  driver.kiosk.stop();
});
