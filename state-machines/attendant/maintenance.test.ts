import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyLine } from '../../shared/attendants.ts';
import { err } from '../../shared/result.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver, type Wish } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

const hang = (): Promise<never> => new Promise(() => undefined);

beforeEach(async () => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  await attendant.enter(operator);
  await driver.wish({ type: 'openMaintenance' });
});
afterEach(() => {
  driver.kiosk.stop();
});

/** Types a count of pieces into a field of a line. */
async function count(at: Omit<Extract<Wish, { type: 'selectCash' }>, 'type'>, pieces: string): Promise<void> {
  await driver.wish({ type: 'selectCash', ...at });
  for (const key of pieces) await driver.wish({ type: 'entryKey', key });
}

describe('maintenance', () => {
  it('shows every device, what is owed and how many cases are open, and leads back', async () => {
    expect(driver.screen().body).toMatchObject({
      kind: 'maintenance',
      attendant: 'O-01',
      devices: [{ device: 'coinAcceptor' }, {}, {}, {}],
      out: null,
      alarm: false,
      owed: 0,
    });
    await driver.wish({ type: 'listOpenCases' }, { type: 'attendantBack' });
    expect(driver.kind()).toBe('staffMenu');
  });
});

describe('the cash count', () => {
  beforeEach(() => driver.wish({ type: 'openCashCount' }));

  it('begins with what the books expect, and counts nothing that has not been typed', async () => {
    expect(driver.screen().body).toMatchObject({
      kind: 'cashCount',
      lines: [
        { place: 'hopper', value: 10, expected: 20, counted: 0 },
        { place: 'hopper', value: 100, expected: 20 },
        { place: 'coinBox', value: 100, expected: 5 },
      ],
      at: null,
      complete: false,
    });
    expect(deliver(driver.kiosk, { type: 'entryKey', key: '1' })).toBe('not-now');
    await driver.wish({ type: 'selectCash', place: 'noteBox', value: 1000, field: 'counted' });
    expect(driver.screen().body).toMatchObject({ at: null });
    await count({ place: 'hopper', value: 10, field: 'counted' }, '18');
    await count({ place: 'hopper', value: 100, field: 'counted' }, '20');
    await count({ place: 'coinBox', value: 100, field: 'collected' }, '5');
    expect(deliver(driver.kiosk, { type: 'cashCountDone' })).toBe('not-now');
    // Typed and erased is not counted.
    await count({ place: 'coinBox', value: 100, field: 'counted' }, '5');
    await driver.wish({ type: 'entryErase' });
    expect(driver.screen().body).toMatchObject({ complete: false });
    // Nobody takes out more than was there.
    await count({ place: 'coinBox', value: 100, field: 'counted' }, '04');
    expect(driver.screen().body).toMatchObject({ complete: false, at: { entered: '4' } });
    expect(deliver(driver.kiosk, { type: 'cashCountDone' })).toBe('not-now');
  });

  it('is recorded with its difference, and from then on the hoppers pay what was counted', async () => {
    await count({ place: 'hopper', value: 10, field: 'counted' }, '18');
    await count({ place: 'hopper', value: 100, field: 'counted' }, '21');
    await count({ place: 'hopper', value: 100, field: 'filled' }, '50');
    await count({ place: 'coinBox', value: 100, field: 'counted' }, '5');
    await count({ place: 'coinBox', value: 100, field: 'collected' }, '5');
    expect(driver.screen().body).toMatchObject({ difference: 80, complete: true });
    await driver.wish({ type: 'cashCountDone' });
    expect(driver.screen().body).toEqual({ kind: 'cashCounted', difference: 80, slip: 'printed' });
    expect(attendant.events('cash-counted')).toEqual([
      {
        type: 'cash-counted',
        lines: [
          { place: 'hopper', value: 10, expected: 20, counted: 18, collected: 0, filled: 0 },
          { place: 'hopper', value: 100, expected: 20, counted: 21, collected: 0, filled: 50 },
          { place: 'coinBox', value: 100, expected: 5, counted: 5, collected: 5, filled: 0 },
        ],
        by: 'O-01',
      },
    ]);
    expect(driver.world.levels).toEqual([
      { value: 10, count: 18 },
      { value: 100, count: 71 },
    ]);
    expect(driver.world.slips).toMatchObject([
      { title: 'cash', by: 'O-01', lines: [{ left: 18 }, { left: 71 }, { left: 0 }] },
    ]);
    await driver.wish({ type: 'attendantDone' });
    expect(driver.kind()).toBe('maintenance');
  });

  it('changes no level and prints no slip when the journal cannot record it', async () => {
    await count({ place: 'hopper', value: 10, field: 'counted' }, '1');
    await count({ place: 'hopper', value: 100, field: 'counted' }, '1');
    await count({ place: 'coinBox', value: 100, field: 'counted' }, '1');
    const before = driver.world.levels;
    driver.world.journalWorks = false;
    await driver.wish({ type: 'cashCountDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    expect(driver.world.levels).toBe(before);
    expect(driver.world.slips).toEqual([]);
  });

  it('says so when its slip is not printed', async () => {
    driver.world.ports.receipts.print = hang;
    await count({ place: 'hopper', value: 10, field: 'counted' }, '20');
    await count({ place: 'hopper', value: 100, field: 'counted' }, '20');
    await count({ place: 'coinBox', value: 100, field: 'counted' }, '5');
    await driver.wish({ type: 'cashCountDone' });
    expect(driver.kind()).toBe('working');
    await driver.pass(delays.receiptPrints);
    expect(driver.screen().body).toEqual({ kind: 'cashCounted', difference: 0, slip: 'notPrinted' });
  });
});

describe('the journal on the operator’s screen', () => {
  beforeEach(() => driver.wish({ type: 'openJournal', lines: 12 }));

  it('is read page by page', async () => {
    expect(driver.screen().body).toMatchObject({ kind: 'journalReview', page: 0, pages: 3, check: null });
    await driver.wish({ type: 'turnPage', page: 2 });
    expect(driver.screen().body).toMatchObject({ page: 2 });
    expect(driver.world.attendance.pages.at(-1)).toBe(2);
    await driver.wish({ type: 'attendantBack' }, { type: 'openJournal', lines: 12 });
    expect(driver.screen().body).toMatchObject({ page: 0 });
  });

  it('is searched by kind, day and code, from its first page', async () => {
    await driver.wish({ type: 'turnPage', page: 2 });
    const filter = { kind: 'money', day: null, code: 'NENE-NENE' } as const;
    await driver.wish({ type: 'filterJournal', filter });
    expect(driver.screen().body).toMatchObject({ kind: 'journalReview', page: 0, filter });
    expect(driver.world.attendance.filters.at(-1)).toEqual({ ...filter, lines: 12 });
    await driver.wish({ type: 'scanned', text: 'NENE-NENE' });
    expect(driver.screen().body).toMatchObject({ filter: { kind: null, day: null, code: 'NENE-NENE' } });
    expect(deliver(driver.kiosk, { type: 'scanned', text: 'https://example.com/' })).toBe('not-now');
    await driver.wish({ type: 'attendantBack' }, { type: 'openJournal', lines: 4 });
    expect(driver.world.attendance.filters.at(-1)).toEqual({ kind: null, day: null, code: null, lines: 4 });
  });

  it('is searched by a code that is typed on the panel, and going back leaves all lines', async () => {
    await driver.wish({ type: 'turnPage', page: 2 }, { type: 'typeJournalCode' });
    expect(driver.screen().body).toEqual({
      ...{ kind: 'journalCode', entered: '', complete: false, notice: 'none' },
    });
    expect(deliver(driver.kiosk, { type: 'codeDone' })).toBe('not-now');
    for (const key of 'NENENENE0') await driver.wish({ type: 'codeKey', key });
    expect(driver.screen().body).toMatchObject({ entered: 'NENENENE', complete: true });
    await driver.wish({ type: 'codeDone' });
    const filter = { kind: null, day: null, code: 'NENE-NENE' };
    expect(driver.screen().body).toMatchObject({ kind: 'journalReview', page: 0, filter });
    await driver.wish({ type: 'filterJournal', filter: everyLine }, { type: 'typeJournalCode' });
    for (const key of '0000OOOO') await driver.wish({ type: 'codeKey', key });
    await driver.wish({ type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'journalCode', notice: 'codeUnknown' });
    await driver.wish({ type: 'scanned', text: 'https://example.com/' });
    expect(driver.screen().body).toMatchObject({ notice: 'unreadable' });
    await driver.wish({ type: 'attendantBack' });
    expect(driver.screen().body).toMatchObject({ kind: 'journalReview', filter: everyLine });
    await driver.wish({ type: 'typeJournalCode' }, { type: 'scanned', text: 'NENE-NENE' });
    expect(driver.screen().body).toMatchObject({ kind: 'journalReview', filter });
  });

  it.each([
    ['cannot be read', () => Promise.resolve(err({ fault: 'journalUnread' } as const))],
    ['breaks', () => Promise.reject(new Error('the disk'))],
    ['hangs', hang],
  ])('says so when its file %s', async (_, page) => {
    driver.world.attendance.page = page;
    await driver.wish({ type: 'turnPage', page: 1 });
    await driver.pass(delays.journalReads);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
  });

  it('is checked from the disk, and a check that hangs is given up after its time', async () => {
    await driver.wish({ type: 'verifyJournal' });
    expect(driver.screen().body).toMatchObject({ check: { whole: true, records: 12 } });
    driver.world.attendance.check = () =>
      Promise.resolve({ whole: false, line: 7, what: 'the chain breaks' });
    await driver.wish({ type: 'verifyJournal' });
    expect(driver.screen().body).toMatchObject({ check: { whole: false, line: 7 } });
    driver.world.attendance.check = hang;
    await driver.wish({ type: 'verifyJournal' });
    await driver.pass(delays.journalReads);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
  });

  it('is exported, with a record of it, or the screen says that it could not be', async () => {
    await driver.wish({ type: 'exportJournal' });
    expect(driver.screen().body).toMatchObject({ exported: { file: 'komado-K-TEST.zip' } });
    expect(attendant.events('journal-exported')).toEqual([{ type: 'journal-exported', by: 'O-01' }]);
    driver.world.attendance.exportJournal = () => Promise.resolve(err({ fault: 'noFolder' }));
    await driver.wish({ type: 'exportJournal' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'exportImpossible' });
    expect(attendant.events('journal-exported')).toHaveLength(1);
  });
});

describe('what the devices say of themselves', () => {
  it('is asked when somebody wants to know, and a device that hangs is waited for no longer than its time', async () => {
    await driver.wish({ type: 'openDetails' });
    expect(driver.screen().body).toMatchObject({
      kind: 'deviceDetails',
      devices: [{ device: 'coinAcceptor' }],
    });
    driver.world.attendance.details = hang;
    await driver.wish({ type: 'attendantBack' }, { type: 'openDetails' });
    expect(driver.kind()).toBe('working');
    await driver.pass(delays.journalReads);
    expect(driver.screen().body).toEqual({ kind: 'deviceDetails', devices: [] });
    await driver.wish({ type: 'attendantBack' });
    expect(driver.kind()).toBe('maintenance');
  });
});

describe('the close of the day', () => {
  beforeEach(() => driver.wish({ type: 'openDay' }));

  it('is looked at, goes on record with its totals, and only then to paper and memory stick', async () => {
    expect(driver.screen().body).toEqual({ kind: 'dayReview', day: driver.world.attendance.day });
    expect(attendant.events('day-closed')).toEqual([]);
    // A record that came meanwhile is in it.
    const day = { ...driver.world.attendance.day, openCases: 7 };
    driver.world.attendance.day = day;
    await driver.wish({ type: 'closeDay' });
    const { number, sums, totals } = day;
    expect(attendant.events('day-closed')).toEqual([
      { type: 'day-closed', number, sums, totals, by: 'O-01' },
    ]);
    expect(driver.world.slips).toMatchObject([{ title: 'day', by: 'O-01', day }]);
    expect(driver.screen().body).toMatchObject({
      kind: 'dayClosed',
      number,
      slip: 'printed',
      files: [{}, {}],
    });
    await driver.wish({ type: 'attendantDone' });
    expect(driver.kind()).toBe('maintenance');
  });

  it('prints nothing when the journal cannot record it', async () => {
    driver.world.journalWorks = false;
    await driver.wish({ type: 'closeDay' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    expect(driver.world.slips).toEqual([]);
  });

  it('says which of slip and files there is none of, also when one of them hangs', async () => {
    driver.world.attendance.exportDay = () => Promise.resolve(err({ fault: 'noFolder' }));
    await driver.wish({ type: 'closeDay' });
    expect(driver.screen().body).toMatchObject({ slip: 'printed', files: null });
    driver.world.attendance.exportDay = hang;
    await driver.wish({ type: 'attendantDone' }, { type: 'openDay' }, { type: 'closeDay' });
    expect(driver.kind()).toBe('working');
    await driver.pass(delays.journalReads);
    expect(driver.screen().body).toMatchObject({ kind: 'dayClosed', slip: 'notPrinted', files: null });
    expect(attendant.events('day-closed')).toHaveLength(2);
  });
});

describe('the service switch', () => {
  it('has the program ended, to be started anew, once that is on record', async () => {
    await driver.wish({ type: 'openServiceSwitch' }, { type: 'openRestarts' }, { type: 'restartKiosk' });
    expect(attendant.events('restart-asked')).toEqual([{ type: 'restart-asked', by: 'O-01' }]);
    expect(driver.world.attendance.restarts).toBe(1);
    expect(driver.kind()).toBe('working');
    // One that does not end leads back, for somebody to look.
    await driver.pass(delays.journalReads);
    expect(driver.kind()).toBe('maintenance');
    driver.world.journalWorks = false;
    await driver.wish({ type: 'openServiceSwitch' }, { type: 'openRestarts' }, { type: 'restartKiosk' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    expect(driver.world.attendance.restarts).toBe(1);
  });

  it('takes the kiosk out of service with a reason, which is shown, and brings it back with one', async () => {
    await driver.wish({ type: 'openServiceSwitch' });
    expect(deliver(driver.kiosk, { type: 'bringBack', reason: 'maintenance' })).toBe('not-now');
    await driver.wish({ type: 'takeOut', reason: 'supplies' });
    expect(driver.screen().body).toMatchObject({ kind: 'serviceSwitch', out: { reason: 'supplies' } });
    expect(deliver(driver.kiosk, { type: 'takeOut', reason: 'fault' })).toBe('not-now');
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'outByOperator' });
    expect(deliver(driver.kiosk, { type: 'start' })).toBe('not-now');
    await attendant.enter(operator);
    await driver.wish({ type: 'openMaintenance' });
    expect(driver.screen().body).toMatchObject({ out: { reason: 'supplies' } });
    await driver.wish({ type: 'openServiceSwitch' }, { type: 'bringBack', reason: 'maintenance' });
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.kind()).toBe('attract');
    expect(attendant.events('taken-out')).toEqual([{ type: 'taken-out', reason: 'supplies', by: 'O-01' }]);
    expect(attendant.events('brought-back')).toMatchObject([{ reason: 'maintenance', by: 'O-01' }]);
  });

  it('clears an alarm, which keeps the service locked until then', async () => {
    await driver.wish({ type: 'openServiceSwitch' });
    expect(deliver(driver.kiosk, { type: 'clearAlarm' })).toBe('not-now');
    await driver.wish({ type: 'leaveAttendant' });
    driver.world.order = () => Promise.resolve(err({ fault: 'bindingMismatch' }));
    await driver.toCertificate();
    await driver.wish(
      { type: 'chooseCertificate', kind: 'residenceRecord' },
      { type: 'summaryDone' },
      { type: 'acknowledge' },
    );
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'bindingMismatch' });
    await attendant.enter(operator);
    await driver.wish({ type: 'openMaintenance' }, { type: 'openServiceSwitch' });
    expect(driver.screen().body).toMatchObject({ kind: 'serviceSwitch', alarm: true });
    await driver.wish({ type: 'clearAlarm' });
    expect(driver.screen().body).toMatchObject({ alarm: false });
    expect(attendant.events('alarm-cleared')).toEqual([{ type: 'alarm-cleared', by: 'O-01' }]);
    await driver.wish({ type: 'leaveAttendant' });
    await settle();
    expect(driver.kind()).toBe('attract');
  });
});
