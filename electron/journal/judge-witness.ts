import type { JournalHead } from '../../shared/journal-head.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { JournalFault, RolledBack } from './journal-fault.ts';
import { currentFile, type WalkedJournal } from './journal-folder.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import { witnessFile, type Witnessed } from './witness.ts';

/** A journal as it was read: its name, those in whose place it was begun, its records. */
export interface FoundJournal extends Pick<WalkedJournal, 'named' | 'count'> {
  /** The hash of one of its records, by a sequence number up to `count`; or why it cannot be read again. */
  readonly hashAt: (seq: number) => Result<string | null, JournalFault>;
}

/**
 * Compares what was read with what the witness knows. A journal may be ahead of its witness, which is written after it; never
 * behind. @returns null: all that the witness knows of is there
 */
export function judgeWitness(
  found: FoundJournal,
  witnessed: Witnessed,
  hasKey: boolean,
): JournalFault | null {
  const { named } = found;
  if (witnessed === 'nothing') {
    // Without name, witness and key alike this is the first start ever, or it was cut off before anything was begun.
    if (named === null) return null;
    return rolledBack(hasKey ? 'witnessMissing' : 'keyMissing', witnessFile);
  }
  if (!hasKey) return rolledBack('keyMissing', witnessFile);
  if (witnessed === 'unreadable') return rolledBack('witnessUnreadable', witnessFile);
  // Cut off after the witness was told and before the file had its header: nothing had been appended.
  if (!witnessed.begun && named === null) return null;
  if (named === null) return rolledBack('journalMissing', currentFile);
  const missing = missingIn(found, witnessed.head);
  if (!missing.ok) return missing.error;
  return missing.value === null ? null : rolledBack(missing.value, currentFile);
}

/** How a known head is not part of this journal; null: it is, or this one was begun by a person in the other's place. */
export function missingIn(
  { named, count, hashAt }: FoundJournal,
  known: JournalHead,
): Result<RolledBack | null, JournalFault> {
  if (named?.follows.includes(known.journal)) return ok(null);
  if (named?.journal !== known.journal) return ok('otherJournal');
  if (known.seq > count) return ok('recordsMissing');
  // Before its first record a journal has the hash that it begins from, which its header seals.
  if (known.seq === 0) return ok(null);
  const hash = hashAt(known.seq);
  return hash.ok ? ok(hash.value === known.hash ? null : 'otherRecords') : hash;
}

export function headOf(journal: string, records: readonly JournalRecord[]): JournalHead {
  return { journal, seq: records.length, hash: records.at(-1)?.hash ?? firstPrevious };
}

function rolledBack(what: RolledBack, file: string): JournalFault {
  return { fault: 'rolledBack', what, file, line: null };
}
