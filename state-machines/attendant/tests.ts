import { assign } from 'xstate';
import type { DeviceTest } from '../../shared/attendants.ts';
import { denominations, worthOf, type Denomination } from '../../shared/yen.ts';
import { addPiece } from '../money.ts';
import type { AttendantContext } from './context.ts';
import { testFailed, testPassed, type AttendantSetup, type Readings } from './setup.ts';

/** Number of patterns (colour fields and lines) in the screen test. */
export const screenPatterns = 8;
/** Targets of the touch test, over the whole panel. */
export const touchGrid = { columns: 6, rows: 4 } as const;

/** Every test that this kiosk's devices support; whoever may not move money tries none in which it goes in or out. */
export function testsOf({
  reports,
  mayMoveMoney: money,
  sounds,
}: Pick<AttendantContext, 'reports' | 'mayMoveMoney' | 'sounds'>): DeviceTest[] {
  const has = (device: string): boolean => reports.some((report) => report.device === device);
  const hoppers = denominations
    .filter((value) => money && has(`hopper-${value}`))
    .map((value): DeviceTest => `hopper-${value}`);
  return [
    'cardReader',
    ...(money && has('coinAcceptor') ? (['coinPath'] as const) : []),
    ...(money && has('noteAcceptor') ? (['notePath'] as const) : []),
    ...hoppers,
    'sheetBothSides',
    'receipt',
    'screen',
    'touch',
    ...(sounds ? (['sound'] as const) : []),
  ];
}

/** What a path accepts: coins below 1,000 yen, notes from there up. */
export function pathOf(test: DeviceTest, configured: readonly Denomination[]): Denomination[] {
  return configured.filter((value) => value < 1000 === (test === 'coinPath'));
}

/** The denomination of a hopper's test; null for all others. */
export function hopperOf(test: DeviceTest): Denomination | null {
  return denominations.find((value) => test === `hopper-${value}`) ?? null;
}

/** Actions for a person's judgement. */
const judged = [
  { type: 'noteTest', params: ({ event }: Judged) => ({ passed: event.good }) },
  { type: 'journalTest', params: ({ event }: Judged) => ({ passed: event.good }) },
] as const;
interface Judged {
  readonly event: { readonly good: boolean };
}

