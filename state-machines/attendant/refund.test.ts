import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefundCase } from '../../shared/refund-api.ts';
import { err, ok } from '../../shared/result.ts';
import { worthOf, yen } from '../../shared/yen.ts';
import { driveStaff, setRefund, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import type { KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { scriptedCase, staff } from '../../testing/scripted/scripted-attendance.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;

const hang = (): Promise<never> => new Promise(() => undefined);

async function begin(found: RefundCase = scriptedCase): Promise<void> {
  ({ driver, attendant } = await driveStaff(found));
}

beforeEach(() => begin());
afterEach(() => {
  driver.kiosk.stop();
});

describe('a transaction that was looked up', () => {
  it('says what was put in, what came back and what was received, in the receipt’s words', async () => {
    const money = { method: 'cash', paid: yen(600), givenBack: yen(450), owed: yen(0) } as const;
    await begin({ ...scriptedCase, money, stillOwed: yen(0) });
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ paid: 600, givenBack: 450, received: 150 });
  });

  it('has the time that is on the receipt where this kiosk printed it, and says when it does not know it', async () => {
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ at: scriptedCase.builtAt, timeOf: 'order' });
    await driver.wish({ type: 'attendantBack' });
    const receiptAt = scriptedCase.builtAt + 61_000;
    setRefund(driver, { wallet: false, owed: 200 });
    const { local } = driver.world.attendance;
    driver.world.attendance.local = local && { ...local, receiptAt };
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ at: receiptAt, timeOf: 'receipt' });
  });
});

describe('a refund of what the machine owes', () => {
  it('is paid from the hoppers after the center has granted it, with a slip for each side', async () => {
    await attendant.toOwed();
    expect(driver.screen().body).toMatchObject({
      kind: 'refundConfirm',
      amount: 200,
      hows: ['hoppers', 'register'],
      how: 'hoppers',
      secondNeeded: false,
    });
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toEqual({
      kind: 'refundDone',
      code: 'NENE-NENE',
      reason: 'owed',
      hoppers: 200,
      register: 0,
      cashless: 0,
      retakeUntil: null,
      slip: 'printed',
    });
    expect(attendant.record()).toEqual([
      'refund-claim',
      'refund-granted',
      'dispense-intent',
      'dispense-outcome',
      'refund-ended',
    ]);
    const [claim] = attendant.refunds.claims;
    expect(claim).toMatchObject({ reason: 'owed', documents: [], instead: 'money', amount: 200, by: 'S-01' });
    expect(attendant.events('dispense-intent')).toMatchObject([
      { purpose: 'staffRefund', refund: claim?.refund, amount: 200 },
    ]);
    expect(driver.world.refundOutcomes).toEqual([{ hoppers: 200, register: 0, cashless: 0 }]);
    expect(driver.world.slips).toMatchObject([
      { title: 'refund', copy: 'resident', hoppers: 200, by: 'S-01' },
      { title: 'refund', copy: 'store', hoppers: 200, by: 'S-01' },
    ]);
  });

  it('is paid once: a second look-up finds nothing owed', async () => {
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' }, { type: 'attendantDone' });
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ stillOwed: 0, mayRefund: ['badPrint'] });
    expect(deliver(driver.kiosk, { type: 'chooseReason', reason: 'owed' })).toBe('not-now');
    expect(worthOf(driver.world.dispensed)).toBe(200);
  });

  it('removes the notice from the attract screen, while a refund of a bad print leaves it there', async () => {
    driver.kiosk.send({
      type: 'started',
      interrupted: [{ code: scriptedCase.code, owed: yen(200), at: 0 }],
    });
    await attendant.toBadPrint();
    await driver.wish({ type: 'confirmRefund' }, { type: 'attendantDone' }, { type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'attract', interrupted: [{ code: 'NENE-NENE' }] });
    await attendant.enter(staff);
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' }, { type: 'attendantDone' }, { type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'attract', interrupted: [] });
  });

  it('comes from the register for what the hoppers lack, counted coin by coin', async () => {
    driver.world.hopperStopsAfter = 1;
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toEqual({
      kind: 'payFromRegister',
      code: 'NENE-NENE',
      amount: 100,
      short: true,
    });
    expect(deliver(driver.kiosk, { type: 'leaveAttendant' })).toBe('not-now');
    await driver.wish({ type: 'registerPaid' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundDone', hoppers: 100, register: 100 });
    expect(attendant.events('refund-register')).toMatchObject([{ amount: 100, by: 'S-01' }]);
    expect(attendant.events('refund-ended')).toMatchObject([{ hoppers: 100, register: 100, cashless: 0 }]);
  });

  it('comes entirely from the register when staff choose so', async () => {
    await attendant.toOwed();
    await driver.wish({ type: 'chooseHow', how: 'register' }, { type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'payFromRegister', amount: 200, short: false });
    await driver.wish({ type: 'registerPaid' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundDone', hoppers: 0, register: 200 });
    expect(driver.world.dispensed).toEqual([]);
  });

  it('stays on record as granted and unpaid when everybody walks away before the register has paid', async () => {
    await attendant.toOwed();
    await driver.wish({ type: 'chooseHow', how: 'register' }, { type: 'confirmRefund' });
    await driver.pass(delays.attendantIdle);
    expect(driver.kind()).toBe('attract');
    expect(attendant.record()).toEqual(['refund-claim', 'refund-granted']);
    expect(attendant.events('attendant-left')).toMatchObject([{ why: 'timedOut' }]);
  });

  it('says so when the slip was not printed, even if the center did not hear the end', async () => {
    driver.world.receiptWorks = false;
    driver.world.ports.center.refundOutcome = hang;
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.kind()).toBe('working');
    await driver.pass(delays.refundEnds);
    expect(driver.screen().body).toMatchObject({ kind: 'refundDone', hoppers: 200, slip: 'notPrinted' });
    expect(attendant.events('refund-ended')).toHaveLength(1);
  });

  it('has its slips printed even while the center is silent', async () => {
    driver.world.ports.center.refundOutcome = hang;
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.world.slips).toHaveLength(2);
  });
});

