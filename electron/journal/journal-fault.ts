import type { Instant } from '../../shared/dates.ts';

/** Where a journal that was read is damaged. Nothing is guessed over it: the kiosk keeps the file as it is, and does not serve. */
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
    /** The last record is whole and its line end is not: a power cut does not do that. */
    | 'lineEndChanged'
    /** The earlier journal that this one continues is another, or is not there. */
    | 'otherBefore';
}

/** Why a journal takes no records, or none that begin something. */
export type JournalFault =
  | { readonly fault: 'unreadable'; readonly damage: JournalDamage }
  /** The disk refused for another reason than its room; `code` as of errno(3). */
  | { readonly fault: 'io'; readonly code: string }
  /** What is under way can still be brought to its end; nothing new begins. */
  | { readonly fault: 'diskFull' }
  /** The clock shows a time long before the last record: its records would tell a false order. */
  | { readonly fault: 'clockSetBack'; readonly last: Instant; readonly now: Instant }
  /** Written by a later build; `version` of the file, `event` where a single record is not known. */
  | { readonly fault: 'version'; readonly version: number; readonly event: string | null };

/** `journal.jsonl, line 12: chainBroken`: for logs. Nothing of a record's content is in it. */
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
