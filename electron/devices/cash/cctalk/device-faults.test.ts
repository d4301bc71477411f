import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulatedCashConfig } from '../../../../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import {
  createCashSimulator,
  type CashSimulator,
} from '../../../../simulator/devices/cctalk-bus/cash-simulator.ts';
import { createManualTimers } from '../../../../testing/manual-timers.ts';
import { worthOf, yen, type Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import { createCctalkCash } from './cash-port.ts';
import { commands } from './commands.ts';
import { repetitions } from '../../../../testing/repetitions.ts';

/** What happens to the machine, and at which ms of the payment or payout. */
type Mishap = {
  readonly at: number;
  readonly happens: (devices: CashSimulator) => void;
  readonly name: string;
};

const at = fc.nat(4_000);
const acceptor = fc.constantFrom('coinAcceptor' as const, 'noteAcceptor' as const);
const paidBy = fc.constantFrom<Denomination>(10, 50, 100, 500, 1000);
const silence = (devices: CashSimulator): (() => void) =>
  devices.inject({ trouble: 'commandLost', times: Number.POSITIVE_INFINITY });

const inSlots: fc.Arbitrary<Mishap> = fc.oneof(
  fc.tuple(at, acceptor).map(([when, device]) => ({
    at: when,
    name: `jam ${device}`,
    happens: (devices: CashSimulator) => devices.jam(device),
  })),
  fc.tuple(at, acceptor).map(([when, device]) => ({
    at: when,
    name: `reset ${device}`,
    happens: (devices: CashSimulator) => devices.reset(device),
  })),
  fc
    .tuple(at, fc.constantFrom('full' as const, 'removed' as const, 'ok' as const))
    .map(([when, stacker]) => ({
      at: when,
      name: `stacker ${stacker}`,
      happens: (devices: CashSimulator) => devices.setStacker(stacker),
    })),
  at.map((when) => ({
    at: when,
    name: 'replug',
    happens(devices: CashSimulator) {
      devices.unplug();
      devices.plug();
    },
  })),
  at.map((when) => ({ at: when, name: 'silence', happens: silence })),
);
const inHoppers: fc.Arbitrary<Mishap> = fc.oneof(
  fc.tuple(at, paidBy, fc.nat(3)).map(([when, hopper, pieces]) => ({
    at: when,
    name: `jam ${hopper} after ${pieces}`,
    happens: (devices: CashSimulator) => devices.jamAfter(hopper, pieces),
  })),
  fc.tuple(at, paidBy, fc.nat(3)).map(([when, hopper, pieces]) => ({
    at: when,
    name: `hang ${hopper} after ${pieces}`,
    happens: (devices: CashSimulator) => devices.hangAfter(hopper, pieces),
  })),
  fc.tuple(at, paidBy).map(([when, hopper]) => ({
    at: when,
    name: `reset ${hopper}`,
    happens: (devices: CashSimulator) => devices.reset(hopper),
  })),
  fc.tuple(at, paidBy, fc.nat(3)).map(([when, hopper, level]) => ({
    at: when,
    name: `level ${hopper} = ${level}`,
    happens: (devices: CashSimulator) => devices.setLevel(hopper, level),
  })),
  at.map((when) => ({ at: when, name: 'silence', happens: silence })),
);
const pieces = fc.array(
  fc.tuple(fc.nat(4_000), fc.constantFrom<Denomination>(10, 50, 100, 500, 1000, 5000)),
  {
    maxLength: 8,
  },
);

it('whatever happens to the slots, only what is secured is credited, and only the secured sum is reported', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(inSlots, { maxLength: 4 }),
      pieces,
      fc.nat(4_000),
      fc.constantFrom(0, 253),
      async (mishaps, inserted, endsAt, counter) => {
        const timers = createManualTimers();
        const devices = createCashSimulator({ timers, counter });
        const cash = createCctalkCash(simulatedCashConfig, () => devices.inMemoryStream(), timers);
        const credited: Denomination[] = [];
        const faults: CashFault[] = [];
        const started = await timers.runFor(
          cash.cashInStart(
            [10, 50, 100, 500, 1000],
            (value) => credited.push(value),
            (fault) => faults.push(fault),
          ),
        );
        expect(started.ok).toBe(true);
        for (const { at: when, happens } of mishaps) timers.after(when, () => happens(devices));
        const fates: Promise<unknown>[] = [];
        for (const [when, value] of inserted) {
          timers.after(when, () => {
            fates.push(value >= 1000 ? devices.insertNote(value) : devices.insertCoin(value));
          });
        }
        const end = timers.now() + endsAt;
        await timers.runUntil(() => timers.now() >= end);
        const began = timers.now();
        const ended = await timers.runFor(cash.cashInEnd());
        expect(timers.now() - began).toBeLessThan(30_000);
        const secured = worthOf(devices.ledger().secured);
        const told = credited.reduce((sum, value) => sum + value, 0);
        if (ended.ok) expect(worthOf(ended.value)).toBe(secured);
        if (ended.ok) expect(told).toBe(secured);
        expect(told).toBeLessThanOrEqual(secured);
        expect(faults.length).toBeLessThanOrEqual(1);
        await timers.runFor(cash.close());
        await timers.runFor(Promise.all(fates));
        await devices.close();
      },
    ),
    { numRuns: repetitions(40, 200) },
  );
});

