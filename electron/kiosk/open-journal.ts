import type { Clock } from '../../shared/dates.ts';
import { err } from '../../shared/result.ts';
import type { Cause } from '../../shared/causes.ts';
import { createBooksOver, type Books } from '../journal/books.ts';
import type { CashLayout } from '../journal/cash-books.ts';
import { chunksIn } from '../journal/file-chunks.ts';
import type { JournalFault } from '../journal/journal-fault.ts';
import { walkJournal } from '../journal/journal-folder.ts';
import { readKey } from '../journal/journal-key.ts';
import { openJournal, witnessFolderOf, type Journal, type JournalOptions } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/record.ts';
import { allAtOnce } from '../journal/steps.ts';
import { storedIn } from '../journal/stored-records.ts';

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

export interface BootOptions extends Omit<JournalOptions, 'onFound'> {
  /** The places of this kiosk's money; without it nothing is booked by place. */
  readonly layout?: CashLayout;
  /**
   * Whoever reads along begins anew, and gets every record that is there, in order; called again where a journal that cannot be
   * opened is read after all.
   */
  readonly readAlong?: () => (record: JournalRecord) => void;
}

/** Opens the journal and its books. Without a journal the kiosk starts, says so, and moves nothing. */
export function bootJournal(
  folder: string,
  clock: Clock,
  { layout = { hoppers: [], accepted: [] }, readAlong = () => () => undefined, ...options }: BootOptions = {},
): BootedJournal {
  const witness = options.witness ?? witnessFolderOf(folder);
  /** What books could not read again, before the journal was open and since. */
  const unread: JournalFault[] = [];
  let onUnread = (fault: JournalFault): void => void unread.push(fault);
  const books = createBooksOver({
    ...{ layout, stored: storedIn(folder, () => readKey(witness)) },
    onUnread: (fault) => onUnread(fault),
  });
  const along = readAlong();
  const onFound = (record: JournalRecord): void => {
    books.add(record);
    along(record);
  };
  const opened = openJournal(folder, clock, { ...options, onFound });
  if (!opened.ok) return withoutJournal(folder, opened.error, { layout, readAlong });
  const journal = opened.value;
  onUnread = (fault) => journal.doubt(fault);
  for (const doubt of unread) journal.doubt(doubt);
  journal.onRecord((record) => books.add(record));
  return { journal, heads: journal, fault: journal.recheck(), books };
}

/** What can be read is shown, whether sealed or not; nothing is written. */
function withoutJournal(
  folder: string,
  fault: JournalFault,
  { layout, readAlong }: Required<Pick<BootOptions, 'layout' | 'readAlong'>>,
): BootedJournal {
  const options = { layout, stored: storedIn(folder, () => null) };
  const all = createBooksOver(options);
  const along = readAlong();
  const read = allAtOnce(
    walkJournal(chunksIn(folder), null, (record) => {
      all.add(record);
      along(record);
    }),
  );
  // Half of it would be taken for all.
  if (!read.ok) readAlong();
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
    books: read.ok ? all : createBooksOver(options),
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
