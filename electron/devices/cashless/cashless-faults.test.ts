import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CashlessMethod, CashlessPayment } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import { delays } from '../../../state-machines/delays.ts';
import {
  newReference,
  openCashlessHarness,
  untilSure,
  type CashlessHarness,
} from '../../../testing/cashless-harness.ts';
import { terminalFaults } from '../../../simulator/devices/payment-terminal/terminal-faults.ts';
import { walletFaults } from '../../../simulator/devices/wallet/wallet-faults.ts';

const fault = (name: string) => ({ ok: false, error: { fault: name } });
const never = new AbortController().signal;
let harness: CashlessHarness;

const wait = <T>(promise: Promise<T>): Promise<T> => harness.timers.runFor(promise);
const capture = (payment: CashlessPayment, amount: number) => harness.port().capture(payment, yen(amount));

async function begun(): Promise<CashlessPayment> {
  const payment = harness.payment();
  expect(await untilSure(harness, () => harness.port().begin(payment))).toMatchObject({ ok: true });
  return payment;
}

async function authorised(): Promise<CashlessPayment> {
  // A code lost on the way to the screen is scanned by nobody: the resident comes later.
  harness.residentWill('pay', 8_000);
  const payment = await begun();
  expect(await wait(harness.port().authorise(payment, never))).toBe('authorised');
  return payment;
}

/** After these no card is asked for: they are tested separately below. */
const asksForNoCard = new Set(['reserve/deaf', 'reserve/Busy', 'reserve/UnreachableHost']);

/** Every request of a whole payment goes wrong once in the same way, and the books still come out right. */
async function wholePayment(name: string): Promise<void> {
  const before = await authorised();
  expect((await wait(capture(before, 100))).ok).toBe(true);
  const faults = harness.faults.filter((text) => text.endsWith(`/${name}`) && !asksForNoCard.has(text));
  for (const each of faults) harness.inject(each);
  const payment = await authorised();
  const reference = newReference();
  expect(await untilSure(harness, () => capture(payment, 300))).toMatchObject({ ok: true });
  const give = () => harness.port().refund(payment, { reference, amount: yen(120) });
  expect(await untilSure(harness, give)).toMatchObject({ ok: true });
  expect(await untilSure(harness, give)).toMatchObject({ ok: true });
  expect(harness.at(payment.reference)).toMatchObject({
    authorised: 500,
    held: 0,
    captured: 300,
    refunded: 120,
  });
  const other = await authorised();
  expect(await untilSure(harness, () => harness.port().void(other))).toMatchObject({ ok: true });
  expect(harness.at(other.reference)).toMatchObject({ authorised: 500, held: 0, captured: 0, voided: 500 });
}

function withHarness(method: CashlessMethod): void {
  beforeEach(async () => {
    harness = await openCashlessHarness(method);
  });
  afterEach(() => harness.close());
}

describe('a wallet whose provider', () => {
  withHarness('wallet');
  it.each(walletFaults)('has the fault %s in each request still leaves the books right', wholePayment);

  it('says nothing at all: the outcome is unknown, never declined', async () => {
    const payment = await begun();
    for (let times = 0; times < 60; times += 1) harness.inject('read/noAnswer');
    expect(await wait(harness.port().authorise(payment, never))).toBe('unknown');
    expect(await wait(harness.port().ask(payment))).toEqual(fault('unknown'));
  });

  it('does not answer a capture: the outcome is unknown until it answers again', async () => {
    const payment = await authorised();
    harness.inject('capture/doneNoAnswer');
    for (let times = 0; times < 60; times += 1) harness.inject('read/serverError');
    const first = harness.port().capture(payment, yen(300));
    expect(await wait(first)).toEqual(fault('offline'));
    harness.heal();
    harness.inject('capture/doneNoAnswer');
    const second = harness.port().capture(payment, yen(300));
    harness.timers.after(1_000, () => {
      for (let times = 0; times < 60; times += 1) harness.inject('read/serverError');
    });
    expect(await wait(second)).toEqual(fault('unknown'));
    // This call did nothing, but what was in doubt stays in doubt.
    expect(await wait(harness.port().capture(payment, yen(300)))).toEqual(fault('unknown'));
    harness.heal();
    expect(await wait(harness.port().capture(payment, yen(300)))).toMatchObject({ ok: true });
    expect(harness.at(payment.reference).captured).toBe(300);
  });

  it('has a code that nobody paid: nothing can be captured, and the code can be cancelled', async () => {
    harness.residentWill('nothing');
    const payment = await begun();
    expect(await wait(harness.port().ask(payment))).toEqual({ ok: true, value: 'pending' });
    expect(await wait(harness.port().capture(payment, yen(500)))).toEqual(fault('refused'));
    expect(await wait(harness.port().void(payment))).toMatchObject({ ok: true });
    expect(await wait(harness.port().ask(payment))).toEqual({ ok: true, value: 'absent' });
  });
});

