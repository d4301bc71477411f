import { assign } from 'xstate';
import type { ReopenOutcome } from '../../shared/restarts.ts';
import type { AttendantContext } from './context.ts';
import type { AttendantSetup } from './setup.ts';

/** Devices, the program, or the whole machine begin anew. Nobody is served meanwhile: an attendant's session is on. */
export function restartStates(session: AttendantSetup) {
  const failed = (cause: 'journalUnavailable' | 'restartNotAllowed' | 'restartNotPossible') =>
    ({ target: '#attendantMessage', actions: { type: 'failWith', params: { cause } } }) as const;
  const notRecorded = failed('journalUnavailable');
  const notPossible = failed('restartNotPossible');

  const restarts = session.createStateConfig({
    id: 'restarts',
    entry: 'listReopenable',
    initial: 'choosing',
    states: {
      choosing: {
        entry: 'watch',
        on: {
          reopenDevices: {
            guard: ({ context }) => !context.journalLost,
            target: 'reopening',
            actions: assign({
              toReopen: ({ context, event }) =>
                event.devices.filter((device) => context.reopened.some((each) => each.device === device)),
            }),
          },
          restartKiosk: {
            guard: ({ context }) => !context.journalLost,
            target: 'decidingKiosk',
            actions: 'journalRestart',
          },
          askRestartMachine: 'confirming',
          attendantBack: '#maintenance',
        },
      },
      /** One device after another, so that each says what became of it before the next is touched. */
      reopening: {
        on: { timeUp: {}, leaveAttendant: {} },
        always: { guard: ({ context }) => context.toReopen.length === 0, target: 'choosing' },
        initial: 'one',
        states: {
          one: {
            invoke: {
              src: 'reopenDevice',
              input: ({ context }) => ({ device: firstOf(context) }),
              onDone: {
                target: 'next',
                actions: [
                  {
                    type: 'journalReopened',
                    params: ({ context, event }) => ({ device: firstOf(context), outcome: event.output }),
                  },
                  assign(({ context, event }) => reopened(context, event.output)),
                ],
              },
              onError: {
                target: 'next',
                actions: [
                  {
                    type: 'journalReopened',
                    params: ({ context }) => ({ device: firstOf(context), outcome: 'hardwareError' }),
                  },
                  assign(({ context }) => reopened(context, 'hardwareError')),
                ],
              },
            },
            after: {
              deviceReopens: {
                target: 'next',
                actions: [
                  {
                    type: 'journalReopened',
                    params: ({ context }) => ({ device: firstOf(context), outcome: 'notAnswered' }),
                  },
                  assign(({ context }) => reopened(context, 'notAnswered')),
                ],
              },
            },
          },
          next: { always: { guard: ({ context }) => context.toReopen.length > 0, target: 'one' } },
        },
      },
      confirming: {
        entry: 'watch',
        on: {
          restartMachine: {
            guard: ({ context }) => !context.journalLost,
            target: 'decidingMachine',
            actions: 'journalMachineRestart',
          },
          attendantBack: 'choosing',
        },
      },
      decidingKiosk: {
        entry: 'hearJournal',
        on: {
          timeUp: {},
          leaveAttendant: {},
          journalHeard: [{ guard: 'journalWorks', target: 'ending' }, notRecorded],
        },
      },
      decidingMachine: {
        entry: 'hearJournal',
        on: {
          timeUp: {},
          leaveAttendant: {},
          journalHeard: [{ guard: 'journalWorks', target: 'askingMachine' }, notRecorded],
        },
      },
      askingMachine: {
        on: { timeUp: {}, leaveAttendant: {} },
        invoke: {
          src: 'restartMachine',
          onDone: [
            { guard: ({ event }) => event.output.ok, target: 'goingDown' },
            {
              guard: ({ event }) => !event.output.ok && event.output.error === 'notAllowed',
              ...failed('restartNotAllowed'),
            },
            notPossible,
          ],
          onError: notPossible,
        },
        after: { machineRestarts: notPossible },
      },
      /** The machine ends this program soon; one that goes on says so. */
      goingDown: { on: { timeUp: {}, leaveAttendant: {} }, after: { journalReads: notPossible } },
      /** The program ends now; one that hangs at it is left as it is, for somebody to look. */
      ending: {
        entry: 'restartProgram',
        on: { timeUp: {}, leaveAttendant: {} },
        after: { journalReads: '#maintenance' },
      },
    },
  });
  return { restarts };
}

function firstOf({ toReopen: [device] }: AttendantContext) {
  if (device === undefined) throw new Error('no device is opened here');
  return device;
}

function reopened(context: AttendantContext, outcome: ReopenOutcome) {
  const [device, ...toReopen] = context.toReopen;
  return {
    toReopen,
    reopened: context.reopened.map((each) => (each.device === device ? { ...each, outcome } : each)),
  };
}
