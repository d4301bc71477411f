import type {
  Attendant,
  OpenCase,
  CashLine,
  DeviceReport,
  JournalCheck,
  JournalEntry,
  PlacedCash,
} from '../shared/attendants.ts';
import type { CashlessPayment } from '../shared/cashless.ts';
import type { CertificateKind } from '../shared/certificates.ts';
import type { Instant } from '../shared/dates.ts';
import type { TransactionId } from '../shared/ids.ts';
import type { Unsubscribe } from '../shared/printers.ts';
import type { RefundClaim } from '../shared/refund-api.ts';
import type { Result } from '../shared/result.ts';
import type { Yen } from '../shared/yen.ts';

// ── Who store staff and operators are ──────────────────────────────────────────────────────────────────────────────────

export type AttendantFault =
  /** Number or code is wrong: the same answer for both, so that nobody learns which numbers exist. */
  | { readonly fault: 'wrong'; readonly triesLeft: number }
  /** Too many wrong codes for this number; also for numbers that do not exist. */
  | { readonly fault: 'locked'; readonly until: Instant }
  | { readonly fault: 'notAttendantCard' }
  | { readonly fault: 'cardUnreadable' };

export interface AttendantsPort {
  /**
   * Checks the code that the PIN pad holds against the number typed (`S01` for S-01), and wipes the pad whatever happens.
   * Tries are counted in the journal, so that switching the kiosk off and on gives no new ones.
   */
  byCode(number: string): Promise<Result<Attendant, AttendantFault>>;
  /** Challenges the card in the reader: only the key of a known attendant answers it. */
  byCard(): Promise<Result<Attendant, AttendantFault>>;
  /** What lies in the reader, for its test; reads nothing of its holder. */
  kindOfCard(): Promise<'attendantCard' | 'myNumberCard' | 'otherCard' | 'unreadable'>;
}

// ── The journal, read ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What this kiosk's journal knows of a transaction that was paid here. */
export interface LocalCase {
  readonly transaction: TransactionId;
  readonly code: string;
  readonly at: Instant;
  readonly paid: Yen;
  readonly owed: Yen;
  /** Set when it was paid by wallet or card here and something was captured: the refund can go back there. */
  readonly cashless: {
    readonly payment: CashlessPayment;
    readonly captured: Yen;
    readonly refunded: Yen;
  } | null;
  readonly lines: readonly { readonly kind: CertificateKind; readonly copies: number; readonly each: Yen }[];
  readonly printed: Yen;
  readonly givenBack: Yen;
}

/**
 * A refund that was claimed here and has no end: its answer was lost, or a power cut came before all of it was paid. It is gone on
 * with under its own id.
 */
export interface UnfinishedRefund {
  readonly claim: RefundClaim;
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
}

/** What people read out of the journal. All of it comes from records in memory but for `check` and `export`, which read the disk. */
export interface BooksPort {
  /** Pieces at each place of money by the books: the last count, and every movement since. */
  cash(): readonly PlacedCash[];
  /** Transactions that need somebody, newest first. */
  openCases(): readonly OpenCase[];
  /** By receipt code; null when it was not paid at this kiosk. */
  find(code: string): LocalCase | null;
  /**
   * By receipt code, of whichever kiosk's transaction; null also while nobody knows how much of it a hopper paid: the hopper is
   * counted first.
   */
  unfinished(code: string): UnfinishedRefund | null;
  /** A page of so many lines, newest first; page 0 is the newest. */
  page(page: number): { readonly entries: readonly JournalEntry[]; readonly pages: number };
  /** Reads the file anew, and checks every line and the chain. */
  check(): Promise<JournalCheck>;
  /** Writes a copy, with its check, into the export folder of the site (a memory stick); tells the file's name. */
  export(): Promise<Result<string, { readonly fault: 'noFolder' | 'io' }>>;
}

// ── Devices ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface DevicesPort {
  /** Every device with its state and since when. Calls back with all of them at once and with every change. */
  watch(listener: (reports: readonly DeviceReport[]) => void): Unsubscribe;
}

// ── Sheets that come back ──────────────────────────────────────────────────────────────────────────────────────────────

/** Which sheet lies at the counter: the number of its document, n of N. */
export interface ReturnedSheet {
  readonly document: string;
  readonly sheet: number;
  readonly of: number;
}

/** Reads the codes of sheets that were brought back; forgets everything of a page but its number. */
export interface SheetScanPort {
  /** A scanner's text: a fragment in hexadecimal. `more`: further codes of the same page are needed. */
  text(text: string): 'more' | 'unreadable' | ReturnedSheet;
  /** Forgets the fragments that were collected. */
  begin(): void;
  /** The newest picture of the counter's camera folder, and every sheet in it. */
  camera(): Promise<Result<readonly ReturnedSheet[], { readonly fault: 'noCamera' | 'unreadable' }>>;
}

/** The page that is printed in a test: both sides, nothing personal. PDF. */
export interface TestPagePort {
  testPage(): Promise<Uint8Array>;
}

export type { CashLine };
