import {
  deviceReasonSchema,
  deviceStates,
  everyLine,
  journalKinds,
  outReasons,
} from '../../shared/attendants.ts';
import type { CashLine, DeviceReport, DeviceTest, JournalEntry } from '../../shared/attendants.ts';
import { isoDate } from '../../shared/dates.ts';
import { faultReference } from '../../shared/fault-reference.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { denominations, noYen, yen } from '../../shared/yen.ts';
import type { Sample } from './bodies.ts';
import { figureBodies } from './figure-bodies.ts';
import { configurationBodies } from './configuration-bodies.ts';
import { logBodies } from './log-bodies.ts';
import { restartBodies } from './restart-bodies.ts';
import { someMorning } from './places.ts';
import { here, someOperator } from './staff-bodies.ts';

const plainDevices = [
  'cardReader',
  'coinAcceptor',
  'noteAcceptor',
  'sheetPrinter',
  'receiptPrinter',
  'wallet',
  'terminal',
  'speech',
  'center',
  'clock',
  'disk',
  'journal',
] as const;

/** All that a sheet printer can warn of. */
const troubleStates = [
  'media-empty',
  'toner-empty',
  'media-jam',
  'cover-open',
  'offline',
  'hardwareError',
] satisfies DeviceReport['warnings'];

const levels = {
  sheetPrinter: [
    { value: 1234, unit: 'sheets' },
    { value: 100, unit: 'toner' },
  ],
  clock: [{ value: 12, unit: 'ms' }],
  disk: [{ value: 99, unit: 'percent' }],
  journal: [{ value: 123_456, unit: 'records' }],
} satisfies Partial<Record<DeviceReport['device'], DeviceReport['levels']>>;

function levelsOf(device: (typeof plainDevices)[number]): DeviceReport['levels'] {
  return device in levels ? levels[device as keyof typeof levels] : [];
}

/** With `trouble`, every state that exists is on some device. */
function devices(trouble: boolean): DeviceReport[] {
  return [
    ...plainDevices.map((device, index): DeviceReport => ({
      device,
      state: trouble ? (deviceStates[index % deviceStates.length] ?? 'online') : 'online',
      since: someMorning + index * 60_000,
      levels: levelsOf(device),
      ...(trouble && device === 'sheetPrinter' ? { warnings: troubleStates } : {}),
    })),
    ...denominations.map((value, index): DeviceReport => ({
      device: `hopper-${value}`,
      state: trouble && index % 3 === 1 ? 'empty' : 'online',
      since: someMorning,
      levels: [{ value: 120 - index * 10, unit: 'pieces' }],
    })),
  ];
}

const tests: readonly DeviceTest[] = [
  'cardReader',
  'coinPath',
  'notePath',
  'sheetBothSides',
  'receipt',
  'screen',
  'touch',
  'sound',
  ...denominations.map((value) => `hopper-${value}` as const),
];

const lines: readonly CashLine[] = [
  ...denominations.map((value): CashLine => ({
    place: 'hopper',
    value,
    expected: 120,
    counted: 118,
    collected: 0,
    filled: 40,
  })),
  ...denominations.slice(0, 4).map((value): CashLine => ({
    place: 'coinBox',
    value,
    expected: 12_345,
    counted: 12_345,
    collected: 12_345,
    filled: 0,
  })),
  ...denominations.slice(4).map((value): CashLine => ({
    place: 'noteBox',
    value,
    expected: 3,
    counted: 0,
    collected: 0,
    filled: 0,
  })),
];

const details: readonly JournalEntry['detail'][] = [
  null,
  { of: 'count', difference: -12_340 },
  { of: 'count', difference: 0 },
  { of: 'test', test: 'hopper-500', passed: true },
  { of: 'test', test: 'sheetBothSides', passed: false },
];

const entries: readonly JournalEntry[] = [
  ['payment-begin', 'お金を受け取り始めた', 'Began to take money', 450],
  ['cash-stacked', 'お金が箱に入った', 'A coin or note is in the box', 500],
  ['dispense-intent', 'これからお金を出す', 'Money is about to be paid out', 50],
  ['sheet-printed', '証明書の紙が出た', 'A sheet of a certificate came out', null],
  [
    'cashless-capture-outcome',
    '押さえていたお金を受け取った結果',
    'How taking the held money ended',
    10_000_000,
  ],
  ['journal-opened', '記録を開いた', 'The journal was opened', null],
].map(([type, ja, en, amount], index) => ({
  seq: 123_456 - index,
  at: someMorning - index * 1000,
  type: String(type),
  meaning: { ja: String(ja), en: String(en) },
  code: typeof amount === 'number' ? 'K7Q2-M4XD' : null,
  amount: typeof amount === 'number' ? yen(amount) : null,
  detail: details[index] ?? null,
}));

