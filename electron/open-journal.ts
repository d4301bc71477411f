import type { Clock } from '../shared/dates.ts';
import { err } from '../shared/result.ts';
import type { JournalPort } from '../state-machines/ports.ts';
import type { JournalFault } from './journal/journal-fault.ts';
import { openJournal } from './journal/journal.ts';
import { reconcile, type Reconciled } from './journal/reconcile.ts';

export interface BootedJournal {
  readonly journal: JournalPort & { close(): void };
  /** Why the kiosk may not serve from the beginning; null when the journal is whole. */
  readonly fault: JournalFault | null;
  readonly locked: boolean;
  readonly untold: Reconciled['untold'];
}

/**
 * Opens the journal and brings every transaction that was cut off to an end on paper (design: at boot the journal decides;
 * what it cannot decide is for staff). Without a journal the kiosk starts, says so, and moves nothing.
 */
export function bootJournal(folder: string, clock: Clock): BootedJournal {
  const opened = openJournal(folder, clock);
  if (!opened.ok) {
    const closed = { append: () => err({ fault: 'journalUnavailable' as const }), close: () => undefined };
    return { journal: closed, fault: opened.error, locked: false, untold: [] };
  }
  const journal = opened.value;
  const { events, untold, locked } = reconcile(journal.found);
  for (const event of events) {
    if (!journal.append(event).ok) return { journal, fault: { fault: 'io', code: 'EIO' }, locked, untold };
  }
  return { journal, fault: null, locked, untold };
}
