import { assign, sendParent } from 'xstate';
import type { Ports } from '../ports.ts';
import { whoIs } from './context.ts';
import { asCashLine, beginCount, isCountComplete, levelsAfter, setField } from './count-rules.ts';
import { write, type AttendantSetup } from './setup.ts';
import { cashSlip } from './slips.ts';

/** What operators do beside testing: see every device, count the money, read the journal, switch the service off and on. */
export function maintenanceStates(session: AttendantSetup, ports: Ports) {
  const maintenance = session.createStateConfig({
    id: 'maintenance',
    entry: ['watch', 'nothingOpen', 'readBooks'],
    on: {
      openTests: 'tests',
      openCashCount: {
        guard: 'journalWorks',
        target: 'cashCount',
        actions: assign({ lines: () => beginCount(ports.books.cash()), countAt: null }),
      },
      openJournal: 'journalReview',
      openServiceSwitch: 'serviceSwitch',
      listOpenCases: 'openCases',
      attendantBack: '#menu',
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
            actions: assign({
              journalLost: ({ context }) => {
                const lines = context.lines.map(asCashLine);
                const lost = write(ports, context, { type: 'cash-counted', lines, by: whoIs(context).id });
                // From here on the hoppers pay what was counted, whatever the books had said.
                if (!lost) ports.cash.setLevels(levelsAfter(lines));
                return lost;
              },
            }),
          },
          attendantBack: '#maintenance',
        },
      },
      deciding: {
        always: [
          { guard: 'journalWorks', target: 'writing' },
          // A count that is not on record is none, and gets no slip.
          {
            target: '#attendantMessage',
            actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
          },
        ],
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
        entry: ['watch', 'readBooks'],
        on: {
          turnPage: {
            target: 'reading',
            reenter: true,
            actions: assign({ page: ({ event }) => event.page }),
          },
          verifyJournal: 'checking',
          exportJournal: 'exporting',
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
              actions: assign(({ context, event }) => ({
                exported: event.output.ok ? event.output.value : null,
                journalLost: write(ports, context, { type: 'journal-exported', by: whoIs(context).id }),
              })),
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
          assign(({ context, event }) => ({
            out: { reason: event.reason, since: ports.clock.now() },
            journalLost: write(ports, context, {
              type: 'taken-out',
              reason: event.reason,
              by: whoIs(context).id,
            }),
          })),
          sendParent(({ context }) => ({ type: 'outChanged', out: context.out })),
        ],
      },
      bringBack: {
        guard: ({ context }) => context.out !== null && !context.journalLost,
        actions: [
          assign(({ context, event }) => ({
            out: null,
            journalLost: write(ports, context, {
              type: 'brought-back',
              reason: event.reason,
              by: whoIs(context).id,
            }),
          })),
          sendParent(() => ({ type: 'outChanged', out: null })),
        ],
      },
      clearAlarm: {
        guard: ({ context }) => context.alarm && !context.journalLost,
        actions: [
          assign(({ context }) => ({
            alarm: false,
            journalLost: write(ports, context, { type: 'alarm-cleared', by: whoIs(context).id }),
          })),
          sendParent(() => ({ type: 'alarmCleared' })),
        ],
      },
      attendantBack: '#maintenance',
    },
  });

  return { maintenance, cashCount, journalReview, serviceSwitch };
}