const days = [isoDate('2026-11-21'), isoDate('2026-11-20')];
const anyLine = { filter: everyLine, days };

const head = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

function maintenance(
  trouble: boolean,
  only?: readonly number[],
): Extract<ScreenBody, { readonly kind: 'maintenance' }> {
  return {
    kind: 'maintenance',
    attendant: someOperator,
    devices: devices(trouble).filter((_, index) => only?.includes(index) ?? true),
    out: trouble ? { reason: 'supplies', since: someMorning } : null,
    byCenter: null,
    alarm: trouble,
    owed: trouble ? yen(10_000_000) : noYen,
    openCases: trouble ? 12 : 0,
    time: someMorning + 7_000_000,
    mayMoveMoney: !trouble,
    faults: trouble
      ? [1, 2, 3].map((each) => ({ reference: faultReference(each * 345_678), at: someMorning }))
      : [],
  };
}

const devicesOfScreen = 3;

/** Every device, in whatever state it has in `maintenance-trouble`, a few to a screen. */
function withDevices(): readonly Sample[] {
  const { length } = devices(true);
  return Array.from({ length: Math.ceil(length / devicesOfScreen) }, (_, screen) => ({
    name: `maintenance-devices-${screen + 1}`,
    body: maintenance(
      true,
      Array.from({ length: devicesOfScreen }, (_device, index) => screen * devicesOfScreen + index),
    ),
  }));
}

const reasonsOfScreen = 3;

/** Every reason why a device is in its state, a few to a screen. */
function withReasons(): readonly Sample[] {
  const reasons = deviceReasonSchema.options;
  return Array.from({ length: Math.ceil(reasons.length / reasonsOfScreen) }, (_, screen) => {
    const some = reasons.slice(screen * reasonsOfScreen, (screen + 1) * reasonsOfScreen);
    return {
      name: `maintenance-reasons-${screen + 1}`,
      body: {
        ...maintenance(true),
        devices: some.map((reason, index): DeviceReport => ({
          ...{ device: plainDevices[index] ?? 'cardReader', state: 'offline', since: someMorning, reason },
          levels: [{ value: 42, unit: 'days' }],
        })),
      },
    };
  });
}

const screens: readonly Sample[] = [
  { name: 'maintenance', body: maintenance(false) },
  { name: 'maintenance-trouble', body: maintenance(true) },
  ...withDevices(),
  ...withReasons(),
  {
    name: 'journal-review',
    body: {
      kind: 'journalReview',
      ...anyLine,
      entries: entries.slice(0, 3),
      page: 0,
      pages: 1,
      check: null,
      exported: null,
    },
  },
  {
    name: 'journal-review-whole',
    body: {
      kind: 'journalReview',
      ...anyLine,
      entries: entries.slice(3),
      page: 3,
      pages: 20_000,
      check: { whole: true, records: 123_456, head },
      exported: { file: 'komado-KIOSK-0001-20261121-063042.zip', key: head },
    },
  },
  {
    name: 'journal-review-broken',
    body: {
      kind: 'journalReview',
      days,
      filter: { kind: 'money', day: days[0] ?? null, code: 'WWWW-MMMM' },
      entries: [],
      page: 0,
      pages: 1,
      check: { whole: false, line: 1234, what: 'the checksum does not match' },
      exported: { file: 'komado-KIOSK-0001-20261121-063042.zip', key: null },
    },
  },
  ...journalKinds.map((kind): Sample => ({
    name: `journal-review-${kind}`,
    body: {
      kind: 'journalReview',
      entries: [],
      filter: { kind, day: days[1] ?? null, code: null },
      days,
      page: 0,
      pages: 1,
      check: null,
      exported: null,
    },
  })),
  ...(['none', 'codeUnknown', 'unreadable'] as const).map((notice): Sample => ({
    name: `journal-code-${notice}`,
    body: { kind: 'journalCode', entered: 'K7Q2M4XD', complete: true, notice },
  })),
  { name: 'service-switch', body: { kind: 'serviceSwitch', out: null, byCenter: null, alarm: false } },
  {
    name: 'maintenance-by-center',
    body: { ...maintenance(true), byCenter: { reason: 'event', since: someMorning } },
  },
  ...(['event', null] as const).map((reason): Sample => ({
    name: `service-switch-by-center-${reason === null ? 'drained' : 'out'}`,
    body: { kind: 'serviceSwitch', out: null, byCenter: { reason, since: someMorning }, alarm: false },
  })),
  ...outReasons.map((reason): Sample => ({
    name: `service-switch-${reason}`,
    body: {
      kind: 'serviceSwitch',
      out: { reason, since: someMorning },
      byCenter: null,
      alarm: reason === 'fault',
    },
  })),
];

