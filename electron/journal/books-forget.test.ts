import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyLine, type JournalFilter } from '../../shared/attendants.ts';
import { addDays, isoDate, japanDate } from '../../shared/dates.ts';
import type { Result } from '../../shared/result.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import {
  cashStory,
  cast,
  randomEvents,
  randomRecords,
  recordsOf,
  sessionOf,
} from '../../testing/random-journals.ts';
import { recordsIn } from '../../testing/journal-records.ts';
import { repetitions } from '../../testing/repetitions.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { openPayments } from '../recovery/reconcile-provider.ts';
import { untoldOrders, untoldRefunds } from '../recovery/recover.ts';
import { hasCutOffPayout, isOpen, refundEnds } from '../recovery/settle-interrupted.ts';
import { isAtRest } from './at-rest.ts';
import { createBooks, createBooksOver, type Books } from './books.ts';
import type { CashLayout } from './cash-books.ts';
import { lastMovements } from './last-movements.ts';
import { openCasesOf } from './open-cases.ts';
import type { JournalRecord } from './record.ts';
import { allAtOnce, type Steps } from './steps.ts';
import { storedInMemory } from './stored-records.ts';
import { restingHeld } from './transaction-index.ts';
import { transactionsOf } from './transactions.ts';

const layout: CashLayout = {
  hoppers: [{ value: 100, count: 50, recycles: true }],
  accepted: [100, 500],
};

function valueOf<T>(steps: Steps<Result<T, unknown>>): T {
  const read = allAtOnce(steps);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** Books that hold as little as they may. */
function forgetful(records: readonly JournalRecord[], resting: number): Books {
  const written: JournalRecord[] = [];
  const books = createBooksOver({ layout, stored: storedInMemory(written), resting });
  for (const record of records) {
    written.push(record);
    books.add(record);
  }
  return books;
}

const countedAtIn = (records: readonly JournalRecord[]): number =>
  records.findLast(({ event }) => event.type === 'cash-counted')?.seq ?? 0;

const filters: readonly JournalFilter[] = [
  everyLine,
  { ...everyLine, kind: 'money' },
  { ...everyLine, kind: 'refund', day: isoDate('2026-11-21') },
  { ...everyLine, day: isoDate('2026-11-20') },
  ...cast.map(({ code }) => ({ ...everyLine, code })),
  { kind: 'money', day: isoDate('2026-11-20'), code: cast[0]?.code ?? null },
];

/** Everything that people, the next start and the center are told of the books. */
function toldBy(books: Books, today: JournalRecord | undefined) {
  const date = japanDate(today?.at ?? 0);
  const pagesOf = (filter: JournalFilter) => {
    const { pages } = valueOf(books.page(0, 9, filter));
    return Array.from({ length: pages + 1 }, (_, page) => valueOf(books.page(page, 9, filter)).entries);
  };
  return {
    cases: books.openCases(),
    cash: books.cash(),
    day: books.day(0),
    soFar: books.soFar(),
    untoldOrders: sorted(untoldOrders(books)),
    untoldRefunds: sorted(untoldRefunds(books)),
    payments: sorted([...books.transactions.values()].flatMap(openPayments)),
    cutOff: sorted([...books.transactions.values()].filter((each) => isOpen(each) || hasCutOffPayout(each))),
    ends: sorted([...books.transactions.values()].flatMap(refundEnds)),
    found: cast.map(({ code }) => valueOf(books.find(code))),
    pages: filters.map(pagesOf),
    issued: [date, addDays(date, 1)].map((day) => structuredClone(books.issuedBefore(day))),
  };
}
function sorted(list: readonly unknown[]): readonly string[] {
  return list.map((each) => JSON.stringify(each)).toSorted();
}

describe('books that leave to the file what is at rest', () => {
  it('say the same as books that forget nothing, whatever the journal', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(2), (records, resting) => {
        const few = forgetful(records, resting);
        const today = records.at(-1);
        expect(toldBy(few, today)).toEqual(toldBy(createBooks(records, layout), today));
      }),
      { numRuns: repetitions(60, 3_000) },
    );
  });

  it('agree with a scan of all records: open cases, movements, and every transaction that is not at rest', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(2), (records, resting) => {
        const books = forgetful(records, resting);
        const scanned = transactionsOf(records);
        const countedAt = countedAtIn(records);
        expect(books.openCases()).toEqual(openCasesOf(scanned.values(), countedAt));
        expect(books.soFar().lastMoved).toEqual(lastMovements(records));
        const rest = [...scanned.values()].filter((each) => isAtRest(each, countedAt));
        for (const [transaction, each] of scanned)
          if (!rest.includes(each)) expect(books.transactions.get(transaction)).toEqual(each);
        expect(books.transactions.size).toBeLessThanOrEqual(scanned.size - rest.length + resting);
        for (const held of books.transactions.values()) expect(held).toEqual(scanned.get(held.transaction));
      }),
      { numRuns: repetitions(60, 3_000) },
    );
  });

  it('hold no more after a thousand sessions than after a hundred', () => {
    const held = [100, 1_000].map((sessions) => {
      const events = Array.from({ length: sessions }, (_, number) => cashStory(sessionOf(number))).flat();
      return forgetful(recordsOf(events), restingHeld).transactions.size;
    });
    expect(held).toEqual([restingHeld, restingHeld]);
  });
});

describe('books over a journal on disk', () => {
  const clock = createManualTimers(1_790_000_000_000);
  function inFolder<T>(work: (folder: string) => T): T {
    const root = mkdtempSync(join(tmpdir(), 'komado-forget-'));
    try {
      return work(join(root, 'journal'));
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('say the same while it grows, after a restart, and as a scan of the whole file', () => {
    fc.assert(
      fc.property(randomEvents, (events) => {
        inFolder((folder) => {
          const { journal, books } = bootJournal(folder, clock, { layout });
          for (const event of events) expect(journal.append(event).ok).toBe(true);
          const records = recordsIn(folder);
          const whole = toldBy(createBooks(records, layout), records.at(-1));
          expect(toldBy(books, records.at(-1))).toEqual(whole);
          journal.close();
          const again = bootJournal(folder, clock, { layout });
          expect(toldBy(again.books, records.at(-1))).toEqual(whole);
          again.journal.close();
        });
      }),
      { numRuns: repetitions(6, 100) },
    );
  });
});
