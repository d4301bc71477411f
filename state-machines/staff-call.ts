import { fromCallback, fromPromise, setup, type AnyEventObject, type SnapshotFrom } from 'xstate';
import type { Result } from '../shared/result.ts';
import type { StaffCall } from '../shared/staff-call.ts';
import { delays as standardDelays, type Delays } from './delays.ts';
import type { Ports } from './ports.ts';

type StaffCallEvent =
  | { readonly type: 'call' }
  /** Staff have come to the kiosk, or nobody need come any more. */
  | { readonly type: 'over' }
  | { readonly type: 'heard' };

/**
 * Calling staff over to the kiosk: whoever calls sees whether the call was sent, heard, or could not be sent. It outlives a
 * resident's session, since staff may be called for what the session ended with.
 */
export function createStaffCallMachine(ports: Ports, delays: Delays = standardDelays) {
  return setup({
    types: { context: {} as { readonly fitted: boolean }, events: {} as StaffCallEvent },
    actors: {
      send: fromPromise<Result<undefined, { readonly fault: 'notSent' }>>(() => ports.staffCall.call()),
      answers: fromCallback<AnyEventObject>(({ sendBack }) =>
        ports.staffCall.onHeard(() => sendBack({ type: 'heard' } satisfies StaffCallEvent)),
      ),
    },
    delays,
    actions: { endCall: () => ports.staffCall.end() },
    guards: { fitted: ({ context }) => context.fitted },
  }).createMachine({
    id: 'staffCall',
    context: { fitted: ports.staffCall.fitted },
    invoke: { src: 'answers' },
    initial: 'quiet',
    states: {
      quiet: { on: { call: { guard: 'fitted', target: 'standing' } } },
      standing: {
        initial: 'sending',
        on: { call: '.sending', over: 'quiet' },
        exit: 'endCall',
        // Nobody has come, or somebody has and did not say so: the lamp does not burn all night.
        after: { staffCallStands: 'quiet' },
        states: {
          sending: {
            invoke: {
              src: 'send',
              onDone: [{ guard: ({ event }) => event.output.ok, target: 'called' }, { target: 'failed' }],
              onError: 'failed',
            },
            on: { heard: 'heard' },
            after: { staffCallSends: 'failed' },
          },
          called: { on: { heard: 'heard' } },
          heard: {},
          failed: { on: { heard: 'heard' } },
        },
      },
    },
  });
}

export type StaffCallSnapshot = SnapshotFrom<ReturnType<typeof createStaffCallMachine>>;

/** How a call stands, for the screens; null: this kiosk cannot call. */
export function staffCallOf(snapshot: StaffCallSnapshot | undefined): StaffCall | null {
  if (snapshot?.context.fitted !== true) return null;
  const states = ['sending', 'called', 'heard', 'failed'] as const;
  return states.find((standing) => snapshot.matches({ standing })) ?? 'quiet';
}
