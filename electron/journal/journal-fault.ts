import type { Instant } from '../../shared/dates.ts';

/** Where a journal is damaged. Nothing is guessed: the kiosk keeps the file as it is and does not serve. */
export interface JournalDamage {
  /** Name of the file in the journal's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly what:
    | 'noHeader'
    | 'notJson'
    | 'notARecord'
    | 'chainBroken'
    /** The last record is complete but its line end is wrong: a power cut does not do that. */
    | 'lineEndChanged'
    /** The earlier journal that this one continues is a different one or missing. */
    | 'otherBefore';
}

/** Why a journal accepts no records, or none that begin something. */
export type JournalFault =
  | { readonly fault: 'unreadable'; readonly damage: JournalDamage }
  /** The disk failed for a reason other than lack of room; `code` as in errno(3). */
  | { readonly fault: 'io'; readonly code: string }
  /** What is under way can still be finished; nothing new begins. */
  | { readonly fault: 'diskFull' }
  /** The clock shows a time well before the last record: new records would seem to be in the wrong order. */
  | { readonly fault: 'clockSetBack'; readonly last: Instant; readonly now: Instant }
  /** Written by a later build; `version`: that of the file; `event`: set when only a single record is unknown. */
  | { readonly fault: 'version'; readonly version: number; readonly event: string | null };

/** `journal.jsonl, line 12: chainBroken`, for people. Contains nothing from a record's content. */
export function describeFault(fault: JournalFault): string {
  switch (fault.fault) {
    case 'unreadable':
      return `${fault.damage.file}, line ${fault.damage.line}: ${fault.damage.what}`;
    case 'io':
      return `cannot be written or read: ${fault.code}`;
    case 'diskFull':
      return 'the disk is full';
    case 'clockSetBack':
      return `the clock is ${Math.ceil((fault.last - fault.now) / 1000)} s before the last record`;
    case 'version':
      return `version ${fault.version} of another build${fault.event === null ? '' : `: ${fault.event}`}`;
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'EUNKNOWN';
}
