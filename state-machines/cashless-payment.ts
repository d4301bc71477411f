import {
  assign,
  fromCallback,
  fromPromise,
  sendParent,
  sendTo,
  setup,
  type CallbackActorLogic,
  type PromiseActorLogic,
} from 'xstate';
import type { Authorisation, CashlessMethod, CashlessPayment } from '../shared/cashless.ts';
import { paymentReferenceSchema } from '../shared/cashless.ts';
import type { Instant } from '../shared/dates.ts';
import type { TransactionId } from '../shared/ids.ts';
import { assertNever } from '../shared/result.ts';
import type { Cause } from '../shared/causes.ts';
import type { Yen } from '../shared/yen.ts';
import { delays as standardDelays, type Delays } from './delays.ts';
import type { Ports } from './ports.ts';

export interface CashlessPaymentInput {
  readonly transaction: TransactionId;
  readonly method: CashlessMethod;
  readonly due: Yen;
}

/** How the attempt ended. `mayTryAgain`: nothing is held for certain, so another way may be tried. */
export type CashlessPaymentOutput =
  /** `unwanted`: the resident had stopped by then, or the time was up; the sum is to be released. */
  | { readonly end: 'authorised'; readonly payment: CashlessPayment; readonly unwanted: Cause | null }
  | { readonly end: 'notPaid'; readonly cause: Cause; readonly mayTryAgain: boolean };

export type CashlessPaymentEvent =
  /** The resident stops, or the time is up. */
  | { readonly type: 'cancel'; readonly cause: Cause }
  | { readonly type: 'decided'; readonly outcome: Authorisation; readonly journalled: boolean };

interface CashlessPaymentContext extends CashlessPaymentInput {
  readonly payment: CashlessPayment;
  readonly code: string | null;
  readonly expiresAt: Instant | null;
  readonly cancelCause: Cause | null;
  readonly authorised: boolean;
  readonly cause: Cause;
  readonly mayTryAgain: boolean;
}

type Opened =
  | { readonly opened: true; readonly code: string | null; readonly expiresAt: Instant }
  /** `held`: whether the provider may be holding something all the same. */
  | { readonly opened: false; readonly cause: Cause; readonly held: boolean };

interface AttemptInput {
  readonly transaction: TransactionId;
  readonly payment: CashlessPayment;
}

/** The attempt is in the journal before the provider hears of it: after a power cut we know what to ask about. */
async function openOnRecord(ports: Ports, { transaction, payment }: AttemptInput): Promise<Opened> {
  const { method, reference, amount } = payment;
  const at = { transaction, method, reference };
  if (!ports.journal.append({ type: 'cashless-begin', amount, ...at }).ok)
    return { opened: false, cause: 'journalUnavailable', held: false };
  const begun = await ports.cashless.begin(payment);
  if (begun.ok) return { opened: true, ...begun.value };
  const held = begun.error.fault === 'unknown';
  const outcome = held ? 'unknown' : 'cancelled';
  if (!ports.journal.append({ type: 'cashless-outcome', outcome, ...at }).ok)
    return { opened: false, cause: 'journalUnavailable', held };
  return { opened: false, cause: 'cashlessUnavailable', held };
}

/** Follows the attempt; when told to, it cancels the attempt, and the provider has the last word. */
function follow(ports: Ports): CallbackActorLogic<{ readonly type: 'callOff' }, AttemptInput> {
  return fromCallback<{ readonly type: 'callOff' }, AttemptInput>(({ input, sendBack, receive }) => {
    const abort = new AbortController();
    receive(() => abort.abort());
    const { transaction, payment } = input;
    const { method, reference } = payment;
    const tell = (outcome: Authorisation): void => {
      const noted = ports.journal.append({
        type: 'cashless-outcome',
        outcome,
        transaction,
        method,
        reference,
      });
      sendBack({ type: 'decided', outcome, journalled: noted.ok } satisfies CashlessPaymentEvent);
    };
    ports.cashless.authorise(payment, abort.signal).then(tell, () => tell('unknown'));
  });
}

const machineSetup = setup({
  types: {
    context: {} as CashlessPaymentContext,
    events: {} as CashlessPaymentEvent,
    input: {} as CashlessPaymentInput,
    output: {} as CashlessPaymentOutput,
  },
  actors: {
    open: {} as PromiseActorLogic<Opened, AttemptInput>,
    follow: {} as CallbackActorLogic<{ readonly type: 'callOff' }, AttemptInput>,
  },
  delays: standardDelays,
  actions: {
    cancelled: assign({ cancelCause: ({ event }) => (event.type === 'cancel' ? event.cause : 'stopped') }),
    /** While the attempt was opened, nobody could press anything: the time for that begins now. */
    tellTouched: sendParent({ type: 'touched' }),
    /** The provider is asked for its last word: nobody is asked to hurry. */
    tellWorking: sendParent({ type: 'inactivity.rest' }),
    callOff: sendTo('attempt', { type: 'callOff' }),
    decide: assign(({ context, event }) =>
      event.type === 'decided' ? decided(event.outcome, event.journalled, context.cancelCause) : {},
    ),
    /** Nobody knows whether something is held: the provider is asked again later. */
    unsure: assign({ cause: 'paymentUnsure', mayTryAgain: false }),
  },
});

