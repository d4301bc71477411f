import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { readOwnFile } from '../../logging/own-file.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalHeader } from './header.ts';
import { codeOf, faultOf, type JournalFault } from './journal-fault.ts';
import type { Sealer } from './journal-key.ts';
import { readRecords, type ReadFile } from './read-records.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import { syncFolder } from './sync-folder.ts';

/*
 * A journal of version 1 or 2 is neither rewritten nor abandoned: it is renamed to journal-1.jsonl or journal-2.jsonl, made
 * read-only, and the new file continues its chain. The new header names the number of records and the last hash before it, and
 * the first new record is chained to that hash: so every open case and every debt stays in the one sequence of records from
 * which all books are made, and an older build, which would skip the new events, finds no file that it takes for its own. A
 * header of version 3 is sealed, and with it the last hash of what had no seals.
 */
export const currentFile = 'journal.jsonl';
/** Set aside, the oldest first: the number is its version. */
export const earlierFiles = ['journal-1.jsonl', 'journal-2.jsonl'] as const;

export interface ReadJournal {
  /** The records of all files, in order. */
  readonly records: readonly JournalRecord[];
  /** How many bytes of the current file to keep. */
  readonly keep: number;
  /** The name of this journal and of those in whose place it was begun; null: it has none yet. */
  readonly named: { readonly journal: string; readonly follows: readonly string[] } | null;
  /** What the header of a new current file has to name; null: the file already has a header. */
  readonly begin: Pick<JournalHeader, 'continues'> | null;
  /** The current file is of an earlier version and has to get this name. */
  readonly setAside: (typeof earlierFiles)[number] | null;
}

/**
 * Reads the journal of a folder and changes nothing. A folder without one is an empty journal.
 * @param sealer null: only the chain is looked at, not the seals
 */
export function readJournal(folder: string, sealer: Sealer | null): Result<ReadJournal, JournalFault> {
  return readJournalFrom((name) => readOwnFile(join(folder, name)), sealer);
}

/**
 * The same of files that are not, or no longer, in a journal's folder.
 * @param contentOf throws the system's error where it has no such file (ENOENT), or cannot read it
 */
export function readJournalFrom(
  contentOf: (name: string) => Uint8Array,
  sealer: Sealer | null,
): Result<ReadJournal, JournalFault> {
  const current = readOne(contentOf, currentFile, sealer);
  if (!current.ok) return current;
  const { header, records: own, keep } = current.value;
  // Begun by a person in place of one that is kept elsewhere: what lies beside it is of that one.
  if (header?.journal && header.continues === null && header.follows.length > 0)
    return ok({ records: own, keep, named: nameOf(header), begin: null, setAside: null });

  const before = readEarlier(contentOf, sealer);
  if (!before.ok) return before;
  const { versions, records } = before.value;
  const continues = versions.length === 0 ? null : endOf(records);
  const all = [...records, ...own];
  if (header === null) return ok({ records, keep, named: null, begin: { continues }, setAside: null });
  if (versions.some((version) => version >= header.version))
    // Two of the same version: somebody brought one back. Neither may be overwritten, and neither is the whole truth.
    return err({ fault: 'version', version: header.version, event: null });
  if (header.version > 1 && !isEnd(header.continues, continues)) return otherBefore(versions.at(-1) ?? 1);
  if (header.version === 3)
    return ok({ records: all, keep, named: nameOf(header), begin: null, setAside: null });
  const setAside = earlierFiles[header.version === 1 ? 0 : 1];
  return ok({ records: all, keep, named: null, begin: { continues: endOf(all) }, setAside });
}

/** What was set aside, in one chain. */
function readEarlier(
  contentOf: (name: string) => Uint8Array,
  sealer: Sealer | null,
): Result<
  { readonly versions: readonly number[]; readonly records: readonly JournalRecord[] },
  JournalFault
> {
  const versions: number[] = [];
  const records: JournalRecord[] = [];
  for (const [index, name] of earlierFiles.entries()) {
    const read = readOne(contentOf, name, sealer);
    if (!read.ok) return read;
    const { header, records: found, keep } = read.value;
    if (header === null && keep === 0 && !read.value.there) continue;
    // It was complete when it was closed: without its header it is not a journal.
    if (header?.version !== index + 1)
      return err({ fault: 'unreadable', damage: { file: name, line: 1, what: 'noHeader' } });
    if (header.version === 2 && !isEnd(header.continues, versions.length === 0 ? null : endOf(records)))
      return otherBefore(1);
    versions.push(header.version);
    records.push(...found);
  }
  return ok({ versions, records });
}

/** Renames a journal of an earlier version. After a power cut half-way, the next start continues from either name. */
export function setEarlierAside(folder: string, name: (typeof earlierFiles)[number]): void {
  renameSync(join(folder, currentFile), join(folder, name));
  chmodSync(join(folder, name), 0o400);
  syncFolder(folder);
}

function nameOf({ journal, follows }: JournalHeader): ReadJournal['named'] {
  return journal === null ? null : { journal, follows };
}

function endOf(records: readonly JournalRecord[]): { records: number; head: string } {
  return { records: records.length, head: records.at(-1)?.hash ?? firstPrevious };
}

function isEnd(told: JournalHeader['continues'], found: JournalHeader['continues']): boolean {
  return told?.head === found?.head && told?.records === found?.records;
}

function otherBefore(version: number) {
  const file = earlierFiles[version === 2 ? 1 : 0];
  return err({ fault: 'unreadable', damage: { file, line: 1, what: 'otherBefore' } } as const);
}

function readOne(
  contentOf: (name: string) => Uint8Array,
  name: string,
  sealer: Sealer | null,
): Result<ReadFile & { readonly there: boolean }, JournalFault> {
  let bytes: Uint8Array;
  try {
    bytes = contentOf(name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok({ header: null, records: [], keep: 0, there: false });
    return err(faultOf(error));
  }
  const read = readRecords(name, bytes, sealer);
  return read.ok ? ok({ ...read.value, there: true }) : read;
}
