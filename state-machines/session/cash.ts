import { assign, raise, type DoneActorEvent } from 'xstate';
import { addYen, noYen, subtractYen } from '../../shared/yen.ts';
import type { PaymentOutput } from '../payment.ts';
import { must } from './context.ts';
import type { SessionSetup } from './setup.ts';

/**
 * The slots and the change, beside the steps: once the sum is secured paper begins, while the slots close and the change comes
 * out. Whoever gives money back for paper waits until this is closed again: one payout after another, each with its counters.
 */
export function cashRegion(session: SessionSetup) {
  return session.createStateConfig({
    initial: 'closed',
    states: {
      closed: { on: { 'cash.open': 'open', 'inactivity.close': 'over' } },
      open: {
        entry: assign({ cashOpen: true }),
        exit: assign({ cashOpen: false }),
        invoke: {
          id: 'payment',
          src: 'payment',
          input: ({ context }) => {
            const { transaction, price } = must(context.order, 'order');
            return { transaction, due: price, configured: context.configured };
          },
          onDone: {
            target: 'closed',
            actions: [
              // Added, because paper that failed may have left a debt before the change was counted.
              assign(({ context, event: { output } }) => {
                const changeGiven = output.end === 'paid' ? output.changeGiven : noYen;
                const given = output.end === 'paid' ? output.changeGiven : output.returned;
                return {
                  paid: output.paid,
                  changeGiven,
                  givenBack: addYen(context.givenBack, given),
                  owed: addYen(context.owed, output.owed),
                };
              }),
              raise(({ event }: { event: DoneActorEvent<PaymentOutput> }) => ({
                type: 'cash.ended',
                output: event.output,
              })),
            ],
          },
          onError: {
            target: 'closed',
            actions: [
              // Nobody knows what came out: all of the change is owed.
              assign(({ context: { order, paid, owed } }) =>
                paid === 0 ? {} : { owed: addYen(owed, subtractYen(paid, must(order, 'order').price)) },
              ),
              raise({ type: 'cash.broke' }),
            ],
          },
        },
      },
      over: { type: 'final' },
    },
  });
}
