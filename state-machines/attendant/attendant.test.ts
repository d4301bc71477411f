import { receiptCode, receiptScan } from '../../shared/receipt-code.ts';
import { setRefund } from '../../testing/scripted/attendant-driver.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualDisplay } from '../../shared/display.ts';
import { err, ok } from '../../shared/result.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import {
  deviceReport,
  operator,
  otherStaff,
  scriptedCase,
  staff,
} from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

beforeEach(() => {
  driver = driveKiosk();
  attendant = driveAttendant(driver);
});
afterEach(() => {
  driver.kiosk.stop();
});

const hang = (): Promise<never> => new Promise(() => undefined);

describe('the login of an attendant', () => {
  it('lets an attendant in by number, code and card, and records entering and leaving', async () => {
    await attendant.enter(staff);
    expect(driver.screen()).toMatchObject({
      attendant: 'here',
      body: { kind: 'staffMenu', attendant: 'S-01', role: 'staff' },
    });
    expect(attendant.events('attendant-entered')).toEqual([
      { type: 'attendant-entered', by: 'S-01', role: 'staff', how: 'cardAndCode' },
    ]);
    await driver.wish({ type: 'leaveAttendant' });
    expect(attendant.events('attendant-left')).toEqual([
      { type: 'attendant-left', by: 'S-01', why: 'asked' },
    ]);
    expect(driver.kind()).toBe('attract');
  });

  it('takes only a complete number, which can be corrected, and only a code of six characters', async () => {
    await settle();
    await driver.wish({ type: 'callAttendant' });
    await attendant.type('S0');
    expect(deliver(driver.kiosk, { type: 'codeDone' })).toBe('not-now');
    await driver.wish({ type: 'codeErase' });
    await attendant.type('01');
    expect(driver.screen().body).toMatchObject({ ask: 'number', number: 'S01' });
    await driver.wish({ type: 'codeDone' }, { type: 'pinDigits', entered: 5 });
    expect(driver.screen().body).toMatchObject({ ask: 'code', entered: 5 });
    expect(deliver(driver.kiosk, { type: 'codeDone' })).toBe('not-now');
    const before = driver.world.wiped;
    await driver.wish({ type: 'attendantBack' });
    expect(driver.screen().body).toMatchObject({ ask: 'number', number: '', entered: 0 });
    expect(driver.world.wiped).toBeGreaterThan(before);
    await driver.wish({ type: 'attendantBack' });
    expect(driver.kind()).toBe('attract');
    expect(attendant.events('attendant-left')).toEqual([]);
  });

  it.each([
    [
      { fault: 'wrong', triesLeft: 2 },
      { notice: 'wrong', triesLeft: 2, lockedUntil: null },
    ],
    [
      { fault: 'locked', until: 99 },
      { notice: 'locked', triesLeft: null, lockedUntil: 99 },
    ],
  ] as const)('tells of %o and lets nobody in', async (fault, shown) => {
    await settle();
    await driver.wish({ type: 'callAttendant' });
    driver.world.attendance.who = () => Promise.resolve(err(fault));
    await attendant.type('S01');
    await driver.wish({ type: 'codeDone' }, { type: 'pinDigits', entered: 6 }, { type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({
      kind: 'attendantLogin',
      ask: 'number',
      number: '',
      ...shown,
    });
    expect(attendant.events('attendant-entered')).toEqual([]);
    expect(deliver(driver.kiosk, { type: 'openMaintenance' })).toBe('not-now');
  });

  it('gives up on a check of the code that hangs', async () => {
    await settle();
    await driver.wish({ type: 'callAttendant' });
    driver.world.attendance.who = hang;
    await attendant.type('S01');
    await driver.wish({ type: 'codeDone' }, { type: 'pinDigits', entered: 6 }, { type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({ ask: 'checking' });
    await driver.pass(delays.attendantChecks);
    expect(driver.screen().body).toMatchObject({ ask: 'number', notice: 'cardUnreadable' });
  });

  it("lets an attendant in by card and code, and says that another card is not an attendant's", async () => {
    await settle();
    driver.world.setCard('present');
    await driver.wish({ type: 'callAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', notice: 'notAttendantCard' });
    driver.world.attendance.card = () => Promise.resolve(ok(operator));
    // The same card is not asked twice; a different one is.
    expect(driver.kind()).toBe('attendantLogin');
    driver.world.setCard('absent');
    driver.world.setCard('present');
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'code', number: 'O01' });
    driver.world.attendance.who = () => Promise.resolve(ok(operator));
    await driver.wish({ type: 'pinDigits', entered: 6 }, { type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'takeCard' });
    driver.world.setCard('absent');
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'staffMenu', attendant: 'O-01', role: 'operator' });
    expect(attendant.events('attendant-entered')).toMatchObject([{ by: 'O-01', how: 'cardAndCode' }]);
  });

  it('is not blocked by a broken reader', async () => {
    await settle();
    driver.world.attendance.card = hang;
    driver.world.setCard('present');
    await driver.wish({ type: 'callAttendant' });
    expect(driver.screen().body).toMatchObject({ ask: 'checking' });
    await driver.pass(delays.attendantChecks);
    expect(driver.screen().body).toMatchObject({ ask: 'number', notice: 'cardUnreadable' });
  });
});

