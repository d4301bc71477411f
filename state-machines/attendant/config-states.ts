import { assign } from 'xstate';
import { offerOf } from './context.ts';
import type { AttendantSetup } from './setup.ts';

/** The configuration: read, and changed as a whole that was checked and shown before. With the change the program begins anew. */
export function configStates(session: AttendantSetup) {
  const notRecorded = {
    target: '#attendantMessage',
    actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
  } as const;

  const configuration = session.createStateConfig({
    id: 'configuration',
    initial: 'reading',
    states: {
      reading: {
        entry: assign({
          page: 0,
          configValues: [],
          earlierConfigs: [],
          configOffer: null,
          configFault: null,
        }),
        invoke: {
          src: 'readConfiguration',
          onDone: {
            target: 'shown',
            actions: assign({
              configValues: ({ event }) => event.output.values,
              earlierConfigs: ({ event }) => event.output.earlier,
            }),
          },
          onError: 'shown',
        },
        after: { journalReads: 'shown' },
      },
      shown: {
        entry: 'watch',
        on: {
          turnPage: { actions: assign({ page: ({ event }) => event.page }) },
          configFromStick: { target: 'asking', actions: assign({ configAsked: null }) },
          openEarlierConfigs: {
            guard: ({ context }) => context.earlierConfigs.length > 0,
            target: 'choosing',
            actions: assign({ page: 0 }),
          },
          openUpdates: '#updates',
          attendantBack: '#maintenance',
        },
      },
      choosing: {
        entry: 'watch',
        on: {
          turnPage: { actions: assign({ page: ({ event }) => event.page }) },
          chooseEarlierConfig: {
            guard: ({ context, event }) =>
              context.earlierConfigs.some(({ number }) => number === event.number),
            target: 'asking',
            actions: assign({ configAsked: ({ event }) => event.number }),
          },
          attendantBack: 'reading',
        },
      },
      asking: {
        invoke: {
          src: 'offerConfiguration',
          input: ({ context }) => ({ number: context.configAsked }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'offered',
              actions: assign({ configOffer: ({ event }) => (event.output.ok ? event.output.value : null) }),
            },
            {
              target: 'refused',
              actions: assign({ configFault: ({ event }) => (event.output.ok ? null : event.output.error) }),
            },
          ],
          onError: { target: 'refused', actions: assign({ configFault: { fault: 'notWritten' } }) },
        },
        after: {
          journalReads: { target: 'refused', actions: assign({ configFault: { fault: 'notWritten' } }) },
        },
      },
      refused: { entry: 'watch', on: { attendantDone: 'reading', attendantBack: 'reading' } },
      offered: {
        entry: ['watch', assign({ page: 0 })],
        on: {
          turnPage: { actions: assign({ page: ({ event }) => event.page }) },
          applyConfig: {
            guard: ({ context }) => !context.journalLost,
            target: 'deciding',
            actions: 'journalConfiguration',
          },
          attendantBack: 'reading',
        },
      },
      deciding: {
        entry: 'hearJournal',
        on: {
          timeUp: {},
          leaveAttendant: {},
          journalHeard: [{ guard: 'journalWorks', target: 'applying' }, notRecorded],
        },
      },
      applying: {
        on: { timeUp: {}, leaveAttendant: {} },
        invoke: {
          src: 'applyConfiguration',
          input: ({ context }) => ({ sum: offerOf(context).sum }),
          onDone: [
            { guard: ({ event }) => event.output.ok, target: 'ending' },
            {
              target: 'refused',
              actions: assign({
                configFault: ({ event }) => (event.output.ok ? null : event.output.error),
              }),
            },
          ],
          onError: { target: 'refused', actions: assign({ configFault: { fault: 'notWritten' } }) },
        },
        after: {
          journalReads: { target: 'refused', actions: assign({ configFault: { fault: 'notWritten' } }) },
        },
      },
      /** The program ends now and begins with it; one that hangs at it is left as it is, for somebody to look. */
      ending: {
        entry: 'restartProgram',
        on: { timeUp: {}, leaveAttendant: {} },
        after: { journalReads: '#maintenance' },
      },
    },
  });

  return { configuration };
}
