import type { JournalEvent, Ports } from './ports.ts';

/** A record could not be written: nothing moves any more until somebody has looked. */
export interface JournalFailed {
  readonly type: 'journalFailed';
}

/**
 * Writes all these events to the journal, in this order. Only for actions of the machines: a transition itself changes
 * nothing in the outside world, so a failed write comes back to the machine as an event of its own. It is in the machine's
 * queue ahead of whatever comes from outside.
 */
export function record(
  ports: Pick<Ports, 'journal'>,
  self: { send(event: JournalFailed): void },
  ...events: readonly JournalEvent[]
): void {
  const failed = events.filter((event) => !ports.journal.append(event).ok);
  if (failed.length > 0) self.send({ type: 'journalFailed' });
}