describe('a terminal that', () => {
  withHarness('contactless');
  it.each(terminalFaults)('has the fault %s in each request still leaves the books right', wholePayment);

  it.each([
    ['deaf', 'expired'],
    ['Busy', 'cancelled'],
    ['UnreachableHost', 'cancelled'],
  ] as const)(
    'does not ask for a card (%s): the attempt ends as %s, nothing is held, and no card was declined',
    async (name, ended) => {
      harness.inject(`reserve/${name}`);
      harness.residentWill('nothing');
      const payment = await begun();
      expect(await wait(harness.port().authorise(payment, never))).toBe(ended);
      expect(harness.at(payment.reference).authorised).toBe(0);
    },
  );

  it('hears nothing: the outcome is unknown, never declined', async () => {
    const payment = harness.payment();
    for (let times = 0; times < 60; times += 1) harness.inject('status/deaf');
    expect(await wait(harness.port().authorise(payment, never))).toBe('unknown');
  });

  it('authorised a card but lost the answer is queried, and does not ask for a second card', async () => {
    harness.residentWill('pay');
    harness.inject('reserve/silent');
    const payment = harness.payment();
    expect(await wait(harness.port().authorise(payment, never))).toBe('authorised');
    expect(harness.at(payment.reference)).toMatchObject({ authorised: 500, held: 500 });
  });

  it('holds a different sum from the one asked for has not authorised the payment, and releases the sum', async () => {
    harness.residentWill('part');
    const payment = harness.payment();
    expect(await wait(harness.port().authorise(payment, never))).toBe('declined');
    expect(harness.at(payment.reference)).toMatchObject({ held: 0, voided: 250 });
  });
});

describe.each([
  ['wallet', 'read/noAnswer'],
  ['contactless', 'diagnosis/deaf'],
] as const)('%s: a provider that is silent', (method, silence) => {
  it('counts as offline before the screen gives up asking all ways to pay', async () => {
    const silent = await openCashlessHarness(method);
    const port = silent.port();
    for (let times = 0; times < 9; times += 1) silent.inject(silence);
    const before = silent.timers.now();
    expect(await silent.timers.runFor(port.status(method))).toBe('offline');
    expect(silent.timers.now() - before).toBeLessThan(delays.methodsAnswer);
    await silent.close();
  });
});

describe.each(['wallet', 'contactless'] as const)('%s: a provider that is gone', (method) => {
  it('counts as offline, because nothing was sent', async () => {
    const gone = await openCashlessHarness(method);
    await gone.closeProvider();
    const port = gone.port();
    const payment = gone.payment();
    expect(await gone.timers.runFor(port.status(method))).toBe('offline');
    expect(await gone.timers.runFor(port.begin(payment))).toEqual(fault('offline'));
    expect(await gone.timers.runFor(port.ask(payment))).toEqual(fault('offline'));
    expect(await gone.timers.runFor(port.capture(payment, yen(1)))).toEqual(fault('offline'));
    expect(await gone.timers.runFor(port.void(payment))).toEqual(fault('offline'));
    expect(await gone.timers.runFor(port.authorise(payment, never))).toBe('unknown');
    await gone.close();
  });
});
