import type { Authorisation, CashlessMethod, PaymentReference } from '../../shared/cashless.ts';
import type { NamedKind } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId, RequestId, TransactionId } from '../../shared/ids.ts';
import type { SheetOutcome } from '../../shared/printers.ts';
import type { AttendantId, RefundReason } from '../../shared/refund-api.ts';
import type { CashCount, Yen } from '../../shared/yen.ts';
import type { CashlessOutcome, DispensePurpose } from '../../state-machines/journal-events.ts';
import type { CashCounters } from '../../state-machines/ports.ts';

/** What was ordered and bound before payment. */
export interface OrderBooks {
  readonly code: string;
  readonly municipality: MunicipalityId;
  readonly price: Yen;
  readonly at: Instant;
  readonly documents: readonly (NamedKind & {
    readonly number: string;
    readonly price: Yen;
    readonly sheets: number;
  })[];
}

/** One opening of the slots. A resident who goes back and then pays in cash after all opens them a second time. */
export interface CashInBooks {
  readonly due: Yen;
  /** The devices' counters before the slots opened; null: they did not answer or were not asked. */
  readonly counters: CashCounters | null;
  /** Piece by piece, as each was secured. */
  readonly credits: readonly CashCount[];
  /** What the mechanism reported at the end, which then counts; null: there is no record that the slots were closed. */
  readonly secured: readonly CashCount[] | null;
  /** Pieces beyond these that the counters showed later; null: nobody has compared them. */
  readonly unseen: number | null;
  /** Sequence number of the last record of this opening. */
  readonly seq: number;
}

/** One payout. An intent without an outcome: money may have come out, in part or whole. */
export interface PayoutBooks {
  readonly purpose: DispensePurpose | 'staffRefund';
  /** The refund it belongs to; null except for `staffRefund`. */
  readonly refund: RequestId | null;
  readonly amount: Yen;
  readonly counters: CashCounters | null;
  /** Null: cut off before its outcome. */
  readonly outcome: { readonly dispensed: readonly CashCount[]; readonly complete: boolean } | null;
  /** Sequence number of its last record. */
  readonly seq: number;
}

/** One cashless attempt. */
export interface CashlessBooks {
  readonly method: CashlessMethod;
  readonly reference: PaymentReference;
  readonly amount: Yen;
  /** Null: begun, but nothing heard since. The last word counts: `unknown` may become known. */
  readonly outcome: Authorisation | null;
  /** Null: never asked for. `outcome` null: asked, but cut off before the answer. */
  readonly capture: { readonly amount: Yen; readonly outcome: CashlessOutcome | null } | null;
  readonly voided: { readonly outcome: CashlessOutcome | null } | null;
}

/** One sheet that was sent to the printer. */
export interface PrintBooks {
  readonly document: string;
  /** From 1. */
  readonly sheet: number;
  /** Null: there is only the intent, and nobody knows what came out. */
  readonly outcome: SheetOutcome['outcome'] | null;
}

/** One refund by staff; its payouts from the hoppers are among `payouts`. */
export interface RefundBooks {
  readonly refund: RequestId;
  /** Null when only later records of it are here. */
  readonly claim: {
    readonly code: string;
    readonly reason: RefundReason;
    readonly amount: Yen;
    readonly documents: readonly string[];
    readonly instead: 'money' | 'retake';
    readonly by: AttendantId;
    readonly second: AttendantId | null;
  } | null;
  /** Null: the center's answer is not on record; no money has moved. */
  readonly granted: boolean | null;
  /** Payments back to a wallet or card, in order. `outcome` null: cut off before the answer. */
  readonly cashless: readonly {
    readonly method: CashlessMethod;
    readonly reference: PaymentReference;
    readonly amount: Yen;
    readonly outcome: CashlessOutcome | null;
  }[];
  /** From the store's register, yen in total. */
  readonly register: Yen;
  /** Null: not ended. */
  readonly ended: { readonly hoppers: Yen; readonly register: Yen; readonly cashless: Yen } | null;
  /** Whether the center has heard its outcome. */
  readonly told: boolean;
}

/**
 * Everything the journal says about one transaction, in the order of its records and without any judgement: what follows
 * from it is in transaction-sums.ts.
 */
export interface TransactionBooks {
  readonly transaction: TransactionId;
  /** Null for a transaction of another kiosk, of which only a refund was paid here. */
  readonly order: OrderBooks | null;
  readonly cashIns: readonly CashInBooks[];
  readonly payouts: readonly PayoutBooks[];
  readonly cashless: readonly CashlessBooks[];
  /** What was paid, once a `paid` record says so. */
  readonly paid: Yen | null;
  readonly prints: readonly PrintBooks[];
  readonly refunds: readonly RefundBooks[];
  /** Sheets that were handed back. */
  readonly returned: readonly {
    readonly document: string;
    readonly sheet: number;
    readonly how: 'scanned' | 'ticked';
    readonly by: AttendantId;
  }[];
  /** The sum in an `owed` record; null without one. `settled` has the same sum. */
  readonly owed: Yen | null;
  /** Whether a slip was printed; null: no record of it. A slip printed later counts. */
  readonly receipt: boolean | null;
  /** The end, once it is on record. */
  readonly settled: {
    readonly paid: Yen;
    readonly printed: Yen;
    readonly givenBack: Yen;
    readonly owed: Yen;
    readonly at: Instant;
    /** The sheets as they stood then. */
    readonly prints: readonly PrintBooks[];
  } | null;
  /** Whether the center has heard how it ended. */
  readonly told: boolean;
  /** The time of its last record. */
  readonly at: Instant;
}
