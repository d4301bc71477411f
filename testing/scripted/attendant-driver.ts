import { expect } from 'vitest';
import type { Attendant } from '../../shared/attendants.ts';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import { ok } from '../../shared/result.ts';
import { receiptScan } from '../../shared/receipt-code.ts';
import { noYen, yen } from '../../shared/yen.ts';
import type { RefundCase } from '../../shared/refund-api.ts';
import type { JournalEvent } from '../../state-machines/ports.ts';
import type { KioskDriver } from './kiosk-driver.ts';
import { driveKiosk, settle } from './kiosk-driver.ts';
import { scriptedCase, staff } from './scripted-attendance.ts';
import { scriptedRefunds, type ScriptedRefunds } from './scripted-refunds.ts';

/** A member of staff or an operator at a driven kiosk. */
export interface AttendantDriver {
  readonly refunds: ScriptedRefunds;
  /** Types a number or a receipt code, key by key. */
  type(text: string): Promise<void>;
  /** From the start screen to the menu, by number, code and card. */
  enter(who: Attendant): Promise<void>;
  /** Enters number and code at an open login. */
  typeIn(who: Attendant): Promise<void>;
  /** The same, then shows the card where it is asked for, and takes it back. */
  prove(who: Attendant): Promise<void>;
  /** From the menu to this test's transaction. */
  lookUp(): Promise<void>;
  /** From the menu to the confirmation of a refund of what is owed. */
  toOwed(): Promise<void>;
  /** From the menu to the confirmation of a refund for one badly printed certificate of two sheets. */
  toBadPrint(): Promise<void>;
  events<T extends JournalEvent['type']>(type: T): Extract<JournalEvent, { type: T }>[];
  /** Types of the journal's records about refunds and payouts, in order. */
  record(): string[];
  /** Makes the journal fail at the first record of this type and everything after it. */
  loseJournalAt(type: JournalEvent['type']): void;
}

/** A member of staff at the menu of a kiosk that also takes a wallet. @param found the transaction every code leads to */
export async function driveStaff(
  found: RefundCase = scriptedCase,
): Promise<{ readonly driver: KioskDriver; readonly attendant: AttendantDriver }> {
  const driver = driveKiosk('municipality-first', ['wallet']);
  const attendant = driveAttendant(driver, found);
  await attendant.enter(staff);
  return { driver, attendant };
}

/** @param found the transaction every code leads to */
export function driveAttendant(driver: KioskDriver, found: RefundCase = scriptedCase): AttendantDriver {
  const { world } = driver;
  const refunds = scriptedRefunds(found, () => world.now);
  world.findTransaction = () => Promise.resolve(ok(refunds.find()));
  world.claimRefund = (claim) => Promise.resolve(refunds.claim(claim));
  const attendant: AttendantDriver = {
    refunds,
    async type(text) {
      for (const key of text) await driver.wish({ type: 'codeKey', key });
    },
    async typeIn(who) {
      world.attendance.who = () => Promise.resolve(ok(who));
      await attendant.type(who.id.replace('-', ''));
      await driver.wish({ type: 'codeDone' }, { type: 'pinDigits', entered: 6 }, { type: 'codeDone' });
    },
    async prove(who) {
      await attendant.typeIn(who);
      const { body } = driver.screen();
      if (body.kind !== 'attendantLogin' || body.ask !== 'card') return;
      world.attendance.card = () => Promise.resolve(ok(who));
      for (const presence of ['present', 'absent'] as const) {
        world.setCard(presence);
        await settle();
      }
    },
    async enter(who) {
      await settle();
      await driver.wish({ type: 'callAttendant' });
      await attendant.prove(who);
      expect(driver.kind()).toBe('staffMenu');
    },
    async lookUp() {
      await driver.wish({ type: 'openLookup' });
      await driver.wish({ type: 'scanned', text: receiptScan(found.transaction) });
      expect(driver.kind()).toBe('refundCase');
    },
    async toOwed() {
      await attendant.lookUp();
      await driver.wish({ type: 'chooseReason', reason: 'owed' });
      expect(driver.kind()).toBe('refundConfirm');
    },
    async toBadPrint() {
      await attendant.lookUp();
      await driver.wish(
        { type: 'chooseReason', reason: 'badPrint' },
        { type: 'tickSheet', document: 0, sheet: 1 },
        { type: 'tickSheet', document: 0, sheet: 2 },
        { type: 'sheetsDone' },
      );
      expect(driver.kind()).toBe('refundConfirm');
    },
    events: <T extends JournalEvent['type']>(type: T) =>
      world.journal.filter((event): event is Extract<JournalEvent, { type: T }> => event.type === type),
    record: () =>
      world.journal.map(({ type }) => type).filter((type) => /^(refund|dispense|sheet-returned)/.test(type)),
    loseJournalAt(type) {
      const { journal } = world.ports;
      const append = journal.append.bind(journal);
      journal.append = (event) => {
        if (event.type === type) world.journalWorks = false;
        return append(event);
      };
    },
  };
  return attendant;
}

/**
 * Sets the transaction that staff look up, and what this kiosk's journal knows of it: paid in cash, with `owed` yen still owed,
 * or by wallet, with 200 yen captured.
 */
export function setRefund(
  driver: KioskDriver,
  { wallet, owed }: { readonly wallet: boolean; readonly owed: number },
): void {
  const money = wallet
    ? { method: 'wallet' as const, paid: yen(400), givenBack: yen(200), owed: noYen }
    : { method: 'cash' as const, paid: yen(2000), givenBack: noYen, owed: yen(owed) };
  const found: RefundCase = { ...scriptedCase, money, stillOwed: money.owed };
  driveAttendant(driver, found);
  const reference = paymentReferenceSchema.parse('e'.repeat(32));
  driver.world.attendance.local = {
    ...{ transaction: found.transaction, code: found.code, at: 0, receiptAt: null, lines: [], ...money },
    printed: yen(200),
    cashless: wallet
      ? {
          payment: { method: 'wallet', reference, amount: yen(400) },
          captured: yen(200),
          refunded: noYen,
        }
      : null,
  };
}
