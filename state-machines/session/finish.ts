import { assign } from 'xstate';
import { addYen, noYen, worthOf, yen } from '../../shared/yen.ts';
import type { Ports } from '../ports.ts';
import { receiptCode, settle } from '../settlement.ts';
import { must, receiptOf } from './context.ts';
import type { SessionSetup } from './setup.ts';

/** Payment, printing, what is given back or owed, the slip, the handover and the end. */
export function finishStates(session: SessionSetup, ports: Ports) {
  const paying = session.createStateConfig({
    entry: 'watchPayment',
    invoke: {
      id: 'payment',
      src: 'payment',
      input: ({ context }) => {
        const { transaction, price } = must(context.order, 'order');
        return { transaction, due: price, configured: context.configured };
      },
      onDone: [
        {
          guard: ({ event }) => event.output.end === 'paid',
          target: 'printing',
          actions: [
            assign(({ event: { output } }) => ({
              paid: output.paid,
              changeGiven: output.end === 'paid' ? output.changeGiven : noYen,
              givenBack: output.end === 'paid' ? output.changeGiven : output.returned,
              owed: output.owed,
            })),
            'journalPaid',
          ],
        },
        {
          guard: ({ event }) => event.output.paid > 0,
          target: 'settling',
          actions: assign(({ event: { output } }) => ({
            paid: output.paid,
            givenBack: output.end === 'returned' ? output.returned : noYen,
            owed: output.owed,
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
      // A broken assumption in the payment: what came in stands in the journal, and staff settle it.
      onError: { target: 'message', actions: { type: 'end', params: { cause: 'cashUnavailable' } } },
    },
    on: { stop: { actions: 'askStop' }, leave: { actions: 'cancelPayment' } },
  });

  const printing = session.createStateConfig({
    entry: 'rest',
    invoke: {
      id: 'printing',
      src: 'printing',
      input: ({ context }) => {
        const { transaction, documents } = must(context.order, 'order');
        return { transaction, documents };
      },
      onDone: {
        target: 'refunding',
        actions: assign(({ context, event: { output } }) => {
          const { printed, notPrinted, earned, refundNow, forStaff } = settle(output.documents);
          const sheetsOut = output.documents
            .flatMap(({ outcomes }) => outcomes)
            .filter((outcome) => outcome === 'printed').length;
          return {
            printed,
            notPrinted,
            earned,
            refundNow,
            sheetsOut,
            owed: addYen(context.owed, forStaff),
            bindingMismatch: context.bindingMismatch || output.bindingMismatch,
            cause: output.bindingMismatch ? 'bindingMismatch' : earned === 0 ? 'printerUnavailable' : null,
          } as const;
        }),
      },
      onError: {
        target: 'settling',
        // What came out is not known: the whole price is for staff.
        actions: assign({
          owed: ({ context }) => addYen(context.owed, must(context.order, 'order').price),
          cause: 'printerUnavailable',
        }),
      },
    },
    on: { leave: {} },
  });

  const refunding = session.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: {
        always: [{ guard: 'bindingBroken', target: 'asking', actions: 'alarm' }, { target: 'asking' }],
      },
      asking: { always: [{ guard: 'refundDue', target: 'giving' }, { target: '#settling' }] },
      giving: {
        invoke: {
          src: 'refund',
          input: ({ context }) => ({
            transaction: must(context.order, 'order').transaction,
            amount: context.refundNow,
          }),
          onDone: {
            target: '#settling',
            actions: assign(({ context, event: { output } }) => {
              const given = worthOf(output.dispensed);
              return {
                givenBack: addYen(context.givenBack, given),
                owed: yen(context.owed + context.refundNow - given),
                refundNow: noYen,
              };
            }),
          },
          onError: { target: '#settling', actions: 'oweRefund' },
        },
        after: { cashDispenses: { target: '#settling', actions: 'oweRefund' } },
      },
    },
    on: { leave: {} },
  });

  const settling = session.createStateConfig({
    id: 'settling',
    entry: ['rest', 'journalSettled'],
    invoke: {
      src: 'receipt',
      input: ({ context }) =>
        receiptOf(context, receiptCode(must(context.order, 'order').transaction), ports.clock.now()),
      onDone: { target: 'receiptTold', actions: assign({ receiptPrinted: ({ event }) => event.output.ok }) },
      onError: 'receiptTold',
    },
    after: { receiptPrints: 'receiptTold' },
    on: { leave: {} },
  });

  const receiptTold = session.createStateConfig({
    entry: 'journalReceipt',
    always: [{ guard: ({ context }) => context.cause !== null, target: 'message' }, { target: 'handover' }],
  });

  const handover = session.createStateConfig({
    entry: 'watch',
    on: {
      takenEverything: { guard: 'cardAway', target: 'closing' },
      leave: 'removingCard',
    },
  });

  const message = session.createStateConfig({
    id: 'message',
    entry: 'rest',
    on: { acknowledge: 'removingCard', leave: {} },
    after: { messageStays: 'removingCard' },
  });

  /** A card that is still inside keeps the kiosk from the next person. */
  const removingCard = session.createStateConfig({
    id: 'removingCard',
    entry: 'rest',
    always: { guard: 'cardAway', target: 'closing' },
    on: { leave: {} },
  });

  const closing = session.createStateConfig({
    entry: ['rest', 'journalEnd'],
    initial: 'asking',
    states: {
      asking: { always: [{ guard: 'orderStands', target: 'reporting' }, { target: 'ending' }] },
      reporting: {
        invoke: {
          src: 'outcome',
          input: ({ context }) => {
            const order = must(context.order, 'order');
            const notPrinted = order.documents
              .map(({ number }) => number)
              .filter((number) => !context.printed.includes(number));
            return { transaction: order.transaction, outcome: { printed: [...context.printed], notPrinted } };
          },
          onDone: 'ending',
          onError: 'ending',
        },
        after: { centerAnswers: 'ending' },
      },
      ending: {
        invoke: {
          src: 'endSession',
          input: ({ context }) => ({ service: context.service, session: context.begun?.session ?? null }),
          onDone: '#over',
          onError: '#over',
        },
        after: { centerAnswers: '#over' },
      },
    },
    on: { leave: {} },
  });

  const over = session.createStateConfig({ id: 'over', type: 'final', entry: 'closeAttention' });

  return {
    paying,
    printing,
    refunding,
    settling,
    receiptTold,
    handover,
    message,
    removingCard,
    closing,
    over,
  };
}
