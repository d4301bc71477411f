import { assign, type SnapshotFrom } from 'xstate';
import { askedCertificate, beginning, saidSetUp } from './context.ts';
import { codeStates } from './code-states.ts';
import { firstStartDelays, type FirstStartDelays } from './delays.ts';
import { deviceStates } from './device-states.ts';
import { codeOf, usualEnrolment } from './entry.ts';
import { entryState } from './entry-state.ts';
import type { FirstStartPorts } from './ports.ts';
import { firstStartSetup } from './setup.ts';

export type FirstStartMachine = ReturnType<typeof createFirstStartMachine>;
export type FirstStartSnapshot = SnapshotFrom<FirstStartMachine>;

/**
 * The first start of a kiosk: from nothing to a configuration in its place. Whoever has the center's one-time code sets it up; without
 * it nobody comes further, and nothing is written in force before the end.
 */
export function createFirstStartMachine(ports: FirstStartPorts, delays: FirstStartDelays = firstStartDelays) {
  const session = firstStartSetup(ports, delays);
  return session.createMachine({
    id: 'firstStart',
    context: ({ input }) => beginning(input),
    type: 'parallel',
    on: {
      setLanguage: { actions: assign({ language: ({ event }) => event.language }) },
      setDisplay: { actions: assign({ display: ({ event }) => event.display }) },
    },
    states: {
      flow: {
        initial: 'welcome',
        states: {
          welcome: { on: { wizardNext: 'kiosk' } },
          kiosk: entryState(session, 'kiosk', { back: 'welcome', next: 'center' }),
          center: {
            ...entryState(session, 'center', { back: 'kiosk', next: 'enrolment' }),
            exit: assign({
              typed: ({ context: { typed } }) => ({
                ...typed,
                enrolment: typed.enrolment === '' ? usualEnrolment(typed.center) : typed.enrolment,
              }),
            }),
          },
          enrolment: entryState(session, 'enrolment', { back: 'center', next: 'code' }),
          code: { id: 'code', ...entryState(session, 'code', { back: 'enrolment', next: 'enrolling' }) },
          enrolling: {
            invoke: {
              src: 'enrol',
              input: ({ context }) => ({
                asked: askedCertificate(context),
                code: codeOf(context.typed.code) ?? { secret: '', fingerprint: '' },
              }),
              onDone: [
                {
                  guard: ({ event }) => event.output.ok,
                  target: 'authorised',
                  actions: { type: 'emptyField', params: { field: 'code' } },
                },
                {
                  target: 'trouble',
                  actions: {
                    type: 'noteTrouble',
                    params: ({ event }) => ({
                      trouble: event.output.ok ? { fault: 'late' } : event.output.error,
                    }),
                  },
                },
              ],
              onError: {
                target: 'trouble',
                actions: { type: 'noteTrouble', params: { trouble: { fault: 'files' } } },
              },
            },
            after: {
              enrols: {
                target: 'trouble',
                actions: { type: 'noteTrouble', params: { trouble: { fault: 'late' } } },
              },
            },
          },
          trouble: {
            on: {
              wizardAgain: 'enrolling',
              wizardNewCode: {
                target: 'code',
                actions: { type: 'emptyField', params: { field: 'code' } },
              },
              wizardNewAddress: 'center',
              attendantBack: 'code',
            },
          },
          /** The center has accepted the code of whoever stands here. */
          authorised: {
            initial: 'panel',
            on: { nobodyCame: 'code' },
            states: {
              panel: {
                id: 'panel',
                on: {
                  wizardPanelRight: {
                    target: 'widthMm',
                    actions: assign({
                      size: ({ event: { width, height } }) => ({ width, height }),
                    }),
                  },
                },
              },
              widthMm: entryState(session, 'widthMm', { back: 'panel', next: 'lowerEdgeMm' }),
              lowerEdgeMm: {
                id: 'lowerEdgeMm',
                ...entryState(session, 'lowerEdgeMm', { back: 'widthMm', next: 'devices' }),
                exit: assign({ at: 0 }),
              },
              devices: deviceStates(session),
              operator: codeStates(session, 'operator', { back: '#devices', next: '#staff' }),
              staff: codeStates(session, 'staff', { back: '#operator', next: '#checking' }),
              checking: {
                id: 'checking',
                entry: assign({ checked: null, faults: [], notWritten: null }),
                invoke: {
                  src: 'check',
                  input: ({ context }) => saidSetUp(context),
                  onDone: [
                    {
                      guard: ({ event }) => event.output.ok,
                      target: 'summary',
                      actions: assign({
                        checked: ({ event }) => (event.output.ok ? event.output.value : null),
                      }),
                    },
                    {
                      target: 'wrong',
                      actions: assign({
                        faults: ({ event }) => (event.output.ok ? [] : event.output.error),
                      }),
                    },
                  ],
                  onError: { target: 'wrong', actions: assign({ notWritten: 'notWritten' }) },
                },
                after: { checks: { target: 'wrong', actions: assign({ notWritten: 'notWritten' }) } },
              },
              wrong: { on: { attendantBack: 'panel', attendantDone: 'checking' } },
              summary: { on: { wizardFinish: 'writing', attendantBack: 'staff' } },
              /** From here on it is whole in its place, or not there: a restart finds out. */
              writing: {
                on: { nobodyCame: {} },
                invoke: {
                  src: 'write',
                  input: ({ context }) => ({ sum: context.checked?.sum ?? '' }),
                  onDone: [
                    { guard: ({ event }) => event.output.ok, target: '#written' },
                    {
                      target: 'wrong',
                      actions: assign({
                        notWritten: ({ event }) => (event.output.ok ? null : event.output.error),
                      }),
                    },
                  ],
                  onError: { target: 'wrong', actions: assign({ notWritten: 'notWritten' }) },
                },
                after: { writes: { target: 'wrong', actions: assign({ notWritten: 'notWritten' }) } },
              },
            },
          },
          written: { id: 'written' },
        },
      },
      /** Counts the time in which nobody touches anything. */
      patience: {
        initial: 'counting',
        states: {
          counting: {
            after: { nobodyComes: { target: 'counting', reenter: true, actions: 'tellNobodyCame' } },
            on: { touched: { target: 'counting', reenter: true } },
          },
        },
      },
    },
  });
}

/** Whether the configuration stands in its place, and the kiosk can start with it. */
export function isWritten(snapshot: FirstStartSnapshot): boolean {
  return snapshot.matches({ flow: 'written' });
}
