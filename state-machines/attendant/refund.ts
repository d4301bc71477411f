import { assign } from 'xstate';
import type { RefundClaim } from '../../shared/refund-api.ts';
import { noYen, subtractYen, worthOf } from '../../shared/yen.ts';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import type { ReturnedSheet } from '../attendant-ports.ts';
import type { Ports } from '../ports.ts';
import type { ClaimOutcome } from './actors.ts';
import { whoIs, type AttendantContext } from './context.ts';
import { loginStates } from './login.ts';
import { claimOf, howsFor, reasonsFor, refundAmount, tickSheet, wholeReturned } from './refund-rules.ts';
import { write, type AttendantSetup } from './setup.ts';
import { receiptAgain, refundSlips } from './slips.ts';

/** @throws when the refund's states are entered without a transaction: a broken machine. */
function foundOf({ found }: AttendantContext) {
  if (!found) throw new Error('no transaction was looked up here');
  return found;
}

export function amountOf(context: AttendantContext) {
  const { reason, returned, how } = context;
  return refundAmount(foundOf(context), reason, returned, how);
}

export function needsSecond(context: AttendantContext): boolean {
  return amountOf(context) > context.secondPersonAbove;
}

export function howsOf(context: AttendantContext) {
  const money = refundAmount(foundOf(context), context.reason, context.returned, 'hoppers');
  return howsFor(foundOf(context), context.local, context.reason, money);
}

function claimIn(context: AttendantContext): RefundClaim {
  const { refund, second } = context;
  return claimOf(foundOf(context), context, { refund, by: whoIs(context).id, second });
}

function causeOfClaim(outcome: ClaimOutcome): AttendantCause {
  if (outcome.claimed || outcome.at === 'journal') return 'journalUnavailable';
  if (outcome.fault.fault !== 'refused') return 'centerUnreachable';
  const { code } = outcome.fault;
  return code === 'alreadyRefunded' || code === 'codeUnknown' ? code : 'refundNotPossible';
}

/** Sheets that a scanner or the camera saw, put to those of this transaction. */
function withSheets(context: AttendantContext, sheets: readonly ReturnedSheet[]): Partial<AttendantContext> {
  const { documents } = foundOf(context);
  let { returned } = context;
  let own = 0;
  for (const { document, sheet } of sheets) {
    const index = documents.findIndex(({ number }) => number === document);
    if (index < 0) continue;
    own += 1;
    returned = tickSheet(documents, returned, { document: index, sheet }, 'add');
  }
  return { returned, sheetNotice: own > 0 ? 'scanned' : sheets.length > 0 ? 'otherTransaction' : 'unreadable' };
}

/**
 * A refund: what is it for, which sheets lie here, how does it go back; a second person above the limit; the center grants it once
 * in all; then the money moves, and only then is it told and printed.
 */
