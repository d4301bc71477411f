import { assign } from 'xstate';
import { addYen, noYen, yen } from '../../shared/yen.ts';
import { givenOf } from '../money.ts';
import type { Ports } from '../ports.ts';
import { receiptCode, settle } from '../settlement.ts';
import { must, nextStepSlip, receiptOf } from './context.ts';
import type { SessionSetup } from './setup.ts';

/** Printing, giving back or owing money, the slip, the handover and the end. */
export function finishStates(session: SessionSetup, ports: Ports) {
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
          const cashless = context.cashless !== null;
          const settled = settle(output.documents);
          const { printed, notPrinted, earned } = settled;
          // What a provider holds is captured only for what was printed completely, so nothing is owed.
          const refundNow = cashless ? noYen : settled.refundNow;
          const forStaff = cashless ? noYen : settled.forStaff;
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
            // Counts certificates, not their price: one taken again after a bad print costs nothing.
            cause: output.bindingMismatch
              ? 'bindingMismatch'
              : printed.length === 0
                ? 'printerUnavailable'
                : null,
          } as const;
        }),
      },
      onError: {
        target: 'refunding',
        // Nobody knows what came out: the whole price is owed through staff; what a provider holds is released entirely.
        actions: assign({
          owed: ({ context }) =>
            context.cashless === null
              ? addYen(context.owed, must(context.order, 'order').price)
              : context.owed,
          cause: 'printerUnavailable',
        }),
      },
    },
    on: { leave: {}, staffHere: { actions: 'tellPrinting' } },
  });

  const refunding = session.createStateConfig({
    entry: 'rest',
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          { guard: 'bindingBroken', target: 'changeComing', actions: 'journalAlarm' },
          { target: 'changeComing' },
        ],
      },
      /** The slots may still be closing, or the change coming out, when the paper has ended. */
      changeComing: { always: { guard: 'cashClosed', target: 'asking' } },
      asking: {
        always: [
          { guard: 'cashlessHeld', target: 'ending' },
          { guard: 'refundDue', target: 'giving' },
          { target: '#settling' },
        ],
      },
      /** Captures what was earned and releases the rest. If the provider does not say, it is asked again after the session. */
      ending: {
        invoke: {
          src: 'endCashless',
          input: ({ context }) => ({
            transaction: must(context.order, 'order').transaction,
            payment: must(context.cashless, 'payment'),
            earned: context.earned,
          }),
          onDone: { target: '#settling', actions: 'letGoOfRest' },
          onError: { target: '#settling', actions: 'letGoOfRest' },
        },
        after: { cashlessEnds: { target: '#settling', actions: 'letGoOfRest' } },
      },
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
              const given = givenOf(output.dispensed, context.refundNow);
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
    entry: 'noteTime',
    initial: 'shown',
    on: { acknowledge: 'removingCard', leave: 'removingCard' },
    states: {
      shown: {
        entry: 'watchMessage',
        on: { printNextStep: { guard: 'nextStepOffered', target: 'printingSlip' } },
      },
      printingSlip: {
        entry: 'rest',
        invoke: {
          src: 'receipt',
          input: ({ context }) => nextStepSlip(context, ports.clock.now()),
          onDone: {
            target: 'shown',
            actions: assign({ nextSlip: ({ event }) => (event.output.ok ? 'printed' : 'notPrinted') }),
          },
          onError: { target: 'shown', actions: assign({ nextSlip: 'notPrinted' }) },
        },
        after: { receiptPrints: { target: 'shown', actions: assign({ nextSlip: 'notPrinted' }) } },
      },
    },
  });

  /** As long as a card is still inside, the kiosk does not go on to the next person. */
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
            const { method, paid, givenBack, owed } = context;
            const money = { method, paid, givenBack, owed };
            return {
              transaction: order.transaction,
              outcome: { printed: [...context.printed], notPrinted, money },
            };
          },
          onDone: 'ending',
          onError: 'ending',
        },
        after: { centerAnswers: 'ending' },
      },
      ending: {
        invoke: {
          src: 'endSession',
          input: ({ context }) => ({ session: context.begun?.session ?? null }),
          onDone: '#over',
          onError: '#over',
        },
        after: { centerAnswers: '#over' },
      },
    },
    on: { leave: {} },
  });

  const over = session.createStateConfig({ id: 'over', type: 'final', entry: 'closeInactivity' });

  return {
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