it('whatever happens to the hoppers, what is reported is in the tray, and never more falls than was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(inHoppers, { maxLength: 4 }),
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom(0, 253),
      async (mishaps, tens, counter) => {
        const timers = createManualTimers();
        const devices = createCashSimulator({ timers, counter });
        const cash = createCctalkCash(simulatedCashConfig, () => devices.inMemoryStream(), timers);
        for (const { at: when, happens } of mishaps) timers.after(when, () => happens(devices));
        const amount = yen(tens * 10);
        const began = timers.now();
        const out = await timers.runFor(cash.dispense(amount));
        expect(timers.now() - began).toBeLessThan(90_000);
        const inTray = worthOf(devices.ledger().tray);
        expect(worthOf(out.dispensed)).toBeLessThanOrEqual(inTray);
        if (out.shortBy === null) expect(worthOf(out.dispensed)).toBe(amount);
        if (out.shortBy?.fault === 'jammed') expect(worthOf(out.dispensed)).toBe(inTray);
        // What a silent hopper began keeps falling: long afterwards, it is still no more than was asked for.
        const later = timers.now() + 15_000;
        await timers.runUntil(() => timers.now() >= later);
        expect(worthOf(devices.ledger().tray)).toBeLessThanOrEqual(amount);
        await timers.runFor(cash.close());
        await devices.close();
      },
    ),
    { numRuns: repetitions(8, 2_000) },
  );
});

it.each([1, 2, 3])(
  'a hopper pays one coin once although the answer to DISPENSE is lost %i times',
  async (times) => {
    const timers = createManualTimers();
    const devices = createCashSimulator({ timers });
    const cash = createCctalkCash(simulatedCashConfig, () => devices.inMemoryStream(), timers);
    devices.inject({ trouble: 'replyLost', header: commands.dispenseCoins.header, times });
    const out = await timers.runFor(cash.dispense(yen(100)));
    expect(out).toEqual({ dispensed: [{ value: 100, count: 1 }], shortBy: null });
    const later = timers.now() + 5_000;
    await timers.runUntil(() => timers.now() >= later);
    expect(devices.ledger().tray).toEqual([{ value: 100, count: 1 }]);
    await timers.runFor(cash.close());
    await devices.close();
  },
);

it('the level of a hopper that paid unseen is known again when it is back', async () => {
  const timers = createManualTimers();
  const devices = createCashSimulator({ timers });
  const cash = createCctalkCash(simulatedCashConfig, () => devices.inMemoryStream(), timers);
  const paying = cash.dispense(yen(400));
  await timers.runUntil(() => devices.ledger().tray.length > 0);
  const speak = devices.inject({
    trouble: 'commandLost',
    device: 100,
    times: Number.POSITIVE_INFINITY,
  });
  const out = await timers.runFor(paying);
  expect(out.shortBy).toEqual({ fault: 'offline' });
  const levelKnown = async (): Promise<number | undefined> => {
    const status = await timers.runFor(cash.status());
    return status.ok ? status.value.levels.find(({ value }) => value === 100)?.count : undefined;
  };
  expect(await levelKnown()).toBeUndefined();
  speak();
  expect(await levelKnown()).toBe(devices.levels().find(({ value }) => value === 100)?.count);
  await timers.runFor(cash.close());
  await devices.close();
});

it('a sum is unsure when the acceptor was restarted and its counter has reached the same value as before', async () => {
  const timers = createManualTimers();
  const devices = createCashSimulator({ timers });
  const cash = createCctalkCash(simulatedCashConfig, () => devices.inMemoryStream(), timers);
  const credited: Denomination[] = [];
  const started = await timers.runFor(
    cash.cashInStart(
      [10],
      (value) => credited.push(value),
      () => undefined,
    ),
  );
  expect(started.ok).toBe(true);
  await timers.runFor(devices.insertCoin(10));
  await timers.runUntil(() => credited.length === 1);
  const falling = devices.insertCoin(10);
  // Between two polls the power fails, and the coin passes the sensor once it is back.
  timers.advance(149);
  devices.reset('coinAcceptor');
  timers.advance(1);
  expect(await timers.runFor(falling)).toBe('secured');
  expect(await timers.runFor(cash.cashInEnd())).toEqual({ ok: false, error: { fault: 'hardwareError' } });
  await timers.runFor(cash.close());
  await devices.close();
});
