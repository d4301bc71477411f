import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashlessMethods, cashlessStates, type CashlessPayment } from '../../shared/cashless.ts';
import { err, ok } from '../../shared/result.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { openCashlessHarness, type CashlessHarness } from '../../testing/cashless-harness.ts';
import { delays } from '../../state-machines/delays.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import type { Ports } from '../../state-machines/ports.ts';
import { isOpenAtProvider } from '../journal/open-cases.ts';
import { endEvents, evidenceEvents } from './settle-interrupted.ts';
import { reconcileAll, nextStep, openPayments, startReconciling } from './reconcile-provider.ts';
import { claimOf, journalWith, orderOf, refund, transaction } from '../../testing/recovery-samples.ts';

const price = 200;

/** What a session does at the provider, and what it writes before and after: it may be cut off before any of these steps. */
type Step = JournalEvent | ((harness: CashlessHarness, payment: CashlessPayment) => Promise<unknown>);

function sessionOf({ method, reference, amount }: CashlessPayment, printed: number): Step[] {
  const at = { transaction, method, reference };
  const sheets = [1, 2].slice(0, printed).flatMap((number): JournalEvent[] => [
    { type: 'print-intent', transaction, document: `D-${number}`, sheet: 1 },
    { type: 'print-outcome', transaction, document: `D-${number}`, sheet: 1, outcome: 'printed' },
  ]);
  const earned = yen(printed * price);
  const ending: Step[] =
    earned === 0
      ? [{ type: 'void-intent', ...at }, (harness, payment) => harness.port().void(payment)]
      : [
          { type: 'capture-intent', amount: earned, ...at },
          (harness, payment) => harness.port().capture(payment, earned),
          { type: 'capture-outcome', outcome: 'done', ...at },
        ];
  return [
    { type: 'cashless-begin', amount, ...at },
    (harness, payment) => harness.port().begin(payment),
    (harness, payment) => harness.port().authorise(payment, new AbortController().signal),
    { type: 'cashless-outcome', outcome: 'authorised', ...at },
    { type: 'paid', transaction, amount },
    ...sheets,
    ...ending,
  ];
}

function portsOf(harness: CashlessHarness, journal: Ports['journal'], told: unknown[] = []) {
  const refundOutcome: Ports['center']['refundOutcome'] = (...outcome) => {
    told.push(outcome);
    return Promise.resolve(ok());
  };
  const cashless: Pick<Ports['cashless'], 'ask' | 'capture' | 'void' | 'refund'> = harness.port();
  return { journal, cashless, center: { refundOutcome } } as unknown as Ports;
}

describe('a payment that was cut off at any moment', () => {
  it.each(cashlessMethods)(
    '(%s) ends with what was printed completely captured, and nothing held forever',
    async (method) => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            printed: fc.nat(2),
            cut: fc.nat(30),
            payer: fc.constantFrom('pay' as const, 'pay' as const, 'nothing' as const),
            faults: fc.array(fc.nat(1_000), { maxLength: 3 }),
          }),
          async ({ printed, cut, payer, faults }) => {
            const harness = await openCashlessHarness(method);
            harness.residentWill(payer);
            const payment = harness.payment(2 * price);
            const { books, journal } = journalWith([
              orderOf([
                { price, sheets: 1 },
                { price, sheets: 1 },
              ]),
            ]);
            const steps = sessionOf(payment, printed);
            // Nobody gets to printing without paying.
            const longest = payer === 'pay' ? steps.length : 2;
            for (const step of steps.slice(0, 1 + (cut % longest))) {
              if (typeof step === 'function') await harness.timers.runFor(step(harness, payment));
              else expect(journal.append(step).ok).toBe(true);
            }
            await harness.restart();
            const cutOff = books.transactions.get(transaction);
            if (!cutOff) throw new Error('the order was built');
            const sheets = new Map([1, 2].map((number) => [`D-${number}/1`, 'printed'] as const));
            const evidence = { sheets, counters: null, last: { taken: 0, paid: 0 } };
            for (const event of evidenceEvents(cutOff, evidence)) expect(journal.append(event).ok).toBe(true);
            const heard = books.transactions.get(transaction);
            for (const event of heard ? endEvents(heard) : []) expect(journal.append(event).ok).toBe(true);

            for (const which of faults) harness.inject(harness.faults[which % harness.faults.length] ?? '');
            const isOpen = (): boolean =>
              books.transactions.get(transaction)?.cashless.some(isOpenAtProvider) ?? false;
            for (let times = 0; times < 10 && isOpen(); times += 1) {
              if (times === 3) harness.heal();
              await harness.timers.runFor(reconcileAll(portsOf(harness, journal), books));
            }
            expect(isOpen()).toBe(false);
            const settled = books.transactions.get(transaction)?.settled;
            expect(settled).toBeTruthy();
            expect(harness.at(payment.reference)).toMatchObject({ held: 0, captured: settled?.printed });
            const records = books.records.length;
            await harness.timers.runFor(reconcileAll(portsOf(harness, journal), books));
            expect(books.records.length).toBe(records);
            await harness.close();
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});