describe('the end of an attendant’s session', () => {
  it('comes by itself when nobody touches the screen, and each touch restarts the time', async () => {
    await attendant.enter(staff);
    await driver.pass(delays.attendantIdle - 1);
    await driver.wish({ type: 'openLookup' });
    await driver.pass(delays.attendantIdle - 1);
    expect(driver.kind()).toBe('lookup');
    await driver.pass(1);
    expect(driver.kind()).toBe('attract');
    expect(attendant.events('attendant-left')).toMatchObject([{ by: 'S-01', why: 'timedOut' }]);
  });

  it('is not delayed by what a resident’s screen sends', async () => {
    await attendant.enter(staff);
    expect(deliver(driver.kiosk, { type: 'acknowledge' })).toBe('not-now');
    expect(deliver(driver.kiosk, { type: 'carryOn' })).toBe('not-now');
    expect(deliver(driver.kiosk, { type: 'start' })).toBe('not-now');
    await driver.pass(delays.attendantIdle);
    expect(driver.kind()).toBe('attract');
  });

  it('never comes while money moves', async () => {
    await attendant.enter(staff);
    await attendant.toOwed();
    const { cash } = driver.world.ports;
    const dispense = cash.dispense.bind(cash);
    cash.dispense = hang;
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'refunding' });
    expect(deliver(driver.kiosk, { type: 'leaveAttendant' })).toBe('not-now');
    await driver.pass(delays.cashDispenses - 1);
    expect(driver.kind()).toBe('working');
    await driver.pass(1);
    expect(driver.screen().body).toMatchObject({
      kind: 'attendantMessage',
      cause: 'payoutUnsure',
      amount: 200,
    });
    expect(attendant.events('refund-ended')).toEqual([]);
    cash.dispense = dispense;
  });
});

it('larger letters are the attendant’s own, and end with their session', async () => {
  await attendant.enter(staff);
  const larger = { ...usualDisplay, size: 200 } as const;
  await driver.wish({ type: 'setDisplay', display: larger });
  expect(driver.screen()).toMatchObject({ attendant: 'here', display: larger });
  await driver.wish({ type: 'leaveAttendant' });
  expect(driver.screen()).toMatchObject({ body: { kind: 'attract' }, display: usualDisplay });
  await attendant.enter(operator);
  expect(driver.screen()).toMatchObject({ attendant: 'here', display: usualDisplay });
});

describe('a call for an attendant', () => {
  it('waits until the resident is gone and does not disturb the session', async () => {
    await driver.toPayment();
    await driver.wish({ type: 'callAttendant' });
    expect(driver.screen()).toMatchObject({ attendant: 'waiting', body: { kind: 'payment' } });
    driver.world.insert(500);
    await settle();
    expect(driver.kind()).toBe('takeEverything');
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 200, givenBack: 300, owed: 0 });
    await driver.wish({ type: 'takenEverything' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'number' });
    await driver.wish({ type: 'attendantBack' });
    expect(driver.kind()).toBe('attract');
  });

  it('works when the kiosk is out of service, too', async () => {
    driver.world.setCard('readerGone');
    await settle();
    expect(driver.kind()).toBe('outOfService');
    await attendant.enter(operator);
    await driver.wish({ type: 'openMaintenance' });
    expect(driver.kind()).toBe('maintenance');
  });
});

