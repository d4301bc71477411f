import type { JournalFilter } from '../../shared/attendants.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import { pagesOf } from '../../shared/pages.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { BooksPort } from '../../state-machines/attendant-ports.ts';
import { openCasesOf, codeOf } from './open-cases.ts';
import { createCashBooks, type CashLayout } from './cash-books.ts';
import { createDayBooks } from './day-books.ts';
import { entryOf } from './entries.ts';
import { kindOfEntry } from './entry-kinds.ts';
import { localCaseOf, unfinishedOf } from './local-case.ts';
import type { JournalRecord } from './record.ts';
import type { TransactionBooks } from './transaction-books.ts';
import { addToTransactions } from './transactions.ts';

/** What people read out of the records in memory; books-port.ts deals with the disk. */
export interface Books extends Omit<BooksPort, 'check' | 'export' | 'exportDay' | 'day'> {
  /** @param at the kiosk's time */
  day(at: Instant): DayClosing;
  /** Adds the next record; records come in order, each once. */
  add(record: JournalRecord): void;
  readonly records: readonly JournalRecord[];
  readonly transactions: ReadonlyMap<TransactionId, TransactionBooks>;
}

export function createBooks(found: readonly JournalRecord[], layout: CashLayout): Books {
  const records: JournalRecord[] = [];
  const transactions = new Map<TransactionId, TransactionBooks>();
  const cash = createCashBooks(layout);
  const days = createDayBooks();
  const byCode = new Map<string, TransactionId>();
  /** The transaction of each record, by its index. */
  const owners: (TransactionId | null)[] = [];
  let countedAt = 0;

  function add(record: JournalRecord): void {
    const { event, seq } = record;
    records.push(record);
    const owner = addToTransactions(transactions, record);
    owners.push(owner);
    days.add(record, owner === null ? null : (transactions.get(owner) ?? null));
    cash.add(event);
    if (event.type === 'order-built' || event.type === 'refund-claim')
      byCode.set(event.code, event.transaction);
    if (event.type === 'cash-counted') countedAt = seq;
  }
  for (const record of found) add(record);

  function booksOf(code: string): TransactionBooks | null {
    const transaction = byCode.get(code);
    return (transaction === undefined ? null : transactions.get(transaction)) ?? null;
  }

  function codeAt(index: number): string | null {
    const owner = owners[index] ?? null;
    return owner === null ? null : codeOf(transactions.get(owner));
  }

  /** The records that the filter lets through, oldest first. */
  function indexesOf({ kind, day, code }: JournalFilter): number[] {
    return [...records.keys()].filter((index) => {
      const record = records[index];
      if (!record) return false;
      if (kind !== null && kindOfEntry[record.event.type] !== kind) return false;
      if (day !== null && japanDate(record.at) !== day) return false;
      return code === null || codeAt(index) === code;
    });
  }

  return {
    add,
    records,
    transactions,
    cash: () => cash.placed(),
    openCases: () => openCasesOf(transactions.values(), countedAt),
    day(at) {
      const cases = openCasesOf(transactions.values(), countedAt);
      return {
        ...{ ...days.day(), at, cash: cash.placed(), openCases: cases.length },
        owed: cases.reduce((all, { owed }) => all + owed, 0),
      };
    },
    find(code) {
      const books = booksOf(code);
      return books ? localCaseOf(books) : null;
    },
    unfinished(code) {
      const books = booksOf(code);
      return books ? unfinishedOf(books) : null;
    },
    page(page, lines, filter) {
      const found = indexesOf(filter);
      const end = Math.max(0, found.length - page * lines);
      const start = Math.max(0, end - lines);
      const entries = found.slice(start, end).flatMap((index) => {
        const record = records[index];
        return record ? [entryOf(record, codeAt(index))] : [];
      });
      return {
        entries: entries.toReversed(),
        pages: pagesOf(found.length, lines),
      };
    },
  };
}