describe('a refund that was cut off at any moment', () => {
  it.each(cashlessMethods)('(%s) is given back once, ended, and reported to the center', async (method) => {
    for (const done of [false, true]) {
      const harness = await openCashlessHarness(method);
      harness.residentWill('pay');
      const payment = harness.payment(2 * price);
      const { books, journal, written } = journalWith([
        orderOf([
          { price, sheets: 1 },
          { price, sheets: 1 },
        ]),
      ]);
      for (const step of sessionOf(payment, 2)) {
        if (typeof step === 'function') await harness.timers.runFor(step(harness, payment));
        else expect(journal.append(step).ok).toBe(true);
      }
      const { reference, amount } = payment;
      const back = { reference: refund as unknown as typeof reference, amount: yen(price) };
      expect(journal.append(claimOf(price)).ok).toBe(true);
      expect(journal.append({ type: 'refund-granted', refund, transaction, granted: true }).ok).toBe(true);
      const intent = { type: 'refund-cashless-intent', refund, transaction, method, reference } as const;
      expect(journal.append({ ...intent, amount: back.amount }).ok).toBe(true);
      if (done) expect((await harness.timers.runFor(harness.port().refund(payment, back))).ok).toBe(true);
      await harness.restart();
      const told: unknown[] = [];
      await harness.timers.runFor(reconcileAll(portsOf(harness, journal, told), books));
      await harness.timers.runFor(reconcileAll(portsOf(harness, journal, told), books));
      expect(harness.at(reference)).toMatchObject({ captured: amount, refunded: price });
      expect(written.slice(-2)).toEqual([
        { type: 'refund-cashless-outcome', refund, transaction, outcome: 'done' },
        { type: 'refund-ended', refund, transaction, hoppers: 0, register: 0, cashless: price },
      ]);
      expect(told).toEqual([[refund, { hoppers: 0, register: 0, cashless: price }]]);
      await harness.close();
    }
  });
});

describe('a payment whose state the provider reports', () => {
  it('is ended where something may be held, and noted where nothing is held', () => {
    expect(Object.fromEntries(cashlessStates.map((state) => [state, nextStep(state)]))).toEqual({
      absent: 'nothingHeld',
      pending: 'move',
      authorised: 'move',
      declined: 'nothingHeld',
      cancelled: 'nothingHeld',
      expired: 'nothingHeld',
      captured: 'captured',
      voided: 'nothingHeld',
    });
  });

  it('is recorded as lost when the provider itself released it', async () => {
    const harness = await openCashlessHarness('wallet');
    const { method, reference } = harness.payment();
    const at = { transaction, method, reference };
    const { books, journal, written } = journalWith([
      orderOf([{ price, sheets: 1 }]),
      { type: 'cashless-begin', amount: yen(price), ...at },
      { type: 'cashless-outcome', outcome: 'authorised', ...at },
      { type: 'capture-intent', amount: yen(price), ...at },
    ]);
    const ports = portsOf(harness, journal);
    const gone = {
      ...ports,
      cashless: { ...ports.cashless, ask: () => Promise.resolve(ok('expired' as const)) },
    };
    await reconcileAll(gone, books);
    expect(written.map(({ type }) => type)).toEqual(['capture-outcome', 'void-outcome']);
    expect([...books.transactions.values()].flatMap(openPayments)).toEqual([]);
    await harness.close();
  });
});

describe('the reconciliation', () => {
  it('asks at once and every 30 s, only while nobody is served, and stops', async () => {
    const timers = createManualTimers();
    const payment = { method: 'wallet', reference: 'c'.repeat(32) } as never as CashlessPayment;
    const { books, journal } = journalWith([
      orderOf([{ price, sheets: 1 }]),
      { type: 'cashless-begin', transaction, ...payment, amount: noYen },
    ]);
    let asked = 0;
    let idle = false;
    const ask: Ports['cashless']['ask'] = () => {
      asked += 1;
      return Promise.resolve(err({ fault: 'offline' }));
    };
    const reconciling = startReconciling(
      { journal, cashless: { ask }, center: {} } as unknown as Ports,
      books,
      timers,
      () => idle,
    );
    const wait = (ms: number): Promise<void> => {
      const until = timers.now() + ms;
      return timers.runUntil(() => timers.now() >= until);
    };
    await wait(delays.cashlessAgain + 100);
    expect(asked).toBe(0);
    idle = true;
    await wait(2 * delays.cashlessAgain);
    expect(asked).toBe(2);
    await reconciling.stop();
    await wait(2 * delays.cashlessAgain);
    expect(asked).toBe(2);
    expect(timers.pending()).toBe(0);
  });
});
