import { requestIdSchema, transactionIdSchema } from '../shared/ids.ts';
import { attendantIdSchema } from '../shared/refund-api.ts';
import { err, ok } from '../shared/result.ts';
import { yen, type CashCount } from '../shared/yen.ts';
import type { JournalEvent } from '../state-machines/journal-events.ts';
import type { CashCounters, JournalPort } from '../state-machines/ports.ts';
import { createBooks, type WholeBooks } from '../electron/journal/books.ts';
import { firstPrevious, type JournalRecord } from '../electron/journal/record.ts';
import { codes } from './municipality-codes.ts';

/* Sample records for the tests of journal, books and recovery. */

export const transaction = transactionIdSchema.parse('a'.repeat(32));
export const refund = requestIdSchema.parse('b'.repeat(32));
export const code = 'K7Q2-M4XD';
const by = attendantIdSchema.parse('S-01');

export interface SampleDocument {
  readonly price: number;
  readonly sheets: number;
}

export function orderOf(documents: readonly SampleDocument[], of = transaction): JournalEvent {
  return {
    type: 'order-built',
    transaction: of,
    municipality: codes.tsukuba,
    code,
    price: yen(documents.reduce((sum, { price }) => sum + price, 0)),
    documents: documents.map(({ price, sheets }, index) => ({
      number: `D-${index + 1}`,
      kind: 'residenceRecord',
      price: yen(price),
      sheets,
    })),
  };
}

export function claimOf(amount: number, instead: 'money' | 'retake' = 'money'): JournalEvent {
  const rest = { documents: [], instead, by, second: null } as const;
  return { type: 'refund-claim', refund, transaction, code, reason: 'owed', amount: yen(amount), ...rest };
}

/** Every hopper's counter is at `paid` plus what has come out since. */
export function countersAt(accepted: number, paid: number, out: readonly CashCount[] = []): CashCounters {
  const at = (value: number): number => out.find((each) => each.value === value)?.count ?? 0;
  const wrapped = (count: number): number => count % 0x1000000;
  return {
    coinsAccepted: wrapped(accepted),
    notesAccepted: 7,
    dispensed: ([10, 50, 100, 500] as const).map((value) => ({ value, count: wrapped(paid + at(value)) })),
  };
}

/** A journal in memory, with its books. @param take how many further records it takes before it refuses */
export function journalWith(
  events: readonly JournalEvent[],
  take = Number.POSITIVE_INFINITY,
): { readonly books: WholeBooks; readonly journal: JournalPort; readonly written: JournalEvent[] } {
  const books = createBooks([], { hoppers: [], accepted: [] });
  const add = (event: JournalEvent): void => {
    const seq = books.records.length + 1;
    books.add({
      seq,
      at: 1_000 + seq,
      event,
      previous: firstPrevious,
      hash: firstPrevious,
    } satisfies JournalRecord);
  };
  for (const event of events) add(event);
  const written: JournalEvent[] = [];
  return {
    books,
    written,
    journal: {
      append(event) {
        if (written.length >= take) return err({ fault: 'journalUnavailable' });
        written.push(event);
        add(event);
        return ok();
      },
    },
  };
}
