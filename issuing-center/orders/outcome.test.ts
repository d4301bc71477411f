import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderOutcome } from '../../shared/center-api.ts';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import type { OrderMoney } from '../../shared/refund-api.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { yen } from '../../shared/yen.ts';
import { claimOf, paidOrder } from '../../testing/center/paid-order.ts';
import { createPlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { visit } from '../../testing/center/visit.ts';
import { openEvidence, releaseKiosk } from '../store/distrusted-kiosks.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
let center: SimulatedCenter;
beforeAll(async () => {
  center = await startSimulatedCenter({ now: () => noon });
});
afterAll(() => center.close());

/** One certificate at 300 yen, built for this kiosk. */
async function built(name: string) {
  const own = await visit(center, center.ca, 'tsukuba-single', name);
  const order = await own.kiosk.order(own.session, [own.line('residenceRecord')]);
  if (!order.ok) throw new Error(order.error);
  const { transaction, documents } = order.value;
  return {
    ...own,
    order: order.value,
    numbers: documents.map(({ number }) => number),
    price: documents.reduce((sum, { price }) => sum + price, 0),
    tell: (outcome: OrderOutcome) => own.kiosk.outcome(transaction, outcome),
    moneyAtCenter: async () => {
      const found = await createPlainKiosk(center, 'KIOSK-WATCH').findTransaction(
        receiptCode(transaction),
        transaction,
      );
      return found.ok ? found.value.money : found.error;
    },
  };
}

const refused = (error: string) => ({ ok: false, error });
const cash = (paid: number, givenBack: number, owed: number): OrderMoney => ({
  method: 'cash',
  paid: yen(paid),
  givenBack: yen(givenBack),
  owed: yen(owed),
});
const alarms = () =>
  center.faults.map((line) => {
    const { event, kiosk, oddity } = JSON.parse(line) as Record<string, unknown>;
    return { event, kiosk, oddity };
  });

describe('the money of an order', () => {
  it('is reported once, with the outcome: the same report again is accepted, also after others', async () => {
    const { numbers: printed, price, tell, moneyAtCenter } = await built('KIOSK-1');
    expect(await moneyAtCenter()).toBeNull();
    const outcome = { printed, notPrinted: [], money: cash(price + 200, 150, 50) };
    for (let times = 0; times < 3; times += 1) expect((await tell(outcome)).ok).toBe(true);
    expect(await moneyAtCenter()).toEqual(outcome.money);
    expect(alarms()).toEqual([]);
  });

  it('may be left out, which is no contradiction, and then nothing of it is left to pay back', async () => {
    const { order, numbers: printed, tell, moneyAtCenter, kiosk, price } = await built('KIOSK-1');
    const outcome = { printed, notPrinted: [] };
    expect((await tell(outcome)).ok).toBe(true);
    expect((await tell(outcome)).ok).toBe(true);
    expect(await moneyAtCenter()).toBeNull();
    expect(alarms()).toEqual([]);
    const claim = claimOf({ order }, { amount: yen(price) });
    expect(await kiosk.claimRefund(claim)).toEqual(refused('refundNotPossible'));
  });
});

describe('a report that does not add up', () => {
  it.each<[string, string, (price: number) => { money: OrderMoney; printed: boolean }]>([
    ['a debt of ten million', 'ODD-1', (price) => ({ printed: true, money: cash(price, 0, 10_000_000) })],
    [
      'a debt of a million, and nothing paid',
      'ODD-2',
      () => ({ printed: false, money: cash(0, 0, 1_000_000) }),
    ],
    [
      'a debt after all was given back',
      'ODD-3',
      (price) => ({ printed: false, money: cash(price, price, price) }),
    ],
    [
      'a payment that no slot takes',
      'ODD-4',
      () => ({ printed: false, money: cash(1_000_000, 0, 1_000_000) }),
    ],
  ])('%s: is refused and kept, raises an alarm, and grants nobody anything', async (_what, name, say) => {
    const own = await built(name);
    const { printed, money } = say(own.price);
    const report = printed
      ? { printed: own.numbers, notPrinted: [], money }
      : { printed: [], notPrinted: own.numbers, money };
    expect(await own.tell(report)).toEqual(refused('reportWrong'));
    expect(alarms().at(-1)).toMatchObject({ event: 'kioskDistrusted', kiosk: name });
    expect(center.faults.at(-1)).not.toContain(own.holder.name);
    const evidence = (await openEvidence(center.sql)).filter(({ kiosk }) => kiosk === name);
    expect(evidence).toMatchObject([{ about: own.order.transaction, report: { money } }]);
    const other = createPlainKiosk(center, 'KIOSK-2');
    const claim = { reason: 'owed' as const, documents: [], amount: money.owed };
    expect(await other.claimRefund(claimOf(own, claim))).toEqual(refused('refundNotPossible'));
  });

  it('adds up to more debts within a day than a kiosk in order has: an alarm with its name, and it is served on', async () => {
    const owe = async (change: number) => {
      const own = await built('OWES-1');
      const money = cash(own.price + change, 0, change);
      expect((await own.tell({ printed: own.numbers, notPrinted: [], money })).ok).toBe(true);
    };
    const before = alarms().length;
    await owe(9_700);
    expect(alarms().length).toBe(before);
    await owe(9_700);
    expect(alarms().slice(before)).toEqual([{ event: 'kioskOwesMuch', kiosk: 'OWES-1' }]);
    await owe(0);
    expect(alarms().length).toBe(before + 1);
  });

  it('undoes an earlier one: that one stands', async () => {
    const own = await built('ODD-5');
    const said = { printed: own.numbers, notPrinted: [], money: cash(own.price, 0, 0) };
    expect((await own.tell(said)).ok).toBe(true);
    const undone = { printed: [], notPrinted: own.numbers, money: cash(own.price, 0, own.price) };
    expect(await own.tell(undone)).toEqual(refused('reportWrong'));
    expect(await own.moneyAtCenter()).toEqual(said.money);
    expect((await own.tell(said)).ok).toBe(true);
  });

  it('does not fill the register: twenty of a kiosk are kept', async () => {
    const own = await built('ODD-6');
    for (let owed = 1; owed <= 25; owed += 1)
      expect(
        await own.tell({ printed: own.numbers, notPrinted: [], money: cash(own.price, 0, owed) }),
      ).toEqual(refused('reportWrong'));
    expect((await openEvidence(center.sql)).filter(({ kiosk }) => kiosk === 'ODD-6')).toHaveLength(20);
  });
});

describe('a kiosk that is not trusted', () => {
  const notTrusted = refused('kioskNotTrusted');

  it('begins nothing, at any node, until a person has released it; others are served', async () => {
    const own = await built('ODD-7');
    const { userAuthentication } = await center.ca.cardOf(own.holder);
    const begun = await own.kiosk.begin(own.holder.municipality);
    if (!begun.ok || !userAuthentication) throw new Error('no session');
    const odd = { printed: own.numbers, notPrinted: [], money: cash(own.price, 0, 100) };
    expect(await own.tell(odd)).toEqual(refused('reportWrong'));
    const node = await center.addNode();
    for (const line of [center, node]) {
      const kiosk = createPlainKiosk(line, 'ODD-7');
      expect(await kiosk.begin(own.holder.municipality)).toEqual(notTrusted);
      expect(await kiosk.login(begun.value, userAuthentication)).toEqual(notTrusted);
      expect(await kiosk.order(own.session, [own.line('residenceRecord')])).toEqual(notTrusted);
      expect(await kiosk.findTransaction(receiptCode(own.order.transaction), own.order.transaction)).toEqual(
        notTrusted,
      );
      expect(await kiosk.claimRefund(claimOf(own))).toEqual(notTrusted);
      expect(await kiosk.send('GET', pathOf(endpoints.offers, { municipalities: 'none' }))).toEqual({
        status: 409,
        json: { refused: 'kioskNotTrusted' },
      });
    }
    expect((await createPlainKiosk(center, 'KIOSK-2').begin(own.holder.municipality)).ok).toBe(true);
    expect(await releaseKiosk(center.sql, 'ODD-7', noon)).toBe(true);
    expect((await own.kiosk.begin(own.holder.municipality)).ok).toBe(true);
    // What the person has seen does not lock it again, and is not accepted either.
    expect(await own.tell(odd)).toEqual(refused('reportWrong'));
    expect((await own.kiosk.begin(own.holder.municipality)).ok).toBe(true);
    expect((await own.tell({ ...odd, money: cash(own.price, 0, 0) })).ok).toBe(true);
    await node.close();
  });

  it('still reports what it prints and owes, and its debt is paid elsewhere, once and no more', async () => {
    const first = await visit(center, center.ca, 'tomakomai-couple', 'ODD-8');
    const owing = await paidOrder(first, [first.line('residenceRecord', 2)], 1);
    const second = await paidBefore('ODD-8');
    const odd = { printed: [], notPrinted: owing.numbers.slice(), money: cash(500, 0, 500) };
    expect(await first.kiosk.outcome(owing.order.transaction, odd)).toEqual(refused('reportWrong'));
    expect((await second.tell(second.report)).ok).toBe(true);
    const other = createPlainKiosk(center, 'KIOSK-2');
    for (const { order, owed } of [
      { order: owing.order, owed: 250 },
      { order: second.order, owed: second.report.money.owed },
    ]) {
      const claim = claimOf({ order }, { reason: 'owed', documents: [], amount: yen(owed) });
      expect(await other.claimRefund(claim)).toMatchObject({ ok: true, value: { amount: owed } });
      const again = claimOf({ order }, { reason: 'owed', documents: [], amount: yen(owed) });
      expect(await other.claimRefund(again)).toEqual(refused('alreadyRefunded'));
    }
  });

  /** An order that is paid, of which nothing came out, and which is not reported yet. */
  async function paidBefore(name: string) {
    const own = await built(name);
    const money = cash(own.price, 0, own.price);
    return { ...own, report: { printed: [], notPrinted: own.numbers, money } };
  }
});

it('one order pays back no more than was paid for it, however the tables came to say so', async () => {
  const own = await built('KIOSK-1');
  const report = { printed: own.numbers, notPrinted: [], money: cash(own.price, 0, 0) };
  expect((await own.tell(report)).ok).toBe(true);
  await center.sql.query(
    'UPDATE orders SET owed = 10000000, paid = 10000000, given_back = 0 WHERE transaction_id = $1',
    [own.order.transaction],
  );
  const claim = { reason: 'owed' as const, documents: [] };
  const other = createPlainKiosk(center, 'KIOSK-2');
  expect(await other.claimRefund(claimOf(own, { ...claim, amount: yen(10_000_000) }))).toEqual(
    refused('invalidOrder'),
  );
  const found = await other.findTransaction(receiptCode(own.order.transaction), own.order.transaction);
  expect(found.ok && found.value.stillOwed).toBe(own.price - 10 + 10_000 + 1000);
});
