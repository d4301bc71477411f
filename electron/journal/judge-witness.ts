import type { JournalHead } from '../../shared/journal-head.ts';
import type { JournalFault, RolledBack } from './journal-fault.ts';
import { currentFile, type ReadJournal } from './journal-folder.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import { witnessFile, type Witnessed } from './witness.ts';

/** A journal as it was read: its name, those in whose place it was begun, its records. */
type Found = Pick<ReadJournal, 'named' | 'records'>;

/**
 * Compares what was read with what the witness knows. A journal may be ahead of its witness, which is written after it; never
 * behind. @returns null: all that the witness knows of is there
 */
export function judgeWitness(found: Found, witnessed: Witnessed, hasKey: boolean): JournalFault | null {
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
  return missing === null ? null : rolledBack(missing, currentFile);
}

/** How a known head is not part of this journal; null: it is, or this one was begun by a person in the other's place. */
export function missingIn({ named, records }: Found, known: JournalHead): RolledBack | null {
  if (named?.follows.includes(known.journal)) return null;
  if (named?.journal !== known.journal) return 'otherJournal';
  if (known.seq > records.length) return 'recordsMissing';
  // Before its first record a journal has the hash that it begins from, which its header seals.
  if (known.seq === 0) return null;
  return records[known.seq - 1]?.hash === known.hash ? null : 'otherRecords';
}

export function headOf(journal: string, records: readonly JournalRecord[]): JournalHead {
  return { journal, seq: records.length, hash: records.at(-1)?.hash ?? firstPrevious };
}

function rolledBack(what: RolledBack, file: string): JournalFault {
  return { fault: 'rolledBack', what, file, line: null };
}
