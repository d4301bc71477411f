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
import type { TransactionId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { Cause } from '../shared/causes.ts';
import {
  noYen,
  subtractYen,
  worthOf,
  yen,
  type CashCount,
  type Denomination,
  type Yen,
} from '../shared/yen.ts';
import { delays as standardDelays, type Delays } from './delays.ts';
import { acceptableNow, addPiece, canBePaidExactly, givenOf, remainingOf } from './money.ts';
import { countersNow, dispenseOnRecord } from './movements.ts';
import type { CashFault, CashStatus, Dispensed, DispensePurpose, Ports } from './ports.ts';

export interface PaymentInput {
  readonly transaction: TransactionId;
  readonly due: Yen;
  /** What the kiosk is configured to accept. */
  readonly configured: readonly Denomination[];
}

/** How the payment ended: paid = due + change given + change owed; or everything was given back, as far as the hoppers could. */
export type PaymentOutput =
  | { readonly end: 'paid'; readonly paid: Yen; readonly changeGiven: Yen; readonly owed: Yen }
  | {
      readonly end: 'returned';
      readonly cause: Cause;
      readonly paid: Yen;
      readonly returned: Yen;
      readonly owed: Yen;
    };

/** To the parent: the whole sum is secured and on record. Paper may begin; `amount` is what counts as paid from now on, or more. */
export interface SumSecured {
  readonly type: 'cash.secured';
  readonly amount: Yen;
}

export type PaymentEvent =
  /** The resident stops or the time is up. */
  | { readonly type: 'cancel'; readonly cause: Cause }
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed' }
  | { readonly type: 'credit'; readonly value: Denomination }
  | { readonly type: 'cashFault'; readonly fault: CashFault }
  | { readonly type: 'journalFailed' }
  /** CashInEnd; null when the mechanism could not tell: then the credits it reported count. */
  | { readonly type: 'secured'; readonly counts: readonly CashCount[] | null };

interface PaymentContext extends PaymentInput {
  readonly levels: readonly CashCount[];
  readonly credits: readonly CashCount[];
  readonly accepted: readonly Denomination[];
  readonly cancelCause: Cause | null;
  readonly paid: Yen;
  readonly out: Yen;
}

type SlotCommand =
  | { readonly type: 'accept'; readonly values: readonly Denomination[] }
  | { readonly type: 'end' };
interface SlotInput {
  readonly transaction: TransactionId;
  readonly due: Yen;
  readonly accept: readonly Denomination[];
}
interface DispenseInput {
  readonly transaction: TransactionId;
  readonly purpose: DispensePurpose;
  readonly amount: Yen;
}

/** The slots from CashInStart to CashInEnd as one actor: each piece secured is journalled before it counts. */
function slots(ports: Ports): CallbackActorLogic<SlotCommand, SlotInput> {
  return fromCallback<SlotCommand, SlotInput>(({ input, sendBack, receive }) => {
    const tell = (event: PaymentEvent): void => {
      sendBack(event);
    };
    const open = async (): Promise<void> => {
      const { transaction, due } = input;
      const counters = await countersNow(ports);
      if (!ports.journal.append({ type: 'cash-in-start', transaction, due, counters }).ok) {
        tell({ type: 'openFailed' });
        return;
      }
      const opened = await ports.cash.cashInStart(
        input.accept,
        (value) => {
          const written = ports.journal.append({ type: 'cash-in', transaction: input.transaction, value });
          // Before the piece is counted: what is not on record pays for no paper.
          if (!written.ok) tell({ type: 'journalFailed' });
          tell({ type: 'credit', value });
        },
        (fault) => tell({ type: 'cashFault', fault }),
      );
      tell(opened.ok ? { type: 'opened' } : { type: 'openFailed' });
    };
    const close = async (): Promise<void> => {
      const ended = await ports.cash.cashInEnd();
      if (ended.ok) {
        const { transaction } = input;
        const written = ports.journal.append({ type: 'cash-in-end', transaction, secured: ended.value });
        if (!written.ok) tell({ type: 'journalFailed' });
      }
      tell({ type: 'secured', counts: ended.ok ? ended.value : null });
    };
    const accept = async (values: readonly Denomination[]): Promise<void> => {
      const changed = await ports.cash.setAccepted(values);
      if (!changed.ok) tell({ type: 'cashFault', fault: changed.error });
    };
    const orFault = (work: Promise<void>): void => {
      work.catch(() => tell({ type: 'cashFault', fault: { fault: 'hardwareError' } }));
    };
    receive((command) => orFault(command.type === 'end' ? close() : accept(command.values)));
    orFault(open());
  });
}

const machineSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentEvent,
    input: {} as PaymentInput,
    output: {} as PaymentOutput,
  },
  actors: {
    cashStatus: {} as PromiseActorLogic<Result<CashStatus, CashFault>, undefined>,
    slots: {} as CallbackActorLogic<SlotCommand, SlotInput>,
    dispense: {} as PromiseActorLogic<Dispensed & { readonly journalled: boolean }, DispenseInput>,
  },
  delays: standardDelays,
  actions: {
    cancelled: assign({ cancelCause: ({ event }) => (event.type === 'cancel' ? event.cause : 'stopped') }),
    cashFailed: assign({ cancelCause: 'cashUnavailable' }),
    journalLost: assign({ cancelCause: 'journalUnavailable' }),
    count: assign({
      credits: ({ context, event }) =>
        event.type === 'credit' ? addPiece(context.credits, event.value) : context.credits,
    }),
    /** What may still be accepted depends on what is still due. */
    recount: assign({
      accepted: ({ context }) =>
        acceptableNow(remainingOf(context.due, worthOf(context.credits)), context.levels, context.configured),
    }),
    /** A coin is as good a sign of somebody as a touch. */
    tellTouched: sendParent({ type: 'touched' }),
    /** The mechanism is at work: nobody is asked to hurry. */
    tellWorking: sendParent({ type: 'inactivity.rest' }),
    tellSlots: sendTo('slots', ({ context }) => ({ type: 'accept', values: context.accepted })),
    tellSecured: sendParent(({ context }: { context: PaymentContext }): SumSecured => ({
      type: 'cash.secured',
      amount: worthOf(context.credits),
    })),
    endSlots: sendTo('slots', { type: 'end' }),
    secure: assign({ paid: ({ context, event }) => toldOf(event) ?? worthOf(context.credits) }),
    /** Paper is out for what was credited: a mechanism that says less at the end does not make it less, and staff count. */
    secureMore: assign({
      paid: ({ context, event }) => {
        const [seen, told] = [worthOf(context.credits), toldOf(event)];
        return told === null || told < seen ? seen : told;
      },
    }),
    countCredits: assign({ paid: ({ context }) => worthOf(context.credits) }),
    /** A payment that ends short has a cause even when the mechanism merely contradicted itself. */
    asStopped: assign({ cancelCause: ({ context }) => context.cancelCause ?? 'cashUnavailable' }),
  },
  guards: {
    enough: ({ context }) => worthOf(context.credits) >= context.due,
    enoughSecured: ({ context }) => context.paid >= context.due && context.cancelCause === null,
    nothingIn: ({ context }) => context.paid === 0,
    exactlyPaid: ({ context }) => context.paid === context.due && context.cancelCause === null,
  },
});

