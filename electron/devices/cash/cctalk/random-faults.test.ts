import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulatedCashConfig } from '../../../../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import {
  createCashSimulator,
  type InjectedFault,
} from '../../../../simulator/devices/cctalk-bus/cash-simulator.ts';
import { createManualTimers } from '../../../../testing/manual-timers.ts';
import { worthOf, yen, type Denomination } from '../../../../shared/yen.ts';
import { createCctalkCash } from './cash-port.ts';
import { repetitions } from '../../../../testing/repetitions.ts';

const skip = fc.integer({ min: 0, max: 60 });
const faults: fc.Arbitrary<InjectedFault> = fc.oneof(
  fc.record({ trouble: fc.constantFrom('commandLost', 'replyLost', 'wrongChecksum', 'twice'), skip }),
  fc.record({ trouble: fc.constant('late'), ms: fc.integer({ min: 0, max: 450 }), skip }),
  fc.record({
    trouble: fc.constant('noise'),
    bytes: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 6 }),
    skip,
  }),
);
const pieces = fc.array(fc.constantFrom<Denomination>(10, 50, 100, 500, 1000, 5000), { maxLength: 8 });

type Case = [InjectedFault[], Denomination[], number, number, boolean];

/** Cases in which a late answer once passed for the next command's. */
const met: Case[] = [
  // Coin events of an earlier poll: the kiosk went on from the old counter and credited two coins twice.
  [
    [
      { trouble: 'late', ms: 421, skip: 28 },
      { trouble: 'commandLost', skip: 30 },
    ],
    [1000, 10, 10, 10],
    0,
    0,
    false,
  ],
];

it('whatever goes wrong on the line, the sum counted is the sum secured, and the sum reported is the sum in the tray', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(faults, { maxLength: 12 }),
      pieces,
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom(0, 1, 120, 253, 255),
      fc.boolean(),
      async (troubles, inserted, tens, counter, echo) => {
        const timers = createManualTimers();
        const config = { ...simulatedCashConfig, echo };
        const devices = createCashSimulator({ config, timers, counter });
        for (const trouble of troubles) devices.inject(trouble);
        const cash = createCctalkCash(config, () => devices.inMemoryStream(), timers);
        let credited = 0;
        const started = await timers.runFor(
          cash.cashInStart(
            [10, 50, 100, 500, 1000],
            (value) => {
              credited += value;
            },
            () => undefined,
          ),
        );
        if (started.ok) {
          for (const value of inserted) {
            await timers.runFor(value >= 1000 ? devices.insertNote(value) : devices.insertCoin(value));
          }
        }
        const ended = await timers.runFor(cash.cashInEnd());
        const secured = worthOf(devices.ledger().secured);
        // An unsure sum is reported as a fault; a sum that is reported is true.
        if (ended.ok) {
          expect(worthOf(ended.value)).toBe(secured);
          expect(credited).toBe(secured);
        }
        expect(credited).toBeLessThanOrEqual(secured);

        const amount = yen(tens * 10);
        const out = await timers.runFor(cash.dispense(amount));
        const inTray = worthOf(devices.ledger().tray);
        expect(worthOf(out.dispensed)).toBe(inTray);
        expect(inTray).toBeLessThanOrEqual(amount);
        if (out.shortBy === null) expect(inTray).toBe(amount);
        await timers.runFor(cash.close());
        await devices.close();
      },
    ),
    { numRuns: repetitions(80, 3_000), examples: met },
  );
});
