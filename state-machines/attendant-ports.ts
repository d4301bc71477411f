import type {
  Attendant,
  OpenCase,
  CashLine,
  DeviceReport,
  DeviceState,
  ExportedJournal,
  JournalCheck,
  JournalEntry,
  JournalFilter,
  PlacedCash,
} from '../shared/attendants.ts';
import type { CashlessPayment } from '../shared/cashless.ts';
import type { CertificateLine } from '../shared/certificate-lines.ts';
import type { Instant } from '../shared/dates.ts';
import type { TransactionId } from '../shared/ids.ts';
import type { DayClosing } from '../shared/day-closing.ts';
import type { DeviceDetails } from '../shared/device-details.ts';
import type { ConfigFault, ConfigOffer, ConfigValue, EarlierConfig } from '../shared/configuration.ts';
import type { FoundInLog, LogFilter } from '../shared/log-lines.ts';
import type { DaySlipData, Unsubscribe } from '../shared/printers.ts';
import type { AttendantId, RefundClaim } from '../shared/refund-api.ts';
import type { ReopenableDevice, RestartFault } from '../shared/restarts.ts';
import type { Result } from '../shared/result.ts';
import type { NoUpdates, UpdateFault, UpdateOffer, UpdatesSeen, UpdateWish } from '../shared/updates.ts';
import type { Yen } from '../shared/yen.ts';

// ── Who store staff and operators are ──────────────────────────────────────────────────────────────────────────────────

export type AttendantFault =
  /** Number or code is wrong: the same answer for both, so that nobody learns which numbers exist. */
  | { readonly fault: 'wrong'; readonly triesLeft: number }
  /** Too many wrong codes for this number; numbers that do not exist lock too. */
  | { readonly fault: 'locked'; readonly until: Instant }
  | { readonly fault: 'notAttendantCard' }
  | { readonly fault: 'cardUnreadable' };

/** Somebody who has shown a card or typed a code, and which proofs this attendant has in all. */
export interface ProvenAttendant extends Attendant {
  readonly hasCard: boolean;
  readonly hasCode: boolean;
}

export interface AttendantsPort {
  /**
   * Checks the code on the PIN pad against the number typed (`S01` for S-01), and wipes the pad whatever happens. Tries are
   * counted in the journal, so that switching the kiosk off and on does not give new ones.
   *
   * @param card whose card has just been shown; its holder has tries of their own, so that nobody can lock staff out by typing
   */
  byCode(number: string, card: AttendantId | null): Promise<Result<ProvenAttendant, AttendantFault>>;
  /** Challenges the card in the reader: only a known attendant's key can answer. */
  byCard(): Promise<Result<ProvenAttendant, AttendantFault>>;
  /** What kind of card is in the reader, for its test; reads nothing about the holder. */
  kindOfCard(): Promise<'attendantCard' | 'myNumberCard' | 'otherCard' | 'unreadable'>;
}

// ── The journal, read ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What this kiosk's journal knows of a transaction that was paid here. */
export interface LocalCase {
  readonly transaction: TransactionId;
  readonly code: string;
  readonly at: Instant;
  /** The time on its receipt; null when it was never settled. */
  readonly receiptAt: Instant | null;
  readonly paid: Yen;
  readonly owed: Yen;
  /** Set when it was paid here by wallet or card and something was captured: a refund can go back there. */
  readonly cashless: {
    readonly payment: CashlessPayment;
    readonly captured: Yen;
    readonly refunded: Yen;
  } | null;
  readonly lines: readonly CertificateLine[];
  readonly printed: Yen;
  readonly givenBack: Yen;
}

/**
 * A refund that was claimed here and never ended: its answer was lost, or the power failed before all of it was paid. It is
 * resumed under its own id.
 */
export interface UnfinishedRefund {
  readonly claim: RefundClaim;
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
}

/** What this kiosk's journal has under a receipt code. */
export interface FoundHere {
  /** Null: it was not paid at this kiosk. */
  readonly local: LocalCase | null;
  /**
   * Whichever kiosk the transaction was at; also null while nobody knows how much of it a hopper paid: the hopper must be
   * counted first.
   */
  readonly unfinished: UnfinishedRefund | null;
}

/** The journal, or what is wanted of it, cannot be read. */
export interface UnreadJournal {
  readonly fault: 'journalUnread';
}

/**
 * What people read out of the journal. What is open, and sums, come from memory; the functions that return a promise may read
 * the disk.
 */
