import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import { requestIdSchema } from '../../shared/ids.ts';
import type { RefundCase, RefundClaim } from '../../shared/refund-api.ts';
import { ok } from '../../shared/result.ts';
import { noYen, worthOf, yen } from '../../shared/yen.ts';
import { driveStaff, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import type { KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { otherStaff, scriptedCase, staff } from '../../testing/scripted/scripted-attendance.ts';
import type { LocalCase, UnfinishedRefund } from '../attendant-ports.ts';
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

describe('a refund above the limit', () => {
  const dear = { ...scriptedCase, stillOwed: yen(1010) };

  it('needs a second person to confirm, who must be somebody else', async () => {
    await begin(dear);
    await attendant.toOwed();
    expect(driver.screen().body).toMatchObject({ secondNeeded: true, second: null });
    expect(deliver(driver.kiosk, { type: 'confirmRefund' })).toBe('not-now');
    await driver.wish({ type: 'askSecond' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', purpose: 'second', number: '' });
    await attendant.prove(staff);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', notice: 'samePerson' });
    await attendant.prove(otherStaff);
    expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', second: 'S-02' });
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.kind()).toBe('refundDone');
    expect(attendant.refunds.claims).toMatchObject([{ amount: 1010, by: 'S-01', second: 'S-02' }]);
    expect(driver.world.slips).toMatchObject([{ by: 'S-01', second: 'S-02' }, {}]);
    // Whoever confirmed is not logged in by that.
    expect(attendant.events('attendant-entered')).toHaveLength(1);
  });

  it("is not confirmed by the first person's card still lying in the reader", async () => {
    await begin(dear);
    driver.world.attendance.card = () => Promise.resolve(ok(staff));
    await attendant.toOwed();
    driver.world.setCard('present');
    await driver.wish({ type: 'askSecond' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantLogin', notice: 'samePerson' });
    await driver.wish({ type: 'attendantBack' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', second: null });
  });

  it('needs a new confirmation for whatever is chosen afterwards', async () => {
    const documents = scriptedCase.documents.map((each) => ({ ...each, price: yen(1200) }));
    await begin({ ...dear, documents });
    await attendant.toOwed();
    await driver.wish({ type: 'askSecond' });
    await attendant.prove(otherStaff);
    await driver.wish(
      { type: 'attendantBack' },
      { type: 'chooseReason', reason: 'badPrint' },
      { type: 'tickSheet', document: 0, sheet: 1 },
      { type: 'tickSheet', document: 0, sheet: 2 },
      { type: 'sheetsDone' },
    );
    expect(driver.screen().body).toMatchObject({ amount: 1200, secondNeeded: true, second: null });
    expect(deliver(driver.kiosk, { type: 'confirmRefund' })).toBe('not-now');
  });

  it('is one of more than 1,000 yen: exactly 1,000 need no second person', async () => {
    await begin({ ...scriptedCase, stillOwed: yen(1000) });
    await attendant.toOwed();
    expect(driver.screen().body).toMatchObject({ secondNeeded: false });
    expect(deliver(driver.kiosk, { type: 'askSecond' })).toBe('not-now');
  });
});

describe('a refund to a wallet', () => {
  const payment = {
    method: 'wallet' as const,
    reference: paymentReferenceSchema.parse('e'.repeat(32)),
    amount: yen(400),
  };
  const paidByWallet: RefundCase = {
    ...scriptedCase,
    money: { method: 'wallet', paid: yen(400), givenBack: yen(200), owed: noYen },
    stillOwed: noYen,
  };
  const local: LocalCase = {
    ...{ transaction: scriptedCase.transaction, code: scriptedCase.code, at: 0, receiptAt: null, lines: [] },
    ...{ paid: yen(400), owed: noYen, printed: yen(200), givenBack: yen(200) },
    cashless: { payment, captured: yen(200), refunded: noYen },
  };

  beforeEach(async () => {
    await begin(paidByWallet);
    driver.world.attendance.local = local;
  });

  it('goes back to where the money came from, and nowhere else', async () => {
    await attendant.toBadPrint();
    expect(driver.screen().body).toMatchObject({ hows: ['cashless', 'retake'], how: 'cashless' });
    for (const how of ['hoppers', 'register'] as const)
      expect(deliver(driver.kiosk, { type: 'chooseHow', how })).toBe('not-now');
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({
      kind: 'refundDone',
      cashless: 200,
      hoppers: 0,
      register: 0,
    });
    expect([...driver.world.cashless.refunded]).toEqual([[attendant.refunds.claims[0]?.refund, 200]]);
    expect(attendant.record().slice(-3)).toEqual([
      'refund-cashless-intent',
      'refund-cashless-outcome',
      'refund-ended',
    ]);
    expect(driver.world.dispensed).toEqual([]);
  });

  it('comes from the register when the provider refuses it', async () => {
    driver.world.cashless.refund = 'refused';
    await attendant.toBadPrint();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'payFromRegister', amount: 200 });
    await driver.wish({ type: 'registerPaid' });
    expect(attendant.events('refund-ended')).toMatchObject([{ register: 200, cashless: 0, hoppers: 0 }]);
  });

  it.each(['unknown', 'offline'] as const)(
    'is not paid by hand when the provider answers %s',
    async (refund) => {
      driver.world.cashless.refund = refund;
      await attendant.toBadPrint();
      await driver.wish({ type: 'confirmRefund' });
      expect(driver.screen().body).toMatchObject({
        kind: 'attendantMessage',
        cause: 'cashlessUnsure',
        amount: 200,
      });
      expect(attendant.record().slice(-2)).toEqual(['refund-cashless-intent', 'refund-cashless-outcome']);
      expect(attendant.events('refund-cashless-outcome')).toMatchObject([{ outcome: 'unknown' }]);
    },
  );

  it('is not paid by hand when the provider is silent', async () => {
    driver.world.ports.cashless.refund = hang;
    await attendant.toBadPrint();
    await driver.wish({ type: 'confirmRefund' });
    await driver.pass(delays.cashlessEnds);
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'cashlessUnsure' });
    expect(attendant.events('refund-ended')).toEqual([]);
  });

  it('is possible only at the kiosk where the payment was made', async () => {
    driver.world.attendance.local = null;
    const { rule } = scriptedCase;
    await begin({ ...paidByWallet, rule: { ...rule, retakeMinutes: null } });
    await attendant.lookUp();
    await driver.wish(
      { type: 'chooseReason', reason: 'badPrint' },
      { type: 'tickSheet', document: 0, sheet: 1 },
      { type: 'tickSheet', document: 0, sheet: 2 },
      { type: 'sheetsDone' },
    );
    expect(driver.screen().body).toMatchObject({
      kind: 'attendantMessage',
      cause: 'cashlessElsewhere',
      amount: 200,
    });
    expect(attendant.record()).not.toContain('refund-claim');
  });

  it('goes there even while the center has not heard how it was paid', async () => {
    await begin({ ...paidByWallet, money: null });
    driver.world.attendance.local = local;
    await attendant.toBadPrint();
    expect(driver.screen().body).toMatchObject({ hows: ['cashless', 'retake'] });
  });
});

describe('without a journal no money moves', () => {
  it('before the claim: the center is not even asked', async () => {
    await attendant.toOwed();
    driver.world.journalWorks = false;
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    expect(attendant.refunds.claims).toEqual([]);
  });

  it('after the grant: nothing is paid, neither by the machine nor by hand', async () => {
    for (const type of ['refund-granted', 'dispense-intent'] as const) {
      await begin();
      attendant.loseJournalAt(type);
      await attendant.toOwed();
      await driver.wish({ type: 'confirmRefund' });
      expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
      expect(driver.world.dispensed).toEqual([]);
    }
  });

  it('in the middle of a payout that runs short: the rest is not paid by hand', async () => {
    driver.world.hopperStopsAfter = 1;
    attendant.loseJournalAt('dispense-outcome');
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    await driver.wish({ type: 'attendantDone' }, { type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'journalUnavailable' });
  });

  it('after a whole payout: the center and the slips still tell it', async () => {
    attendant.loseJournalAt('dispense-outcome');
    await attendant.toOwed();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundDone', hoppers: 200 });
    expect(driver.world.refundOutcomes).toEqual([{ hoppers: 200, register: 0, cashless: 0 }]);
    expect(driver.world.slips).toHaveLength(2);
    await driver.wish({ type: 'attendantDone' }, { type: 'leaveAttendant' });
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'journalUnavailable' });
  });

  it('back to a wallet: nothing is paid, neither there nor by hand', async () => {
    await begin({
      ...scriptedCase,
      money: { method: 'wallet', paid: yen(400), givenBack: yen(200), owed: noYen },
    });
    const reference = paymentReferenceSchema.parse('e'.repeat(32));
    driver.world.attendance.local = {
      ...{
        transaction: scriptedCase.transaction,
        code: scriptedCase.code,
        at: 0,
        receiptAt: null,
        lines: [],
      },
      ...{ paid: yen(400), owed: noYen, printed: yen(200), givenBack: yen(200) },
      cashless: {
        payment: { method: 'wallet', reference, amount: yen(400) },
        captured: yen(200),
        refunded: noYen,
      },
    };
    attendant.loseJournalAt('refund-cashless-intent');
    await attendant.toBadPrint();
    await driver.wish({ type: 'confirmRefund' });
    expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
    expect(driver.world.cashless.refunded.size).toBe(0);
  });
});

describe('a refund that was claimed and never ended', () => {
  const refund = requestIdSchema.parse('7'.repeat(32));
  const claim: RefundClaim = {
    ...{ refund, transaction: scriptedCase.transaction, reason: 'badPrint', documents: ['DOC-0000-1'] },
    ...{ instead: 'money', amount: yen(200), by: staff.id, second: null },
  };
  const unfinished = (paid: number): UnfinishedRefund => ({
    ...{ claim, hoppers: yen(paid), register: noYen, cashless: noYen },
  });
  const refunded: RefundCase = {
    ...scriptedCase,
    stillOwed: noYen,
    documents: scriptedCase.documents.map((document) => ({ ...document, refunded: true })),
  };
  const ended = () => driver.world.journal.find((event) => event.type === 'refund-ended');

  it('is resumed under its own id, and only the rest is paid', async () => {
    await begin(refunded);
    driver.world.attendance.unfinished = unfinished(100);
    const claims: RefundClaim[] = [];
    driver.world.claimRefund = (asked) => {
      claims.push(asked);
      return Promise.resolve(ok({ refund: asked.refund, amount: asked.amount, retakeUntil: null }));
    };
    await attendant.lookUp();
    expect(driver.screen().body).toMatchObject({ kind: 'refundCase', mayRefund: ['badPrint'] });
    await driver.wish({ type: 'chooseReason', reason: 'badPrint' });
    expect(driver.screen().body).toMatchObject({ kind: 'refundConfirm', amount: 200 });
    await driver.wish({ type: 'confirmRefund' });
    expect(claims).toEqual([claim]);
    expect(worthOf(driver.world.dispensed)).toBe(100);
    expect(ended()).toMatchObject({ refund, hoppers: 200, register: 0, cashless: 0 });
  });

  it('is only completed when it was paid in full before the power failed', async () => {
    await begin(refunded);
    driver.world.attendance.unfinished = unfinished(200);
    // Asked again under the same id, the center gives the same answer.
    driver.world.claimRefund = (asked) =>
      Promise.resolve(ok({ refund: asked.refund, amount: asked.amount, retakeUntil: null }));
    await attendant.lookUp();
    await driver.wish({ type: 'chooseReason', reason: 'badPrint' }, { type: 'confirmRefund' });
    expect(worthOf(driver.world.dispensed)).toBe(0);
    expect(ended()).toMatchObject({ refund, hoppers: 200 });
  });
});
