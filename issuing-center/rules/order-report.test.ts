import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderOutcome } from '../../shared/center-api.ts';
import { payMethodSchema } from '../../shared/cashless.ts';
import type { OrderMoney } from '../../shared/refund-api.ts';
import type { Oddity } from '../../shared/report-oddities.ts';
import { yen } from '../../shared/yen.ts';
import { judgeRefundReport, judgeReport, mostPaid, type ReportedOrder, type Told } from './order-report.ts';

const methods = payMethodSchema.options;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function orderOf(prices: readonly number[]): ReportedOrder {
  return {
    documents: prices.map((price, index) => ({
      number: `D-${String(index)}`,
      price,
      state: 'issued',
      refunded: false,
    })),
    state: 'open',
    money: null,
  };
}

/** The order after this report was taken. */
function after(order: ReportedOrder, { printed, money }: OrderOutcome): ReportedOrder {
  return {
    documents: order.documents.map((one) => ({
      ...one,
      state: printed.includes(one.number) ? 'printed' : 'void',
    })),
    state: 'settled',
    money: money ?? null,
  };
}

const money = (method: OrderMoney['method'], paid: number, givenBack: number, owed: number): OrderMoney => ({
  method,
  paid: yen(paid),
  givenBack: yen(givenBack),
  owed: yen(owed),
});

const judged = (order: ReportedOrder, report: OrderOutcome): Told | Oddity => {
  const result = judgeReport(order, report);
  return result.ok ? result.value : result.error;
};

const one = orderOf([150]);
const printed = { printed: ['D-0'], notPrinted: [] };
const nothing = { printed: [], notPrinted: ['D-0'] };

describe('a report on an order of one certificate at 150 yen', () => {
  it.each<[string, OrderOutcome, Told | Oddity]>([
    ['paid and printed', { ...printed, money: money('cash', 150, 0, 0) }, 'first'],
    ['with change', { ...printed, money: money('cash', 1000, 850, 0) }, 'first'],
    ['with change that is owed', { ...printed, money: money('cash', 1000, 350, 500) }, 'first'],
    ['given back', { ...nothing, money: money('cash', 150, 150, 0) }, 'first'],
    ['owed', { ...nothing, money: money('cash', 150, 0, 150) }, 'first'],
    ['stopped after one coin', { ...nothing, money: money('cash', 100, 100, 0) }, 'first'],
    ['by wallet', { ...printed, money: money('wallet', 150, 0, 0) }, 'first'],
    ['by wallet and released', { ...nothing, money: money('wallet', 150, 150, 0) }, 'first'],
    ['nothing paid', { ...nothing, money: money('wallet', 0, 0, 0) }, 'first'],
    ['no money moved', nothing, 'first'],
    ['printed, and nobody knows what was paid', printed, 'first'],
    ['a debt out of thin air', { ...nothing, money: money('cash', 0, 0, 1_000_000) }, 'sumsDiffer'],
    ['a debt above the payment', { ...printed, money: money('cash', 150, 0, 10_000_000) }, 'sumsDiffer'],
    ['given back and owed', { ...nothing, money: money('cash', 150, 150, 150) }, 'sumsDiffer'],
    ['printed and given back', { ...printed, money: money('cash', 150, 150, 0) }, 'sumsDiffer'],
    ['printed and not paid', { ...printed, money: money('cash', 0, 0, 0) }, 'sumsDiffer'],
    ['money that went nowhere', { ...printed, money: money('cash', 500, 0, 0) }, 'sumsDiffer'],
    ['a payment that no slot takes', { ...nothing, money: money('cash', 11_141, 0, 11_141) }, 'paidTooMuch'],
    [
      'a wallet that paid more than was asked',
      { ...printed, money: money('wallet', 151, 1, 0) },
      'paidTooMuch',
    ],
    ['no certificate named', { printed: [], notPrinted: [] }, 'documentsDiffer'],
    ['one named twice', { printed: ['D-0'], notPrinted: ['D-0'] }, 'documentsDiffer'],
    ['another named', { printed: ['D-1'], notPrinted: [] }, 'documentsDiffer'],
  ])('%s', (_what, report, expected) => {
    expect(judged(one, report)).toBe(expected);
  });

  it('is the same again after it was taken, also when the certificate was refunded since', () => {
    const report = { ...printed, money: money('cash', 150, 0, 0) };
    const taken = after(one, report);
    expect(judged(taken, report)).toBe('again');
    const refunded = taken.documents.map((each) => ({ ...each, state: 'void' as const, refunded: true }));
    expect(judged({ ...taken, documents: refunded }, report)).toBe('again');
  });

  it('cannot be taken back, not even by one that adds up', () => {
    const taken = after(one, { ...printed, money: money('cash', 150, 0, 0) });
    for (const later of [{ ...nothing, money: money('cash', 150, 0, 150) }, nothing, printed])
      expect(judged(taken, later)).toBe('reportUndone');
  });

  it('says the same with no money and with a payment of nothing, as before and after a power cut', () => {
    const none = { ...nothing, money: money('wallet', 0, 0, 0) };
    expect(judged(after(one, none), nothing)).toBe('again');
    expect(judged(after(one, nothing), none)).toBe('again');
  });
});

