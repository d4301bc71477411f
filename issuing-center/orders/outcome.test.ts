import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderMoney } from '../../shared/refund-api.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { visit } from '../../testing/center/visit.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
let center: SimulatedCenter;
beforeAll(async () => {
  center = await startSimulatedCenter({ now: () => noon });
});
afterAll(() => center.close());

async function built() {
  const own = await visit(center, center.ca, 'tsukuba-single', 'KIOSK-1');
  const order = await own.kiosk.order(own.session, [own.line('residenceRecord')]);
  if (!order.ok) throw new Error(order.error);
  const { transaction, documents } = order.value;
  return {
    printed: documents.map(({ number }) => number),
    tell: (outcome: { printed: string[]; notPrinted: string[]; money?: OrderMoney }) =>
      own.kiosk.outcome(transaction, outcome),
    moneyAtCenter: async () => {
      const found = await own.kiosk.findTransaction(receiptCode(transaction));
      return found.ok ? found.value.money : found.error;
    },
  };
}

const refused = { ok: false, error: 'invalidOrder' };

describe('the money of an order', () => {
  const money: OrderMoney = { method: 'wallet', paid: yen(500), givenBack: yen(200), owed: yen(150) };

  it('is reported once, with the outcome: the same report again is accepted, other money is not', async () => {
    const { printed, tell, moneyAtCenter } = await built();
    expect(await moneyAtCenter()).toBeNull();
    const outcome = { printed, notPrinted: [], money };
    expect((await tell(outcome)).ok).toBe(true);
    expect((await tell(outcome)).ok).toBe(true);
    const others: OrderMoney[] = [
      { ...money, method: 'cash' },
      { ...money, paid: yen(501) },
      { ...money, givenBack: noYen },
      { ...money, owed: yen(1000) },
    ];
    for (const other of others) expect(await tell({ ...outcome, money: other })).toEqual(refused);
    expect(await tell({ printed, notPrinted: [] })).toEqual(refused);
    expect(await moneyAtCenter()).toEqual(money);
  });

  it('may be left out, and cannot be added later', async () => {
    const { printed, tell, moneyAtCenter } = await built();
    const outcome = { printed, notPrinted: [] };
    expect((await tell(outcome)).ok).toBe(true);
    expect((await tell(outcome)).ok).toBe(true);
    expect(await tell({ ...outcome, money })).toEqual(refused);
    expect(await moneyAtCenter()).toBeNull();
  });
});
