import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createCashHarness, type CashHarness } from '../../../../testing/cash-harness.ts';
import { worthOf, yen, type CashCount, type Denomination } from '../../../../shared/yen.ts';
import type { CashCounters, CashPort } from '../../../../state-machines/ports.ts';
import { commands } from './commands.ts';

const harnesses: CashHarness[] = [];
const open = (...options: Parameters<typeof createCashHarness>): CashHarness => {
  const made = createCashHarness(...options);
  harnesses.push(made);
  return made;
};
afterEach(async () => {
  for (const each of harnesses.splice(0)) await each.close();
});

async function read({ timers }: CashHarness, cash: Pick<CashPort, 'counters'>): Promise<CashCounters> {
  const counters = await timers.runFor(cash.counters());
  if (!counters.ok) throw new Error(`cannot be read: ${counters.error.fault}`);
  return counters.value;
}
const dispensed = (counters: CashCounters, value: Denomination): number | undefined =>
  counters.dispensed.find((each) => each.value === value)?.count;

describe('the devices’ lifetime counts', () => {
  it('are read from all devices, and survive a power cut of the devices', async () => {
    const harness = open({ lifeCount: 70_000 });
    const { timers, devices, cash } = harness;
    await harness.start([100, 1000]);
    await timers.runFor(devices.insertCoin(100));
    await timers.runFor(devices.insertCoin(500)); // Not taken, so not counted.
    await timers.runFor(devices.insertForeign('coinAcceptor'));
    await timers.runFor(devices.insertNote(1000));
    expect((await timers.runFor(cash.cashInEnd())).ok).toBe(true);
    await timers.runFor(cash.dispense(yen(120)));
    const counted = {
      coinsAccepted: 70_001,
      notesAccepted: 70_001,
      dispensed: [
        { value: 10, count: 70_002 },
        { value: 50, count: 70_000 },
        { value: 100, count: 70_001 },
        { value: 500, count: 70_000 },
        { value: 1000, count: 70_000 },
      ],
    };
    expect(await read(harness, cash)).toEqual(counted);
    for (const device of ['coinAcceptor', 'noteAcceptor', 10, 50, 100, 500, 1000] as const)
      devices.reset(device);
    expect(await read(harness, cash)).toEqual(counted);
  });

  it('begin again at 0 after 16,777,215', async () => {
    const harness = open({ lifeCount: 0xff_ffff });
    await harness.timers.runFor(harness.cash.dispense(yen(20)));
    expect(dispensed(await read(harness, harness.cash), 10)).toBe(1);
  });

  it('are null, or left out, when a device does not know the command', async () => {
    const harness = open();
    const forever = { times: Number.POSITIVE_INFINITY } as const;
    harness.devices.inject({
      trouble: 'commandLost',
      header: commands.requestAcceptCounter.header,
      ...forever,
    });
    harness.devices.inject({
      trouble: 'commandLost',
      header: commands.requestDispenseCount.header,
      device: 100,
      ...forever,
    });
    const counters = await read(harness, harness.cash);
    expect(counters).toMatchObject({ coinsAccepted: null, notesAccepted: null });
    expect(counters.dispensed.map(({ value }) => value)).toEqual([10, 50, 500, 1000]);
  });

  it('are an error when a device is gone, and while money moves', async () => {
    const harness = open();
    await harness.start([100]);
    expect(await harness.timers.runFor(harness.cash.counters())).toEqual({
      ok: false,
      error: { fault: 'hardwareError' },
    });
    expect((await harness.timers.runFor(harness.cash.cashInEnd())).ok).toBe(true);
    harness.devices.inject({ trouble: 'commandLost', device: 500, times: Number.POSITIVE_INFINITY });
    expect(await harness.timers.runFor(harness.cash.counters())).toEqual({
      ok: false,
      error: { fault: 'offline' },
    });
  });
});

