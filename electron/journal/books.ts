import type { JournalFilter, OpenCase, PlacedCash } from '../../shared/attendants.ts';
import type { Instant, IsoDate } from '../../shared/dates.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { FoundHere } from '../../state-machines/attendant-ports.ts';
import { createCashBooks, type CashLayout } from './cash-books.ts';
import { createDayBooks } from './day-books.ts';
import { createIssueCounts, type IssueSums } from './issue-counts.ts';
import type { JournalFault } from './journal-fault.ts';
import { readPage, type JournalPage } from './journal-pages.ts';
import { movementsAfter, nothingMoved, type LastMovements } from './last-movements.ts';
import { localCaseOf, unfinishedOf } from './local-case.ts';
import { openCasesOf } from './open-cases.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import type { Steps } from './steps.ts';
import { storedInMemory, type StoredRecords } from './stored-records.ts';
import type { TransactionBooks } from './transaction-books.ts';
import { createTransactionIndex, restingHeld } from './transaction-index.ts';

/** How far the books have come. */
export interface SoFar {
  /** How many records there are. */
  readonly count: number;
  /** The hash of the last record, or that from which a journal begins. */
  readonly head: string;
  /** When the first record was written; null: there is none. */
  readonly since: Instant | null;
  /** When a sheet was printed last; null: never. A page that came out of a broken order counts too. */
  readonly lastPrinted: Instant | null;
  readonly lastMoved: LastMovements;
}

const nothingYet: SoFar = {
  ...{ count: 0, head: firstPrevious, since: null, lastPrinted: null, lastMoved: nothingMoved },
};

/**
 * What the kiosk and its people read out of the journal: what is open and the sums are in memory, everything else is read from
 * where it is stored. books-port.ts deals with the disk.
 */
export interface Books {
  /** Adds the next record; records come in order, each once, and it is stored where these books read. */
  add(record: JournalRecord): void;
  soFar(): SoFar;
  /** Every transaction about which something is left to do, for whomever; others only for a while. */
  readonly transactions: ReadonlyMap<TransactionId, TransactionBooks>;
  /** Pieces in each place: the last count and every movement since. */
  cash(): readonly PlacedCash[];
  /** Transactions that need somebody, newest first. */
  openCases(): readonly OpenCase[];
  /** @param at the kiosk's time */
  day(at: Instant): DayClosing;
  /** What came to its end on the days before this one. */
  issuedBefore(today: IsoDate): IssueSums;
  /** By receipt code, whenever it was. */
  find(code: string): Steps<Result<FoundHere, JournalFault>>;
  /** One page of so many lines, newest first; page 0 is the newest. */
  page(page: number, lines: number, filter: JournalFilter): Steps<Result<JournalPage, JournalFault>>;
}

export interface BooksOptions {
  readonly layout: CashLayout;
  readonly stored: StoredRecords;
  /** How many transactions are held that are at rest. */
  readonly resting?: number;
  /** Called when a record names a transaction whose earlier records cannot be read. */
  readonly onUnread?: (fault: JournalFault) => void;
}

/** Begins books to which every record of the journal is added, from the first one on. */
export function createBooksOver({
  layout,
  stored,
  resting = restingHeld,
  onUnread = () => undefined,
}: BooksOptions): Books {
  const index = createTransactionIndex(stored, resting, onUnread);
  const cash = createCashBooks(layout);
  const days = createDayBooks();
  const issued = createIssueCounts();
  let soFar = nothingYet;
  let countedAt = 0;

  const openCases = (): OpenCase[] => openCasesOf(index.inOrder(), countedAt);

  return {
    add(record) {
      const { event, seq, at } = record;
      const of = index.add(record);
      days.add(record, of);
      issued.add(record, of);
      cash.add(event);
      const printed = event.type === 'print-outcome' && event.outcome === 'printed';
      soFar = {
        ...{ count: seq, head: record.hash, since: soFar.since ?? at },
        lastPrinted: printed ? at : soFar.lastPrinted,
        lastMoved: movementsAfter(soFar.lastMoved, record),
      };
      if (event.type === 'cash-counted') countedAt = seq;
    },
    soFar: () => soFar,
    transactions: index.held,
    cash: () => cash.placed(),
    openCases,
    day(at) {
      const cases = openCases();
      return {
        ...{ ...days.day(), at, cash: cash.placed(), openCases: cases.length },
        owed: cases.reduce((all, { owed }) => all + owed, 0),
      };
    },
    issuedBefore: (today) => issued.before(today),
    *find(code) {
      const books = yield* index.withCode(code);
      if (!books.ok) return books;
      const { value } = books;
      return ok(
        value === null
          ? { local: null, unfinished: null }
          : { local: localCaseOf(value), unfinished: unfinishedOf(value) },
      );
    },
    page: (page, lines, filter) => readPage({ stored, index, count: soFar.count }, page, lines, filter),
  };
}

/** Books that forget nothing. */
export interface WholeBooks extends Books {
  readonly records: readonly JournalRecord[];
}

/** The books of records that are in memory anyway, to which others may be added. */
export function createBooks(found: readonly JournalRecord[], layout: CashLayout): WholeBooks {
  const records: JournalRecord[] = [];
  const books = createBooksOver({
    layout,
    stored: storedInMemory(records),
    resting: Number.POSITIVE_INFINITY,
  });
  const add = (record: JournalRecord): void => {
    records.push(record);
    books.add(record);
  };
  for (const record of found) add(record);
  return { ...books, add, records };
}
