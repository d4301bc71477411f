import type { Clock } from '../shared/dates.ts';
import { err } from '../shared/result.ts';
import { createBooks, type Books } from './journal/books.ts';
import type { CashLayout } from './journal/cash-books.ts';
import type { JournalFault } from './journal/journal-fault.ts';
import { readJournal } from './journal/journal-folder.ts';
import { openJournal, type Journal, type JournalOptions } from './journal/journal.ts';
import { reconcile, type Reconciled } from './journal/reconcile.ts';

export interface BootedJournal {
  readonly journal: Pick<Journal, 'append' | 'watch' | 'recheck' | 'close'>;
  /** Why the kiosk may not serve from the beginning; null when the journal is whole. */
  readonly fault: JournalFault | null;
  readonly locked: boolean;
  readonly untold: Reconciled['untold'];
  /** Kept up to date with every record. Also of a journal that takes no more: what is owed can still be looked up. */
  readonly books: Books;
}

export interface BootOptions extends JournalOptions {
  /** Where the money of this kiosk lies; nothing is booked by place without it. */
  readonly layout?: CashLayout;
}

/**
 * Opens the journal and brings every transaction that was cut off to an end on paper (design: at boot the journal decides;
 * what it cannot decide is for staff). Without a journal the kiosk starts, says so, and moves nothing.
 */
export function bootJournal(
  folder: string,
  clock: Clock,
  { layout = { hoppers: [], accepted: [] }, ...options }: BootOptions = {},
): BootedJournal {
  const opened = openJournal(folder, clock, options);
  if (!opened.ok) return withoutJournal(folder, opened.error, layout);
  const journal = opened.value;
  const books = createBooks(journal.found, layout);
  journal.onRecord((record) => books.add(record));
  const { events, untold, locked } = reconcile(journal.found);
  for (const event of events) {
    if (journal.append(event).ok) continue;
    const fault = journal.recheck() ?? { fault: 'io', code: 'EIO' };
    return { journal, fault, locked, untold, books };
  }
  return { journal, fault: journal.recheck(), locked, untold, books };
}

/** What can be read is shown; nothing is told to the center from a journal that cannot say that it was told. */
function withoutJournal(folder: string, fault: JournalFault, layout: CashLayout): BootedJournal {
  const read = readJournal(folder);
  const records = read.ok ? read.value.records : [];
  return {
    journal: {
      append: () => err({ fault: 'journalUnavailable' }),
      watch(listener) {
        listener(fault);
        return () => undefined;
      },
      recheck: () => fault,
      close: () => undefined,
    },
    fault,
    locked: reconcile(records).locked,
    untold: [],
    books: createBooks(records, layout),
  };
}
