import type { Cause } from '../shared/causes.ts';

/** A journal that failed during a write stays failed until it says otherwise. */
export function faultAfter(before: Cause | null, lost: boolean): Cause | null {
  return before ?? (lost ? 'journalUnavailable' : null);
}
