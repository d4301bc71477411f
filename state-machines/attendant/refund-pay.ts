import { assign } from 'xstate';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import { addYen, worthOf } from '../../shared/yen.ts';
import { givenOf } from '../money.ts';
import { claimIn, foundOf, restOf } from './refund-claim.ts';
import type { AttendantSetup, Readings } from './setup.ts';
import { refundSlips } from './slips.ts';

/** Ends a refund that was not paid, or of which nobody knows whether it was. */
export function refusedFor(cause: AttendantCause) {
  return { target: '#attendantMessage', actions: { type: 'failWith', params: { cause } } } as const;
}

/** While money moves, nobody can leave the session and the clock does not end it. */
export const staysWhileMoneyMoves = { timeUp: {}, leaveAttendant: {} } as const;

/**
 * How a granted refund is paid: from the hoppers, by the store, or back to the wallet or card; then its end is recorded and
 * printed.
 */
export function refundPayStates(session: AttendantSetup, ports: Readings) {
  const paying = session.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          // Paid in full before a power cut but never ended; or nothing is due because the certificate is taken again.
          { guard: ({ context }) => restOf(context) === 0, target: '#refund.ending' },
          { guard: ({ context }) => context.how === 'hoppers', target: 'hoppers' },
          { guard: ({ context }) => context.how === 'cashless', target: 'cashless' },
          { guard: ({ context }) => context.how === 'register', target: 'register' },
          { target: '#refund.ending' },
        ],
      },
      hoppers: {
        on: staysWhileMoneyMoves,
        invoke: {
          src: 'payOut',
          input: ({ context }) => ({ claim: claimIn(context), amount: restOf(context) }),
          onDone: [
            {
              guard: ({ context, event }) => worthOf(event.output.dispensed) >= restOf(context),
              target: '#refund.ending',
              actions: assign({
                hoppers: ({ context, event }) =>
                  addYen(context.hoppers, givenOf(event.output.dispensed, restOf(context))),
                journalLost: ({ context, event }) => context.journalLost || !event.output.journalled,
              }),
            },
            // Without a journal nothing moves, and nothing is paid by hand either, because nobody could look it up.
            {
              guard: ({ event }) => !event.output.journalled,
              target: '#attendantMessage',
              actions: ['journalGone', { type: 'failWith', params: { cause: 'journalUnavailable' } }],
            },
            {
              // Counted coin by coin: the rest comes from the register.
              target: 'register',
              actions: assign({
                hoppers: ({ context, event }) =>
                  addYen(context.hoppers, givenOf(event.output.dispensed, restOf(context))),
              }),
            },
          ],
          onError: refusedFor('payoutUnsure'),
        },
        after: { cashDispenses: refusedFor('payoutUnsure') },
      },
      cashless: {
        on: staysWhileMoneyMoves,
        invoke: {
          src: 'payCashless',
          input: ({ context }) => ({ claim: claimIn(context), local: context.local }),
          onDone: [
            {
              guard: ({ event }) => event.output === 'done',
              target: '#refund.ending',
              actions: assign({ cashless: ({ context }) => claimIn(context).amount }),
            },
            {
              // The provider will certainly not give anything back any more, but the center has granted the refund.
              guard: ({ event }) => event.output === 'refused',
              target: 'register',
            },
            {
              guard: ({ event }) => event.output === 'notJournalled',
              target: '#attendantMessage',
              actions: ['journalGone', { type: 'failWith', params: { cause: 'journalUnavailable' } }],
            },
            // Nobody knows: the provider is asked again, and nothing is paid by hand meanwhile.
            refusedFor('cashlessUnsure'),
          ],
          onError: refusedFor('cashlessUnsure'),
        },
        after: { cashlessEnds: refusedFor('cashlessUnsure') },
      },
      /** Left alone, the session ends here too: the journal shows the refund as granted and unpaid. */
      register: {
        entry: 'watch',
        on: {
          leaveAttendant: {},
          registerPaid: {
            target: '#refund.ending',
            actions: [
              'journalRegister',
              assign({ register: ({ context }) => addYen(context.register, restOf(context)) }),
            ],
          },
        },
      },
    },
  });

  const ending = session.createStateConfig({
    on: staysWhileMoneyMoves,
    entry: [
      'journalRefundEnd',
      assign({
        // Refunding a bad print does not change what the machine owes.
        paidBack: ({ context }) =>
          claimIn(context).reason === 'owed'
            ? [...context.paidBack, foundOf(context).code]
            : context.paidBack,
      }),
    ],
    invoke: {
      src: 'endRefund',
      input: ({ context }) => {
        const { hoppers, register, cashless } = context;
        const { refund } = claimIn(context);
        const slips = refundSlips(context, foundOf(context), ports.clock.now());
        return { refund, outcome: { hoppers, register, cashless }, slips };
      },
      onDone: {
        target: 'done',
        actions: assign({ slip: ({ event }) => (event.output ? 'printed' : 'notPrinted') }),
      },
      onError: { target: 'done', actions: assign({ slip: 'notPrinted' }) },
    },
    after: { refundEnds: { target: 'done', actions: 'slipMissing' } },
  });

  return { paying, ending };
}
