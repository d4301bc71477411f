import type { LoginProof } from '../shared/login-message.ts';
import type {
  Binding,
  Offers,
  Order,
  OrderOutcome,
  OrderRequest,
  RefusalCode,
  Resident,
  SessionBegun,
} from '../shared/center-api.ts';
import type { CertificateKind, ItemId } from '../shared/certificates.ts';
import type { Clock } from '../shared/dates.ts';
import type { MunicipalityId, Nonce, SessionId, TransactionId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { ReceiptPrinterPort, SheetOutcome, SheetPrinterPort, Unsubscribe } from '../shared/printers.ts';
import type { CashCount, Denomination, Yen } from '../shared/yen.ts';

export type {
  ReceiptData,
  ReceiptPrinterPort,
  SheetOutcome,
  SheetPrinterPort,
  SheetPrinterStatus,
  Unsubscribe,
} from '../shared/printers.ts';

// ── Card reader ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the reader senses. `mute`: something is in it that does not answer (backwards, or no chip). */
export type CardPresence = 'readerGone' | 'absent' | 'mute' | 'present';

/** What a look at the card tells before any PIN; reading it costs no try. */
export interface CardSummary {
  /** Tries left of the user authentication PIN, 1 to 3. Zero is the fault `pinLocked`. */
  readonly triesLeft: number;
}

export type CardFault =
  | { readonly fault: 'readerGone' }
  /** Pulled before or during the exchange. */
  | { readonly fault: 'removed' }
  /** Another card than the one that was looked at. */
  | { readonly fault: 'swapped' }
  /** The card, or its answer, makes no sense: never taken for "no card". */
  | { readonly fault: 'unreadable' }
  /** The JPKI application is not on it: a bank card, a licence. */
  | { readonly fault: 'notMyNumberCard' }
  /** No user authentication certificate on the card. */
  | { readonly fault: 'noCertificate' }
  | { readonly fault: 'pinLocked' }
  | { readonly fault: 'wrongPin'; readonly triesLeft: number };

export interface CardReaderPort {
  /** Calls back with the state at once and with every change. */
  watch(listener: (presence: CardPresence) => void): Unsubscribe;
  /** Selects the JPKI application, reads the tries left. */
  look(): Promise<Result<CardSummary, CardFault>>;
  /**
   * One transaction with the card: VERIFY with the PIN that the PIN pad holds, read the certificate, sign.
   * Spends at most one try, never repeats a VERIFY, and wipes the PIN whatever happens.
   */
  sign(message: Uint8Array): Promise<Result<LoginProof, CardFault>>;
}

/** Holds the digits between touch and card, so that no state, event or log of the machines ever sees one. */
export interface PinPadPort {
  /** Overwrites and drops the digits. */
  wipe(): void;
}

// ── Cash (CEN XFS: CashInStart → CashIn → CashInEnd or CashInRollback) ─────────────────────────────────────────────────

export type CashFault =
  /** The device does not answer (cable, power). */
  | { readonly fault: 'offline' }
  /** A coin or note is stuck. */
  | { readonly fault: 'jammed' }
  | { readonly fault: 'hardwareError' };

/** What was paid out, coin by coin as the hopper counted, and what stopped it before the end. */
export interface Dispensed {
  readonly dispensed: readonly CashCount[];
  /** Null when the whole sum was paid out. */
  readonly shortBy: CashFault | null;
}

export interface CashStatus {
  readonly acceptor: 'ok' | CashFault['fault'];
  /** What can be paid out, by denomination. */
  readonly levels: readonly CashCount[];
}

export interface CashPort {
  status(): Promise<Result<CashStatus, CashFault>>;
  /**
   * Opens the slots for these denominations. `onCredit` is called once for every coin or note when it is **secured** (past
   * the point of no return), never when it is only seen; `onFault` when the device fails while it accepts.
   */
  cashInStart(
    accept: readonly Denomination[],
    onCredit: (value: Denomination) => void,
    onFault: (fault: CashFault) => void,
  ): Promise<Result<undefined, CashFault>>;
  /** Changes what the slots take while they are open. */
  setAccepted(accept: readonly Denomination[]): Promise<Result<undefined, CashFault>>;
  /**
   * Closes the slots, waits until what is under way is secured or returned, and tells all that was secured since
   * CashInStart: the sum that counts. Credits that arrive while it closes are called back before it resolves.
   */
  cashInEnd(): Promise<Result<readonly CashCount[], CashFault>>;
  /** Pays this sum out. The counts come back also when it fails in the middle. */
  dispense(amount: Yen): Promise<Dispensed>;
}

// ── Issuing center ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type CenterFault =
  | { readonly fault: 'unreachable' }
  | { readonly fault: 'slow' }
  /** An answer that is not of the agreed shape. */
  | { readonly fault: 'nonsense' }
  /** The order's pages or binding do not belong to this session: nothing is printed, an alarm is raised. */
  | { readonly fault: 'bindingMismatch' }
  | { readonly fault: 'refused'; readonly code: RefusalCode };

/** An order whose every page was checked against the session. The bytes stay with the center client until they are printed. */
export interface CheckedOrder {
  readonly transaction: TransactionId;
  readonly price: Yen;
  readonly documents: readonly {
    readonly number: string;
    readonly kind: CertificateKind;
    readonly price: Yen;
    readonly sheets: number;
  }[];
  readonly preview: Order['preview'];
}

export interface SessionContext {
  readonly municipality: MunicipalityId;
  readonly kioskNonce: Nonce;
}

export interface CenterPort {
  offers(): Promise<Result<Offers, CenterFault>>;
  beginSession(context: SessionContext): Promise<Result<SessionBegun, CenterFault>>;
  login(session: SessionId, proof: LoginProof): Promise<Result<Resident, CenterFault>>;
  /** Builds every document before payment and checks the binding. Idempotent by the request's id. */
  order(session: SessionId, request: OrderRequest): Promise<Result<CheckedOrder, CenterFault>>;
  /** The page as it goes to the printer, checked once more against the binding. */
  sheet(
    transaction: TransactionId,
    document: string,
    sheet: number,
  ): Result<Uint8Array, { readonly fault: 'bindingMismatch' }>;
  outcome(transaction: TransactionId, outcome: OrderOutcome): Promise<Result<undefined, CenterFault>>;
  /** Ends the session there and overwrites the pages here. Never fails towards the flow: what cannot be told is told later. */
  endSession(session: SessionId): Promise<void>;
}

export type { Binding, ItemId };

// ── Journal ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Written and fsynced before it returns; on an error nothing may move. */
export interface JournalPort {
  append(event: JournalEvent): Result<undefined, { readonly fault: 'journalUnavailable' }>;
}

/** What the journal knows of a session. No name, address, birth date, number or PIN: identifiers, sums and states alone. */
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
  | { readonly type: 'cash-in-start'; readonly transaction: TransactionId; readonly due: Yen }
  | { readonly type: 'cash-in'; readonly transaction: TransactionId; readonly value: Denomination }
  | {
      readonly type: 'cash-in-end';
      readonly transaction: TransactionId;
      readonly secured: readonly CashCount[];
    }
  | {
      readonly type: 'dispense-intent';
      readonly transaction: TransactionId;
      readonly purpose: DispensePurpose;
      readonly amount: Yen;
    }
  | {
      readonly type: 'dispense-outcome';
      readonly transaction: TransactionId;
      readonly purpose: DispensePurpose;
      readonly dispensed: readonly CashCount[];
      readonly complete: boolean;
    }
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
  | { readonly type: 'alarm'; readonly alarm: 'bindingMismatch'; readonly transaction: TransactionId | null }
  | { readonly type: 'alarm-cleared' };

/** Change after a payment, money back after a stop, or refund of what could not be printed. */
export type DispensePurpose = 'change' | 'rollback' | 'refund';

// ── All of them ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Ports {
  readonly clock: Clock;
  readonly card: CardReaderPort;
  readonly pinPad: PinPadPort;
  readonly cash: CashPort;
  readonly sheets: SheetPrinterPort;
  readonly receipts: ReceiptPrinterPort;
  readonly center: CenterPort;
  readonly journal: JournalPort;
  /** 128 random bits in hexadecimal, for nonces and request ids. */
  readonly random: () => string;
}
