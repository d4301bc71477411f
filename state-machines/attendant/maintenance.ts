import { assign, sendParent } from 'xstate';
import { everyLine } from '../../shared/attendants.ts';
import { isCountComplete, setField } from './count-rules.ts';
import { dayStates } from './day.ts';
import { asReceiptCode, codeLength, codeOfScan } from './entered-code.ts';
import { usualLogFilter } from '../../shared/log-lines.ts';
import { configStates } from './config-states.ts';
import { logStates } from './log-states.ts';
import { restartStates } from './restart-states.ts';
import { updateStates } from './update-states.ts';
import type { AttendantSetup, Readings } from './setup.ts';
import { cashSlip } from './slips.ts';

/** What operators do besides testing: see every device, count the money, read the journal, switch the service off and on. */
export function maintenanceStates(session: AttendantSetup, ports: Readings) {
  const maintenance = session.createStateConfig({
    id: 'maintenance',
    entry: ['watch', 'nothingOpen', 'readBooks'],
    on: {
      openTests: 'tests',
      openCashCount: {
        guard: ({ context }) => !context.journalLost && context.mayMoveMoney,
        target: 'cashCount',
        actions: 'beginCount',
      },
      openJournal: {
        target: 'journalReview',
        actions: assign({ journalLines: ({ event }) => event.lines, journalFilter: everyLine }),
      },
      openLog: {
        target: 'logReview',
        actions: assign({ journalLines: ({ event }) => event.lines, logFilter: usualLogFilter }),
      },
      openConfiguration: {
        target: 'configuration',
        actions: assign({ journalLines: ({ event }) => event.lines }),
      },
      openDay: 'dayClosing',
      openDetails: 'deviceDetails',
      openServiceSwitch: 'serviceSwitch',
      listOpenCases: 'openCases',
      attendantBack: '#menu',
    },
  });

  /** Nothing follows from it: devices that do not answer in time are not in the list. */
  const deviceDetails = session.createStateConfig({
    initial: 'asking',
    states: {
      asking: {
        entry: assign({ details: [] }),
        invoke: {
          src: 'readDetails',
          onDone: { target: 'shown', actions: assign({ details: ({ event }) => event.output }) },
          onError: 'shown',
        },
        after: { journalReads: 'shown' },
      },
      shown: { entry: 'watch', on: { attendantBack: '#maintenance' } },
    },
  });

  const cashCount = session.createStateConfig({
    initial: 'counting',
    states: {
      counting: {
        entry: 'watch',
        on: {
          selectCash: {
            actions: assign({
              countAt: ({ context, event: { place, value, field } }) => {
                const index = context.lines.findIndex((line) => line.place === place && line.value === value);
                return index < 0 ? context.countAt : { index, field, entered: '' };
              },
            }),
          },
          entryKey: {
            guard: ({ context, event }) => context.countAt !== null && /^[0-9]$/.test(event.key),
            actions: assign(({ context, event }) => {
              const { countAt, lines } = context;
              if (!countAt) return {};
              const entered = (countAt.entered + event.key).replace(/^0+(?=\d)/, '').slice(0, 4);
              return {
                countAt: { ...countAt, entered },
                lines: setField(lines, countAt.index, countAt.field, entered),
              };
            }),
          },
          entryErase: {
            actions: assign(({ context: { countAt, lines } }) => {
              if (!countAt) return {};
              const entered = countAt.entered.slice(0, -1);
              return {
                countAt: { ...countAt, entered },
                lines: setField(lines, countAt.index, countAt.field, entered),
              };
            }),
          },
          entryDone: { actions: assign({ countAt: null }) },
          cashCountDone: {
            guard: ({ context }) => isCountComplete(context.lines) && !context.journalLost,
            target: 'deciding',
            actions: 'journalCount',
          },
          attendantBack: '#maintenance',
        },
      },
      deciding: {
        entry: 'hearJournal',
        on: {
          journalHeard: [
            { guard: 'journalWorks', target: 'writing', actions: 'fillHoppers' },
            // A count that is not recorded does not count, and gets no slip.
            {
              target: '#attendantMessage',
              actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
            },
          ],
        },
      },
      writing: {
        invoke: {
          src: 'slips',
          input: ({ context }) => ({ slips: [cashSlip(context, ports.clock.now())] }),
          onDone: {
            target: 'counted',
            actions: assign({ slip: ({ event }) => (event.output ? 'printed' : 'notPrinted') }),
          },
          onError: { target: 'counted', actions: 'slipMissing' },
        },
        after: { receiptPrints: { target: 'counted', actions: 'slipMissing' } },
      },
      counted: { entry: 'watch', on: { attendantDone: '#maintenance', attendantBack: '#maintenance' } },
    },
  });

  const journalReview = session.createStateConfig({
    initial: 'reading',
    on: { attendantBack: '#maintenance' },
    states: {
      reading: {
        entry: 'readBooks',
        invoke: {
          src: 'readPage',
          input: ({ context: { page, journalLines: lines, journalFilter: filter } }) => ({
            page,
            lines,
            filter,
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'shown',
              actions: assign(({ event }) => (event.output.ok ? event.output.value : {})),
            },
            {
              target: '#attendantMessage',
              actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
            },
          ],
          onError: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
          },
        },
        after: {
          journalReads: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
          },
        },
      },
      shown: {
        entry: 'watch',
        on: {
          turnPage: {
            target: 'reading',
            actions: assign({ page: ({ event }) => event.page }),
          },
          filterJournal: {
            target: 'reading',
            actions: assign({ page: 0, journalFilter: ({ event }) => event.filter }),
          },
          // A receipt that lies on the counter: what the journal has of it.
          scanned: {
            guard: ({ event }) => codeOfScan(event.text) !== null,
            target: 'reading',
            actions: assign({
              page: 0,
              journalFilter: ({ event }) => ({ ...everyLine, code: codeOfScan(event.text) }),
            }),
          },
          typeJournalCode: { target: 'typing', actions: assign({ entered: '', lookupNotice: 'none' }) },
          verifyJournal: 'checking',
          exportJournal: 'exporting',
        },
      },
      /** A receipt code is typed, where a touch panel alone is there. */
      typing: {
        entry: 'watch',
        on: {
          codeKey: { actions: { type: 'addCodeKey', params: ({ event }) => ({ key: event.key }) } },
          codeErase: { actions: 'eraseCodeKey' },
          codeDone: [
            {
              guard: ({ context }) => asReceiptCode(context.entered) !== null,
              target: 'reading',
              actions: assign({
                page: 0,
                journalFilter: ({ context }) => ({ ...everyLine, code: asReceiptCode(context.entered) }),
              }),
            },
            {
              guard: ({ context }) => context.entered.length === codeLength,
              actions: assign({ lookupNotice: 'codeUnknown' }),
            },
          ],
          scanned: [
            {
              guard: ({ event }) => codeOfScan(event.text) !== null,
              target: 'reading',
              actions: assign({
                page: 0,
                journalFilter: ({ event }) => ({ ...everyLine, code: codeOfScan(event.text) }),
              }),
            },
            { actions: assign({ lookupNotice: 'unreadable' }) },
          ],
          attendantBack: 'reading',
        },
      },
      checking: {
        invoke: {
          src: 'checkJournal',
          onDone: { target: 'reading', actions: assign({ check: ({ event }) => event.output }) },
          onError: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
          },
        },
        after: {
          journalReads: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
          },
        },
      },
      exporting: {
        invoke: {
          src: 'exportJournal',
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'reading',
              actions: [
                assign({ exported: ({ event }) => (event.output.ok ? event.output.value : null) }),
                'journalExported',
              ],
            },
            {
              target: '#attendantMessage',
              actions: { type: 'failWith', params: { cause: 'exportImpossible' } },
            },
          ],
          onError: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'exportImpossible' } },
          },
        },
        after: {
          journalReads: {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'exportImpossible' } },
          },
        },
      },
    },
  });

  const serviceSwitch = session.createStateConfig({
    entry: 'watch',
    on: {
      takeOut: {
        guard: ({ context }) => context.out === null && !context.journalLost,
        actions: [
          { type: 'noteOut', params: ({ event }) => ({ reason: event.reason }) },
          { type: 'journalTakenOut', params: ({ event }) => ({ reason: event.reason }) },
          sendParent(({ context }) => ({ type: 'outChanged', out: context.out })),
        ],
      },
      bringBack: {
        guard: ({ context }) => context.out !== null && !context.journalLost,
        actions: [
          assign({ out: null }),
          { type: 'journalBroughtBack', params: ({ event }) => ({ reason: event.reason }) },
          sendParent(() => ({ type: 'outChanged', out: null })),
        ],
      },
      clearAlarm: {
        guard: ({ context }) => context.alarm && !context.journalLost,
        actions: [
          assign({ alarm: false }),
          'journalAlarmCleared',
          sendParent(() => ({ type: 'alarmCleared' })),
        ],
      },
      openRestarts: 'restarts',
      attendantBack: '#maintenance',
    },
  });

  return {
    maintenance,
    deviceDetails,
    cashCount,
    ...dayStates(session, ports),
    ...logStates(session),
    ...configStates(session),
    ...updateStates(session, ports),
    journalReview,
    serviceSwitch,
    ...restartStates(session),
  };
}