/**
 * Payment in cash as a transaction: CashInStart → CashIn … → the sum is secured → CashInEnd → change; or, when the resident
 * stops, the time is up or the mechanism fails: CashInEnd → everything back (CashInRollback). There is no outcome in which
 * money is neither paid, given back nor owed. Once the sum is secured it cannot be stopped, because paper has begun: what
 * falls after that is change.
 */
export function createPaymentMachine(ports: Ports, delays: Delays = standardDelays) {
  return machineSetup
    .createMachine({
      id: 'payment',
      context: ({ input }) => ({
        ...input,
        levels: [],
        credits: [],
        accepted: [],
        cancelCause: null,
        paid: noYen,
        out: noYen,
      }),
      initial: 'checking',
      output: ({ context }) => paymentOutput(context),
      states: {
        checking: {
          on: { cancel: { target: 'ended', actions: 'cancelled' } },
          invoke: {
            src: 'cashStatus',
            input: undefined,
            onDone: [
              {
                guard: ({ event, context }) => canPay(event.output, context),
                target: 'cashIn',
                actions: assign(({ event, context }) => {
                  const levels = event.output.ok ? event.output.value.levels : [];
                  return { levels, accepted: acceptableNow(context.due, levels, context.configured) };
                }),
              },
              {
                target: 'ended',
                actions: assign(({ event }) => ({
                  cancelCause:
                    event.output.ok && event.output.value.acceptor === 'ok'
                      ? 'changeImpossible'
                      : 'cashUnavailable',
                })),
              },
            ],
            onError: { target: 'ended', actions: 'cashFailed' },
          },
          after: { cashStatus: { target: 'ended', actions: 'cashFailed' } },
        },
        cashIn: {
          invoke: {
            id: 'slots',
            src: 'slots',
            input: ({ context }) => ({
              transaction: context.transaction,
              due: context.due,
              accept: context.accepted,
            }),
            onError: { target: '.closing', actions: 'cashFailed' },
          },
          on: { credit: { actions: 'count' } },
          initial: 'opening',
          states: {
            opening: {
              on: {
                opened: 'accepting',
                openFailed: { target: 'closing', actions: 'cashFailed' },
                cashFault: { target: 'closing', actions: 'cashFailed' },
                cancel: { target: 'closing', actions: 'cancelled' },
              },
              after: { cashOpens: { target: 'closing', actions: 'cashFailed' } },
            },
            accepting: {
              always: { guard: 'enough', target: 'secured' },
              on: {
                credit: { actions: ['count', 'recount', 'tellSlots', 'tellTouched'] },
                cashFault: { target: 'closing', actions: 'cashFailed' },
                journalFailed: { target: 'closing', actions: 'journalLost' },
                cancel: { target: 'closing', actions: 'cancelled' },
              },
            },
            secured: {
              // A coin that was already falling is still credited here: it is change.
              entry: ['tellSecured', 'endSlots', 'tellWorking'],
              on: { secured: { target: '#payment.deciding', actions: 'secureMore' } },
              after: { cashEnds: { target: '#payment.deciding', actions: 'countCredits' } },
            },
            closing: {
              // A coin that was already falling is still credited here; CashInEnd gives the sum that counts.
              entry: ['endSlots', 'tellWorking'],
              on: { secured: { target: '#payment.deciding', actions: 'secure' } },
              after: { cashEnds: { target: '#payment.deciding', actions: 'countCredits' } },
            },
          },
        },
        deciding: {
          always: [
            { guard: 'nothingIn', target: 'ended', actions: 'asStopped' },
            { guard: 'exactlyPaid', target: 'ended' },
            { guard: 'enoughSecured', target: 'giving.change' },
            { target: 'giving.everythingBack', actions: 'asStopped' },
          ],
        },
        giving: {
          initial: 'change',
          states: {
            change: {
              invoke: {
                src: 'dispense',
                input: ({ context }) => ({
                  transaction: context.transaction,
                  purpose: 'change',
                  amount: subtractYen(context.paid, context.due),
                }),
                onDone: {
                  target: '#payment.ended',
                  actions: assign({
                    out: ({ context, event }) =>
                      givenOf(event.output.dispensed, subtractYen(context.paid, context.due)),
                  }),
                },
                onError: '#payment.ended',
              },
              // Then nobody knows what came out: all of the change is owed, and staff count the hopper.
              after: { cashDispenses: '#payment.ended' },
            },
            everythingBack: {
              invoke: {
                src: 'dispense',
                input: ({ context }) => ({
                  transaction: context.transaction,
                  purpose: 'rollback',
                  amount: context.paid,
                }),
                onDone: {
                  target: '#payment.ended',
                  actions: assign({
                    out: ({ context, event }) => givenOf(event.output.dispensed, context.paid),
                  }),
                },
                onError: '#payment.ended',
              },
              after: { cashDispenses: '#payment.ended' },
            },
          },
        },
        ended: { type: 'final' },
      },
    })
    .provide({
      delays,
      actors: {
        cashStatus: fromPromise(() => ports.cash.status()),
        slots: slots(ports),
        dispense: fromPromise<Dispensed & { readonly journalled: boolean }, DispenseInput>(({ input }) =>
          dispenseOnRecord(ports, input),
        ),
      },
    });
}

