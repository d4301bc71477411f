import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalHeader } from './header.ts';
import { codeOf, type JournalFault } from './journal-fault.ts';
import { readRecords, type ReadFile } from './read-records.ts';
import { firstPrevious, type JournalRecord } from './record.ts';

/*
 * A version 1 journal is neither rewritten nor abandoned: it is renamed to journal-1.jsonl, made read-only, and the new file
 * continues its chain. The new header names the number of records and the last hash of the old file, and the first new
 * record is chained to that hash: so every open case and every debt stays in the one sequence of records from which all
 * books are made, and an older build, which would skip the new events, finds no file that it takes for its own.
 */
export const currentFile = 'journal.jsonl';
export const earlierFile = 'journal-1.jsonl';

export interface ReadJournal {
  /** The records of both files, in order. */
  readonly records: readonly JournalRecord[];
  /** How many bytes of the current file to keep. */
  readonly keep: number;
  /** What the header of a new current file has to name; null: the file already has a header. */
  readonly begin: { readonly continues: JournalHeader['continues'] } | null;
  /** The current file is of version 1 and has to become the earlier one. */
  readonly migrate: boolean;
}

/** Reads the journal of a folder and changes nothing. A folder without one is an empty journal. */
export function readJournal(folder: string): Result<ReadJournal, JournalFault> {
  const current = readOne(folder, currentFile);
  if (!current.ok) return current;
  const earlier = readOne(folder, earlierFile);
  if (!earlier.ok) return earlier;
  const { header, records, keep } = current.value;
  const before = earlier.value;

  if (header?.version === 1) {
    // Two version 1 journals: somebody brought one back. Neither may be overwritten, and neither is the whole truth.
    if (before.header !== null) return err({ fault: 'version', version: 1, event: null });
    return ok({ records, keep, begin: { continues: endOf(records) }, migrate: true });
  }
  if (header === null) {
    const continues = before.header === null ? null : endOf(before.records);
    return ok({ records: before.records, keep, begin: { continues }, migrate: false });
  }
  const expected = before.header === null ? null : endOf(before.records);
  if (header.continues?.head !== expected?.head || header.continues?.records !== expected?.records)
    return err({ fault: 'unreadable', damage: { file: earlierFile, line: 1, what: 'otherBefore' } });
  return ok({ records: [...before.records, ...records], keep, begin: null, migrate: false });
}

/** Renames a version 1 journal. After a power cut half-way, the next start continues from either name. */
export function setEarlierAside(folder: string): void {
  renameSync(join(folder, currentFile), join(folder, earlierFile));
  chmodSync(join(folder, earlierFile), 0o400);
  syncFolder(folder);
}

/** A new file's name is on disk only once its folder has been synced as well. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function endOf(records: readonly JournalRecord[]): { records: number; head: string } {
  return { records: records.length, head: records.at(-1)?.hash ?? firstPrevious };
}

function readOne(folder: string, name: string): Result<ReadFile, JournalFault> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok({ header: null, records: [], keep: 0 });
    // The journal fault is logged with its code.
    return err({ fault: 'io', code: codeOf(error) });
  }
  const read = readRecords(name, bytes);
  // The earlier file was complete when it was closed: without a header it is not a journal.
  if (read.ok && name === earlierFile && read.value.header?.version !== 1)
    return err({ fault: 'unreadable', damage: { file: name, line: 1, what: 'noHeader' } });
  return read;
}
