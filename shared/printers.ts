import type { PayMethod } from './cashless.ts';
import type { CertificateLine } from './certificate-lines.ts';
import type { Bilingual } from './certificates.ts';
import type { Language } from './languages.ts';
import type { Instant } from './dates.ts';
import type { DayClosing } from './day-closing.ts';
import type { ToldDetails } from './device-details.ts';
import type { FeeBack, RefundReason } from './refund-api.ts';
import type { Result } from './result.ts';
import type { Cause } from './causes.ts';
import type { PrinterTrouble } from './printing-screens.ts';
import type { TelephoneLine } from './telephone-lines.ts';
import type { Denomination, Yen } from './yen.ts';

/**
 * The two printers of a kiosk as its machines see them: A4 sheets for certificates, a roll for receipts. They are here and
 * not with the other ports because the printing room implements them, too.
 */

/** Ends a watch. */
export type Unsubscribe = () => void;

export interface SheetPrinterStatus {
  readonly ready: boolean;
  readonly trouble: PrinterTrouble | null;
  /** What the printer warns of and goes on in spite of: another tray, say. For operators. Absent when it did not answer. */
  readonly warnings?: readonly PrinterTrouble[];
  /** Why no certificate can be printed with this printer, whatever its state; absent when one can. */
  readonly unsuitable?: 'noFormat' | 'noA4' | 'noConverter';
  /** Absent when the printer did not answer. */
  readonly supplies?: SheetPrinterSupplies;
}

/** What a printer says is left in it. */
export interface SheetPrinterSupplies {
  /** Sheets of A4 in its trays; null when it does not count them. */
  readonly sheets: number | null;
  /** Toner, 0 to 100 percent of a full cartridge; null when it does not measure it. */
  readonly tonerPercent: number | null;
  /** The printer says that little is left, whether or not it counts. */
  readonly paperLow: boolean;
  readonly tonerLow: boolean;
}

/** How one sheet ended, as the printer reported it. */
export type SheetOutcome =
  /** job-state completed and one sheet (or its impressions) counted. */
  | { readonly outcome: 'printed' }
  /** The printer said that nothing came out: canceled or aborted with no impression completed. */
  | { readonly outcome: 'notPrinted'; readonly trouble: PrinterTrouble }
  /**
   * The printer cannot say (it went away, or stopped answering): a case for staff; the sheet is never reprinted
   * automatically.
   */
  | { readonly outcome: 'unknown'; readonly trouble: PrinterTrouble };

export interface SheetPrinterPort {
  status(): Promise<SheetPrinterStatus>;
  watch(listener: (status: SheetPrinterStatus) => void): Unsubscribe;
  /**
   * Prints one sheet (a PDF of its front, and back where there is one) and follows the job to its end. `onTrouble` gets what
   * the printer waits for, and null when it goes on. When `signal` aborts, the job is cancelled and the outcome is what the
   * printer says of it then. `mark` names the job in the printer (a sheet's mark, nothing personal).
   */
  printSheet(
    sheet: { readonly mark: string; readonly pdf: Uint8Array },
    onTrouble: (trouble: PrinterTrouble | null) => void,
    signal: AbortSignal,
  ): Promise<SheetOutcome>;
  /**
   * How a job that the kiosk sent before its restart ended, by the printer's own list. One that is still under way is
   * followed for a while; if it waits for somebody, or takes longer, it is cancelled, because nobody stands there any more.
   * `noSuchJob`: the printer does not know it: it never arrived, or the printer has forgotten it. `offline`: the printer
   * cannot be asked now.
   */
  jobOf(mark: string): Promise<SheetOutcome | 'noSuchJob' | 'offline'>;
  /** What it says of itself; null: it did not answer. Left out where the driver cannot ask. */
  readonly details?: () => Promise<ToldDetails | null>;
}

