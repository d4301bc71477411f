import { assign, raise, sendTo, setup } from 'xstate';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import { worthOf } from '../../shared/yen.ts';
import { delays } from '../delays.ts';
import type { JournalEvent, Ports } from '../ports.ts';
import { attendantActors } from './actors.ts';
import {
  codeRule,
  noLogin,
  noRefund,
  whoIs,
  type AttendantContext,
  type AttendantEvent,
  type AttendantInput,
  type AttendantOutput,
} from './context.ts';

/** Writes events; once a write has failed, it stays known. */
export function write(
  ports: Pick<Ports, 'journal'>,
  context: Pick<AttendantContext, 'journalLost'>,
  ...events: readonly JournalEvent[]
): boolean {
  return events.reduce((lost, event) => !ports.journal.append(event).ok || lost, context.journalLost);
}

/** How a test came out, in the list and in the journal. */
export function noteTest(
  ports: Pick<Ports, 'journal'>,
  context: AttendantContext,
  passed: boolean,
): Partial<AttendantContext> {
  const { test, results } = context;
  return {
    results: { ...results, [test]: passed ? 'passed' : 'failed' },
    journalLost: write(ports, context, { type: 'test', test, passed, by: whoIs(context).id }),
  };
}

/** Types, actors, actions and guards that the parts of the attendants' machine share. */
export function attendantSetup(ports: Ports) {
  return setup({
    types: {
      context: {} as AttendantContext,
      events: {} as AttendantEvent,
      input: {} as AttendantInput,
      output: {} as AttendantOutput,
    },
    actors: attendantActors(ports),
    delays,
    actions: {
      forgetLogin: assign(() => {
        ports.pinPad.wipe();
        return noLogin;
      }),
      openPad: assign(() => {
        ports.pinPad.begin(codeRule);
        return { pinEntered: 0 };
      }),
      wipePad: assign(() => {
        ports.pinPad.wipe();
        return { pinEntered: 0 };
      }),
      forgetCase: assign(() => {
        ports.scans.begin();
        return { ...noRefund, entered: '', lookupNotice: 'none' as const };
      }),
      readBooks: assign(({ context }) => ({
        ...ports.books.page(context.page),
        cases: ports.books.openCases(),
        time: ports.clock.now(),
      })),
      nothingOpen: assign({ page: 0, recorded: null, slip: 'none', check: null, exported: null }),
      journalEntered: assign({
        journalLost: ({ context }, { how }: { how: 'code' | 'card' }) => {
          const { id: by, role } = whoIs(context);
          return write(ports, context, { type: 'attendant-entered', by, role, how });
        },
      }),
      journalLeft: assign({
        journalLost: ({ context }, { why }: { why: 'asked' | 'timedOut' }) =>
          context.who === null
            ? context.journalLost
            : write(ports, context, { type: 'attendant-left', by: context.who.id, why }),
      }),
      failWith: assign({ cause: (_, { cause }: { cause: AttendantCause }) => cause }),
      testPassed: assign(({ context }) => noteTest(ports, context, true)),
      testFailed: assign(({ context }) => noteTest(ports, context, false)),
      loginBroken: assign({ notice: 'cardUnreadable', number: '' }),
      /** What was to be written could not be: the kiosk goes out of service. */
      journalGone: assign({ journalLost: true }),
      slipMissing: assign({ slip: 'notPrinted' }),
      endSlots: sendTo('slots', { type: 'close' }),
      /** This screen waits for a person: left alone, the session ends by itself. */
      watch: raise({ type: 'touched' }),
    },
    guards: {
      loggedIn: ({ context }) => context.who !== null,
      isOperator: ({ context }) => context.who?.role === 'operator',
      journalWorks: ({ context }) => !context.journalLost,
      cardPresent: ({ context }) => context.presence === 'present' && !context.cardTried,
      codeLongEnough: ({ context }) => context.pinEntered >= codeRule.least,
      numberComplete: ({ context }) => /^[A-Z]{1,3}[0-9]{2,4}$/.test(context.number),
      somethingTaken: ({ context }) => worthOf(context.taken) > 0,
    },
  });
}
export type AttendantSetup = ReturnType<typeof attendantSetup>;
