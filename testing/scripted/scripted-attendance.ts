import type {
  Attendant,
  OpenCase,
  DeviceReport,
  JournalCheck,
  JournalFilter,
  PlacedCash,
} from '../../shared/attendants.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema, type RefundCase } from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import type { ReopenableDevice } from '../../shared/restarts.ts';
import type { LogFilter } from '../../shared/log-lines.ts';
import { sampleConfiguration } from '../configuration-samples.ts';
import { sampleLog } from '../log-samples.ts';
import { sampleUpdatesPort } from '../update-samples.ts';
import { noYen, yen } from '../../shared/yen.ts';
import type {
  AttendantFault,
  LocalCase,
  ProvenAttendant,
  UnfinishedRefund,
  ReturnedSheet,
} from '../../state-machines/attendant-ports.ts';
import type { Ports } from '../../state-machines/ports.ts';
import { codes } from '../municipality-codes.ts';
import { sampleDay } from '../receipts/sample-day.ts';

/** Everything attendants encounter, as a test sets it. */
export interface AttendanceScript {
  who: () => Promise<Result<Attendant, AttendantFault>>;
  card: () => Promise<Result<Attendant, AttendantFault>>;
  /** Whether attendants have been given cards. */
  haveCards: boolean;
  local: LocalCase | null;
  unfinished: UnfinishedRefund | null;
  find: () => ReturnType<Ports['books']['find']>;
  page: () => ReturnType<Ports['books']['page']>;
  openCases: readonly OpenCase[];
  cash: readonly PlacedCash[];
  reports: readonly DeviceReport[];
  sheet: 'more' | 'unreadable' | ReturnedSheet;
  camera: () => ReturnType<Ports['scans']['camera']>;
  kindOfCard: () => ReturnType<Ports['attendants']['kindOfCard']>;
  check: () => Promise<JournalCheck>;
  exportJournal: () => ReturnType<Ports['books']['export']>;
  details: () => ReturnType<Ports['devices']['details']>;
  /** What the log's files have. */
  findInLog: (filter: LogFilter) => ReturnType<Ports['logFiles']['find']>;
  day: DayClosing;
  exportDay: () => ReturnType<Ports['books']['exportDay']>;
  testPage: () => Promise<Uint8Array>;
  configuration: Ports['configuration'];
  updates: Ports['updates'];
  /** How opening a device anew ends. */
  reopen: (device: ReopenableDevice) => ReturnType<Ports['reopening']['reopen']>;
  restartMachine: () => ReturnType<Ports['program']['restartMachine']>;
  /** How often the program was told to end and be started anew. */
  restarts: number;
  /** How often the sounds were played. */
  soundTests: number;
  /** The journal pages that were asked for. */
  readonly pages: number[];
  readonly filters: (JournalFilter & { readonly lines: number })[];
  setReports(reports: readonly DeviceReport[]): void;
  /** Those who are told about the devices. */
  readonly listeners: Set<(reports: readonly DeviceReport[]) => void>;
}

export const staff: Attendant = { id: attendantIdSchema.parse('S-01'), role: 'staff' };
export const otherStaff: Attendant = { id: attendantIdSchema.parse('S-02'), role: 'staff' };
export const operator: Attendant = { id: attendantIdSchema.parse('O-01'), role: 'operator' };

/** A case with one certificate printed and one owed, of the transaction that scripted orders have. */
export const scriptedCase: RefundCase = {
  transaction: transactionIdSchema.parse('a'.repeat(32)),
  code: 'NENE-NENE',
  kiosk: 'K-TEST',
  municipality: { id: codes.mihon, name: { ja: '見本市', en: 'Mihon' } },
  builtAt: 1_790_000_000_000,
  documents: [
    {
      number: 'DOC-0000-1',
      kind: 'residenceRecord',
      price: yen(200),
      sheets: 2,
      state: 'printed',
      refunded: false,
    },
    {
      number: 'DOC-0000-2',
      kind: 'residenceRecord',
      price: yen(200),
      sheets: 1,
      state: 'void',
      refunded: false,
    },
  ],
  money: { method: 'cash', paid: yen(400), givenBack: noYen, owed: yen(200) },
  stillOwed: yen(200),
  rule: {
    badPrint: 'paidBack',
    wrongChoice: 'notPaidBack',
    leftBehind: 'notPaidBack',
    words: {
      municipality: { ja: '読めない証明書は返金します。', en: 'Unreadable certificates are refunded.' },
      operator: null,
    },
    retakeMinutes: 60,
  },
  refunds: [],
};

export const deviceReport = (
  device: DeviceReport['device'],
  state: DeviceReport['state'] = 'online',
): DeviceReport => ({
  device,
  state,
  since: 0,
  levels: [],
});