const cases = fc.record({
  prices: fc.array(fc.constantFrom(0, 150, 200, 250, 300, 400, 450), { minLength: 1, maxLength: 10 }),
  outcomes: fc.infiniteStream(fc.constantFrom('printed', 'notPrinted')),
  method: fc.constantFrom(...methods),
  over: fc.nat(1000),
  given: fc.nat(1000),
});

describe('reports of any order', () => {
  it('of a kiosk that follows the money always add up, and say the same when they come again', () => {
    fc.assert(
      fc.property(cases, ({ prices, outcomes, method, over, given }) => {
        const order = orderOf(prices);
        const numbers = order.documents.map(({ number }) => number);
        const out = numbers.filter(() => outcomes.next().value === 'printed');
        const price = sum(prices);
        const earned = sum(prices.filter((_price, index) => out.includes(`D-${String(index)}`)));
        const paid = price + Math.floor((over / 1000) * (mostPaid(price, method) - price));
        const givenBack = Math.floor((given / 1000) * (paid - earned));
        const report = {
          printed: out,
          notPrinted: numbers.filter((number) => !out.includes(number)),
          money: money(method, paid, givenBack, paid - earned - givenBack),
        };
        expect(judged(order, report)).toBe('first');
        expect(judged(after(order, report), report)).toBe('again');
        expect(judged(after(order, report), { ...report, printed: report.printed.toReversed() })).toBe(
          'again',
        );
      }),
    );
  });

  it('that are taken never owe more than was paid, and never leave more than was paid and not given back', () => {
    const anySum = fc.oneof(fc.nat(20_000), fc.constantFrom(0, 150, 10_000_000));
    fc.assert(
      fc.property(
        cases,
        fc.tuple(anySum, anySum, anySum),
        fc.boolean(),
        ({ prices, outcomes, method }, [paid, givenBack, owed], balanced) => {
          const order = orderOf(prices);
          const numbers = order.documents.map(({ number }) => number);
          const out = numbers.filter(() => outcomes.next().value === 'printed');
          const earned = sum(prices.filter((_price, index) => out.includes(`D-${String(index)}`)));
          const said = balanced ? Math.max(0, paid - earned - givenBack) : owed;
          const report = {
            printed: out,
            notPrinted: numbers.filter((number) => !out.includes(number)),
            money: money(method, paid, givenBack, said),
          };
          if (judged(order, report) !== 'first') return;
          expect(said + earned).toBe(paid - givenBack);
          expect(said).toBeLessThanOrEqual(paid);
          expect(paid).toBeLessThanOrEqual(method === 'cash' ? sum(prices) + 11_000 : sum(prices));
        },
      ),
    );
  });
});

describe('a report on a refund', () => {
  const granted = { amount: 500, outcome: null };
  const paid = (hoppers: number, register: number, cashless = 0) => ({
    hoppers: yen(hoppers),
    register: yen(register),
    cashless: yen(cashless),
  });

  it.each<[string, ReturnType<typeof paid>, Told | Oddity]>([
    ['of the whole', paid(300, 200), 'first'],
    ['of a part', paid(300, 0), 'first'],
    ['of more than the grant', paid(300, 201), 'aboveGrant'],
    ['of more than the grant in all', paid(200, 200, 101), 'aboveGrant'],
  ])('%s', (_what, report, expected) => {
    const result = judgeRefundReport(granted, report);
    expect(result.ok ? result.value : result.error).toBe(expected);
  });

  it('is the same again, or undoes what was said', () => {
    const told = { ...granted, outcome: paid(300, 0) };
    expect(judgeRefundReport(told, paid(300, 0))).toEqual({ ok: true, value: 'again' });
    expect(judgeRefundReport(told, paid(0, 300))).toEqual({ ok: false, error: 'reportUndone' });
  });
});
