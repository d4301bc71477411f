import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Order, OrderLine } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { noYen } from '../../shared/yen.ts';
import { claimOf, paidOrder, paidVisit } from '../../testing/center/paid-order.ts';
import { createPlainKiosk, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { visit, type Visit } from '../../testing/center/visit.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { time: noon, now: () => clock.time };
const minutes = 60_000;
let center: SimulatedCenter;
let store: PlainKiosk;
beforeAll(async () => {
  center = await startSimulatedCenter(clock);
  store = createPlainKiosk(center, 'KIOSK-2');
});
afterAll(() => center.close());
beforeEach(async () => {
  clock.time = noon;
  await center.sql.query('DELETE FROM free_copies');
});

const come = (id = 'tomakomai-couple') => visit(center, center.ca, id, 'KIOSK-1');

/** Somebody whose copies of a certificate were all badly printed, and who may take them anew. */
async function badPrint(kind: CertificateKind, copies = 1, id = 'tomakomai-couple'): Promise<void> {
  const paid = await paidVisit(center, id, { kind, copies });
  const granted = await store.claimRefund(claimOf(paid, { instead: 'retake', amount: noYen }));
  expect(granted).toMatchObject({ ok: true, value: { amount: 0, retakeUntil: clock.time + 60 * minutes } });
}

const freeIn = ({ resident }: Visit) =>
  resident.certificates.flatMap(({ kind, free }) => free.map((one) => ({ kind, ...one })));

async function ordered(own: Visit, lines: readonly OrderLine[]): Promise<Order> {
  const order = await own.kiosk.order(own.session, lines);
  if (!order.ok) throw new Error(order.error);
  return order.value;
}

const pricesOf = ({ documents }: Order): number[] => documents.map(({ price }) => price);

async function tell(own: Visit, { transaction, documents }: Order, printed: number): Promise<void> {
  const numbers = documents.map(({ number }) => number);
  const outcome = { printed: numbers.slice(0, printed), notPrinted: numbers.slice(printed) };
  expect((await own.kiosk.outcome(transaction, outcome)).ok).toBe(true);
}

describe('after a bad print', () => {
  it('the same certificate is free as many times as it was bad, and then costs again', async () => {
    await badPrint('residenceRecord', 2);
    const own = await come();
    expect(freeIn(own)).toEqual([{ kind: 'residenceRecord', variant: null, year: null, copies: 2 }]);
    const order = await ordered(own, [own.line('residenceRecord', 3)]);
    expect(pricesOf(order)).toEqual([0, 0, 250]);
    expect(JSON.parse(order.binding)).toMatchObject({
      price: 250,
      documents: [{ price: 0 }, { price: 0 }, {}],
    });
    await tell(own, order, 3);
    await own.kiosk.end(own.session);
    const next = await come();
    expect(freeIn(next)).toEqual([]);
    expect(pricesOf(await ordered(next, [next.line('residenceRecord')]))).toEqual([250]);
  });

  it('only that variant and year is free, and only for that card', async () => {
    await badPrint('familyRegister');
    const own = await come();
    const full = own.line('familyRegister');
    expect(freeIn(own)).toEqual([{ kind: 'familyRegister', variant: full.variant, year: null, copies: 1 }]);
    const individual: OrderLine = { ...full, variant: 'individual' };
    const order = await ordered(own, [individual, full, own.line('residenceRecord')]);
    expect(pricesOf(order)).toEqual([450, 0, 250]);
    expect(freeIn(await come('tomakomai-generations-4'))).toEqual([]);

    await badPrint('taxAssessment');
    const [free] = freeIn(await come()).filter(({ kind }) => kind === 'taxAssessment');
    expect(free).toEqual({
      kind: 'taxAssessment',
      variant: null,
      year: own.line('taxAssessment').year,
      copies: 1,
    });
  });

  it('two lines of one kind share one free copy', async () => {
    await badPrint('residenceRecord');
    const own = await come();
    const line = own.line('residenceRecord');
    expect(pricesOf(await ordered(own, [line, line]))).toEqual([0, 250]);
  });

  it('the free copy lasts for an hour', async () => {
    await badPrint('residenceRecord');
    clock.time += 60 * minutes - 1;
    const own = await come();
    expect(freeIn(own)).toHaveLength(1);
    clock.time += 1;
    expect(pricesOf(await ordered(own, [own.line('residenceRecord')]))).toEqual([250]);
    expect(freeIn(await come())).toEqual([]);
  });

  it('a free copy that is bad too may be taken once more, but is never paid back in money', async () => {
    await badPrint('residenceRecord');
    const own = await come();
    const paid = await paidOrder(own, [own.line('residenceRecord')]);
    expect(pricesOf(paid.order)).toEqual([0]);
    expect(await store.claimRefund(claimOf(paid, { instead: 'retake', amount: noYen }))).toMatchObject({
      ok: true,
    });
    expect(freeIn(await come())).toMatchObject([{ copies: 1 }]);
  });

  it('Minato gives money back and no free copy', async () => {
    const own = await come('minato-mixed');
    const paid = await paidOrder(own, [own.line('residenceRecord')]);
    const anew = claimOf(paid, { instead: 'retake', amount: noYen });
    expect(await store.claimRefund(anew)).toEqual({ ok: false, error: 'refundNotPossible' });
    expect(await store.claimRefund(claimOf(paid))).toMatchObject({ ok: true, value: { amount: 200 } });
  });
});

it('in Tsukuba there is neither money back nor a free copy, whatever the print looks like', async () => {
  const paid = await paidVisit(center, 'tsukuba-family');
  const anew = claimOf(paid, { instead: 'retake', amount: noYen });
  expect(await store.claimRefund(anew)).toEqual({ ok: false, error: 'refundNotPossible' });
  expect(await store.claimRefund(claimOf(paid))).toEqual({ ok: false, error: 'refundNotPossible' });
});

describe('a free copy', () => {
  it('is never taken by two sessions: while an open order has it, no other gets it', async () => {
    await badPrint('residenceRecord');
    const [one, two] = [await come(), await come()];
    expect([freeIn(one), freeIn(two)].map(({ length }) => length)).toEqual([1, 1]);
    expect(pricesOf(await ordered(one, [one.line('residenceRecord')]))).toEqual([0]);
    expect(pricesOf(await ordered(two, [two.line('residenceRecord')]))).toEqual([250]);
    expect(freeIn(await come())).toEqual([]);
  });

  it('stays with a session that orders again', async () => {
    await badPrint('residenceRecord');
    const own = await come();
    expect(pricesOf(await ordered(own, [own.line('residenceRecord', 2)]))).toEqual([0, 250]);
    expect(pricesOf(await ordered(own, [own.line('residenceRecord')]))).toEqual([0]);
    // The second time it orders something else: the copy is there for the next session.
    await ordered(own, [own.line('sealRegistration')]);
    expect(freeIn(await come())).toHaveLength(1);
  });

  it('that was not printed is free again; one that was printed is not, however late its kiosk reports it', async () => {
    await badPrint('residenceRecord');
    const own = await come();
    await tell(own, await ordered(own, [own.line('residenceRecord')]), 0);
    await own.kiosk.end(own.session);
    const next = await come();
    const order = await ordered(next, [next.line('residenceRecord')]);
    expect(pricesOf(order)).toEqual([0]);
    // The kiosk is cut off with the paper in its tray: until it reports, nobody else gets the copy.
    await next.kiosk.end(next.session);
    expect(freeIn(await come())).toEqual([]);
    await tell(next, order, 1);
    expect(freeIn(await come())).toEqual([]);
  });

  it('of a kiosk that was cut off and printed nothing is free again once it has reported', async () => {
    await badPrint('residenceRecord');
    const own = await come();
    const order = await ordered(own, [own.line('residenceRecord')]);
    await own.kiosk.end(own.session);
    await tell(own, order, 0);
    expect(freeIn(await come())).toHaveLength(1);
  });
});

it('free copies log no fault of the center', () => {
  expect(center.faults).toEqual([]);
});