describe('the center’s answer to a claim', () => {
  it.each([
    ['alreadyRefunded', 'alreadyRefunded'],
    ['refundNotPossible', 'refundNotPossible'],
    ['codeUnknown', 'codeUnknown'],
    ['invalidOrder', 'refundNotPossible'],
  ] as const)('is a refusal (%s): nothing moves', async (code, cause) => {
    driver.world.claimRefund = () => Promise.resolve(err({ fault: 'refused', code }));
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause, amount: 0 });
    expect(attendant.record()).toEqual(['refund-claim', 'refund-granted']);
    expect(attendant.events('refund-granted')).toMatchObject([{ granted: false }]);
    await driver.wish({ type: 'attendantDone' });
    expect(driver.kind()).toBe('staffMenu');
  });

  it.each(['unreachable', 'slow', 'nonsense'] as const)(
    'is missing or useless (%s): the same claim is made again under the same id, and paid once',
    async (fault) => {
      // The refund was granted; only the answer was lost.
      driver.world.claimRefund = (claim) => {
        expect(attendant.refunds.claim(claim).ok).toBe(true);
        return Promise.resolve(err({ fault }));
      };
      await attendant.toOwed();
      await driver.wish({ type: 'confirmRefund' });
      expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'centerUnreachable' });
      expect(attendant.record()).toEqual(['refund-claim']);
      driver.world.claimRefund = (claim) => Promise.resolve(attendant.refunds.claim(claim));
      await driver.wish({ type: 'attendantDone' });
      expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', amount: 200 });
      // By hand instead of from the hoppers: still the same claim.
      await driver.wish({ type: 'chooseHow', how: 'register' }, { type: 'confirmRefund' });
      expect(driver.screen().body).toMatchObject({ kind: 'payFromRegister', amount: 200 });
      const ids = attendant.refunds.claims.map(({ refund }) => refund);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
    },
  );

  it('comes after the deadline: the refund is paid once, after the second answer', async () => {
    let late: () => void = () => undefined;
    driver.world.claimRefund = (claim) =>
      new Promise((resolve) => {
        late = () => resolve(attendant.refunds.claim(claim));
      });
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    await driver.pass(delays.refundAnswers);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'centerUnreachable' });
    driver.world.claimRefund = (claim) => Promise.resolve(attendant.refunds.claim(claim));
    await driver.wish({ type: 'attendantDone' }, { type: 'confirmRefund' });
    late();
    await driver.pass(1);
    expect(driver.kind()).toBe('refundDone');
    expect(worthOf(driver.world.dispensed)).toBe(200);
    expect(attendant.events('dispense-intent')).toHaveLength(1);
  });

  it('is lost and a different claim follows: that is another refund, which the center refuses', async () => {
    driver.world.claimRefund = (claim) => {
      expect(attendant.refunds.claim(claim).ok).toBe(true);
      return Promise.resolve(err({ fault: 'slow' }));
    };
    await attendant.toBadPrint();
    await driver.wish({ type: 'confirmRefund' }, { type: 'attendantDone' });
    driver.world.claimRefund = (claim) => Promise.resolve(attendant.refunds.claim(claim));
    await driver.wish({ type: 'chooseHow', how: 'retake' }, { type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'alreadyRefunded' });
    expect(driver.world.dispensed).toEqual([]);
  });
});

