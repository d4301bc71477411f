import type {
  AttendantRole,
  CashLine,
  DeviceTest,
  Forgotten,
  Guide,
  OutReason,
} from '../shared/attendants.ts';
import type { Authorisation, CashlessMethod, PaymentReference } from '../shared/cashless.ts';
import type { CertificateKind } from '../shared/certificates.ts';
import type { MunicipalityId, RequestId, TransactionId } from '../shared/ids.ts';
import type { SheetOutcome } from '../shared/printers.ts';
import type { AttendantId, RefundReason } from '../shared/refund-api.ts';
import type { CashCount, Denomination, Yen } from '../shared/yen.ts';
import type { CardSecret, CashCounters } from './device-words.ts';

/**
 * Change after a payment, money back after a stop, refund of what could not be printed; a refund that staff give; a piece of a
 * test, and what a test of the slots took in.
 */
export type DispensePurpose = 'change' | 'rollback' | 'refund';

/** Whose payout it is: a transaction's, a refund's of a transaction, or nobody's (a test). */
export type PayoutOf =
  | { readonly purpose: DispensePurpose; readonly transaction: TransactionId }
  | { readonly purpose: 'staffRefund'; readonly transaction: TransactionId; readonly refund: RequestId }
  | { readonly purpose: 'test' };

/** What became of a call to a provider of cashless payment. `unknown`: asked again until it is known. */
export type CashlessOutcome = 'done' | 'refused' | 'unknown';

interface AtProvider {
  readonly transaction: TransactionId;
  readonly method: CashlessMethod;
  readonly reference: PaymentReference;
}

/** What the journal knows. No name, address, birth date, number or PIN: identifiers, sums and states alone. */
export type JournalEvent =
  | { readonly type: 'session-begun' }
  | { readonly type: 'session-ended'; readonly reason: string }
  | {
      readonly type: 'order-built';
      readonly transaction: TransactionId;
      readonly municipality: MunicipalityId;
      readonly code: string;
      readonly price: Yen;
      readonly documents: readonly {
        readonly number: string;
        readonly kind: CertificateKind;
        readonly price: Yen;
        readonly sheets: number;
      }[];
    }
  // ── Cash ──
  | {
      readonly type: 'cash-in-start';
      readonly transaction: TransactionId;
      readonly due: Yen;
      /** The devices' own counters before the slots open; null where they did not answer. */
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
      /** The hoppers' own counters before; null where they did not answer. */
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
   * At boot the devices' counters told more than the journal: so many pieces went in that nobody saw counted. What they were
   * worth only a count can tell.
   */
  | { readonly type: 'pieces-unseen'; readonly transaction: TransactionId; readonly pieces: number }
  // ── Refunds by staff ──
  /** Before the center is asked; no money moves before it has granted. */
  | {
      readonly type: 'refund-claim';
      readonly refund: RequestId;
      readonly transaction: TransactionId;
      /** Receipt code: a transaction that was paid at another kiosk has no order here that would tell it. */
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
      readonly how: 'code' | 'card';
    }
  /** A wrong code. `number` as typed where it is a known one; null otherwise. */
  | { readonly type: 'attendant-refused'; readonly number: AttendantId | null }
  | { readonly type: 'attendant-left'; readonly by: AttendantId; readonly why: 'asked' | 'timedOut' }
  | { readonly type: 'forgotten'; readonly what: Forgotten; readonly by: AttendantId }
  | { readonly type: 'guided'; readonly guide: Guide; readonly solved: boolean; readonly by: AttendantId }
  // ── Maintenance ──
  | { readonly type: 'test'; readonly test: DeviceTest; readonly passed: boolean; readonly by: AttendantId }
  /** Pieces that a test of the slots took in; they are paid out again. */
  | { readonly type: 'test-cash-in'; readonly secured: readonly CashCount[] }
  | { readonly type: 'cash-counted'; readonly lines: readonly CashLine[]; readonly by: AttendantId }
  | { readonly type: 'journal-exported'; readonly by: AttendantId }
  | { readonly type: 'taken-out'; readonly reason: OutReason; readonly by: AttendantId }
  | { readonly type: 'brought-back'; readonly reason: OutReason; readonly by: AttendantId }
  // ── Other services ──
  /** A request for the registered-domicile enrolment was handed in; its number is on the slip. */
  | { readonly type: 'enrolment-received'; readonly municipality: MunicipalityId; readonly printed: boolean }
  /** Before the card is asked to take a new secret, and what became of it. */
  | { readonly type: 'secret-change-intent'; readonly secret: CardSecret }
  | { readonly type: 'secret-change-outcome'; readonly secret: CardSecret; readonly changed: boolean }
  | { readonly type: 'alarm'; readonly alarm: 'bindingMismatch'; readonly transaction: TransactionId | null }
  /** `by`: null when it was cleared by a start option. */
  | { readonly type: 'alarm-cleared'; readonly by: AttendantId | null }
  /** Somebody has looked at the clock by a start option: it is right, and was ahead when the records before this one were written. */
  | { readonly type: 'clock-accepted' };
