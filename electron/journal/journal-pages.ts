import type { JournalEntry, JournalFilter } from '../../shared/attendants.ts';
import { japanDate } from '../../shared/dates.ts';
import type { RequestId, TransactionId } from '../../shared/ids.ts';
import { pagesOf } from '../../shared/pages.ts';
import { ok, type Result } from '../../shared/result.ts';
import { entryOf } from './entries.ts';
import { kindOfType } from './entry-kinds.ts';
import type { JournalFault } from './journal-fault.ts';
import { codeOf } from './open-cases.ts';
import type { JournalRecord } from './record.ts';
import type { Steps } from './steps.ts';
import { namingAny, outlineOf, type StoredRecords } from './stored-records.ts';
import { booksByTransaction, refundIn, type TransactionIndex } from './transaction-index.ts';
import { namedIn, ownerIn } from './transactions.ts';

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** In all, of this filter. */
  readonly pages: number;
}

export interface PagesFrom {
  readonly stored: StoredRecords;
  readonly index: Pick<TransactionIndex, 'held' | 'withCode'>;
  /** How many records there are. */
  readonly count: number;
}

/** One page of so many lines that the filter lets through, newest first; page 0 is the newest. */
export function* readPage(
  from: PagesFrom,
  page: number,
  lines: number,
  filter: JournalFilter,
): Steps<Result<JournalPage, JournalFault>> {
  const numbers = yield* numbersOf(from, filter);
  if (!numbers.ok) return numbers;
  const end = Math.max(0, numbers.value.length - page * lines);
  const shown = new Set(numbers.value.slice(Math.max(0, end - lines), end));
  const records = yield* from.stored.find(from.count + 1, (seq) => shown.has(seq));
  if (!records.ok) return records;
  const codes = yield* codesOf(from, records.value);
  if (!codes.ok) return codes;
  const entries = records.value.map((record) => entryOf(record, codes.value.get(record.seq) ?? null));
  return ok({ entries: entries.toReversed(), pages: pagesOf(numbers.value.length, lines) });
}

/** The sequence numbers of the records that the filter lets through, oldest first. */
function* numbersOf(from: PagesFrom, filter: JournalFilter): Steps<Result<readonly number[], JournalFault>> {
  const { kind, day, code } = filter;
  const passes = (at: number, type: string): boolean =>
    (kind === null || kindOfType(type) === kind) && (day === null || japanDate(at) === day);
  if (code !== null) {
    const records = yield* recordsWithCode(from, code);
    return records.ok
      ? ok(records.value.filter(({ at, event }) => passes(at, event.type)).map(({ seq }) => seq))
      : records;
  }
  if (kind === null && day === null) return ok(Array.from({ length: from.count }, (_, index) => index + 1));
  const numbers: number[] = [];
  const looked = yield* from.stored.find(from.count + 1, (seq, line) => {
    const outline = outlineOf(line);
    if (outline && passes(outline.at, outline.type)) numbers.push(seq);
    return false;
  });
  return looked.ok ? ok(numbers) : looked;
}

function* recordsWithCode(
  { stored, index, count }: PagesFrom,
  code: string,
): Steps<Result<readonly JournalRecord[], JournalFault>> {
  const books = yield* index.withCode(code);
  if (!books.ok) return books;
  if (books.value === null || codeOf(books.value) !== code) return ok([]);
  const { transaction, refunds } = books.value;
  const own = new Set(refunds.map(({ refund }) => refund));
  const records = yield* stored.find(count + 1, namingAny([transaction, ...own]));
  if (!records.ok) return records;
  return ok(
    records.value.filter(({ event }) =>
      event.type === 'refund-told' ? own.has(event.refund) : namedIn(event) === transaction,
    ),
  );
}

/** The receipt code of each record's transaction, by the record's sequence number; none where no record tells it. */
function* codesOf(
  { stored, index, count }: PagesFrom,
  records: readonly JournalRecord[],
): Steps<Result<ReadonlyMap<number, string>, JournalFault>> {
  const owners = yield* ownersOf({ stored, index, count }, records);
  if (!owners.ok) return owners;
  const absent = [...new Set(owners.value.values())].filter((transaction) => !index.held.has(transaction));
  const read = absent.length > 0 ? yield* stored.find(count + 1, namingAny(absent)) : ok([]);
  if (!read.ok) return read;
  const books = booksByTransaction(read.value);
  const codes = new Map<number, string>();
  for (const [seq, transaction] of owners.value) {
    const code = codeOf(index.held.get(transaction) ?? books.get(transaction));
    if (code !== null) codes.set(seq, code);
  }
  return ok(codes);
}

/** The transaction of each record that has one, by the record's sequence number. */
function* ownersOf(
  { stored, index, count }: PagesFrom,
  records: readonly JournalRecord[],
): Steps<Result<ReadonlyMap<number, TransactionId>, JournalFault>> {
  const owners = new Map<number, TransactionId>();
  const told = new Map<number, RequestId>();
  for (const { seq, event } of records) {
    const owner = ownerIn(index.held.values(), event);
    if (owner !== null) owners.set(seq, owner);
    else if (event.type === 'refund-told') told.set(seq, event.refund);
  }
  if (told.size === 0) return ok(owners);
  const named = yield* stored.find(count + 1, namingAny([...told.values()]));
  if (!named.ok) return named;
  for (const [seq, refund] of told) {
    const first = named.value.find((record) => record.seq < seq && refundIn(record.event) === refund);
    const owner = first ? namedIn(first.event) : null;
    if (owner !== null) owners.set(seq, owner);
  }
  return ok(owners);
}
