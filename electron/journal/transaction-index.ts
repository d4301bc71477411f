import type { RequestId, TransactionId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { isAtRest } from './at-rest.ts';
import type { JournalFault } from './journal-fault.ts';
import { codeOf } from './open-cases.ts';
import type { JournalRecord } from './record.ts';
import { createSeenNames } from './seen-names.ts';
import { allAtOnce, type Steps } from './steps.ts';
import { namingAny, type StoredRecords } from './stored-records.ts';
import type { TransactionBooks } from './transaction-books.ts';
import { namedIn, ownerIn, withRecord } from './transactions.ts';

export interface TransactionIndex {
  /** Those in memory: every one that is not at rest, and the latest that came to rest. */
  readonly held: ReadonlyMap<TransactionId, TransactionBooks>;
  /** The same, in the order in which they began. */
  inOrder(): TransactionBooks[];
  /**
   * Adds the next record. @returns what is on record of its transaction, before it and with it; null: it belongs to none
   */
  add(record: JournalRecord): Added | null;
  /** By receipt code, wherever it is; null: this kiosk has no record of it. It is in memory afterwards. */
  withCode(code: string): Steps<Result<TransactionBooks | null, JournalFault>>;
  /** What is on record of a transaction, wherever it is; null: nothing. It is in memory afterwards. */
  fetch(transaction: TransactionId): Steps<Result<TransactionBooks | null, JournalFault>>;
}

export interface Added {
  readonly before: TransactionBooks | null;
  readonly now: TransactionBooks;
}

/** Of a day or two: what is refunded or handed back is seldom older, and is then read from the file. */
export const restingHeld = 64;

/**
 * The transactions that somebody may still have to do something about. One that is at rest is left to the file, from which it
 * comes back when a record names it again.
 * @param most how many that are at rest are held
 * @param onUnread called when a record names a transaction whose earlier records cannot be read: what is in memory of it is
 * then not all
 */
export function createTransactionIndex(
  stored: StoredRecords,
  most: number,
  onUnread: (fault: JournalFault) => void,
): TransactionIndex {
  const held = new Map<TransactionId, TransactionBooks>();
  /** The sequence number of the first record of each that is held. */
  const begun = new Map<TransactionId, number>();
  /** Those at rest, the one that rests longest first. */
  const resting = new Set<TransactionId>();
  const byCode = new Map<string, TransactionId>();
  /** Of every transaction and refund on record. */
  const seen = createSeenNames();
  let count = 0;
  let countedAt = 0;

  function hold(books: TransactionBooks, first: number): void {
    const { transaction } = books;
    held.set(transaction, books);
    begun.set(transaction, first);
    const code = codeOf(books);
    if (code !== null) byCode.set(code, transaction);
    rank(transaction, books);
  }
  function rank(transaction: TransactionId, books: TransactionBooks): void {
    resting.delete(transaction);
    if (isAtRest(books, countedAt)) resting.add(transaction);
  }
  function letGo(): void {
    for (const transaction of resting) {
      if (resting.size <= most) return;
      const code = codeOf(held.get(transaction));
      if (code !== null && byCode.get(code) === transaction) byCode.delete(code);
      resting.delete(transaction);
      held.delete(transaction);
      begun.delete(transaction);
    }
  }

  /** From the file: what is there of a transaction up to and without a record. */
  function* read(transaction: TransactionId, before: number): Steps<Result<Read | null, JournalFault>> {
    const own = yield* stored.find(before, namingAny([transaction]));
    if (!own.ok) return own;
    const named = own.value.filter(
      ({ event }) => 'transaction' in event && event.transaction === transaction,
    );
    const refunds = refundsIn(named);
    const told = refunds.size > 0 ? yield* stored.find(before, namingAny([...refunds.keys()])) : ok([]);
    if (!told.ok) return told;
    // One that is told of before there is anything of it belongs to nothing.
    const rest = told.value.filter(
      ({ event, seq }) => event.type === 'refund-told' && seq > (refunds.get(event.refund) ?? Infinity),
    );
    return ok(booksOf([...named, ...rest].toSorted((a, b) => a.seq - b.seq)));
  }

  /** @returns null: the record belongs to no transaction */
  function ownerOf({ event, seq }: JournalRecord): TransactionId | null {
    const owner = ownerIn(held.values(), event);
    if (owner !== null || event.type !== 'refund-told') return owner;
    const { refund } = event;
    if (!seen.mayHave(refund)) return null;
    const named = allAtOnce(stored.find(seq, namingAny([refund])));
    if (!named.ok) {
      onUnread(named.error);
      return null;
    }
    const [first] = named.value.filter(({ event: earlier }) => refundIn(earlier) === refund);
    return first ? namedIn(first.event) : null;
  }

  function* fetch(transaction: TransactionId): Steps<Result<TransactionBooks | null, JournalFault>> {
    for (;;) {
      const known = held.get(transaction);
      if (known) return ok(known);
      if (!seen.mayHave(transaction)) return ok(null);
      const asOf = count;
      const found = yield* read(transaction, asOf + 1);
      if (!found.ok) return found;
      // A record that came meanwhile may be one of it.
      if (count !== asOf) continue;
      if (found.value === null) return ok(null);
      hold(found.value.books, found.value.first);
      letGo();
      return ok(found.value.books);
    }
  }

  return {
    held,
    inOrder: () =>
      [...held.values()].toSorted(
        (a, b) => (begun.get(a.transaction) ?? 0) - (begun.get(b.transaction) ?? 0),
      ),
    add(record) {
      const { event, seq } = record;
      count = seq;
      const transaction = ownerOf(record);
      if (event.type === 'cash-counted') {
        countedAt = seq;
        for (const [id, books] of held) rank(id, books);
        letGo();
      }
      if (transaction === null) return null;
      if (!held.has(transaction) && seen.mayHave(transaction)) {
        const earlier = allAtOnce(read(transaction, seq));
        if (!earlier.ok) onUnread(earlier.error);
        else if (earlier.value) hold(earlier.value.books, earlier.value.first);
      }
      seen.add(transaction);
      for (const name of [refundIn(event), codeIn(event)]) if (name !== null) seen.add(name);
      const before = held.get(transaction) ?? null;
      const now = withRecord(before, record, transaction);
      hold(now, begun.get(transaction) ?? seq);
      letGo();
      return { before, now };
    },
    *withCode(code) {
      const known = byCode.get(code);
      if (known !== undefined) return ok(held.get(known) ?? null);
      if (!seen.mayHave(code)) return ok(null);
      const named = yield* stored.find(count + 1, namingAny([code]));
      if (!named.ok) return named;
      const last = named.value.findLast(({ event }) => codeIn(event) === code);
      const transaction = last ? namedIn(last.event) : null;
      return transaction === null ? ok(null) : yield* fetch(transaction);
    },
    fetch,
  };
}

interface Read {
  readonly books: TransactionBooks;
  readonly first: number;
}

/** @param records of one transaction, in order */
function booksOf(records: readonly JournalRecord[]): Read | null {
  let books: TransactionBooks | null = null;
  for (const record of records) {
    const transaction = books?.transaction ?? namedIn(record.event);
    if (transaction !== null) books = withRecord(books, record, transaction);
  }
  return books === null ? null : { books, first: records[0]?.seq ?? 0 };
}

/** What is on record of each transaction that these records name themselves; `refund-told` is left out. */
export function booksByTransaction(
  records: readonly JournalRecord[],
): ReadonlyMap<TransactionId, TransactionBooks> {
  const books = new Map<TransactionId, TransactionBooks>();
  for (const record of records) {
    const transaction = namedIn(record.event);
    if (transaction !== null)
      books.set(transaction, withRecord(books.get(transaction) ?? null, record, transaction));
  }
  return books;
}

/** The refund that an event is a part of; its payouts name it too, but do not make it one. */
export function refundIn(event: JournalEvent): RequestId | null {
  switch (event.type) {
    case 'refund-claim':
    case 'refund-granted':
    case 'refund-cashless-intent':
    case 'refund-cashless-outcome':
    case 'refund-register':
    case 'refund-ended':
      return event.refund;
    default:
      return null;
  }
}

/** The receipt code under which people look for a transaction. */
function codeIn(event: JournalEvent): string | null {
  return event.type === 'order-built' || event.type === 'refund-claim' ? event.code : null;
}

/** Each refund with the sequence number of its first record. */
function refundsIn(records: readonly JournalRecord[]): ReadonlyMap<RequestId, number> {
  const refunds = new Map<RequestId, number>();
  for (const { event, seq } of records) {
    const refund = refundIn(event);
    if (refund !== null && !refunds.has(refund)) refunds.set(refund, seq);
  }
  return refunds;
}
