import { assign, raise, sendParent, sendTo, setup } from 'xstate';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import type { UpdateFault } from '../../shared/updates.ts';
import { worthOf } from '../../shared/yen.ts';
import type { Delays } from '../delays.ts';
import type { OutReason } from '../../shared/attendants.ts';
import type { Ports } from '../ports.ts';
import { attendantActors } from './actors.ts';
import { asCashLine, beginCount, levelsAfter } from './count-rules.ts';
import { codeLength } from './entered-code.ts';
import { journalActions } from './journal-actions.ts';
import { nextClaim } from './refund-claim.ts';
import {
  codeRule,
  noLogin,
  noRefund,
  type AttendantContext,
  type AttendantEvent,
  type AttendantInput,
  type AttendantOutput,
} from './context.ts';

/**
 * What the attendants' machine may read from the outside world in a transition. Reading changes nothing; the parts of the
 * machine get no more.
 */
export type Readings = Pick<Ports, 'clock'>;

/** Each test result is noted for the list and recorded in the journal. */
export const testPassed = [
  { type: 'noteTest', params: { passed: true } },
  { type: 'journalTest', params: { passed: true } },
] as const;
export const testFailed = [
  { type: 'noteTest', params: { passed: false } },
  { type: 'journalTest', params: { passed: false } },
] as const;

/**
 * Types, actors, actions and guards that the parts of the attendants' machine share. Whatever changes the outside world (the
 * pad, the scans, the hoppers' books, the journal) is an action of its own, never part of an `assign`.
 */
export function attendantSetup(ports: Ports, delays: Delays) {
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
      forgetLogin: assign(noLogin),
      wipePad: () => ports.pinPad.wipe(),
      openPad: () => ports.pinPad.begin(codeRule),
      /** The pad is empty. */
      noDigits: assign({ pinEntered: 0 }),
      forgetScans: () => ports.scans.begin(),
      forgetCase: assign({ ...noRefund, entered: '', lookupNotice: 'none', typed: '', proof: null }),
      /** A receipt code as it is typed: into the lookup, and into the journal's search. */
      addCodeKey: assign({
        entered: ({ context }, { key }: { key: string }) => (context.entered + key).slice(0, codeLength),
        lookupNotice: 'none',
      }),
      eraseCodeKey: assign({ entered: ({ context }) => context.entered.slice(0, -1) }),
      /** Adds a scanner's text to the fragments before it; what they add up to comes back as `sheetRead`. */
      readSheet({ self }, { text }: { text: string }) {
        self.send({ type: 'sheetRead', read: ports.scans.text(text) });
      },
      readBooks: assign(() => ({
        cases: ports.books.openCases(),
        time: ports.clock.now(),
      })),
      beginCount: assign({ lines: () => beginCount(ports.books.cash()), countAt: null }),
      nothingOpen: assign({
        ...{ page: 0, recorded: null, slip: 'none', check: null, exported: null },
        ...{ day: null, dayFiles: null },
      }),
      readUpdates: assign({ updatesSeen: () => ports.updates.seen() }),
      refuseUpdate: assign({ updateFault: (_, { fault }: { fault: UpdateFault }) => fault }),
      readDay: assign({ day: () => ports.books.day() }),
      drawClaim: assign({ claim: ({ context }) => nextClaim(context, ports.random) }),
      noteOut: assign({
        out: (_, { reason }: { reason: OutReason }) => ({ reason, since: ports.clock.now() }),
      }),
      noteTest: assign({
        results: ({ context: { results, test } }, { passed }: { passed: boolean }) => ({
          ...results,
          [test]: passed ? ('passed' as const) : ('failed' as const),
        }),
      }),
      /** Tells the hoppers again what the books say they hold, so that the state of a jam somebody cleared is asked afresh. */
      forgetJams({ context: { guide } }) {
        if (guide !== 'coinJam' && guide !== 'noteJam') return;
        const hoppers = ports.books.cash().filter(({ place }) => place === 'hopper');
        ports.cash.setLevels(hoppers.map(({ value, count }) => ({ value, count })));
      },
      /** From here on the hoppers pay what was counted, whatever the books said. */
      fillHoppers: ({ context }) => ports.cash.setLevels(levelsAfter(context.lines.map(asCashLine))),
      ...journalActions(ports),
      playSounds: () => ports.soundTest.play(),
      listReopenable: assign({
        toReopen: [],
        reopened: () => ports.reopening.devices.map((device) => ({ device, outcome: null })),
      }),
      restartProgram: () => ports.program.restart(),
      failWith: assign({ cause: (_, { cause }: { cause: AttendantCause }) => cause }),
      loginBroken: assign({ notice: 'cardUnreadable', number: '' }),
      /** A record could not be written: the kiosk goes out of service. */
      journalGone: assign({ journalLost: true }),
      slipMissing: assign({ slip: 'notPrinted' }),
      /** While a session waits for staff, its wait begins again when they come. */
      tellKiosk: sendParent({ type: 'staffHere' }),
      endSlots: sendTo('slots', { type: 'close' }),
      /**
       * Goes on when the journal has answered: a failed write is in the queue ahead of this, so the next decision knows of
       * it.
       */
      hearJournal: ({ self }) => self.send({ type: 'journalHeard' }),
      /** This screen waits for a person: left alone, the session ends by itself. */
      watch: raise({ type: 'touched' }),
    },
    guards: {
      loggedIn: ({ context }) => context.who !== null,
      /** Nobody's session waits meanwhile. */
      betweenSessions: ({ context }) => !context.mending,
      mayMaintain: ({ context }) => context.who?.role === 'operator' && !context.mending,
      journalWorks: ({ context }) => !context.journalLost,
      cardAway: ({ context }) => context.presence === 'absent' || context.presence === 'readerGone',
      cardPresent: ({ context }) => context.presence === 'present' && !context.cardTried,
      codeLongEnough: ({ context }) => context.pinEntered >= codeRule.least,
      numberComplete: ({ context }) => /^[A-Z]{1,3}[0-9]{2,4}$/.test(context.number),
      somethingTaken: ({ context }) => worthOf(context.taken) > 0,
    },
  });
}
export type AttendantSetup = ReturnType<typeof attendantSetup>;