export interface BooksPort {
  /** Pieces in each place by the books: the last count and every movement since. */
  cash(): readonly PlacedCash[];
  /** Transactions that need somebody, newest first. */
  openCases(): readonly OpenCase[];
  /** By receipt code, however old; until the signal ends it. */
  find(code: string, signal?: AbortSignal): Promise<Result<FoundHere, UnreadJournal>>;
  /** One page of so many lines, newest first; page 0 is the newest. Until the signal ends it. */
  page(
    page: number,
    lines: number,
    filter: JournalFilter,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly entries: readonly JournalEntry[]; readonly pages: number }, UnreadJournal>>;
  /** Rereads the file and checks every line and the chain. */
  check(): Promise<JournalCheck>;
  /** Writes a signed copy, with its check, to the site's export folder (a memory stick). */
  export(): Promise<Result<ExportedJournal, { readonly fault: 'noFolder' | 'io' }>>;
  /** The day since the last closing, as it would be closed now. */
  day(): DayClosing;
  /** Writes a closing to the site's export folder, as CSV and as PDF. Returns the files' names. */
  exportDay(slip: DaySlipData): Promise<Result<readonly string[], { readonly fault: 'noFolder' | 'io' }>>;
}

// ── The log, read ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface LogFilesPort {
  /** What the log's files have for this filter, in words, newest first; it ends early when the signal says so. */
  find(filter: LogFilter, signal: AbortSignal): Promise<Result<FoundInLog, { readonly fault: 'noFiles' }>>;
}

// ── Devices ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface DevicesPort {
  /** Every device with its state and since when. Calls back at once, and again on every change, always with all of them. */
  watch(listener: (reports: readonly DeviceReport[]) => void): Unsubscribe;
  /** Asks each device that can tell what it is; those that do not answer are left out. */
  details(): Promise<readonly DeviceDetails[]>;
}

// ── Sheets that come back ──────────────────────────────────────────────────────────────────────────────────────────────

/** A sheet that was handed back: the number of its document, and that it is sheet n of N. */
export interface ReturnedSheet {
  readonly document: string;
  readonly sheet: number;
  readonly of: number;
}

/** Reads the codes on sheets that were brought back; forgets everything about a page except its numbers. */
export interface SheetScanPort {
  /** A scanner's text: a fragment in hexadecimal. `more`: further codes of the same page are needed. */
  text(text: string): 'more' | 'unreadable' | ReturnedSheet;
  /** Forgets the fragments that were collected. */
  begin(): void;
  /** Every sheet in the newest picture in the counter camera's folder. */
  camera(): Promise<Result<readonly ReturnedSheet[], { readonly fault: 'noCamera' | 'unreadable' }>>;
}

/** The page printed in a test, a PDF: both sides, nothing personal. */
export interface TestPagePort {
  testPage(): Promise<Uint8Array>;
}

export interface SoundTestPort {
  /** Plays every sound of the kiosk, one after another. Returns at once; what cannot be played is not heard. */
  play(): void;
}

/** The configuration of the kiosk: read, changed as a checked whole, and taken back. */
export interface ConfigurationPort {
  values(): Promise<readonly ConfigValue[]>;
  /** Earlier ones that were kept, the newest first. */
  earlier(): Promise<readonly EarlierConfig[]>;
  /** Checks the one on the memory stick, with the files that it names, as if it lay in the place of the one in use. */
  fromStick(): Promise<Result<ConfigOffer, ConfigFault>>;
  /** The same for one that was kept. */
  fromEarlier(number: number): Promise<Result<ConfigOffer, ConfigFault>>;
  /** Keeps the one in use and puts the offered one in its place. @returns the number under which the earlier one is kept */
  apply(sum: string): Promise<Result<{ readonly kept: number }, ConfigFault>>;
}

/** The versions of the kiosk, and an update on its way. */
export interface UpdatesPort {
  seen(): UpdatesSeen | NoUpdates;
  /** The newest update on the memory stick, if one of the maker's keys has signed it. */
  fromStick(): Promise<Result<UpdateOffer, UpdateFault>>;
  /** Copies the update with this sum to where it is checked and unpacked; until the signal ends it. */
  handIn(sum: string, signal: AbortSignal): Promise<Result<void, UpdateFault>>;
  /** Has the staged one taken, or the one before put back, as soon as nobody is served. */
  ask(wish: UpdateWish): Promise<Result<void, UpdateFault>>;
}

export interface ReopenPort {
  /** What this kiosk has of them. */
  readonly devices: readonly ReopenableDevice[];
  /** Closes the device's line, opens it anew, and asks it how it is. Only while nobody is served. */
  reopen(device: ReopenableDevice): Promise<DeviceState | 'notOpened'>;
}

/** The kiosk's own program, and the machine that it runs on. */
export interface ProgramPort {
  /** Ends it, so that whatever started it starts it anew. Returns at once. */
  restart(): void;
  /** Asks the machine to restart as a whole; its end is asked for from outside soon after. */
  restartMachine(): Promise<Result<undefined, RestartFault>>;
}

export type { CashLine };
