import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cashlessMethods, type Authorisation, type CashlessPayment } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import {
  newReference,
  openCashlessHarness,
  type CashlessHarness,
} from '../../../testing/cashless-harness.ts';

const done = { ok: true, value: undefined };
const fault = (name: string) => ({ ok: false, error: { fault: name } });
const state = (name: string) => ({ ok: true, value: name });
const never = new AbortController().signal;

describe.each(cashlessMethods)('a %s payment', (method) => {
  let harness: CashlessHarness;
  beforeEach(async () => {
    harness = await openCashlessHarness(method);
  });
  afterEach(() => harness.close());

  const wait = <T>(promise: Promise<T>): Promise<T> => harness.timers.runFor(promise);
  const capture = (payment: CashlessPayment, amount: number) =>
    wait(harness.port().capture(payment, yen(amount)));
  const letGo = (payment: CashlessPayment) => wait(harness.port().void(payment));
  const ask = (payment: CashlessPayment) => wait(harness.port().ask(payment));
  const refund = (payment: CashlessPayment, amount: number, reference = newReference()) =>
    wait(harness.port().refund(payment, { reference, amount: yen(amount) }));

  async function attempt(signal = never): Promise<{ payment: CashlessPayment; ended: Authorisation }> {
    const payment = harness.payment();
    const begun = await wait(harness.port().begin(payment));
    if (!begun.ok) throw new Error(`not begun: ${begun.error.fault}`);
    expect(begun.value.expiresAt).toBeGreaterThan(harness.timers.now());
    expect(begun.value.code === null).toBe(method === 'contactless');
    return { payment, ended: await wait(harness.port().authorise(payment, signal)) };
  }

  async function authorised(): Promise<CashlessPayment> {
    harness.residentWill('pay');
    const { payment, ended } = await attempt();
    expect(ended).toBe('authorised');
    return payment;
  }

  it('is possible only where its method is configured', async () => {
    expect(harness.port().methods).toEqual([method]);
    expect(await wait(harness.port().status(method))).toBe('ok');
    const other = method === 'wallet' ? 'contactless' : 'wallet';
    expect(await wait(harness.port().status(other))).toBe('offline');
    expect(await ask({ ...harness.payment(), method: other })).toEqual(fault('offline'));
  });

  it('is absent before it is begun, with nothing to capture or release', async () => {
    const payment = harness.payment();
    expect(await ask(payment)).toEqual(state('absent'));
    expect(await letGo(payment)).toEqual(done);
    expect(await capture(payment, 500)).toEqual(fault('refused'));
    expect(await refund(payment, 500)).toEqual(fault('refused'));
  });

  it('captures everything held exactly once, however often it is told to', async () => {
    const payment = await authorised();
    expect(await ask(payment)).toEqual(state('authorised'));
    expect(harness.at(payment.reference)).toMatchObject({ held: 500, captured: 0 });
    expect(await capture(payment, 500)).toEqual(done);
    expect(await capture(payment, 500)).toEqual(done);
    expect(await ask(payment)).toEqual(state('captured'));
    expect(harness.at(payment.reference)).toMatchObject({ authorised: 500, held: 0, captured: 500 });
    expect(await letGo(payment)).toEqual(fault('refused'));
  });

  it('captures a part and releases the rest; a different sum afterwards is refused', async () => {
    const payment = await authorised();
    expect(await capture(payment, 501)).toEqual(fault('refused'));
    expect(await capture(payment, 0)).toEqual(fault('refused'));
    const both = [harness.port().capture(payment, yen(200)), harness.port().capture(payment, yen(200))];
    expect(await wait(Promise.all(both))).toEqual([done, done]);
    expect(await capture(payment, 300)).toEqual(fault('refused'));
    expect(harness.at(payment.reference)).toMatchObject({ held: 0, captured: 200 });
  });

  it('releases everything once, and captures nothing afterwards', async () => {
    const payment = await authorised();
    expect(await letGo(payment)).toEqual(done);
    expect(await letGo(payment)).toEqual(done);
    expect(await ask(payment)).toEqual(state('voided'));
    expect(await capture(payment, 500)).toEqual(fault('refused'));
    expect(harness.at(payment.reference)).toMatchObject({ held: 0, captured: 0, voided: 500 });
  });

  it('is refunded in parts, each reference once, and never more than was captured', async () => {
    const payment = await authorised();
    expect(await capture(payment, 400)).toEqual(done);
    const first = newReference();
    const twice = [1, 2].map(() => harness.port().refund(payment, { reference: first, amount: yen(150) }));
    expect(await wait(Promise.all(twice))).toEqual([done, done]);
    expect(await refund(payment, 100, first)).toEqual(fault('refused'));
    expect(await refund(payment, 250)).toEqual(done);
    expect(await refund(payment, 1)).toEqual(fault('refused'));
    expect(await ask(payment)).toEqual(state('captured'));
    expect(harness.at(payment.reference)).toMatchObject({ captured: 400, refunded: 400 });
  });

  it('that was declined holds nothing', async () => {
    harness.residentWill('decline');
    const { payment, ended } = await attempt();
    expect(ended).toBe('declined');
    expect(await ask(payment)).toEqual(state('declined'));
    expect(await letGo(payment)).toEqual(done);
    expect(harness.at(payment.reference).authorised).toBe(0);
  });

  it('that is cancelled cannot be paid any more', async () => {
    harness.residentWill('pay', 8_000);
    const calling = new AbortController();
    harness.timers.after(3_000, () => calling.abort());
    const { payment, ended } = await attempt(calling.signal);
    expect(ended).toBe('cancelled');
    await harness.timers.runFor(new Promise<void>((over) => harness.timers.after(10_000, over)));
    expect(harness.at(payment.reference).authorised).toBe(0);
  });

  it('that gets authorised a moment before it is cancelled is authorised', async () => {
    harness.residentWill('pay', 3_000);
    const calling = new AbortController();
    harness.onActed(() => calling.abort());
    const { payment, ended } = await attempt(calling.signal);
    expect(ended).toBe('authorised');
    expect(harness.at(payment.reference).held).toBe(500);
  });

  it('that nobody makes expires, and can no longer be made', async () => {
    harness.residentWill('nothing');
    const { payment, ended } = await attempt();
    expect(ended).toBe('expired');
    expect(harness.at(payment.reference).authorised).toBe(0);
    expect(await letGo(payment)).toEqual(done);
  });

  it('is found again by a kiosk that was killed, in whatever state it was', async () => {
    harness.residentWill('nothing');
    const open = harness.payment();
    expect(await wait(harness.port().begin(open))).toMatchObject({ ok: true });
    const following = harness.port().authorise(open, never);
    for (let at = 'absent'; at !== 'pending';) {
      const asked = await ask(open);
      if (asked.ok) at = asked.value;
    }
    await harness.restart();
    expect(await following).toBe('unknown');
    expect(await ask(open)).toEqual(state('pending'));
    expect(await letGo(open)).toEqual(done);

    const payment = await authorised();
    await harness.restart();
    expect(await ask(payment)).toEqual(state('authorised'));
    expect(await wait(harness.port().authorise(payment, never))).toBe('authorised');
    expect(await capture(payment, 300)).toEqual(done);
    await harness.restart();
    expect(await capture(payment, 300)).toEqual(done);
    const reference = newReference();
    expect(await refund(payment, 300, reference)).toEqual(done);
    await harness.restart();
    expect(await refund(payment, 300, reference)).toEqual(done);
    expect(harness.at(payment.reference)).toMatchObject({ authorised: 500, captured: 300, refunded: 300 });
  });

  it('ends as unknown when the port is closed while it is under way', async () => {
    harness.residentWill('nothing');
    const payment = harness.payment();
    expect(await wait(harness.port().begin(payment))).toMatchObject({ ok: true });
    const following = harness.port().authorise(payment, never);
    await wait(harness.port().close());
    expect(await wait(following)).toBe('unknown');
    expect(await wait(harness.port().status(method))).toBe('offline');
    expect(await capture(payment, 500)).toEqual(fault('offline'));
  });
});
