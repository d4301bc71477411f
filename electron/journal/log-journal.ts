import type { EventLog } from '../../logging/event-log.ts';
import { errorCodeSchema } from '../../logging/error-code.ts';
import type { JournalFault } from './journal-fault.ts';
import type { Journal } from './journal.ts';

/** Logs whether the journal accepts records, now and on every change. */
export function logJournal(journal: Pick<Journal, 'watch'>, log: EventLog): void {
  let before: JournalFault | null = null;
  journal.watch((fault) => {
    if (fault !== null && fault.fault !== before?.fault) {
      const code = fault.fault === 'io' ? errorCodeSchema.safeParse(fault.code) : null;
      const line = fault.fault === 'unreadable' ? fault.damage.line : 'line' in fault ? fault.line : null;
      const detail = 'what' in fault ? fault.what : 'none';
      log.event('journalUnusable', { why: fault.fault, code: code?.data ?? null, line, detail });
    }
    if (fault === null && before !== null) log.event('journalUsable', {});
    before = fault;
  });
}