describe('a bad print', () => {
  it('comes back sheet by sheet, ticked or scanned, and only complete certificates are paid for', async () => {
    await attendant.lookUp();
    await driver.wish({ type: 'chooseReason', reason: 'badPrint' });
    expect(deliver(driver.kiosk, { type: 'sheetsDone' })).toBe('not-now');
    await driver.wish({ type: 'tickSheet', document: 0, sheet: 1 });
    expect(driver.screen().body).toMatchObject({ kind: 'returnSheets', notice: 'none', complete: false });
    // The certificate that the machine could not print has no sheets to bring back, and there is no third sheet.
    await driver.wish(
      { type: 'tickSheet', document: 1, sheet: 1 },
      { type: 'tickSheet', document: 0, sheet: 3 },
    );
    expect(driver.screen().body).toMatchObject({ documents: [{ returned: [1] }, { returned: [] }] });
    driver.world.attendance.sheet = 'more';
    await driver.wish({ type: 'scanned', text: 'AB' });
    expect(driver.screen().body).toMatchObject({ notice: 'moreCodes' });
    driver.world.attendance.sheet = { document: 'DOC-0000-1', sheet: 2, of: 2 };
    await driver.wish({ type: 'scanned', text: 'CD' });
    expect(driver.screen().body).toMatchObject({
      notice: 'scanned',
      complete: true,
      documents: [{ returned: [1, 2] }, { returned: [] }],
    });
    await driver.wish({ type: 'sheetsDone' });
    expect(attendant.events('sheet-returned')).toMatchObject([
      { document: 'DOC-0000-1', sheet: 1, how: 'ticked', by: 'S-01' },
      { document: 'DOC-0000-1', sheet: 2, how: 'scanned', by: 'S-01' },
    ]);
    expect(driver.screen().body).toMatchObject({ amount: 200, hows: ['hoppers', 'register', 'retake'] });
    await driver.wish({ type: 'confirmRefund' });
    expect(attendant.refunds.claims).toMatchObject([
      { reason: 'badPrint', documents: ['DOC-0000-1'], amount: 200, instead: 'money' },
    ]);
    expect(driver.world.slips).toMatchObject([{ reason: 'badPrint', lines: [{ copies: 1, each: 200 }] }, {}]);
  });

  it('is not refunded twice, nor in money after a retake', async () => {
    await attendant.toBadPrint();
    await driver.wish({ type: 'chooseHow', how: 'retake' });
    expect(driver.screen().body).toMatchObject({ amount: 0, how: 'retake', retakeMinutes: 60 });
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({
      kind: 'refundDone',
      hoppers: 0,
      register: 0,
      cashless: 0,
      retakeUntil: driver.world.now + 3_600_000,
    });
    expect(attendant.record().filter((type) => type.startsWith('dispense'))).toEqual([]);
    await driver.wish({ type: 'attendantDone' });
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ mayRefund: ['owed'] });
    expect(deliver(driver.kiosk, { type: 'chooseReason', reason: 'badPrint' })).toBe('not-now');
  });

  it('is told apart from a sheet of another transaction and from one that cannot be read', async () => {
    await attendant.lookUp();
    await driver.wish({ type: 'chooseReason', reason: 'badPrint' });
    driver.world.attendance.sheet = { document: 'DOC-9999-1', sheet: 1, of: 1 };
    await driver.wish({ type: 'scanned', text: 'AB' });
    expect(driver.screen().body).toMatchObject({ notice: 'otherTransaction', complete: false });
    driver.world.attendance.sheet = 'unreadable';
    await driver.wish({ type: 'scanned', text: 'AB' });
    expect(driver.screen().body).toMatchObject({ notice: 'unreadable' });
    await driver.wish({ type: 'readCamera' });
    expect(driver.screen().body).toMatchObject({ notice: 'noCamera' });
    driver.world.attendance.camera = () =>
      Promise.resolve(
        ok([
          { document: 'DOC-0000-1', sheet: 1, of: 2 },
          { document: 'DOC-0000-1', sheet: 2, of: 2 },
        ]),
      );
    await driver.wish({ type: 'readCamera' });
    expect(driver.screen().body).toMatchObject({ notice: 'scanned', complete: true });
    driver.world.attendance.camera = hang;
    await driver.wish({ type: 'readCamera' });
    await driver.pass(delays.cameraReads);
    expect(driver.screen().body).toMatchObject({ kind: 'returnSheets', notice: 'noCamera', complete: true });
  });

  it('is refused where the municipality’s rule says so', async () => {
    const { rule } = scriptedCase;
    await begin({ ...scriptedCase, rule: { ...rule, badPrint: 'notPaidBack' } });
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ mayRefund: ['owed'], rule: rule.words });
    for (const reason of ['badPrint', 'wrongChoice', 'leftBehind'] as const)
      expect(deliver(driver.kiosk, { type: 'chooseReason', reason })).toBe('not-now');
  });
});