describe('reading the counts after a power cut of the kiosk', () => {
  it('tells what an abandoned payout paid, once the hopper is at rest', async () => {
    const harness = open();
    const before = await read(harness, harness.cash);
    const abandoned = harness.cash.dispense(yen(400));
    await harness.timers.runUntil(() => harness.devices.ledger().tray.length > 0);
    const after = await read(harness, harness.powerCut());
    expect((dispensed(after, 100) ?? 0) - (dispensed(before, 100) ?? 0)).toBe(4);
    expect(worthOf(harness.devices.ledger().tray)).toBe(400);
    await harness.timers.runFor(abandoned);
  });

  it('stops a hopper that hangs half-way, and tells what fell', async () => {
    const harness = open();
    harness.devices.hangAfter(100, 2);
    const abandoned = harness.cash.dispense(yen(400));
    await harness.timers.runUntil(() => worthOf(harness.devices.ledger().tray) === 200);
    expect(dispensed(await read(harness, harness.powerCut()), 100)).toBe(2);
    await harness.timers.runFor(abandoned);
  });

  it('shuts slots that were left open, and counts the coin and the note that were under way', async () => {
    const harness = open();
    const before = await read(harness, harness.cash);
    await harness.start([100, 1000]);
    const note = harness.devices.insertNote(1000);
    await harness.wait(600); // In escrow, with the command to stack it given.
    const coin = harness.devices.insertCoin(100);
    const cash = harness.powerCut();
    const after = await read(harness, cash);
    expect(await harness.timers.runFor(Promise.all([note, coin]))).toEqual(['secured', 'secured']);
    expect((after.coinsAccepted ?? 0) - (before.coinsAccepted ?? 0)).toBe(1);
    expect((after.notesAccepted ?? 0) - (before.notesAccepted ?? 0)).toBe(1);
    expect(await harness.devices.insertCoin(100)).toBe('returned');
  });

  it('gives what the devices did as the difference of two readings, whenever the power cut came', async () => {
    const pieces = (counts: readonly CashCount[]): number =>
      counts.reduce((sum, { count }) => sum + count, 0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2_500), fc.constantFrom<Denomination>(10, 50, 100, 500, 1000)), {
          maxLength: 5,
        }),
        fc.nat(60),
        fc.nat(3_000),
        fc.boolean(),
        fc.constantFrom(0, 0xff_fffe),
        async (inserted, tens, cutAt, paying, lifeCount) => {
          const harness = createCashHarness({ lifeCount });
          const { timers, devices } = harness;
          const before = await read(harness, harness.cash);
          const underWay: Promise<unknown>[] = [];
          if (paying) underWay.push(harness.cash.dispense(yen(tens * 10)));
          else await harness.start([10, 50, 100, 500, 1000]);
          for (const [at, value] of inserted)
            timers.after(at, () => {
              underWay.push(value >= 1000 ? devices.insertNote(value) : devices.insertCoin(value));
            });
          await harness.wait(cutAt);
          const after = await read(harness, harness.powerCut());
          await harness.wait(15_000); // A note that is no longer routed by anybody goes back by itself.
          const { secured, tray } = devices.ledger();
          const grown = (now: number | null, then: number | null): number =>
            ((now ?? 0) - (then ?? 0) + 0x100_0000) % 0x100_0000;
          expect(grown(after.coinsAccepted, before.coinsAccepted)).toBe(
            pieces(secured.filter(({ value }) => value < 1000)),
          );
          expect(grown(after.notesAccepted, before.notesAccepted)).toBe(
            pieces(secured.filter(({ value }) => value >= 1000)),
          );
          for (const value of [10, 50, 100, 500, 1000] as const)
            expect(grown(dispensed(after, value) ?? 0, dispensed(before, value) ?? 0)).toBe(
              pieces(tray.filter((each) => each.value === value)),
            );
          await timers.runFor(Promise.all(underWay));
          await harness.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
