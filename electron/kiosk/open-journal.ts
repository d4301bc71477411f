import type { Clock } from '../../shared/dates.ts';
import { err } from '../../shared/result.ts';
import type { Cause } from '../../shared/causes.ts';
import { createBooks, type Books } from '../journal/books.ts';
import type { CashLayout } from '../journal/cash-books.ts';
import type { JournalFault } from '../journal/journal-fault.ts';
import { readJournal } from '../journal/journal-folder.ts';
import { openJournal, type Journal, type JournalOptions } from '../journal/journal.ts';

export interface BootedJournal {
  readonly journal: Pick<Journal, 'append' | 'watch' | 'recheck' | 'close'>;
  /** For comparing with what the center knows; null: the journal is not open. */
  readonly heads: Pick<Journal, 'head' | 'has' | 'doubt'> | null;
  /** Why the kiosk may not serve at the start; null when the journal is all right. */
  readonly fault: JournalFault | null;
  /**
   * Kept up to date with every record. Also there for a journal that accepts no more records, so that what is owed can still
   * be looked up.
   */
  readonly books: Books;
}

export interface BootOptions extends JournalOptions {
  /** The places of this kiosk's money; without it nothing is booked by place. */
  readonly layout?: CashLayout;
}

/** Opens the journal and its books. Without a journal the kiosk starts, says so, and moves nothing. */
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
  return { journal, heads: journal, fault: journal.recheck(), books };
}

/** What can be read is shown, whether sealed or not; nothing is written. */
function withoutJournal(folder: string, fault: JournalFault, layout: CashLayout): BootedJournal {
  const read = readJournal(folder, null);
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
    heads: null,
    fault,
    books: createBooks(read.ok ? read.value.records : [], layout),
  };
}

/** The cause that the screen shows for a journal fault. */
export function causeOfJournal(fault: JournalFault): Cause {
  switch (fault.fault) {
    case 'unreadable':
      return 'journalDamaged';
    case 'rolledBack':
      return 'journalRolledBack';
    case 'io':
    case 'inUse':
    case 'notOwn':
      return 'journalUnavailable';
    case 'diskFull':
      return 'diskFull';
    case 'clockSetBack':
      return 'clockSetBack';
    case 'version':
      return 'journalVersion';
  }
}
