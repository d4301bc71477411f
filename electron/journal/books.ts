import { pagesOf } from '../../shared/pages.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { BooksPort } from '../../state-machines/attendant-ports.ts';
import { openCasesOf, codeOf } from './open-cases.ts';
import { createCashBooks, type CashLayout } from './cash-books.ts';
import { entryOf } from './entries.ts';
import { localCaseOf, unfinishedOf } from './local-case.ts';
import type { JournalRecord } from './record.ts';
import type { TransactionBooks } from './transaction-books.ts';
import { addToTransactions } from './transactions.ts';

/** What people read out of the records in memory; books-port.ts deals with the disk. */
export interface Books extends Omit<BooksPort, 'check' | 'export'> {
  /** Adds the next record; records come in order, each once. */
  add(record: JournalRecord): void;
  readonly records: readonly JournalRecord[];
  readonly transactions: ReadonlyMap<TransactionId, TransactionBooks>;
}

export function createBooks(found: readonly JournalRecord[], layout: CashLayout): Books {
  const records: JournalRecord[] = [];
  const transactions = new Map<TransactionId, TransactionBooks>();
  const cash = createCashBooks(layout);
  const byCode = new Map<string, TransactionId>();
  /** The transaction of each record, by its index. */
  const owners: (TransactionId | null)[] = [];
  let countedAt = 0;

  function add(record: JournalRecord): void {
    const { event, seq } = record;
    records.push(record);
    owners.push(addToTransactions(transactions, record));
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

  return {
    add,
    records,
    transactions,
    cash: () => cash.placed(),
    openCases: () => openCasesOf(transactions.values(), countedAt),
    find(code) {
      const books = booksOf(code);
      return books ? localCaseOf(books) : null;
    },
    unfinished(code) {
      const books = booksOf(code);
      return books ? unfinishedOf(books) : null;
    },
    page(page, lines) {
      const end = Math.max(0, records.length - page * lines);
      const start = Math.max(0, end - lines);
      const entries = records.slice(start, end).map((record, index) => {
        const owner = owners[start + index] ?? null;
        const code = owner === null ? null : codeOf(transactions.get(owner));
        return entryOf(record, code);
      });
      return {
        entries: entries.toReversed(),
        pages: pagesOf(records.length, lines),
      };
    },
  };
}
