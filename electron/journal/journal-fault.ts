import type { Instant } from '../../shared/dates.ts';
import { NotOwnError, type NotOwn } from '../../logging/own-file.ts';

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

/** How it shows that the journal is not the one, or not all of the one, that this kiosk has written. */
export type RolledBack =
  /** The witness knows of a journal, and there is none, or only one of an earlier form. */
  | 'journalMissing'
  /** The witness knows of more records than there are. */
  | 'recordsMissing'
  /** A record is another one than the witness knows. */
  | 'otherRecords'
  /** The witness knows of another journal. */
  | 'otherJournal'
  /** There is a journal, and nothing is left of the witness, of the key, or of what can be read of them. */
  | 'witnessMissing'
  | 'witnessUnreadable'
  | 'keyMissing'
  | 'keyUnreadable'
  /** A line's chain is right, and its seal is not: it was written without the key. */
  | 'sealWrong'
  /** The center knows of records that are not in this journal. */
  | 'centerKnowsOthers';

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
  | { readonly fault: 'version'; readonly version: number; readonly event: string | null }
  /** Another process works in the folder; `owner` names it as well as it can be known. */
  | { readonly fault: 'inUse'; readonly owner: string }
  /** A file or folder may be somebody else's work, and is left alone. */
  | { readonly fault: 'notOwn'; readonly path: string; readonly what: NotOwn }
  /** Records that were written are gone, or were replaced; `line`: where it shows, if in a line. */
  | {
      readonly fault: 'rolledBack';
      readonly what: RolledBack;
      readonly file: string;
      readonly line: number | null;
    };

/** The same for whoever starts a kiosk: with where the way on stands, if it is not plain. */
export function adviseOnFault(fault: JournalFault): string {
  const missing = fault.fault === 'unreadable' || fault.fault === 'rolledBack';
  const way = missing ? ': records may be missing (docs/site.md, "When records are missing")' : '';
  return describeFault(fault) + way;
}

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
    case 'inUse':
      return `${fault.owner} works with it already: end that first`;
    case 'notOwn':
      return new NotOwnError(fault.path, fault.what).message;
    case 'rolledBack':
      return `${fault.file}${fault.line === null ? '' : `, line ${fault.line}`}: ${fault.what}`;
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'EUNKNOWN';
}

/** The fault of a folder or file that could not be used. The journal fault is logged with its code. */
export function faultOf(error: unknown): JournalFault {
  if (error instanceof NotOwnError) return { fault: 'notOwn', path: error.path, what: error.what };
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? { fault: 'diskFull' } : { fault: 'io', code };
}
