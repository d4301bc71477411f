import type { ReopenableDevice, ReopenOutcome } from '../shared/restarts.ts';
import type {
  AttendantRole,
  CashLine,
  DeviceTest,
  Forgotten,
  Guide,
  OutReason,
} from '../shared/attendants.ts';
import type { Authorisation, CashlessMethod, PaymentReference } from '../shared/cashless.ts';
import type { NamedKind } from '../shared/certificates.ts';
import type { DaySums, DayTotals } from '../shared/day-closing.ts';
import type { MunicipalityId, RequestId, TransactionId } from '../shared/ids.ts';
import type { SheetOutcome } from '../shared/printers.ts';
import type { AttendantId, RefundReason } from '../shared/refund-api.ts';
import type { UpdateWish } from '../shared/updates.ts';
import type { CashCount, Denomination, Yen } from '../shared/yen.ts';
import type { CardSecret, CashCounters } from './device-words.ts';

/** Change after a payment, money back after a stop, refund of what could not be printed. */
export type DispensePurpose = 'change' | 'rollback' | 'refund';

/**
 * What a payout belongs to: a transaction, a staff refund of a transaction, or neither (a test: one piece, or what a test of
 * the slots took in).
 */
export type PayoutOf =
  | { readonly purpose: DispensePurpose; readonly transaction: TransactionId }
  | { readonly purpose: 'staffRefund'; readonly transaction: TransactionId; readonly refund: RequestId }
  | { readonly purpose: 'test' };

/** What became of a call to a cashless provider. `unknown`: asked again until it is known. */
export type CashlessOutcome = 'done' | 'refused' | 'unknown';

interface AtProvider {
  readonly transaction: TransactionId;
  readonly method: CashlessMethod;
  readonly reference: PaymentReference;
}

