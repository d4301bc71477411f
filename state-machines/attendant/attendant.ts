import { assign, raise, type SnapshotFrom } from 'xstate';
import { delays as standardDelays, type Delays } from '../delays.ts';
import type { Ports } from '../ports.ts';
import { beginAttendant } from './context.ts';
import { loginStates } from './login.ts';
import { maintenanceStates } from './maintenance.ts';
import { refundStates } from './refund.ts';
import { attendantSetup } from './setup.ts';
import { staffStates } from './staff.ts';
import { testStates } from './tests.ts';

/**
 * An attendant's session from login to logout: store staff make refunds and clear faults, operators also count money, run
 * tests, read the journal and switch the service. It ends by itself when nobody touches the screen, but never while money
 * moves.
 */
export function createAttendantMachine(ports: Ports, delays: Delays = standardDelays) {
  const session = attendantSetup(ports, delays);
  const staff = staffStates(session, ports);
  const operator = maintenanceStates(session, ports);
  return session.createMachine({
    id: 'attendant',
    type: 'parallel',
    context: ({ input }) => beginAttendant(input),
    invoke: [{ src: 'presence' }, { src: 'reports' }],
    output: ({ context: { language, journalLost, paidBack } }) => ({ language, journalLost, paidBack }),
    on: {
      presence: {
        actions: assign(({ context, event }) => ({
          presence: event.presence,
          cardTried: event.presence === 'present' && context.cardTried,
        })),
      },
      reports: { actions: assign({ reports: ({ event }) => event.reports }) },
      journalFailed: { actions: 'journalGone' },
      setLanguage: { actions: assign({ language: ({ event }) => event.language }) },
      setDisplay: { actions: assign({ display: ({ event }) => event.display }) },
    },
    states: {
      flow: {
        initial: 'login',
        on: {
          leaveAttendant: { target: '.leaving', actions: { type: 'journalLeft', params: { why: 'asked' } } },
          timeUp: { target: '.leaving', actions: { type: 'journalLeft', params: { why: 'timedOut' } } },
        },
        states: {
          login: loginStates(session, 'login', { entered: '#menu', left: '#removingCard' }),
          ...staff,
          refund: { id: 'refund', ...refundStates(session, ports) },
          ...operator,
          tests: testStates(session, ports),
          /** So that the kiosk, too, hears whether the last record could be written. */
          leaving: {
            entry: 'hearJournal',
            on: { journalHeard: 'removingCard', leaveAttendant: {}, timeUp: {} },
          },
          /** A card left behind would be found by whoever comes next: until it is gone, nothing else happens here. */
          removingCard: {
            id: 'removingCard',
            always: { guard: 'cardAway', target: 'over' },
            on: { leaveAttendant: {}, timeUp: {} },
          },
          over: { id: 'over', type: 'final', entry: ['wipePad', raise({ type: 'attendant.over' })] },
        },
      },
      idle: {
        initial: 'counting',
        states: {
          counting: {
            on: { touched: { target: 'counting', reenter: true }, 'attendant.over': 'over' },
            after: {
              attendantIdle: { target: 'counting', reenter: true, actions: raise({ type: 'timeUp' }) },
            },
          },
          over: { type: 'final' },
        },
      },
    },
  });
}
export type AttendantMachine = ReturnType<typeof createAttendantMachine>;
export type AttendantSnapshot = SnapshotFrom<AttendantMachine>;
