import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { chunksIn, openChunks, type ChunksOf } from './file-chunks.ts';
import type { JournalHeader } from './header.ts';
import type { JournalFault } from './journal-fault.ts';
import type { Sealer } from './journal-key.ts';
import { createFileReader, type FileEnd } from './read-records.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import { allAtOnce, type Steps } from './steps.ts';
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

/** What there is to know of a journal besides its records. */
export interface WalkedJournal {
  /** How many records the files have in all. */
  readonly count: number;
  /** The hash of the last record, or that from which a journal begins. */
  readonly head: string;
  /** How many bytes of the current file to keep. */
  readonly keep: number;
  /** The name of this journal and of those in whose place it was begun; null: it has none yet. */
  readonly named: { readonly journal: string; readonly follows: readonly string[] } | null;
  /** What the header of a new current file has to name; null: the file already has a header. */
  readonly begin: Pick<JournalHeader, 'continues'> | null;
  /** The current file is of an earlier version and has to get this name. */
  readonly setAside: (typeof earlierFiles)[number] | null;
}

export interface ReadJournal extends WalkedJournal {
  /** The records of all files, in order. */
  readonly records: readonly JournalRecord[];
}

/**
 * Reads the journal of a folder, with all its records, and changes nothing. A folder without one is an empty journal.
 * @param sealer null: only the chain is looked at, not the seals
 */
export function readJournal(folder: string, sealer: Sealer | null): Result<ReadJournal, JournalFault> {
  return collected(chunksIn(folder), sealer);
}

/**
 * The same of files that are not, or no longer, in a journal's folder.
 * @param contentOf throws the system's error where it has no such file (ENOENT), or cannot read it
 */
export function readJournalFrom(
  contentOf: (name: string) => Uint8Array,
  sealer: Sealer | null,
): Result<ReadJournal, JournalFault> {
  const chunksOf: ChunksOf = function* chunks(name) {
    yield contentOf(name);
  };
  return collected(chunksOf, sealer);
}

function collected(chunksOf: ChunksOf, sealer: Sealer | null): Result<ReadJournal, JournalFault> {
  const records: JournalRecord[] = [];
  const walked = allAtOnce(walkJournal(chunksOf, sealer, (record) => records.push(record)));
  return walked.ok ? ok({ ...walked.value, records }) : walked;
}

type Visit = (record: JournalRecord) => void;
const nobody: Visit = () => undefined;

/**
 * Reads a journal from its first record to its last, and keeps none of them.
 * @param sealer null: only the chain is looked at, not the seals
 * @param visit is called with each record, in order; what it was called with counts only if nothing is wrong in the end
 */
export function* walkJournal(
  chunksOf: ChunksOf,
  sealer: Sealer | null,
  visit: Visit,
): Steps<Result<WalkedJournal, JournalFault>> {
  const begins = readHeader(chunksOf, currentFile, sealer);
  if (!begins.ok) return begins;
  if (isBegunAnew(begins.value)) {
    const own = yield* readOne(chunksOf, currentFile, sealer, visit);
    if (!own.ok) return own;
    const { keep, records } = own.value;
    return ok({
      ...{ count: records, head: own.value.head ?? firstPrevious, keep },
      ...{ named: begins.value && nameOf(begins.value), begin: null, setAside: null },
    });
  }

  const before = yield* readEarlier(chunksOf, sealer, visit);
  // What is wrong with the current file is told first.
  const current = yield* readOne(chunksOf, currentFile, sealer, before.ok ? visit : nobody);
  if (!current.ok) return current;
  if (!before.ok) return before;
  const { header, keep } = current.value;
  const { versions, end } = before.value;
  const continues = versions.length === 0 ? null : end;
  const all = { records: end.records + current.value.records, head: current.value.head ?? end.head };
  const walked = { count: all.records, head: all.head, keep };
  if (header === null) return ok({ ...walked, named: null, begin: { continues }, setAside: null });
  if (versions.some((version) => version >= header.version))
    // Two of the same version: somebody brought one back. Neither may be overwritten, and neither is the whole truth.
    return err({ fault: 'version', version: header.version, event: null });
  if (header.version > 1 && !isEnd(header.continues, continues)) return otherBefore(versions.at(-1) ?? 1);
  if (header.version === 3) return ok({ ...walked, named: nameOf(header), begin: null, setAside: null });
  const setAside = earlierFiles[header.version === 1 ? 0 : 1];
  return ok({ ...walked, named: null, begin: { continues: all }, setAside });
}