/** What the journal records. No name, address, birth date, My Number or PIN: only identifiers, sums and states. */
export type JournalEvent =
  | { readonly type: 'session-begun' }
  | { readonly type: 'session-ended'; readonly reason: string }
  | {
      readonly type: 'order-built';
      readonly transaction: TransactionId;
      readonly municipality: MunicipalityId;
      readonly code: string;
      readonly price: Yen;
      readonly documents: readonly (NamedKind & {
        readonly number: string;
        readonly price: Yen;
        readonly sheets: number;
      })[];
    }
  // ── Cash ──
  | {
      readonly type: 'cash-in-start';
      readonly transaction: TransactionId;
      readonly due: Yen;
      /** The devices' own counters before the slots open; null when they did not answer. */
      readonly counters: CashCounters | null;
    }
  | { readonly type: 'cash-in'; readonly transaction: TransactionId; readonly value: Denomination }
  | {
      readonly type: 'cash-in-end';
      readonly transaction: TransactionId;
      readonly secured: readonly CashCount[];
    }
  | ({
      readonly type: 'dispense-intent';
      readonly amount: Yen;
      /** The hoppers' own counters before the payout; null when they did not answer. */
      readonly counters: CashCounters | null;
    } & PayoutOf)
  | ({
      readonly type: 'dispense-outcome';
      readonly dispensed: readonly CashCount[];
      readonly complete: boolean;
    } & PayoutOf)
  // ── Cashless ──
  | ({ readonly type: 'cashless-begin'; readonly amount: Yen } & AtProvider)
  | ({ readonly type: 'cashless-outcome'; readonly outcome: Authorisation } & AtProvider)
  | ({ readonly type: 'capture-intent'; readonly amount: Yen } & AtProvider)
  | ({ readonly type: 'capture-outcome'; readonly outcome: CashlessOutcome } & AtProvider)
  | ({ readonly type: 'void-intent' } & AtProvider)
  | ({ readonly type: 'void-outcome'; readonly outcome: CashlessOutcome } & AtProvider)
  // ── Printing and the end ──
  | { readonly type: 'paid'; readonly transaction: TransactionId; readonly amount: Yen }
  | {
      readonly type: 'print-intent';
      readonly transaction: TransactionId;
      readonly document: string;
      readonly sheet: number;
    }
  | {
      readonly type: 'print-outcome';
      readonly transaction: TransactionId;
      readonly document: string;
      readonly sheet: number;
      readonly outcome: SheetOutcome['outcome'];
    }
  | {
      readonly type: 'owed';
      readonly transaction: TransactionId;
      readonly code: string;
      readonly amount: Yen;
    }
  | { readonly type: 'receipt'; readonly transaction: TransactionId; readonly printed: boolean }
  | {
      readonly type: 'settled';
      readonly transaction: TransactionId;
      readonly paid: Yen;
      readonly printed: Yen;
      readonly givenBack: Yen;
      readonly owed: Yen;
    }
  | { readonly type: 'outcome-told'; readonly transaction: TransactionId }
  /**
   * At boot the devices' counters showed more than the journal: this many pieces went in without being seen. Only a count
   * can tell what they were worth.
   */
  | { readonly type: 'pieces-unseen'; readonly transaction: TransactionId; readonly pieces: number }
  // ── Refunds by staff ──
  /** Written before the center is asked; no money moves until it has granted the claim. */
  | {
      readonly type: 'refund-claim';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      /** Receipt code: a transaction paid at another kiosk has no order here to take it from. */
      readonly code: string;
      readonly reason: RefundReason;
      readonly amount: Yen;
      readonly documents: readonly string[];
      readonly instead: 'money' | 'retake';
      readonly by: AttendantId;
      readonly second: AttendantId | null;
    }
  | {
      readonly type: 'refund-granted';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      readonly granted: boolean;
    }
  | {
      readonly type: 'refund-cashless-intent';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      readonly method: CashlessMethod;
      readonly reference: PaymentReference;
      readonly amount: Yen;
    }
  | {
      readonly type: 'refund-cashless-outcome';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      readonly outcome: CashlessOutcome;
    }
  /** The store paid from its register. */
  | {
      readonly type: 'refund-register';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      readonly amount: Yen;
      readonly by: AttendantId;
    }
  | {
      readonly type: 'refund-ended';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      readonly hoppers: Yen;
      readonly register: Yen;
      readonly cashless: Yen;
    }
  | { readonly type: 'refund-told'; readonly refund: RequestId }
  | {
      readonly type: 'sheet-returned';
      readonly transaction: TransactionId;
      readonly document: string;
      readonly sheet: number;
      readonly how: 'scanned' | 'ticked';
      readonly by: AttendantId;
    }
  // ── Attendants ──
  | {
      readonly type: 'attendant-entered';
      readonly by: AttendantId;
      readonly role: AttendantRole;
      /** `cardAndCode`: both were shown, so that money may be moved. */
      readonly how: 'code' | 'card' | 'cardAndCode';
    }
  /** A wrong code. `number`: as typed if it is a known one, otherwise null. `withCard`: its card had been shown. */
  | {
      readonly type: 'attendant-refused';
      readonly number: AttendantId | null;
      readonly withCard?: boolean | undefined;
    }
  | { readonly type: 'attendant-left'; readonly by: AttendantId; readonly why: 'asked' | 'timedOut' }
  | { readonly type: 'forgotten'; readonly what: Forgotten; readonly by: AttendantId }
  | { readonly type: 'guided'; readonly guide: Guide; readonly solved: boolean; readonly by: AttendantId }
  // ── Maintenance ──
  | { readonly type: 'test'; readonly test: DeviceTest; readonly passed: boolean; readonly by: AttendantId }
  /** Pieces taken in by a test of the slots, to be paid out again. */
  | { readonly type: 'test-cash-in'; readonly secured: readonly CashCount[] }
  | { readonly type: 'cash-counted'; readonly lines: readonly CashLine[]; readonly by: AttendantId }
  | { readonly type: 'journal-exported'; readonly by: AttendantId }
  /** `totals`: since the kiosk's first record, this day included. */
  | {
      readonly type: 'day-closed';
      /** From 1, without gaps. */
      readonly number: number;
      readonly sums: DaySums;
      readonly totals: DayTotals;
      readonly by: AttendantId;
    }
  | { readonly type: 'taken-out'; readonly reason: OutReason; readonly by: AttendantId }
  /** An operator has the kiosk's program ended, to be started anew. */
  | { readonly type: 'restart-asked'; readonly by: AttendantId }
  /** An operator has the machine restarted as a whole. */
  | { readonly type: 'machine-restart-asked'; readonly by: AttendantId }
  /** An operator puts another configuration in the place of the one in use; written before it is done. */
  | {
      readonly type: 'configuration-changed';
      /** The number of an earlier one that comes back; null: from the memory stick. */
      readonly number: number | null;
      /** SHA-256 of its file. */
      readonly sum: string;
      readonly by: AttendantId;
    }
  /** An operator hands in an update from the memory stick; written before it is done. */
  | {
      readonly type: 'update-handed-in';
      readonly version: string;
      /** SHA-256 of its manifest. */
      readonly sum: string;
      readonly by: AttendantId;
    }
  /** An operator wants the staged version taken, or the one before put back. `version`: that one, where it is known. */
  | {
      readonly type: 'update-asked';
      readonly wish: UpdateWish;
      readonly version: string | null;
      readonly by: AttendantId;
    }
  /** An operator had a device's line closed and opened anew. */
  | {
      readonly type: 'device-reopened';
      readonly device: ReopenableDevice;
      readonly outcome: ReopenOutcome;
      readonly by: AttendantId;
    }
  | { readonly type: 'brought-back'; readonly reason: OutReason; readonly by: AttendantId }
  /** What the center wants from now on; a higher number than any before. `reason`: only of `out`. */
  | {
      readonly type: 'center-ordered';
      readonly number: number;
      readonly service: 'in' | 'draining' | 'out';
      readonly reason: OutReason | null;
      readonly update: string | null;
    }
  // ── Other services ──
  /** A registered-domicile enrolment was requested; its number is on the slip. */
  | { readonly type: 'enrolment-received'; readonly municipality: MunicipalityId; readonly printed: boolean }
  /** Written before the card is asked to take a new secret, and then what became of it. */
  | { readonly type: 'secret-change-intent'; readonly secret: CardSecret }
  | { readonly type: 'secret-change-outcome'; readonly secret: CardSecret; readonly changed: boolean }
  | { readonly type: 'alarm'; readonly alarm: 'bindingMismatch'; readonly transaction: TransactionId | null }
  /** `by`: null when it was cleared by a start option. */
  | { readonly type: 'alarm-cleared'; readonly by: AttendantId | null }
  /**
   * Somebody has confirmed by a start option that the clock is right now and was ahead when the earlier records were
   * written.
   */
  | { readonly type: 'clock-accepted' }
  /** Somebody has begun this journal in place of one that could not go on; `leftOut`: lines that are only in the kept files. */
  | { readonly type: 'journal-begun'; readonly carried: number; readonly leftOut: number };
