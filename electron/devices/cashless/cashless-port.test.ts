import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cashlessMethods, type Authorisation, type CashlessPayment } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import { newReference, openCashlessRig, type CashlessRig } from '../../../testing/cashless-harness.ts';

const done = { ok: true, value: undefined };
const fault = (name: string) => ({ ok: false, error: { fault: name } });
const state = (name: string) => ({ ok: true, value: name });
const never = new AbortController().signal;

describe.each(cashlessMethods)('%s', (method) => {
  let rig: CashlessRig;
  beforeEach(async () => {
    rig = await openCashlessRig(method);
  });
  afterEach(() => rig.close());

  const wait = <T>(promise: Promise<T>): Promise<T> => rig.timers.runFor(promise);
  const capture = (payment: CashlessPayment, amount: number) =>
    wait(rig.port().capture(payment, yen(amount)));
  const letGo = (payment: CashlessPayment) => wait(rig.port().void(payment));
  const ask = (payment: CashlessPayment) => wait(rig.port().ask(payment));
  const refund = (payment: CashlessPayment, amount: number, reference = newReference()) =>
    wait(rig.port().refund(payment, { reference, amount: yen(amount) }));

  async function attempt(signal = never): Promise<{ payment: CashlessPayment; ended: Authorisation }> {
    const payment = rig.payment();
    const begun = await wait(rig.port().begin(payment));
    if (!begun.ok) throw new Error(`not begun: ${begun.error.fault}`);
    expect(begun.value.expiresAt).toBeGreaterThan(rig.timers.now());
    expect(begun.value.code === null).toBe(method === 'contactless');
    return { payment, ended: await wait(rig.port().authorise(payment, signal)) };
  }

  async function authorised(): Promise<CashlessPayment> {
    rig.residentWill('pay');
    const { payment, ended } = await attempt();
    expect(ended).toBe('authorised');
    return payment;
  }

  it('is there, and says so', async () => {
    expect(rig.port().methods).toEqual([method]);
    expect(await wait(rig.port().status(method))).toBe('ok');
    const other = method === 'wallet' ? 'contactless' : 'wallet';
    expect(await wait(rig.port().status(other))).toBe('offline');
    expect(await ask({ ...rig.payment(), method: other })).toEqual(fault('offline'));
  });

  it('knows of a payment that was never begun that it is absent, and has nothing to let go', async () => {
    const payment = rig.payment();
    expect(await ask(payment)).toEqual(state('absent'));
    expect(await letGo(payment)).toEqual(done);
    expect(await capture(payment, 500)).toEqual(fault('refused'));
    expect(await refund(payment, 500)).toEqual(fault('refused'));
  });

  it('takes all of what is held, once, however often it is told to', async () => {
    const payment = await authorised();
    expect(await ask(payment)).toEqual(state('authorised'));
    expect(rig.at(payment.reference)).toMatchObject({ held: 500, captured: 0 });
    expect(await capture(payment, 500)).toEqual(done);
    expect(await capture(payment, 500)).toEqual(done);
    expect(await ask(payment)).toEqual(state('captured'));
    expect(rig.at(payment.reference)).toMatchObject({ authorised: 500, held: 0, captured: 500 });
    expect(await letGo(payment)).toEqual(fault('refused'));
  });

  it('takes a part and lets the rest go; another sum afterwards is refused', async () => {
    const payment = await authorised();
    expect(await capture(payment, 501)).toEqual(fault('refused'));
    expect(await capture(payment, 0)).toEqual(fault('refused'));
    const both = [rig.port().capture(payment, yen(200)), rig.port().capture(payment, yen(200))];
    expect(await wait(Promise.all(both))).toEqual([done, done]);
    expect(await capture(payment, 300)).toEqual(fault('refused'));
    expect(rig.at(payment.reference)).toMatchObject({ held: 0, captured: 200 });
  });

  it('lets go of everything, once, and takes nothing afterwards', async () => {
    const payment = await authorised();
    expect(await letGo(payment)).toEqual(done);
    expect(await letGo(payment)).toEqual(done);
    expect(await ask(payment)).toEqual(state('voided'));
    expect(await capture(payment, 500)).toEqual(fault('refused'));
    expect(rig.at(payment.reference)).toMatchObject({ held: 0, captured: 0, voided: 500 });
  });

  it('gives back in parts, each reference once, and never more than was taken', async () => {
    const payment = await authorised();
    expect(await capture(payment, 400)).toEqual(done);
    const first = newReference();
    const twice = [1, 2].map(() => rig.port().refund(payment, { reference: first, amount: yen(150) }));
    expect(await wait(Promise.all(twice))).toEqual([done, done]);
    expect(await refund(payment, 100, first)).toEqual(fault('refused'));
    expect(await refund(payment, 250)).toEqual(done);
    expect(await refund(payment, 1)).toEqual(fault('refused'));
    expect(await ask(payment)).toEqual(state('captured'));
    expect(rig.at(payment.reference)).toMatchObject({ captured: 400, refunded: 400 });
  });

  it('that was declined holds nothing', async () => {
    rig.residentWill('decline');
    const { payment, ended } = await attempt();
    expect(ended).toBe('declined');
    expect(await ask(payment)).toEqual(state('declined'));
    expect(await letGo(payment)).toEqual(done);
    expect(rig.at(payment.reference).authorised).toBe(0);
  });

  it('that is called off is cancelled, and cannot be paid any more', async () => {
    rig.residentWill('pay', 8_000);
    const calling = new AbortController();
    rig.timers.after(3_000, () => calling.abort());
    const { payment, ended } = await attempt(calling.signal);
    expect(ended).toBe('cancelled');
    await rig.timers.runFor(new Promise<void>((over) => rig.timers.after(10_000, over)));
    expect(rig.at(payment.reference).authorised).toBe(0);
  });

  it('that was a moment faster than the call-off is authorised', async () => {
    rig.residentWill('pay', 3_000);
    const calling = new AbortController();
    rig.onActed(() => calling.abort());
    const { payment, ended } = await attempt(calling.signal);
    expect(ended).toBe('authorised');
    expect(rig.at(payment.reference).held).toBe(500);
  });

  it('that nobody pays expires, and cannot be paid any more', async () => {
    rig.residentWill('nothing');
    const { payment, ended } = await attempt();
    expect(ended).toBe('expired');
    expect(rig.at(payment.reference).authorised).toBe(0);
    expect(await letGo(payment)).toEqual(done);
  });

  it('is found again by a kiosk that was killed, wherever it stood', async () => {
    rig.residentWill('nothing');
    const open = rig.payment();
    expect(await wait(rig.port().begin(open))).toMatchObject({ ok: true });
    const following = rig.port().authorise(open, never);
    for (let at = 'absent'; at !== 'pending';) {
      const asked = await ask(open);
      if (asked.ok) at = asked.value;
    }
    await rig.restart();
    expect(await following).toBe('unknown');
    expect(await ask(open)).toEqual(state('pending'));
    expect(await letGo(open)).toEqual(done);

    const payment = await authorised();
    await rig.restart();
    expect(await ask(payment)).toEqual(state('authorised'));
    expect(await wait(rig.port().authorise(payment, never))).toBe('authorised');
    expect(await capture(payment, 300)).toEqual(done);
    await rig.restart();
    expect(await capture(payment, 300)).toEqual(done);
    const reference = newReference();
    expect(await refund(payment, 300, reference)).toEqual(done);
    await rig.restart();
    expect(await refund(payment, 300, reference)).toEqual(done);
    expect(rig.at(payment.reference)).toMatchObject({ authorised: 500, captured: 300, refunded: 300 });
  });

  it('that is closed ends what is under way as unknown', async () => {
    rig.residentWill('nothing');
    const payment = rig.payment();
    expect(await wait(rig.port().begin(payment))).toMatchObject({ ok: true });
    const following = rig.port().authorise(payment, never);
    await wait(rig.port().close());
    expect(await wait(following)).toBe('unknown');
    expect(await wait(rig.port().status(method))).toBe('offline');
    expect(await capture(payment, 500)).toEqual(fault('offline'));
  });
});