/** Begun by a person in place of one that is kept elsewhere: what lies beside it is of that one. */
export function isBegunAnew(header: JournalHeader | null): boolean {
  return header !== null && header.journal !== null && header.continues === null && header.follows.length > 0;
}

type End = NonNullable<JournalHeader['continues']>;

/** What was set aside, in one chain. */
function* readEarlier(
  chunksOf: ChunksOf,
  sealer: Sealer | null,
  visit: Visit,
): Steps<Result<{ readonly versions: readonly number[]; readonly end: End }, JournalFault>> {
  const versions: number[] = [];
  let end: End = { records: 0, head: firstPrevious };
  for (const [index, name] of earlierFiles.entries()) {
    const read = yield* readOne(chunksOf, name, sealer, visit);
    if (!read.ok) return read;
    const { header, records, head, keep } = read.value;
    if (header === null && keep === 0 && !read.value.there) continue;
    // It was complete when it was closed: without its header it is not a journal.
    if (header?.version !== index + 1)
      return err({ fault: 'unreadable', damage: { file: name, line: 1, what: 'noHeader' } });
    if (header.version === 2 && !isEnd(header.continues, versions.length === 0 ? null : end))
      return otherBefore(1);
    versions.push(header.version);
    end = { records: end.records + records, head: head ?? end.head };
  }
  return ok({ versions, end });
}

/** Renames a journal of an earlier version. After a power cut half-way, the next start continues from either name. */
export function setEarlierAside(folder: string, name: (typeof earlierFiles)[number]): void {
  renameSync(join(folder, currentFile), join(folder, name));
  chmodSync(join(folder, name), 0o400);
  syncFolder(folder);
}

function nameOf({ journal, follows }: JournalHeader): WalkedJournal['named'] {
  return journal === null ? null : { journal, follows };
}

function isEnd(told: JournalHeader['continues'], found: JournalHeader['continues']): boolean {
  return told?.head === found?.head && told?.records === found?.records;
}

function otherBefore(version: number) {
  const file = earlierFiles[version === 2 ? 1 : 0];
  return err({ fault: 'unreadable', damage: { file, line: 1, what: 'otherBefore' } } as const);
}

/**
 * The header of a file, without anything after it; null: it has none yet, or is not there. @param sealer as above
 */
export function readHeader(
  chunksOf: ChunksOf,
  name: string,
  sealer: Sealer | null,
): Result<JournalHeader | null, JournalFault> {
  const reader = createFileReader(name, sealer, nobody);
  const chunks = openChunks(chunksOf, name);
  try {
    for (let next = chunks.next(); next !== 'end'; next = chunks.next()) {
      if (next === 'notThere') return ok(null);
      if ('fault' in next) return err(next);
      const end = next.indexOf(0x0a) + 1;
      const fault = reader.take(end > 0 ? next.subarray(0, end) : next);
      if (fault) return err(fault);
      if (end > 0) break;
    }
  } finally {
    chunks.close();
  }
  const read = reader.end();
  return read.ok ? ok(read.value.header) : read;
}

function* readOne(
  chunksOf: ChunksOf,
  name: string,
  sealer: Sealer | null,
  visit: Visit,
): Steps<Result<FileEnd & { readonly there: boolean }, JournalFault>> {
  const reader = createFileReader(name, sealer, visit);
  const chunks = openChunks(chunksOf, name);
  try {
    for (let next = chunks.next(); next !== 'end'; next = chunks.next()) {
      if (next === 'notThere') return ok({ header: null, records: 0, keep: 0, head: null, there: false });
      if ('fault' in next) return err(next);
      const fault = reader.take(next);
      if (fault) return err(fault);
      yield;
    }
  } finally {
    chunks.close();
  }
  const end = reader.end();
  return end.ok ? ok({ ...end.value, there: true }) : end;
}
