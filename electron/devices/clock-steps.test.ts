import { afterEach, describe, expect, it } from 'vitest';
import { createCashHarness } from '../../testing/cash-harness.ts';
import { openCashlessHarness } from '../../testing/cashless-harness.ts';
import { startIppHarness } from '../../testing/ipp-harness.ts';
import type { ManualTimers } from '../../testing/manual-timers.ts';
import { samplePdf } from '../../testing/sample-pdf.ts';
import { worthOf, yen } from '../../shared/yen.ts';
import type { CashlessMethod } from '../../shared/cashless.ts';

/*
 * Somebody sets the wall clock, or the network does, at any moment of a payment: no money moves by it, and no device is called broken.
 */

const minute = 60_000;
const steps = [-60 * minute, 10_000, 60 * minute];
const never = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The clock is set again and again while it runs, each time so many ms of elapsed time later, back and forth in turn. */
function keepSettingClock(timers: ManualTimers, everyMs: number, byMs: number): () => void {
  let direction = 1;
  const set = (): void => {
    timers.setClock(direction * byMs);
    direction = -direction;
    callOff = timers.after(everyMs, set);
  };
  let callOff = timers.after(everyMs, set);
  return () => callOff();
}

/** A payment of 1,650 yen by coins and a note, with 380 yen of change: what was secured and paid out, and how long it took. */
async function payInCash(set: (timers: ManualTimers) => () => void) {
  const harness = createCashHarness();
  const { timers, devices, cash, credits, faults } = harness;
  const stop = set(timers);
  await harness.start([10, 50, 100, 500, 1000]);
  for (const coin of [500, 100, 50] as const) await timers.runFor(devices.insertCoin(coin));
  await timers.runFor(devices.insertNote(1000));
  const secured = await timers.runFor(cash.cashInEnd());
  const paid = await timers.runFor(cash.dispense(yen(380)));
  const took = timers.elapsed();
  stop();
  await harness.close();
  return { credits, faults, secured, paid: worthOf(paid.dispensed), shortBy: paid.shortBy, took };
}

describe('a payment in cash', () => {
  const moments = Array.from({ length: 40 }, (_, index) => index * 250);

  it.each(steps)('ends as ever when the clock moves by %i ms at any moment of it', async (byMs) => {
    const plain = await payInCash(() => () => undefined);
    expect(plain).toMatchObject({ faults: [], paid: 380, shortBy: null });
    expect(plain.took).toBeLessThan(moments.length * 250);
    for (const moment of moments) {
      const set = (timers: ManualTimers) => timers.after(moment, () => timers.setClock(byMs));
      expect({ moment, ...(await payInCash(set)) }).toEqual({ moment, ...plain });
    }
  });

  it('ends as ever when the clock never stands still', async () => {
    const plain = await payInCash(() => () => undefined);
    expect(await payInCash((timers) => keepSettingClock(timers, 70, 45 * minute))).toEqual(plain);
  });
});

/** A payment of 500 yen of which 300 are taken, by a resident who needs three seconds. */
async function payCashless(method: CashlessMethod, set: (timers: ManualTimers) => () => void) {
  const harness = await openCashlessHarness(method);
  const { timers } = harness;
  const stop = set(timers);
  harness.residentWill('pay', 3_000);
  const payment = harness.payment();
  const begun = await timers.runFor(harness.port().begin(payment));
  const ended = await timers.runFor(harness.port().authorise(payment, never));
  const captured = await timers.runFor(harness.port().capture(payment, yen(300)));
  stop();
  const books = harness.at(payment.reference);
  closing.push(() => harness.close());
  return { begun: begun.ok, ended, captured, books };
}

describe.each<CashlessMethod>(['wallet', 'contactless'])('a payment by %s', (method) => {
  it.each(steps)('ends as ever when the clock moves by %i ms at any moment of it', async (byMs) => {
    const plain = await payCashless(method, () => () => undefined);
    expect(plain).toMatchObject({ begun: true, ended: 'authorised', books: { captured: 300 } });
    for (const moment of [0, 100, 1_000, 2_990, 3_100]) {
      const set = (timers: ManualTimers) => timers.after(moment, () => timers.setClock(byMs));
      expect({ moment, ...(await payCashless(method, set)) }).toEqual({ moment, ...plain });
    }
  });
});

describe('a sheet', () => {
  it.each(steps)('is followed to its end when the clock moves by %i ms while it is printed', async (byMs) => {
    const ipp = await startIppHarness();
    closing.push(() => ipp.close());
    const stop = keepSettingClock(ipp.timers, 900, byMs);
    expect(await ipp.timers.runFor(ipp.print('KMD0-0001-1', await samplePdf(2)))).toEqual({
      outcome: 'printed',
    });
    stop();
    expect(ipp.troubles).toEqual([]);
  });
});
