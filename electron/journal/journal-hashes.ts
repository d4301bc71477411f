import { ok, type Result } from '../../shared/result.ts';
import type { JournalFault } from './journal-fault.ts';
import { allAtOnce } from './steps.ts';
import type { StoredRecords } from './stored-records.ts';

/** The hash of every record, for comparing with a head that somebody else knows. */
export interface JournalHashes {
  /** The next record's. */
  add(seq: number, hash: string): void;
  /** @param seq of a record that was added; null: there is none with this number */
  at(seq: number): Result<string | null, JournalFault>;
}

/** What the witness and the center know is seldom older. */
const remembered = 512;

/** The latest are in memory, and all others in the file. */
export function createJournalHashes(stored: StoredRecords): JournalHashes {
  const latest = new Map<number, string>();
  return {
    add(seq, hash) {
      latest.set(seq, hash);
      latest.delete(seq - remembered);
    },
    at(seq) {
      const known = latest.get(seq);
      if (known !== undefined) return ok(known);
      const found = allAtOnce(stored.find(seq + 1, (number) => number === seq));
      return found.ok ? ok(found.value[0]?.hash ?? null) : found;
    },
  };
}