describe('store staff', () => {
  beforeEach(() => attendant.enter(staff));

  it('cannot open maintenance', () => {
    expect(deliver(driver.kiosk, { type: 'openMaintenance' })).toBe('not-now');
    expect(driver.kind()).toBe('staffMenu');
  });

  it('find a transaction by typing, by scanner and from the list', async () => {
    setRefund(driver, { wallet: false, owed: 200 });
    await driver.wish({ type: 'openLookup' });
    expect(deliver(driver.kiosk, { type: 'codeDone' })).toBe('not-now');
    await attendant.type('NENENEN');
    await driver.wish({ type: 'codeErase' });
    await attendant.type('NE');
    expect(driver.screen().body).toMatchObject({ entered: 'NENENENE', complete: true });
    await driver.wish({ type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({
      kind: 'refundCase',
      code: 'NENE-NENE',
      stillOwed: 200,
      mayRefund: ['owed', 'badPrint'],
      mayReprint: true,
    });
    await driver.wish({ type: 'attendantBack' }, { type: 'openLookup' });
    await driver.wish({ type: 'scanned', text: 'not a code' });
    expect(driver.screen().body).toMatchObject({ kind: 'lookup', notice: 'unreadable', entered: '' });
    await driver.wish({ type: 'scanned', text: 'nene-nene\n' });
    expect(driver.kind()).toBe('refundCase');
    driver.world.attendance.local = null;
    await driver.wish({ type: 'attendantBack' }, { type: 'openLookup' });
    await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
    expect(driver.screen().body).toMatchObject({ kind: 'refundCase', mayReprint: false });
    setRefund(driver, { wallet: false, owed: 200 });
    const code = 'NENE-NENE';
    driver.world.attendance.openCases = [
      {
        code,
        at: 0,
        lines: [],
        sheets: 1,
        paid: scriptedCase.stillOwed,
        owed: scriptedCase.stillOwed,
        whys: ['owed'],
      },
    ];
    await driver.wish({ type: 'attendantBack' }, { type: 'listOpenCases' });
    expect(driver.screen().body).toMatchObject({ kind: 'openCases', cases: [{ code }], page: 0, pages: 1 });
    expect(deliver(driver.kiosk, { type: 'openCase', code: '—' })).toBe('not-now');
    await driver.wish({ type: 'openCase', code });
    expect(driver.kind()).toBe('refundCase');
  });

  it('are told when no transaction has the code, and when the center is unreachable', async () => {
    await driver.wish({ type: 'openLookup' });
    await attendant.type('NENE10OI');
    await driver.wish({ type: 'codeDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'lookup', notice: 'codeUnknown' });
    driver.world.findTransaction = () => Promise.resolve(err({ fault: 'refused', code: 'codeUnknown' }));
    await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
    const entered = receiptCode(scriptedCase.transaction).replace('-', '');
    expect(driver.screen().body).toMatchObject({ kind: 'lookup', notice: 'codeUnknown', entered });
    setRefund(driver, { wallet: false, owed: 200 });
    driver.world.findTransaction = hang;
    await driver.wish({ type: 'codeDone' });
    await driver.pass(delays.refundAnswers);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'centerUnreachable' });
    await driver.wish({ type: 'attendantDone' });
    expect(driver.kind()).toBe('staffMenu');
  });

  it('are told that the center does not trust this kiosk, or that too many codes were wrong', async () => {
    for (const [code, cause] of [
      ['kioskNotTrusted', 'kioskNotTrusted'],
      ['tooOften', 'tooManyCodes'],
    ] as const) {
      driver.world.findTransaction = () => Promise.resolve(err({ fault: 'refused', code }));
      await driver.wish({ type: 'openLookup' });
      await driver.wish({ type: 'scanned', text: receiptScan(scriptedCase.transaction) });
      expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause });
      await driver.wish({ type: 'attendantDone' });
    }
  });

  it('turn the pages of the list, but never past its end', async () => {
    const { stillOwed: owed } = scriptedCase;
    driver.world.attendance.openCases = Array.from({ length: 7 }, (_, index) => ({
      ...{ code: `NENE-NEN${index + 2}`, at: index, lines: [], sheets: 1, paid: owed, owed },
      whys: ['owed' as const],
    }));
    await driver.wish({ type: 'listOpenCases' }, { type: 'turnPage', page: 1 });
    expect(driver.screen().body).toMatchObject({ page: 1, pages: 2, cases: [{}, {}, {}] });
    await driver.wish({ type: 'turnPage', page: 99 });
    expect(driver.screen().body).toMatchObject({ page: 1, pages: 2 });
  });

  it('reprint the receipt of a transaction of this kiosk', async () => {
    await attendant.lookUp();
    expect(deliver(driver.kiosk, { type: 'reprintSlip' })).toBe('not-now');
    await driver.wish({ type: 'attendantBack' });
    driver.world.attendance.local = localCase;
    await attendant.lookUp();
    await driver.wish({ type: 'reprintSlip' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundCase', slip: 'printed', mayReprint: true });
    expect(driver.world.slips).toMatchObject([{ title: 'owed', code: 'NENE-NENE', paid: 400, owed: 200 }]);
    expect(attendant.events('receipt')).toMatchObject([{ printed: true }]);
    driver.world.receiptWorks = false;
    await driver.wish({ type: 'reprintSlip' });
    expect(driver.screen().body).toMatchObject({ slip: 'notPrinted' });
  });

  it('clear a jam by guided steps, after which the kiosk forgets it', async () => {
    const { attendance } = driver.world;
    attendance.setReports([
      deviceReport('coinAcceptor', 'jammed'),
      deviceReport('sheetPrinter', 'media-empty'),
    ]);
    await settle();
    expect(driver.screen().body).toMatchObject({ asked: ['paper', 'coinJam'] });
    await driver.wish({ type: 'openGuide', guide: 'coinJam' });
    expect(driver.screen().body).toMatchObject({ kind: 'guide', step: 1, of: 4, solved: false });
    await driver.wish({ type: 'guideNext' }, { type: 'attendantBack' });
    expect(driver.screen().body).toMatchObject({ step: 1 });
    driver.world.levels = [];
    await driver.wish({ type: 'guideNext' }, { type: 'guideNext' }, { type: 'guideNext' });
    attendance.setReports([deviceReport('coinAcceptor')]);
    await settle();
    expect(driver.screen().body).toMatchObject({ step: 4, solved: true });
    await driver.wish({ type: 'guideNext' });
    expect(driver.kind()).toBe('staffMenu');
    expect(attendant.events('guided')).toEqual([
      { type: 'guided', guide: 'coinJam', solved: true, by: 'S-01' },
    ]);
    // Only the hoppers, by the books: a box never pays.
    expect(driver.world.levels).toEqual([
      { value: 10, count: 20 },
      { value: 100, count: 20 },
    ]);
  });

  it('record what residents forgot', async () => {
    await driver.wish({ type: 'openForgotten' }, { type: 'recordForgotten', what: 'card' });
    expect(driver.screen().body).toEqual({ kind: 'forgotten', recorded: 'card' });
    expect(attendant.events('forgotten')).toEqual([{ type: 'forgotten', what: 'card', by: 'S-01' }]);
    await driver.wish({ type: 'attendantDone' }, { type: 'openForgotten' });
    expect(driver.screen().body).toEqual({ kind: 'forgotten', recorded: null });
    driver.world.journalWorks = false;
    await driver.wish({ type: 'recordForgotten', what: 'sheets' });
    expect(deliver(driver.kiosk, { type: 'recordForgotten', what: 'change' })).toBe('not-now');
    await driver.wish({ type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'journalUnavailable' });
  });

  it('see nothing that an earlier attendant left behind', async () => {
    await driver.wish({ type: 'openLookup' });
    await attendant.type('NENE');
    await driver.wish({ type: 'leaveAttendant' });
    await attendant.enter(otherStaff);
    await driver.wish({ type: 'openLookup' });
    expect(driver.screen().body).toMatchObject({ kind: 'lookup', entered: '', notice: 'none' });
  });
});

const localCase = {
  transaction: scriptedCase.transaction,
  code: scriptedCase.code,
  at: 0,
  receiptAt: null,
  paid: scriptedCase.money?.paid ?? scriptedCase.stillOwed,
  owed: scriptedCase.stillOwed,
  cashless: null,
  lines: [{ kind: 'residenceRecord' as const, copies: 2, each: scriptedCase.stillOwed }],
  printed: scriptedCase.stillOwed,
  givenBack: scriptedCase.stillOwed,
};