export function refundStates(session: AttendantSetup, ports: Ports) {
  const refused = (cause: AttendantCause) =>
    ({
      target: '#attendantMessage',
      actions: { type: 'failWith', params: { cause } },
    }) as const;
  /** While money moves nobody walks out of the session. */
  const stays = { timeUp: {}, leaveAttendant: {} } as const;

  return session.createStateConfig({
    initial: 'shown',
    states: {
      shown: {
        entry: 'watch',
        on: {
          chooseReason: [
            {
              guard: ({ context, event }) => event.reason === 'owed' && reasonsFor(foundOf(context)).includes('owed'),
              target: 'choosingHow',
              actions: assign({ reason: 'owed' }),
            },
            {
              guard: ({ context, event }) => reasonsFor(foundOf(context)).includes(event.reason),
              target: 'sheets',
              actions: assign({ reason: ({ event }) => event.reason }),
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
            actions: assign(({ context, event }) => ({
              slip: event.output ? 'printed' : 'notPrinted',
              journalLost: write(ports, context, {
                type: 'receipt',
                transaction: foundOf(context).transaction,
                printed: event.output,
              }),
            })),
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
              sheetNotice: 'none',
            }),
          },
          scanned: {
            actions: assign(({ context, event }) => {
              const read = ports.scans.text(event.text);
              if (read === 'more') return { sheetNotice: 'moreCodes' as const };
              return read === 'unreadable' ? { sheetNotice: read } : withSheets(context, [read]);
            }),
          },
          readCamera: 'camera',
          sheetsDone: {
            guard: ({ context }) => wholeReturned(foundOf(context).documents, context.returned).length > 0,
            target: 'choosingHow',
            actions: assign({
              journalLost: ({ context }) => write(ports, context, ...returnedEvents(context)),
            }),
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
          refused('cashlessElsewhere'),
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
            guard: ({ context }) => !context.journalLost && (!needsSecond(context) || context.second !== null),
            target: 'claiming',
          },
          attendantBack: 'shown',
        },
      },
      second: loginStates(session, 'second', { entered: '#refund.confirm', left: '#refund.confirm' }),
      claiming: {
        invoke: {
          src: 'claim',
          input: ({ context }) => claimIn(context),
          onDone: [
            {
              guard: ({ event }) => event.output.claimed,
              target: 'paying',
              actions: assign({ granted: ({ event }) => (event.output.claimed ? event.output.granted : null) }),
            },
            {
              target: '#attendantMessage',
              actions: assign({ cause: ({ event }) => causeOfClaim(event.output) }),
            },
          ],
          onError: refused('centerUnreachable'),
        },
        after: { refundAnswers: refused('centerUnreachable') },
        on: stays,
      },
      paying: {
        initial: 'deciding',
        on: stays,
        states: {
          deciding: {
            always: [
              { guard: ({ context }) => context.how === 'hoppers', target: 'hoppers' },
              { guard: ({ context }) => context.how === 'cashless', target: 'cashless' },
              { guard: ({ context }) => context.how === 'register', target: 'register' },
              { target: '#refund.ending' },
            ],
          },
          hoppers: {
            invoke: {
              src: 'payOut',
              input: ({ context }) => ({ claim: claimIn(context) }),
              onDone: [
                {
                  guard: ({ context, event }) => worthOf(event.output.dispensed) >= amountOf(context),
                  target: '#refund.ending',
                  actions: assign({ hoppers: ({ event }) => worthOf(event.output.dispensed) }),
                },
                {
                  // Counted coin by coin: the rest comes from the register.
                  target: 'register',
                  actions: assign({ hoppers: ({ event }) => worthOf(event.output.dispensed) }),
                },
              ],
              onError: refused('payoutUnsure'),
            },
            after: { cashDispenses: refused('payoutUnsure') },
          },
          cashless: {
            invoke: {
              src: 'payCashless',
              input: ({ context }) => ({ claim: claimIn(context), local: context.local }),
              onDone: [
                {
                  guard: ({ event }) => event.output === 'done',
                  target: '#refund.ending',
                  actions: assign({ cashless: ({ context }) => amountOf(context) }),
                },
                {
                  guard: ({ event }) => event.output === 'refused',
                  target: 'register',
                },
                // Nobody knows: the provider is asked again, and nothing is paid by hand meanwhile.
                refused('cashlessUnsure'),
              ],
              onError: refused('cashlessUnsure'),
            },
            after: { cashlessEnds: refused('cashlessUnsure') },
          },
          register: {
            entry: 'watch',
            on: {
              registerPaid: {
                target: '#refund.ending',
                actions: assign(({ context }) => {
                  const amount = restOf(context);
                  const { refund } = context;
                  const { transaction } = foundOf(context);
                  return {
                    register: amount,
                    journalLost: write(ports, context, {
                      type: 'refund-register',
                      ...{ refund, transaction, amount, by: whoIs(context).id },
                    }),
                  };
                }),
              },
            },
          },
        },
      },
      ending: {
        on: stays,
        entry: [
          assign(({ context }) => {
            const { refund, hoppers, register, cashless } = context;
            const { transaction, code } = foundOf(context);
            return {
              paidBack: [...context.paidBack, code],
              journalLost: write(ports, context, {
                type: 'refund-ended',
                ...{ refund, transaction, hoppers, register, cashless },
              }),
            };
          }),
        ],
        invoke: {
          src: 'endRefund',
          input: ({ context }) => {
            const { refund, hoppers, register, cashless } = context;
            const slips = refundSlips(context, foundOf(context), ports.clock.now());
            return { refund, outcome: { hoppers, register, cashless }, slips };
          },
          onDone: {
            target: 'done',
            actions: assign({ slip: ({ event }) => (event.output ? 'printed' : 'notPrinted') }),
          },
          onError: { target: 'done', actions: assign({ slip: 'notPrinted' }) },
        },
        after: { refundEnds: { target: 'done', actions: 'slipMissing' } },
      },
      done: { entry: 'watch', on: { attendantDone: '#menu' } },
    },
  });
}

/** What the hoppers did not give. */
export function restOf(context: AttendantContext) {
  const amount = amountOf(context);
  return amount > context.hoppers ? subtractYen(amount, context.hoppers) : noYen;
}

function returnedEvents(context: AttendantContext) {
  const { transaction, documents } = foundOf(context);
  const by = whoIs(context).id;
  return context.returned.flatMap((sheets, index) =>
    sheets.map((sheet) => ({
      type: 'sheet-returned' as const,
      transaction,
      document: documents[index]?.number ?? '',
      sheet,
      how: context.sheetNotice === 'scanned' ? ('scanned' as const) : ('ticked' as const),
      by,
    })),
  );
}