function canPay(status: Result<CashStatus, CashFault>, context: PaymentContext): boolean {
  if (!status.ok || status.value.acceptor !== 'ok') return false;
  const accepted = acceptableNow(context.due, status.value.levels, context.configured);
  // A larger piece that can be given change for pays too: 1000 for 250 when 750 can be given.
  return accepted.some((value) => value >= context.due) || canBePaidExactly(context.due, accepted);
}

/** The sum at CashInEnd; null when the mechanism could not tell. */
function toldOf(event: PaymentEvent): Yen | null {
  return event.type === 'secured' && event.counts !== null ? worthOf(event.counts) : null;
}

function paymentOutput(context: PaymentContext): PaymentOutput {
  const { paid, out, due, cancelCause } = context;
  if (cancelCause === null) {
    return { end: 'paid', paid, changeGiven: out, owed: yen(paid - due - out) };
  }
  return { end: 'returned', cause: cancelCause, paid, returned: out, owed: subtractYen(paid, out) };
}

/** What the payment screen shows. */
export function paymentFigures(context: PaymentContext): {
  due: Yen;
  inserted: Yen;
  remaining: Yen;
  accepted: readonly Denomination[];
} {
  const inserted = worthOf(context.credits);
  return {
    due: context.due,
    inserted,
    remaining: remainingOf(context.due, inserted),
    accepted: context.accepted,
  };
}
