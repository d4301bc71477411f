import type { Bilingual, CertificateKind, Language } from './certificates.ts';
import type { Instant } from './dates.ts';
import type { Result } from './result.ts';
import type { PrinterTrouble } from './screen.ts';
import type { Yen } from './yen.ts';

/**
 * The two printers of a kiosk as its machines see them: A4 sheets for certificates, a roll for receipts. They stand here and
 * not with the other ports because the room that makes paper builds to them, too.
 */

/** Ends a watch. */
export type Unsubscribe = () => void;

export interface SheetPrinterStatus {
  readonly ready: boolean;
  readonly trouble: PrinterTrouble | null;
}

/** The end of one sheet as the printer told it. */
export type SheetOutcome =
  /** job-state completed and one sheet (or its impressions) counted. */
  | { readonly outcome: 'printed' }
  /** The printer said that nothing came out: canceled or aborted with no impression completed. */
  | { readonly outcome: 'notPrinted'; readonly trouble: PrinterTrouble }
  /** The printer cannot say (gone in the middle, no more answers): for staff; it is never printed again by itself. */
  | { readonly outcome: 'unknown'; readonly trouble: PrinterTrouble };

export interface SheetPrinterPort {
  status(): Promise<SheetPrinterStatus>;
  watch(listener: (status: SheetPrinterStatus) => void): Unsubscribe;
  /**
   * Prints one sheet (a PDF of its front, and back where there is one) and follows the job to its end. `onTrouble` tells
   * what the printer waits for, and null when it goes on. When `signal` aborts, the job is cancelled and the outcome is
   * what the printer says of it then. `mark` names the job in the printer (a sheet's mark, nothing personal).
   */
  printSheet(
    sheet: { readonly mark: string; readonly pdf: Uint8Array },
    onTrouble: (trouble: PrinterTrouble | null) => void,
    signal: AbortSignal,
  ): Promise<SheetOutcome>;
}

/** All that a receipt says. Nothing personal: kinds, sums, a code. */
export interface ReceiptData {
  readonly title: 'receipt' | 'owed';
  readonly language: Language;
  readonly kiosk: string;
  readonly at: Instant;
  /** What staff look the transaction up by: `K7Q2-M4XD`. */
  readonly code: string;
  readonly municipality: Bilingual;
  readonly telephone: string | null;
  readonly lines: readonly { readonly kind: CertificateKind; readonly copies: number; readonly each: Yen }[];
  readonly paid: Yen;
  /** Worth of what was printed whole. */
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
  readonly telephone: string | null;
}

export type SlipData = ReceiptData | EnrolmentSlipData;

export interface ReceiptPrinterPort {
  status(): Promise<{
    readonly ready: boolean;
    readonly trouble: 'paper-out' | 'offline' | 'cover-open' | null;
  }>;
  print(
    slip: SlipData,
  ): Promise<Result<undefined, { readonly fault: 'offline' | 'paper-out' | 'cover-open' | 'unknown' }>>;
}
