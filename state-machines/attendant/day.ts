import { assign } from 'xstate';
import type { AttendantSetup, Readings } from './setup.ts';
import { daySlip } from './slips.ts';

/** The close of the day: the sums are looked at, then they are on record, and only then on paper and on the memory stick. */
export function dayStates(session: AttendantSetup, ports: Readings) {
  const dayClosing = session.createStateConfig({
    initial: 'looking',
    states: {
      looking: {
        entry: ['watch', 'readDay'],
        on: {
          closeDay: {
            guard: ({ context }) => !context.journalLost,
            target: 'deciding',
            // Read once more: what is on record is what is so now.
            actions: ['readDay', 'journalDay'],
          },
          attendantBack: '#maintenance',
        },
      },
      deciding: {
        entry: 'hearJournal',
        on: {
          journalHeard: [
            { guard: 'journalWorks', target: 'writing' },
            // A closing that is not recorded is none, and gets no slip.
            {
              target: '#attendantMessage',
              actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
            },
          ],
        },
      },
      writing: {
        invoke: {
          src: 'endDay',
          input: ({ context }) => ({ slip: daySlip(context, ports.clock.now()) }),
          onDone: {
            target: 'closed',
            actions: assign({
              slip: ({ event }) => (event.output.printed ? 'printed' : 'notPrinted'),
              dayFiles: ({ event }) => event.output.files,
            }),
          },
          onError: { target: 'closed', actions: 'slipMissing' },
        },
        after: { journalReads: { target: 'closed', actions: 'slipMissing' } },
      },
      closed: { entry: 'watch', on: { attendantDone: '#maintenance', attendantBack: '#maintenance' } },
    },
  });
  return { dayClosing };
}
