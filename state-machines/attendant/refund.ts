import { assign } from 'xstate';
import { loginStates } from './login.ts';
import { causeOfClaim, claimIn, foundOf, howsOf, isUnheard, needsSecond } from './refund-claim.ts';
import { refundPayStates, refusedFor, staysWhileMoneyMoves } from './refund-pay.ts';
import { reasonsFor, tickSheet, wholeReturned } from './refund-rules.ts';
import { sheetKey, withSheets } from './returned-sheets.ts';
import type { AttendantSetup, Readings } from './setup.ts';
import { receiptAgain } from './slips.ts';

/**
 * A refund: what it is for, which sheets were handed back, how the money goes back; a second person above the limit; the
 * center grants it once and for all; then the money moves, and only then is it reported and printed.
 */
export function refundStates(session: AttendantSetup, ports: Readings) {
  return session.createStateConfig({
    initial: 'shown',
    states: {
      shown: {
        entry: 'watch',
        on: {
          chooseReason: [
            { guard: ({ context }) => !context.mayMoveMoney },
            {
              // Claimed before and never ended: resumed under its own id, so that it is paid once.
              guard: ({ context, event }) => context.unfinished?.claim.reason === event.reason,
              target: 'choosingHow',
              actions: assign(({ context, event }) => {
                if (!context.unfinished) return {};
                const { claim, hoppers, register, cashless } = context.unfinished;
                const { second } = claim;
                return { reason: event.reason, claim, second, resumed: true, hoppers, register, cashless };
              }),
            },
            {
              guard: ({ context, event }) =>
                event.reason === 'owed' && reasonsFor(foundOf(context)).includes('owed'),
              target: 'choosingHow',
              actions: assign({ reason: 'owed', second: null }),
            },
            {
              guard: ({ context, event }) => reasonsFor(foundOf(context)).includes(event.reason),
              target: 'sheets',
              // A second person confirmed what was shown then, not what is chosen now.
              actions: assign({ reason: ({ event }) => event.reason, second: null }),
            },
          ],
          reprintSlip: { guard: ({ context }) => context.local !== null, target: 'reprinting' },
          attendantBack: '#menu',
        },
      },
      reprinting: {
        invoke: {
          src: 'slips',
          input: ({ context }) => ({ slips: receiptAgain(context, ports.clock.now()) }),
          onDone: {
            target: 'shown',
            actions: [
              assign({ slip: ({ event }) => (event.output ? 'printed' : 'notPrinted') }),
              { type: 'journalReprint', params: ({ event }) => ({ printed: event.output }) },
            ],
          },
          onError: { target: 'shown', actions: assign({ slip: 'notPrinted' }) },
        },
        after: { receiptPrints: { target: 'shown', actions: assign({ slip: 'notPrinted' }) } },
      },
      sheets: {
        entry: 'watch',
        on: {
          tickSheet: {
            actions: assign({
              returned: ({ context, event }) =>
                tickSheet(foundOf(context).documents, context.returned, event, 'toggle'),
              // A sheet that is unticked and ticked again by hand counts as ticked by a person.
              scanned: ({ context, event }) =>
                context.scanned.filter((key) => key !== sheetKey(event.document, event.sheet)),
              sheetNotice: 'none',
            }),
          },
          scanned: {
            actions: { type: 'readSheet', params: ({ event }) => ({ text: event.text }) },
          },
          sheetRead: {
            actions: assign(({ context, event: { read } }) => {
              if (read === 'more') return { sheetNotice: 'moreCodes' as const };
              return read === 'unreadable' ? { sheetNotice: read } : withSheets(context, [read]);
            }),
          },
          readCamera: 'camera',
          sheetsDone: {
            guard: ({ context }) => wholeReturned(foundOf(context).documents, context.returned).length > 0,
            target: 'choosingHow',
            actions: 'journalSheets',
          },
          attendantBack: 'shown',
        },
      },
      camera: {
        invoke: {
          src: 'camera',
          onDone: {
            target: 'sheets',
            actions: assign(({ context, event: { output } }) =>
              output.ok ? withSheets(context, output.value) : { sheetNotice: output.error.fault },
            ),
          },
          onError: { target: 'sheets', actions: assign({ sheetNotice: 'unreadable' }) },
        },
        after: { cameraReads: { target: 'sheets', actions: assign({ sheetNotice: 'noCamera' }) } },
      },
      choosingHow: {
        always: [
          {
            guard: ({ context }) => howsOf(context).length > 0,
            target: 'confirm',
            actions: assign({ how: ({ context }) => howsOf(context)[0] ?? 'register' }),
          },
          // Paid by wallet or card at another kiosk: only that one can give it back there.
          refusedFor('cashlessElsewhere'),
        ],
      },
      confirm: {
        entry: 'watch',
        on: {
          chooseHow: {
            guard: ({ context, event }) => howsOf(context).includes(event.how),
            actions: assign({ how: ({ event }) => event.how }),
          },
          askSecond: { guard: ({ context }) => needsSecond(context), target: 'second' },
          confirmRefund: {
            guard: ({ context }) =>
              !context.journalLost && (!needsSecond(context) || context.second !== null),
            target: 'claiming',
            actions: 'drawClaim',
          },
          attendantBack: 'shown',
        },
      },
      second: loginStates(session, 'second', { entered: '#refund.confirm', left: '#refund.confirm' }),
      claiming: {
        invoke: {
          src: 'claim',
          input: ({ context }) => ({ claim: claimIn(context), code: foundOf(context).code }),
          onDone: [
            {
              guard: ({ event }) => event.output.claimed,
              target: 'paying',
              actions: assign({
                granted: ({ event }) => (event.output.claimed ? event.output.granted : null),
              }),
            },
            {
              guard: ({ event }) => isUnheard(event.output),
              target: 'unheard',
              actions: assign({ cause: ({ event }) => causeOfClaim(event.output) }),
            },
            {
              target: '#attendantMessage',
              actions: assign({ cause: ({ event }) => causeOfClaim(event.output) }),
            },
          ],
          onError: silent,
        },
        after: { refundAnswers: silent },
        on: staysWhileMoneyMoves,
      },
      /**
       * The center did not say whether it granted the claim: back to the confirmation, where the same claim can be made
       * again.
       */
      unheard: {
        entry: 'watch',
        on: { attendantDone: 'confirm', attendantBack: 'confirm' },
      },
      ...refundPayStates(session, ports),
      done: { entry: 'watch', on: { attendantDone: '#menu' } },
    },
  });
}

const silent = {
  target: 'unheard',
  actions: { type: 'failWith', params: { cause: 'centerUnreachable' } },
} as const;
