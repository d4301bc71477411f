import type { JournalEvent } from '../../state-machines/journal-events.ts';
import type { Out } from '../../state-machines/attendant/context.ts';
import type { JournalRecord } from '../journal/record.ts';
import { nothingOrdered, orderedIn, type Ordered } from './ordered.ts';

/** What lasts until somebody changes it, even across a restart. */
export interface Standing {
  /** An alarm that nobody has cleared. */
  readonly locked: boolean;
  /** Taken out of service by an operator. */
  readonly out: Out | null;
  /** What the center ordered last. */
  readonly ordered: Ordered;
}

export const nothingStands: Standing = { locked: false, out: null, ordered: nothingOrdered };

export function standingOf(records: readonly JournalRecord[]): Standing {
  return records.reduce(standingAfter, nothingStands);
}

/** @param standing before this record */
export function standingAfter(standing: Standing, { event, at }: JournalRecord): Standing {
  return { ...standing, ...change(event, at) };
}

function change(event: JournalEvent, at: number): Partial<Standing> {
  switch (event.type) {
    case 'alarm':
      return { locked: true };
    case 'alarm-cleared':
      return { locked: false };
    case 'taken-out':
      return { out: { reason: event.reason, since: at } };
    case 'brought-back':
      return { out: null };
    case 'center-ordered':
      return { ordered: orderedIn(event, at) };
    default:
      return {};
  }
}