export function newAttendanceScript(): AttendanceScript {
  const script: AttendanceScript = {
    who: () => Promise.resolve(ok(staff)),
    card: () => Promise.resolve(err({ fault: 'notAttendantCard' })),
    haveCards: true,
    local: null,
    unfinished: null,
    find: () => Promise.resolve(ok({ local: script.local, unfinished: script.unfinished })),
    page: () => Promise.resolve(ok({ entries: [], pages: 3 })),
    openCases: [],
    cash: [
      { place: 'hopper', value: 10, count: 20 },
      { place: 'hopper', value: 100, count: 20 },
      { place: 'coinBox', value: 100, count: 5 },
    ],
    reports: [
      deviceReport('coinAcceptor'),
      deviceReport('noteAcceptor'),
      deviceReport('hopper-10'),
      deviceReport('sheetPrinter'),
    ],
    sheet: 'unreadable',
    camera: () => Promise.resolve(err({ fault: 'noCamera' })),
    kindOfCard: () => Promise.resolve('myNumberCard'),
    check: () => Promise.resolve({ whole: true, records: 12, head: 'f'.repeat(64) }),
    exportJournal: () => Promise.resolve(ok({ file: 'komado-K-TEST.zip', key: 'a'.repeat(64) })),
    details: () =>
      Promise.resolve([
        {
          ...{ device: 'coinAcceptor', maker: 'KMD', model: 'CA2', firmware: null, serial: '42' },
          counters: [{ of: 'accepted', count: 7 }],
        },
      ]),
    findInLog: () => Promise.resolve(ok(sampleLog)),
    day: sampleDay,
    exportDay: () => Promise.resolve(ok(['komado-K-TEST-day-12.csv', 'komado-K-TEST-day-12.pdf'])),
    testPage: () => Promise.resolve(new Uint8Array([1])),
    configuration: sampleConfiguration(),
    updates: sampleUpdatesPort(),
    reopen: () => Promise.resolve('online'),
    restartMachine: () => Promise.resolve(ok(undefined)),
    restarts: 0,
    soundTests: 0,
    pages: [],
    filters: [],
    listeners: new Set(),
    setReports(reports) {
      script.reports = reports;
      for (const listener of script.listeners) listener(reports);
    },
  };
  return script;
}

function proven(
  answer: Result<Attendant, AttendantFault>,
  hasCard: boolean,
): Result<ProvenAttendant, AttendantFault> {
  return answer.ok ? ok({ ...answer.value, hasCard, hasCode: true }) : answer;
}

export function scriptedAttendance(
  world: () => { readonly attendance: AttendanceScript },
): Pick<
  Ports,
  | 'attendants'
  | 'books'
  | 'devices'
  | 'scans'
  | 'testPages'
  | 'program'
  | 'soundTest'
  | 'logFiles'
  | 'reopening'
  | 'configuration'
  | 'updates'
> {
  return {
    attendants: {
      byCode: async () => proven(await world().attendance.who(), world().attendance.haveCards),
      byCard: async () => proven(await world().attendance.card(), true),
      kindOfCard: () => world().attendance.kindOfCard(),
    },
    books: {
      cash: () => world().attendance.cash,
      openCases: () => world().attendance.openCases,
      find: () => world().attendance.find(),
      page(page, lines, filter) {
        world().attendance.pages.push(page);
        world().attendance.filters.push({ lines, ...filter });
        return world().attendance.page();
      },
      check: () => world().attendance.check(),
      export: () => world().attendance.exportJournal(),
      day: () => world().attendance.day,
      exportDay: () => world().attendance.exportDay(),
    },
    logFiles: { find: (filter) => world().attendance.findInLog(filter) },
    devices: {
      watch(listener) {
        const { listeners, reports } = world().attendance;
        listeners.add(listener);
        listener(reports);
        return () => listeners.delete(listener);
      },
      details: () => world().attendance.details(),
    },
    scans: {
      text: () => world().attendance.sheet,
      begin: () => undefined,
      camera: () => world().attendance.camera(),
    },
    testPages: { testPage: () => world().attendance.testPage() },
    soundTest: { play: () => void (world().attendance.soundTests += 1) },
    program: {
      restart: () => void (world().attendance.restarts += 1),
      restartMachine: () => world().attendance.restartMachine(),
    },
    configuration: {
      values: () => world().attendance.configuration.values(),
      earlier: () => world().attendance.configuration.earlier(),
      fromStick: () => world().attendance.configuration.fromStick(),
      fromEarlier: (number) => world().attendance.configuration.fromEarlier(number),
      apply: (sum) => world().attendance.configuration.apply(sum),
    },
    updates: {
      seen: () => world().attendance.updates.seen(),
      fromStick: () => world().attendance.updates.fromStick(),
      handIn: (sum, signal) => world().attendance.updates.handIn(sum, signal),
      ask: (wish) => world().attendance.updates.ask(wish),
    },
    reopening: {
      devices: ['cardReader', 'cash', 'sheetPrinter'],
      reopen: (device) => world().attendance.reopen(device),
    },
  };
}