/**
 * Payment by wallet, card or phone: an attempt is opened, authorised, and ends; the sum is only held, and is captured after
 * printing. Every outcome is in the journal, so that what is held is captured or released even after a power cut.
 */
export function createCashlessPaymentMachine(ports: Ports, delays: Delays = standardDelays) {
  const attempt = ({ context: { transaction, payment } }: { context: CashlessPaymentContext }) => ({
    transaction,
    payment,
  });
  return machineSetup
    .createMachine({
      id: 'cashlessPayment',
      context: ({ input }) => ({
        ...input,
        payment: {
          method: input.method,
          reference: paymentReferenceSchema.parse(ports.random()),
          amount: input.due,
        },
        code: null,
        expiresAt: null,
        cancelCause: null,
        authorised: false,
        cause: 'cashlessUnavailable',
        mayTryAgain: true,
      }),
      output: ({ context: { authorised, payment, cancelCause, cause, mayTryAgain } }) =>
        authorised
          ? { end: 'authorised', payment, unwanted: cancelCause }
          : { end: 'notPaid', cause, mayTryAgain },
      initial: 'opening',
      states: {
        opening: {
          on: { cancel: { actions: 'cancelled' } },
          invoke: {
            src: 'open',
            input: attempt,
            onDone: [
              {
                guard: ({ event }) => event.output.opened,
                target: 'following',
                actions: assign(({ event }) =>
                  event.output.opened ? { code: event.output.code, expiresAt: event.output.expiresAt } : {},
                ),
              },
              {
                target: 'ended',
                actions: assign(({ context, event }) =>
                  event.output.opened
                    ? {}
                    : {
                        // Somebody who has stopped meanwhile is not offered another way.
                        cause: event.output.held
                          ? 'paymentUnsure'
                          : (context.cancelCause ?? event.output.cause),
                        mayTryAgain:
                          !event.output.held &&
                          context.cancelCause === null &&
                          event.output.cause !== 'journalUnavailable',
                      },
                ),
              },
            ],
            onError: { target: 'ended', actions: 'unsure' },
          },
          after: { cashlessOpens: { target: 'ended', actions: 'unsure' } },
        },
        following: {
          invoke: {
            id: 'attempt',
            src: 'follow',
            input: attempt,
            onError: { target: 'ended', actions: 'unsure' },
          },
          entry: 'tellTouched',
          on: { decided: { target: 'ended', actions: 'decide' } },
          initial: 'waiting',
          states: {
            waiting: {
              // Asked to stop while it was still being opened.
              always: { guard: ({ context }) => context.cancelCause !== null, target: 'callingOff' },
              on: { cancel: { target: 'callingOff', actions: 'cancelled' } },
              after: { cashlessDecides: { target: 'callingOff' } },
            },
            callingOff: {
              entry: ['callOff', 'tellWorking'],
              after: { cashlessCallsOff: { target: '#cashlessPayment.ended', actions: 'unsure' } },
            },
          },
        },
        ended: { type: 'final' },
      },
    })
    .provide({
      delays,
      actors: {
        open: fromPromise<Opened, AttemptInput>(({ input }) => openOnRecord(ports, input)),
        follow: follow(ports),
      },
    });
}

function decided(
  outcome: Authorisation,
  journalled: boolean,
  cancelCause: Cause | null,
): Partial<CashlessPaymentContext> {
  // Held but not on record: reconciliation releases it, and nothing is ever printed for it.
  if (!journalled) return { cause: 'journalUnavailable', mayTryAgain: false };
  switch (outcome) {
    case 'authorised':
      return { authorised: true };
    case 'declined':
      return { cause: 'paymentDeclined', mayTryAgain: true };
    case 'expired':
      return { cause: cancelCause ?? 'paymentExpired', mayTryAgain: cancelCause === null };
    case 'cancelled':
      return { cause: cancelCause ?? 'paymentDeclined', mayTryAgain: cancelCause === null };
    case 'unknown':
      return { cause: 'paymentUnsure', mayTryAgain: false };
    default:
      return assertNever(outcome);
  }
}