/** Tests of the devices. Money that goes in comes out again, with a record; a person judges what came out. */
export function testStates(session: AttendantSetup, ports: Readings) {
  return session.createStateConfig({
    id: 'tests',
    initial: 'choosing',
    states: {
      choosing: {
        entry: 'watch',
        on: {
          runTest: {
            guard: ({ context, event }) => !context.journalLost && testsOf(context).includes(event.test),
            target: 'beginning',
            actions: assign({
              test: ({ event }) => event.test,
              taken: [],
              touched: [],
              pattern: 0,
              cardKind: null,
            }),
          },
          attendantBack: '#maintenance',
        },
      },
      beginning: {
        always: [
          { guard: ({ context }) => context.test === 'cardReader', target: 'card' },
          {
            guard: ({ context }) => context.test === 'coinPath' || context.test === 'notePath',
            target: 'path',
          },
          { guard: ({ context }) => context.test === 'sheetBothSides', target: 'sheet' },
          { guard: ({ context }) => context.test === 'receipt', target: 'receipt' },
          { guard: ({ context }) => context.test === 'screen', target: 'screen' },
          { guard: ({ context }) => context.test === 'touch', target: 'touch' },
          { guard: ({ context }) => context.test === 'sound', target: 'judging', actions: 'playSounds' },
          { target: 'confirmingPiece' },
        ],
      },
      card: {
        initial: 'waiting',
        on: {
          endTest: [
            {
              guard: ({ context }) => context.cardKind !== null && context.cardKind !== 'unreadable',
              target: 'choosing',
              actions: testPassed,
            },
            { target: 'choosing', actions: testFailed },
          ],
        },
        states: {
          waiting: {
            entry: 'watch',
            always: { guard: ({ context }) => context.presence === 'present', target: 'reading' },
          },
          reading: {
            invoke: {
              src: 'kindOfCard',
              onDone: { target: 'read', actions: assign({ cardKind: ({ event }) => event.output }) },
              onError: { target: 'read', actions: assign({ cardKind: 'unreadable' }) },
            },
            after: { attendantChecks: { target: 'read', actions: assign({ cardKind: 'unreadable' }) } },
          },
          read: { always: { guard: ({ context }) => context.presence !== 'present', target: 'gone' } },
          /** The reader saw the card leave; another one may come. */
          gone: { always: { guard: ({ context }) => context.presence === 'present', target: 'reading' } },
        },
      },
      path: {
        initial: 'opening',
        invoke: {
          id: 'slots',
          src: 'slotTest',
          input: ({ context }) => ({ accept: pathOf(context.test, context.configured) }),
          onError: { target: '#tests.choosing', actions: testFailed },
        },
        on: {
          timeUp: {},
          leaveAttendant: {},
          credit: {
            actions: assign({ taken: ({ context, event }) => addPiece(context.taken, event.value) }),
          },
        },
        states: {
          // Whatever happens, the slots are closed again: a coin dropped later would belong to nobody.
          opening: { on: { slotOpened: 'open', slotFailed: 'closing' }, after: { cashOpens: 'closing' } },
          open: {
            entry: 'watch',
            on: { endTest: 'closing', slotFailed: 'closing' },
            after: { attendantIdle: 'closing' },
          },
          closing: {
            entry: 'endSlots',
            on: {
              slotClosed: {
                target: '#tests.givingBack',
                actions: assign({ taken: ({ event }) => event.counts }),
              },
              // The mechanism cannot tell what it took: the credits it reported meanwhile count.
              slotFailed: '#tests.givingBack',
            },
            after: { cashEnds: '#tests.givingBack' },
          },
        },
      },
      /** What the slots took is booked, and comes out again as far as the hoppers can pay it. */
      givingBack: {
        on: { timeUp: {}, leaveAttendant: {} },
        entry: 'journalTestMoney',
        invoke: {
          src: 'giveBackTest',
          input: ({ context }) => ({ amount: worthOf(context.taken) }),
          onDone: [
            {
              guard: ({ context, event }) => event.output.shortBy === null && worthOf(context.taken) > 0,
              target: 'choosing',
              actions: testPassed,
            },
            { target: 'choosing', actions: testFailed },
          ],
          onError: { target: 'choosing', actions: testFailed },
        },
        after: { cashDispenses: { target: 'choosing', actions: testFailed } },
      },
      /** One tap alone pays nothing out. */
      confirmingPiece: {
        entry: 'watch',
        on: { confirmPayOut: 'piece', attendantBack: 'choosing' },
      },
      piece: {
        on: { timeUp: {}, leaveAttendant: {} },
        invoke: {
          src: 'pieceTest',
          input: ({ context }) => ({ value: hopperOf(context.test) ?? 10 }),
          onDone: [
            { guard: ({ event }) => event.output.shortBy === null, target: 'judging' },
            { target: 'choosing', actions: testFailed },
          ],
          onError: { target: 'choosing', actions: testFailed },
        },
        after: { cashDispenses: { target: 'choosing', actions: testFailed } },
      },
      sheet: {
        invoke: {
          src: 'sheetTest',
          onDone: [
            { guard: ({ event }) => event.output.outcome === 'printed', target: 'judging' },
            { target: 'choosing', actions: testFailed },
          ],
          onError: { target: 'choosing', actions: testFailed },
        },
        after: { testPrints: { target: 'choosing', actions: testFailed } },
      },
      receipt: {
        invoke: {
          src: 'slips',
          input: ({ context: { language, kiosk } }) => ({
            slips: [{ title: 'test', language, kiosk, at: ports.clock.now() }],
          }),
          onDone: [
            { guard: ({ event }) => event.output, target: 'judging' },
            { target: 'choosing', actions: testFailed },
          ],
          onError: { target: 'choosing', actions: testFailed },
        },
        after: { receiptPrints: { target: 'choosing', actions: testFailed } },
      },
      screen: {
        entry: 'watch',
        on: {
          nextPattern: [
            {
              guard: ({ context }) => context.pattern + 1 < screenPatterns,
              actions: assign({ pattern: ({ context }) => context.pattern + 1 }),
            },
            { target: 'judging' },
          ],
          // The last pattern asks for the judgement itself.
          judge: {
            guard: ({ context }) => context.pattern + 1 >= screenPatterns,
            target: 'choosing',
            actions: judged,
          },
          endTest: 'judging',
        },
      },
      touch: {
        entry: 'watch',
        always: {
          guard: ({ context }) => context.touched.length === touchGrid.columns * touchGrid.rows,
          target: 'choosing',
          actions: testPassed,
        },
        on: {
          testTouched: {
            guard: ({ context, event }) =>
              event.target < touchGrid.columns * touchGrid.rows && !context.touched.includes(event.target),
            actions: assign({ touched: ({ context, event }) => [...context.touched, event.target] }),
          },
          endTest: { target: 'choosing', actions: testFailed },
        },
      },
      judging: {
        entry: 'watch',
        on: {
          judge: {
            target: 'choosing',
            actions: judged,
          },
        },
      },
    },
  });
}
