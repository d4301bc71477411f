import type { JournalEvent, Ports } from './ports.ts';

/** The last record could not be written: nothing moves any more until somebody has looked. */
export interface JournalFailed {
  readonly type: 'journalFailed';
}

/**
 * Writes events to the journal, in this order and all of them. For actions of the machines alone: a transition itself changes
 * nothing in the world, so that a failed write comes back to the machine as an event of its own. It stands in the machine's queue
 * before whatever comes from outside.
 */
export function record(
  ports: Pick<Ports, 'journal'>,
  self: { send(event: JournalFailed): void },
  ...events: readonly JournalEvent[]
): void {
  const failed = events.filter((event) => !ports.journal.append(event).ok);
  if (failed.length > 0) self.send({ type: 'journalFailed' });
}
