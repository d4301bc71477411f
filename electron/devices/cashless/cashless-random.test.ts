import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cashlessMethods } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import { newReference, openCashlessHarness, untilSure } from '../../../testing/cashless-harness.ts';
import { repetitions } from '../../../testing/repetitions.ts';

const amount = 500;
const sum = fc.constantFrom(1, 120, 300, 499, amount, amount + 1);
const step = fc.oneof(
  fc.record({ does: fc.constant('capture' as const), sum }),
  fc.record({ does: fc.constant('void' as const) }),
  fc.record({ does: fc.constant('refund' as const), sum, which: fc.nat(2) }),
  fc.record({ does: fc.constant('restart' as const) }),
);
const program = fc.record({
  faults: fc.array(fc.record({ which: fc.nat(1_000), ms: fc.integer({ min: 0, max: 9_000 }) }), {
    maxLength: 8,
  }),
  resident: fc.constantFrom('pay' as const, 'pay' as const, 'decline' as const, 'nothing' as const),
  after: fc.integer({ min: 0, max: 12_000 }),
  calledOffAfter: fc.option(fc.integer({ min: 0, max: 12_000 })),
  steps: fc.array(step, { maxLength: 5 }),
});

it.each(cashlessMethods)(
  'whatever goes wrong (%s), the port ends up saying what the provider has in its books, and nothing moves twice',
  async (method) => {
    await fc.assert(
      fc.asyncProperty(program, async ({ faults, resident, after, calledOffAfter, steps }) => {
        const harness = await openCashlessHarness(method);
        for (const { which, ms } of faults)
          harness.inject(harness.faults[which % harness.faults.length] ?? '', ms);
        harness.residentWill(resident, after);
        const payment = harness.payment(amount);
        const calling = new AbortController();
        const begun = await harness.timers.runFor(harness.port().begin(payment));
        // It says "refused" only when there is nothing to be had; the rest may go on.
        if (!begun.ok) expect(begun.error.fault).not.toBe('refused');
        if (calledOffAfter !== null) harness.timers.after(calledOffAfter, () => calling.abort());
        const ended = await harness.timers.runFor(harness.port().authorise(payment, calling.signal));
        if (ended === 'declined') expect(resident).toBe('decline');

        const taken: number[] = [];
        const given = new Map<number, number>();
        let letGo = false;
        const references = [newReference(), newReference(), newReference()] as const;
        for (const each of steps) {
          if (each.does === 'restart') await harness.restart();
          if (each.does === 'capture') {
            const captured = await untilSure(harness, () => harness.port().capture(payment, yen(each.sum)));
            if (captured.ok && taken.length === 0) taken.push(each.sum);
            if (captured.ok) expect(taken[0]).toBe(each.sum);
          }
          if (each.does === 'void')
            letGo = (await untilSure(harness, () => harness.port().void(payment))).ok || letGo;
          if (each.does === 'refund') {
            const reference = references[each.which] ?? references[0];
            const back = { reference, amount: yen(each.sum) };
            const refunded = await untilSure(harness, () => harness.port().refund(payment, back));
            if (refunded.ok) expect(given.get(each.which) ?? each.sum).toBe(each.sum);
            if (refunded.ok) given.set(each.which, each.sum);
          }
        }

        const provider = harness.at(payment.reference);
        if (ended === 'authorised') expect(provider.authorised).toBe(amount);
        else if (ended !== 'unknown') expect(provider.authorised).toBe(0);
        expect(provider.captured).toBe(taken[0] ?? 0);
        expect(provider.refunded).toBe([...given.values()].reduce((all, one) => all + one, 0));
        expect(provider.refunded).toBeLessThanOrEqual(provider.captured);
        expect(provider.authorised).toBeLessThanOrEqual(amount);
        if (letGo) expect(provider).toMatchObject({ held: 0, captured: 0 });

        // In the end nothing stays held, and the port's last word is the provider's.
        harness.heal();
        const gone = await untilSure(harness, () => harness.port().void(payment));
        expect(gone.ok).toBe(taken.length === 0);
        const last = await untilSure(harness, () => harness.port().ask(payment));
        expect(harness.at(payment.reference)).toMatchObject({ held: 0, captured: taken[0] ?? 0 });
        if (last.ok && taken.length > 0) expect(last.value).toBe('captured');
        if (last.ok && taken.length === 0)
          expect(['captured', 'authorised', 'pending']).not.toContain(last.value);
        await harness.close();
      }),
      { numRuns: repetitions(40, 800) },
    );
  },
);