/** Everything a receipt says. Nothing personal: kinds, sums, a code. */
export interface ReceiptData {
  readonly title: 'receipt' | 'owed';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  /** What staff look the transaction up by: `K7Q2-M4XD`. */
  readonly code: string;
  /** What its two-dimensional code says: shows that somebody holds this slip (receipt-code.ts). */
  readonly scan: string;
  /** Null where a power cut left only the journal, which knows no names. */
  readonly municipality: Bilingual | null;
  readonly telephones: readonly TelephoneLine[];
  /** What becomes of the fee of a sheet that cannot be read; null where that is not known. */
  readonly badPrint: FeeBack | null;
  readonly lines: readonly CertificateLine[];
  readonly method: PayMethod;
  /** Put in, or held on a wallet or card. */
  readonly paid: Yen;
  /** Price of what was printed completely. */
  readonly printed: Yen;
  readonly givenBack: Yen;
  readonly owed: Yen;
}

/** The slip of a registered-domicile enrolment: its number, and where to ask. Nothing personal. */
export interface EnrolmentSlipData {
  readonly title: 'enrolment';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  /** `E-7K2Q-M4XD` */
  readonly number: string;
  readonly municipality: Bilingual;
  readonly telephones: readonly TelephoneLine[];
}

/** What was refunded, why, how, and by whom: two copies, one for the store. Nothing personal. */
export interface RefundSlipData {
  readonly title: 'refund';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  readonly code: string;
  readonly municipality: Bilingual;
  readonly reason: RefundReason;
  readonly lines: readonly CertificateLine[];
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
  /** Instead of money: until when the certificate may be taken again without a fee. */
  readonly retakeUntil: Instant | null;
  readonly copy: 'resident' | 'store';
  readonly by: string;
  readonly second: string | null;
}

/** What to do after a refusal: the cause, where to go, what to bring, whom to call. Nothing personal. */
export interface NextStepSlipData {
  readonly title: 'nextStep';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  readonly cause: Cause;
  readonly municipality: Bilingual | null;
  readonly telephones: readonly TelephoneLine[];
  /** As in the municipality's data; null also where the municipality is not known. */
  readonly foundCardNeedsIdentity: boolean | null;
  /** Whether a locked PIN can be reset at this kiosk, after a reservation. */
  readonly pinReset: boolean;
  /** Where the way goes on at a computer or on a smartphone; null: nowhere. */
  readonly site: { readonly what: 'enrolment' | 'reservation'; readonly address: string } | null;
}

/** A count of the money in the kiosk by an operator: what should be there, what was counted, what was taken out and put in. */
export interface CashSlipData {
  readonly title: 'cash';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  readonly by: string;
  readonly lines: readonly {
    readonly place: 'hopper' | 'coinBox' | 'noteBox';
    readonly value: Denomination;
    /** Pieces each. `left`: pieces after collecting and filling. */
    readonly expected: number;
    readonly counted: number;
    readonly left: number;
  }[];
}

/** The close of a day by an operator: sums by kind and way of payment, what is inside, what is owed. Nothing personal. */
export interface DaySlipData {
  readonly title: 'day';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  readonly by: string;
  readonly day: DayClosing;
}

/** A receipt that only shows that the printer prints. */
export interface TestSlipData {
  readonly title: 'test';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
}

export type SlipData =
  | ReceiptData
  | EnrolmentSlipData
  | RefundSlipData
  | NextStepSlipData
  | CashSlipData
  | DaySlipData
  | TestSlipData;

export interface ReceiptPrinterPort {
  status(): Promise<{
    readonly ready: boolean;
    readonly trouble: 'paper-out' | 'offline' | 'cover-open' | null;
    /** The roll ends soon. */
    readonly rollLow: boolean;
  }>;
  /** What it says of itself; null: it did not answer. Left out where the driver cannot ask. */
  readonly details?: () => Promise<ToldDetails | null>;
  print(
    slip: SlipData,
  ): Promise<Result<undefined, { readonly fault: 'offline' | 'paper-out' | 'cover-open' | 'unknown' }>>;
}