const counts: readonly Sample[] = [
  {
    name: 'cash-count',
    body: {
      kind: 'cashCount',
      lines: lines.slice(0, 3),
      at: null,
      difference: null,
      notCounted: 3,
      complete: false,
    },
  },
  {
    name: 'cash-count-all',
    body: {
      kind: 'cashCount',
      lines: [...lines],
      at: { place: 'hopper', value: 50, field: 'counted', entered: '1234' },
      difference: -123_450,
      notCounted: 0,
      complete: true,
    },
  },
  {
    name: 'cash-count-boxes',
    body: {
      kind: 'cashCount',
      lines: lines.slice(11, 14),
      at: { place: 'noteBox', value: 1000, field: 'filled', entered: '' },
      difference: 10,
      notCounted: 0,
      complete: true,
    },
  },
  { name: 'cash-counted', body: { kind: 'cashCounted', difference: 0, slip: 'printed' } },
  { name: 'cash-counted-no-slip', body: { kind: 'cashCounted', difference: 12_340, slip: 'notPrinted' } },
];

const results = ['none', 'running', 'passed', 'failed'] as const;

const trying: readonly Sample[] = [
  {
    name: 'tests',
    body: {
      kind: 'tests',
      mayMoveMoney: true,
      tests: tests.map((test, index) => ({ test, result: index % 2 === 0 ? 'passed' : 'failed' })),
    },
  },
  {
    name: 'tests-running',
    body: {
      kind: 'tests',
      mayMoveMoney: false,
      tests: tests.slice(0, 8).map((test, index) => ({ test, result: results[index % 4] ?? 'none' })),
    },
  },
  { name: 'pay-out-test', body: { kind: 'payOutTest', value: 500 } },
  {
    name: 'cash-test-coins',
    body: {
      kind: 'cashTest',
      path: 'coinPath',
      taken: [{ value: 100, count: 2 }],
      expected: [10, 50, 100, 500],
      state: 'open',
    },
  },
  {
    name: 'cash-test-notes',
    body: {
      kind: 'cashTest',
      path: 'notePath',
      taken: [],
      expected: [1000, 2000, 5000, 10000],
      state: 'opening',
    },
  },
  {
    name: 'cash-test-closing',
    body: { kind: 'cashTest', path: 'coinPath', taken: [], expected: [...denominations], state: 'closing' },
  },
  ...(['waiting', 'reading', 'attendantCard', 'myNumberCard', 'otherCard', 'unreadable'] as const).map(
    (state): Sample => ({ name: `card-test-${state}`, body: { kind: 'cardTest', state } }),
  ),
  ...Array.from({ length: 8 }, (_, pattern): Sample => ({
    name: `screen-test-${String(pattern)}`,
    body: { kind: 'screenTest', pattern, of: 8 },
  })),
  { name: 'touch-test', body: { kind: 'touchTest', columns: 8, rows: 6, touched: [3, 4, 19] } },
  {
    name: 'touch-test-upper',
    body: {
      kind: 'touchTest',
      columns: 8,
      rows: 6,
      touched: Array.from({ length: 24 }, (_, index) => index + 24),
    },
  },
  ...tests.slice(0, 9).map((test): Sample => ({ name: `judge-${test}`, body: { kind: 'judgeTest', test } })),
];

/** Screens of operators. All figures are made up. */
export const operatorBodies: readonly Sample[] = [
  ...screens,
  ...counts,
  ...figureBodies,
  ...logBodies,
  ...restartBodies,
  ...configurationBodies,
  ...trying,
].map((sample) => ({ ...sample, ...here }));
