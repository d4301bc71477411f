import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { worthOf, type Denomination } from '../shared/yen.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays } from './delays.ts';

/** 200 are due; the mechanism takes its time to close its slots. */
let driver: KioskDriver;

beforeEach(async () => {
  driver = driveKiosk();
  driver.world.slotsClose = 'later';
  await driver.toPayment();
});
afterEach(() => {
  driver.kiosk.stop();
});

async function insert(...values: readonly Denomination[]): Promise<void> {
  for (const value of values) {
    driver.world.insert(value);
    await settle();
  }
}
/** Paper comes out when it is told to. */
function holdPaper(): (outcome?: 'printed' | 'notPrinted') => Promise<void> {
  const waiting: ((outcome: 'printed' | 'notPrinted') => void)[] = [];
  driver.world.printSheet = () =>
    new Promise((resolve) => {
      waiting.push((outcome) =>
        resolve(outcome === 'printed' ? { outcome } : { outcome, trouble: 'media-jam' }),
      );
    });
  return async (outcome = 'printed') => {
    for (const end of waiting) end(outcome);
    await settle();
  };
}
async function quiet(...tells: Parameters<KioskDriver['world']['slotsAreQuiet']>): Promise<void> {
  driver.world.slotsAreQuiet(...tells);
  await settle();
}
const types = (): string[] => driver.world.journal.map(({ type }) => type);
const payouts = (): string[] =>
  driver.world.journal.flatMap((event) =>
    event.type === 'dispense-outcome' ? [`${event.purpose} ${worthOf(event.dispensed)}`] : [],
  );

describe('once the sum is secured', () => {
  it('paper begins before the slots are quiet, with every piece and the payment on record', async () => {
    holdPaper();
    await insert(100, 100);
    expect(driver.screen().body).toMatchObject({ kind: 'printing', change: 0 });
    expect(types().slice(-4)).toEqual(['cash-in', 'cash-in', 'paid', 'print-intent']);
    expect(driver.screen().controls).toMatchObject({ back: false, stop: false });
  });

  it('a coin that still falls comes back as change, while paper is printed', async () => {
    const paper = holdPaper();
    await insert(100, 100, 50);
    await quiet();
    expect(payouts()).toEqual(['change 50']);
    expect(driver.screen().body).toMatchObject({ kind: 'printing', change: 50 });
    await paper();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', change: 50, owed: null });
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 200, givenBack: 50, owed: 0 });
  });

  it('paper that is out waits for the change, and nothing can be stopped', async () => {
    await insert(500);
    expect(driver.screen()).toMatchObject({
      controls: { back: false, stop: false },
      body: { kind: 'working', what: 'endingPayment' },
    });
    await insert(100);
    await quiet();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', sheets: 1, change: 400 });
    expect(driver.settled()).toMatchObject({ paid: 600, printed: 200, givenBack: 400, owed: 0 });
  });

  it('a coin that still falls and cannot be given back is owed under the code', async () => {
    driver.world.hopperStopsAfter = 0;
    await insert(100, 100, 50);
    await quiet();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', owed: { amount: 50 } });
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 200, givenBack: 0, owed: 50 });
  });

  it('the price of paper that did not come is given back after the change, one payout after another', async () => {
    const paper = holdPaper();
    await insert(100, 100, 50);
    await paper('notPrinted');
    expect(driver.screen().body).toMatchObject({ kind: 'working', what: 'endingPayment' });
    expect(payouts()).toEqual([]);
    await quiet();
    expect(payouts()).toEqual(['change 50', 'refund 200']);
    expect(driver.screen().body).toMatchObject({ kind: 'message', moneyReturned: 250, owed: null });
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 0, givenBack: 250, owed: 0 });
  });

  it('what staff owe for an unknown sheet and a late coin that stays inside are one debt', async () => {
    driver.world.printSheet = () => Promise.resolve({ outcome: 'unknown', trouble: 'offline' });
    driver.world.hopperStopsAfter = 0;
    await insert(100, 100, 50);
    await quiet();
    expect(driver.screen().body).toMatchObject({ kind: 'message', owed: { amount: 250 } });
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 0, givenBack: 0, owed: 250 });
  });

  it('a mechanism that never becomes quiet keeps nothing: what it credited counts', async () => {
    await insert(100, 100, 50);
    await driver.pass(delays.cashEnds);
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 200, givenBack: 50, owed: 0 });
  });

  it('a mechanism that then says less has been paid all the same: the paper is out, and staff count', async () => {
    await insert(100, 100);
    await quiet(() => [{ value: 100, count: 1 }]);
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', change: 0, owed: null });
    expect(driver.settled()).toMatchObject({ paid: 200, printed: 200, givenBack: 0, owed: 0 });
  });

  it('a mechanism that does not say has taken what it credited', async () => {
    await insert(100, 100, 50);
    await quiet(() => null);
    expect(driver.settled()).toMatchObject({ paid: 250, printed: 200, givenBack: 50, owed: 0 });
  });

  it('a late coin without a record is owed, and does not stop the paper', async () => {
    const paper = holdPaper();
    await insert(100, 100);
    driver.world.journalWorks = false;
    await insert(50);
    await paper();
    await quiet();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', owed: { amount: 50 } });
    expect(driver.world.dispensed).toEqual([]);
  });
});

it('a last coin that is not on record pays for no paper', async () => {
  await insert(100);
  driver.world.journalWorks = false;
  await insert(100);
  await quiet();
  expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'journalUnavailable' });
  expect(driver.screen().body).toMatchObject({ owed: { amount: 200 } });
  expect(types()).not.toContain('print-intent');
});

it('slots that close because the resident stops still give everything back', async () => {
  await insert(100);
  await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
  await insert(100);
  await quiet();
  expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', moneyReturned: 200 });
  expect(types()).not.toContain('paid');
});
