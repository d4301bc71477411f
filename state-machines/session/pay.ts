import { assign } from 'xstate';
import type { PaymentOutput } from '../payment.ts';
import { must, type SessionContext } from './context.ts';
import type { SessionSetup } from './setup.ts';

/**
 * The choice of a way to pay and the payment: cash piece by piece, or a sum that a provider holds. Every outcome accounts
 * for the money.
 */
export function payStates(session: SessionSetup) {
  /** Before anything is paid the order can still be looked at again, and changed. */
  const toConfirm = {
    target: '#step',
    actions: { type: 'goTo', params: { step: 'confirm' } },
  } as const;

  const choosingMethod = session.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          // A certificate that was printed badly is taken again without a fee.
          { guard: 'nothingDue', target: '#free' },
          { guard: 'cashAlone', target: '#paying' },
          { target: 'asking' },
        ],
      },
      asking: {
        entry: 'rest',
        invoke: {
          src: 'methods',
          input: ({ context }) => ({
            due: must(context.order, 'order').price,
            configured: context.configured,
            cashlessMethods: context.cashlessMethods,
          }),
          onDone: { target: 'shown', actions: assign({ methods: ({ event }) => event.output }) },
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'cashUnavailable' } } },
        },
        after: {
          methodsAnswer: {
            target: '#message',
            actions: { type: 'end', params: { cause: 'cashUnavailable' } },
          },
        },
      },
      shown: {
        entry: 'watch',
        on: {
          choosePayMethod: [
            {
              guard: ({ context, event }) => event.method === 'cash' && isReady(context.methods, 'cash'),
              target: '#paying',
              actions: assign({ method: 'cash', payNotice: null }),
            },
            {
              guard: ({ context, event }) =>
                event.method !== 'cash' && isReady(context.methods, event.method),
              target: '#payingCashless',
              actions: assign({ method: ({ event }) => event.method, payNotice: null }),
            },
          ],
          back: toConfirm,
          stop: { actions: 'askStop' },
        },
      },
    },
  });

  const free = session.createStateConfig({
    id: 'free',
    always: { target: 'printing', actions: 'journalPaid' },
  });

  const paying = session.createStateConfig({
    id: 'paying',
    entry: ['watchPayment', 'notGoingBack', 'openCash'],
    on: {
      'cash.secured': {
        target: 'printing',
        actions: [assign({ paid: ({ event }) => event.amount }), 'journalPaid'],
      },
      'cash.ended': [
        // Gone back with nothing inserted; a coin that fell at the last moment is given back, and ends it.
        {
          guard: ({ context, event: { output } }) =>
            isBack(context, output) && context.cashlessMethods.length === 0,
          ...toConfirm,
        },
        {
          guard: ({ context, event: { output } }) => isBack(context, output),
          target: 'choosingMethod',
        },
        {
          guard: ({ event: { output } }) => output.paid > 0,
          target: 'settling',
          actions: assign(({ event: { output } }) => ({
            cause: output.end === 'returned' ? output.cause : null,
          })),
        },
        {
          target: 'message',
          actions: assign({
            cause: ({ event: { output } }) => (output.end === 'returned' ? output.cause : 'cashUnavailable'),
          }),
        },
      ],
      // A broken assumption in the payment: what came in is in the journal, and staff settle it.
      'cash.broke': { target: 'message', actions: { type: 'end', params: { cause: 'cashUnavailable' } } },
      back: { actions: ['goBack', 'cancelPayment'] },
      stop: { actions: 'askStop' },
      leave: { actions: 'cancelPayment' },
    },
  });

  const payingCashless = session.createStateConfig({
    id: 'payingCashless',
    entry: ['watchPayment', 'notGoingBack'],
    invoke: {
      id: 'cashlessPayment',
      src: 'cashlessPayment',
      input: ({ context }) => {
        const { transaction, price } = must(context.order, 'order');
        // `choosePayMethod` leads here with a method that is not cash.
        const method = context.method === 'cash' ? 'wallet' : context.method;
        return { transaction, due: price, method };
      },
      onDone: [
        {
          guard: ({ event: { output } }) => output.end === 'authorised' && output.unwanted === null,
          target: 'printing',
          actions: [
            assign(({ event: { output } }) =>
              output.end === 'authorised' ? { cashless: output.payment, paid: output.payment.amount } : {},
            ),
            'journalPaid',
          ],
        },
        {
          // Authorised a moment before the stop: the sum is held, and is released.
          guard: ({ event: { output } }) => output.end === 'authorised',
          target: 'refunding',
          actions: assign(({ event: { output } }) =>
            output.end === 'authorised'
              ? { cashless: output.payment, paid: output.payment.amount, cause: output.unwanted }
              : {},
          ),
        },
        {
          guard: ({ context, event: { output } }) =>
            context.goingBack && output.end === 'notPaid' && output.cause === 'stopped',
          target: 'choosingMethod',
          actions: assign({ method: 'cash', payNotice: null }),
        },
        {
          guard: ({ event: { output } }) =>
            output.end === 'notPaid' && output.mayTryAgain && !isLeaving(output.cause),
          target: 'choosingMethod',
          actions: assign(({ event: { output } }) => ({
            method: 'cash',
            payNotice: output.end === 'notPaid' ? output.cause : null,
          })),
        },
        {
          target: 'message',
          actions: assign({
            cause: ({ event: { output } }) =>
              output.end === 'notPaid' ? output.cause : 'cashlessUnavailable',
          }),
        },
      ],
      onError: { target: 'message', actions: { type: 'end', params: { cause: 'paymentUnsure' } } },
    },
    on: {
      back: { actions: ['goBack', 'cancelCashless'] },
      stop: { actions: 'askStop' },
      leave: { actions: 'cancelCashless' },
    },
  });

  return { choosingMethod, free, paying, payingCashless };
}

/** Whether a payment in cash ended because the resident went back, with nothing in the machine. */
function isBack({ goingBack }: SessionContext, output: PaymentOutput): boolean {
  return goingBack && output.end === 'returned' && output.cause === 'stopped' && output.paid === 0;
}

function isReady(
  methods: readonly { readonly method: string; readonly state: string }[],
  method: string,
): boolean {
  return methods.some((each) => each.method === method && each.state === 'ok');
}

/** Whether the resident stopped or walked away: then no other way to pay is offered. */
function isLeaving(cause: string): boolean {
  return cause === 'stopped' || cause === 'timedOut';
}
