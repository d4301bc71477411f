import { randomBytes } from 'node:crypto';
import {
  paymentReferenceSchema,
  type Authorisation,
  type CashlessFault,
  type CashlessMethod,
  type CashlessPayment,
  type CashlessPort,
  type PaymentReference,
} from '../../../shared/cashless.ts';
import type { Result } from '../../../shared/result.ts';
import { systemClock } from '../../../shared/dates.ts';
import { yen } from '../../../shared/yen.ts';
import { check, shown, type Step } from '../../../shared/conformance/step.ts';

/**
 * What a resident does with a phone or card. Each resolves when it is done, and rejects with HandNotThere when it is
 * impossible.
 */
export interface CashlessHands {
  /** Scans the code and pays, or holds the card to the terminal (code null). */
  pay(payment: CashlessPayment, code: string | null): Promise<void>;
  /** The same with a phone or card that is declined. */
  decline(payment: CashlessPayment, code: string | null): Promise<void>;
}

type CashlessStep = Step<CashlessPort, CashlessHands>;
type Moved = Result<undefined, CashlessFault>;

/** Yen: what a step pays, and how much of that it captures. */
const whole = 100;
const part = 60;

const newReference = (): PaymentReference => paymentReferenceSchema.parse(randomBytes(16).toString('hex'));

/** Opens an attempt and follows it while somebody acts. @throws Unexpected when it does not open */
async function attempt(
  port: CashlessPort,
  method: CashlessMethod,
  act: (payment: CashlessPayment, code: string | null) => Promise<void>,
  signal = new AbortController().signal,
): Promise<{ readonly payment: CashlessPayment; readonly ended: Authorisation }> {
  const payment: CashlessPayment = { method, reference: newReference(), amount: yen(whole) };
  const begun = await port.begin(payment);
  check(begun.ok, `begin: ${shown(begun)}`);
  const { code, expiresAt } = begun.value;
  check((code === null) === (method === 'contactless'), `the code to show: ${shown(code)}`);
  check(expiresAt > systemClock.now(), 'an attempt that has expired already');
  const following = port.authorise(payment, signal);
  try {
    const [ended] = await Promise.all([following, act(payment, code)]);
    return { payment, ended };
  } catch (error) {
    // Nobody is there to pay: nothing may stay open.
    await port.void(payment).then(() => undefined);
    throw error;
  }
}

/** An attempt that was paid. It is released afterwards, whatever happens, unless it was captured. */
async function paid(
  port: CashlessPort,
  method: CashlessMethod,
  hands: CashlessHands,
  act: (payment: CashlessPayment) => Promise<void>,
): Promise<void> {
  const { payment, ended } = await attempt(port, method, (asked, code) => hands.pay(asked, code));
  try {
    check(ended === 'authorised', `the attempt ended as ${ended}`);
    await act(payment);
  } finally {
    await port.void(payment).then(() => undefined);
  }
}

function checkDone(what: string, moved: Moved): void {
  check(moved.ok, `${what}: ${shown(moved)}`);
}
function checkRefused(what: string, moved: Moved): void {
  check(!moved.ok && moved.error.fault === 'refused', `${what}: ${shown(moved)}`);
}
async function checkState(port: CashlessPort, payment: CashlessPayment, wanted: string): Promise<void> {
  const state = await port.ask(payment);
  check(state.ok && state.value === wanted, `asked where it stands: ${shown(state)}`);
}

/** What every cashless way to pay promises (shared/cashless.ts, CashlessPort). */
export function cashlessSteps(method: CashlessMethod): readonly CashlessStep[] {
  return [
    {
      name: 'is offered and online',
      expected: 'the method is among those offered, and its status is "ok"',
      needsHands: false,
      money: null,
      async run(port) {
        check(port.methods.includes(method), `methods: ${shown(port.methods)}`);
        const status = await port.status(method);
        check(status === 'ok', `status: ${status}`);
      },
    },
    {
      name: 'knows nothing of a payment that never began',
      expected: '"absent"; capture and refund are refused, and there is nothing to release',
      needsHands: false,
      money: null,
      async run(port) {
        const payment: CashlessPayment = { method, reference: newReference(), amount: yen(whole) };
        await checkState(port, payment, 'absent');
        checkRefused('capture', await port.capture(payment, yen(part)));
        const refund = { reference: newReference(), amount: yen(part) };
        checkRefused('refund', await port.refund(payment, refund));
        checkDone('void', await port.void(payment));
      },
    },
    {
      name: 'calls an attempt off',
      expected: 'an attempt that nobody pays and that is called off ends as "cancelled", and nothing is held',
      needsHands: false,
      money: `asks for ${whole} yen and calls it off: nobody may pay it`,
      async run(port) {
        const breaking = new AbortController();
        const { payment, ended } = await attempt(
          port,
          method,
          () => {
            breaking.abort();
            return Promise.resolve();
          },
          breaking.signal,
        );
        check(ended === 'cancelled', `the attempt ended as ${ended}`);
        checkRefused('capture', await port.capture(payment, yen(part)));
        checkDone('void', await port.void(payment));
      },
    },
    {
      name: 'says that it was declined',
      expected: '"declined", now and when it is asked again',
      needsHands: true,
      money: `asks for ${whole} yen, to be paid with a phone or card that is declined`,
      async run(port, hands) {
        const { payment, ended } = await attempt(port, method, (asked, code) => hands.decline(asked, code));
        check(ended === 'declined', `the attempt ended as ${ended}`);
        await checkState(port, payment, 'declined');
      },
    },
    {
      name: 'releases what is held',
      expected: '"authorised"; after void "voided", the same after a second void, and no capture any more',
      needsHands: true,
      money: `holds ${whole} yen and releases all of it`,
      run: (port, hands) =>
        paid(port, method, hands, async (payment) => {
          await checkState(port, payment, 'authorised');
          checkDone('void', await port.void(payment));
          await checkState(port, payment, 'voided');
          checkDone('void again', await port.void(payment));
          checkRefused('capture after void', await port.capture(payment, yen(part)));
        }),
    },
    {
      name: 'captures a part once, and gives it back once',
      expected:
        'capturing more than is held is refused, capturing a part happens exactly once, and the same refund twice gives back once',
      needsHands: true,
      money: `holds ${whole} yen, captures ${part} of them, and gives all ${part} back`,
      run: (port, hands) =>
        paid(port, method, hands, async (payment) => {
          checkRefused('capture of more than is held', await port.capture(payment, yen(whole + 1)));
          checkDone('capture', await port.capture(payment, yen(part)));
          const refund = { reference: newReference(), amount: yen(part) };
          try {
            await checkState(port, payment, 'captured');
            checkDone('the same capture again', await port.capture(payment, yen(part)));
            checkRefused('a capture of another part', await port.capture(payment, yen(part - 1)));
            checkRefused('void after capture', await port.void(payment));
            const tooMuch = { reference: newReference(), amount: yen(part + 1) };
            checkRefused('a refund of more than was taken', await port.refund(payment, tooMuch));
          } finally {
            checkDone('refund', await port.refund(payment, refund));
          }
          checkDone('the same refund again', await port.refund(payment, refund));
          const more = { reference: newReference(), amount: yen(1) };
          checkRefused('a refund of what was given back already', await port.refund(payment, more));
        }),
    },
  ];
}
