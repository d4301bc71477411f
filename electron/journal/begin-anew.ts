import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openOwnFile, readOwnFile } from '../../logging/own-file.ts';
import { japanDateTime, type Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { claimJournal } from './folder-claim.ts';
import { headerLine, journalVersion, parseHeader, type JournalHeader } from './header.ts';
import { codeOf, faultOf, type JournalFault } from './journal-fault.ts';
import { currentFile, earlierFiles } from './journal-folder.ts';
import { makeKey, readKey, type Sealer } from './journal-key.ts';
import { lineOf } from './journal.ts';
import { headOf } from './judge-witness.ts';
import { linesOf, recordAlone, type LineSeal } from './read-records.ts';
import { firstPrevious, sealRecord, type JournalRecord } from './record.ts';
import { syncFolder } from './sync-folder.ts';
import { openWitness, readWitness, witnessFile, type Witnessed } from './witness.ts';

/** What became of a journal in whose place a person has begun a new one. */
export interface BegunAnew {
  /** Records that were carried over: every one that can be read by itself and has its seal. */
  readonly carried: number;
  /** Lines that were not, and are in the kept files only. */
  readonly leftOut: number;
  /** The folder with the old files as they were. */
  readonly kept: string;
}

/**
 * Begins a new journal in place of one that cannot go on, by a person's decision: the old files are kept and sealed, and every
 * record that can be read is carried over, so that what is owed, what is open and what was counted stays in the books. It is
 * there whole or not at all: a power cut leaves the old one, and this can be done again.
 * @param known a journal that the center knows of, if it could be asked
 */
export function beginAnew(
  { folder, witness }: { readonly folder: string; readonly witness: string },
  clock: Clock,
  known: string | null,
): Result<BegunAnew, JournalFault> {
  const claim = claimJournal({ folder, witness }, 'a new journal is being begun', clock);
  if (!claim.ok) return claim;
  try {
    return ok(begin(folder, witness, clock, known));
  } catch (error) {
    // The command names the fault.
    if (error instanceof LaterBuildError)
      return err({
        fault: 'version',
        version: journalVersion,
        event: 'a record of a later build: use that one',
      });
    return err(faultOf(error));
  } finally {
    claim.value.release();
  }
}

function begin(folder: string, witnessFolder: string, clock: Clock, known: string | null): BegunAnew {
  const old = readOldKey(witnessFolder);
  const witnessed = witnessedIn(witnessFolder, old);
  const salvage = readAll(folder, old, witnessed);
  const sealer = old ?? makeKey(witnessFolder);
  const kept = keep(folder, salvage.files, sealer, clock);
  const follows = [...salvage.follows, ...(witnessed ? [witnessed] : []), ...(known === null ? [] : [known])];
  const journal = randomBytes(16).toString('hex');
  const header = {
    ...{ journal, continues: null },
    // Never empty: by it a new journal is told from one whose records are gone.
    follows: follows.length === 0 ? [noName] : [...new Set(follows)],
  };
  const { leftOut } = salvage;
  const records = carry(salvage.records, leftOut, clock);
  const bytes = Buffer.concat([
    Buffer.from(headerLine(header, sealer)),
    ...records.map((record) => lineOf(record, journal, sealer)),
  ]);
  const next = join(folder, 'journal.next');
  writeSynced(next, bytes);
  renameSync(next, join(folder, currentFile));
  syncFolder(folder);
  renewWitness(witnessFolder, sealer, journal, records);
  for (const name of earlierFiles) removeIfThere(join(folder, name));
  syncFolder(folder);
  return { carried: records.length - 1, leftOut, kept };
}

/** Stands for a journal whose name nobody knows any more. */
const noName = '0'.repeat(32);

/** In order of their files, each with its own time, and last of all the decision. */
function carry(found: readonly JournalRecord[], leftOut: number, clock: Clock): JournalRecord[] {
  const records: JournalRecord[] = [];
  const add = (event: JournalEvent, at: number): void => {
    const last = records.at(-1);
    const body = { seq: records.length + 1, at: Math.max(at, last?.at ?? 0), event };
    records.push(sealRecord({ ...body, previous: last?.hash ?? firstPrevious }));
  };
  for (const { event, at } of found) add(event, at);
  add({ type: 'journal-begun', carried: found.length, leftOut }, clock.now());
  return records;
}

interface Salvage {
  readonly files: readonly OldFile[];
  readonly records: readonly JournalRecord[];
  readonly leftOut: number;
  readonly follows: readonly string[];
}
interface OldFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A build that is older than a record would leave it out without understanding what it is about. */
class LaterBuildError extends Error {}

/**
 * Reads line by line, and judges each by itself.
 * @param sealer null: the key is lost, and seals cannot be looked at
 * @param witnessed the journal that the witness knows of; null: of none
 * @throws LaterBuildError
 */
function readAll(folder: string, sealer: Sealer | null, witnessed: string | null): Salvage {
  const fileOf = (name: string): OldFile[] => {
    const bytes = contentOf(join(folder, name));
    return bytes ? [{ name, bytes }] : [];
  };
  const [current] = fileOf(currentFile);
  const earlier = earlierFiles.flatMap(fileOf);
  const [first = '', ...lines] = current ? wholeLinesOf(current) : [];
  const parsed = parseHeader(first, sealer);
  if (parsed === 'later') throw new LaterBuildError();
  const header = parsed === 'sealWrong' ? null : parsed;

  const before = soundIn(
    earlier.flatMap((file) => wholeLinesOf(file).slice(1)),
    { journal: null, sealer },
  );
  const own = ownOf(header, lines, { sealer, witnessed });
  const files = current ? [...earlier, current] : earlier;
  const follows = header?.journal ? [...header.follows, header.journal] : [];
  // A journal that a person has begun has everything in it that is carried over.
  if (header?.journal && header.continues === null && header.follows.length > 0)
    return { files, ...own, follows };
  // The seal of the header holds for what has no seals of its own; another file in its place is none of it.
  const fits = !header?.continues || header.continues.head === before.records.at(-1)?.hash;
  return {
    ...{ files, follows },
    records: fits ? [...before.records, ...own.records] : own.records,
    leftOut: own.leftOut + before.leftOut + (fits ? 0 : before.records.length),
  };
}

function ownOf(
  header: JournalHeader | null,
  lines: readonly string[],
  { sealer, witnessed }: { readonly sealer: Sealer | null; readonly witnessed: string | null },
): Sound {
  // Once there were seals, a file of before is not what was written here.
  if (header !== null && header.journal === null && witnessed !== null)
    return { records: [], leftOut: lines.length };
  // The name that a damaged header no longer tells is the one that the witness knows.
  return soundIn(lines, { journal: header === null ? witnessed : header.journal, sealer });
}

interface Sound {
  readonly records: readonly JournalRecord[];
  readonly leftOut: number;
}

/** The records that are sound by themselves. @throws LaterBuildError */
function soundIn(lines: readonly string[], seal: LineSeal): Sound {
  const records = lines.flatMap((line) => {
    const record = recordAlone(line, seal);
    if (record === 'later') throw new LaterBuildError();
    return record === null ? [] : [record];
  });
  return { records, leftOut: lines.length - records.length };
}

function wholeLinesOf({ bytes }: OldFile): string[] {
  return linesOf(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
}

/** Copies the old files as they are, read-only, with their hashes under a seal: what was left out can be looked up there. */
function keep(folder: string, files: Salvage['files'], sealer: Sealer, clock: Clock): string {
  const stem = `kept-${japanDateTime(clock.now()).replaceAll(/[-:]/g, '').replace(' ', '-')}`;
  let kept = join(folder, stem);
  for (let number = 2; existsSync(kept); number += 1) kept = join(folder, `${stem}.${number}`);
  mkdirSync(kept, { mode: 0o700 });
  const hashes = files.map(({ name, bytes }) => {
    writeSynced(join(kept, name), bytes, 0o400);
    return { name, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const text = JSON.stringify(hashes);
  writeSynced(
    join(kept, 'kept.json'),
    `${JSON.stringify({ files: hashes, seal: sealer.seal(text) })}\n`,
    0o400,
  );
  syncFolder(kept);
  syncFolder(folder);
  return kept;
}

/** After a power cut before this, the new journal's header names the one that the witness still knows. */
function renewWitness(
  folder: string,
  sealer: Sealer,
  journal: string,
  records: readonly JournalRecord[],
): void {
  removeIfThere(join(folder, witnessFile));
  const witness = openWitness(folder, sealer);
  try {
    witness.noteAtOnce(headOf(journal, records), true);
  } finally {
    witness.close();
  }
  syncFolder(folder);
}

/** The name of the journal that the witness knows to be there; null: it says none, or nothing that can be read. */
function witnessedIn(folder: string, sealer: Sealer | null): string | null {
  const witnessed: Witnessed = readWitness(folder, sealer);
  return typeof witnessed === 'string' || !witnessed.begun ? null : witnessed.head.journal;
}

/** A key that cannot be read is as good as lost: a new one is made. @throws NotOwnError, or the system's error */
function readOldKey(folder: string): Sealer | null {
  try {
    return readKey(folder);
  } catch (error) {
    if (codeOf(error) !== 'EBADMSG') throw error;
    return null;
  }
}

function contentOf(path: string): Buffer | null {
  try {
    return readOwnFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function writeSynced(path: string, content: Uint8Array | string, mode = 0o600): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const file = openOwnFile(path, O_WRONLY | O_CREAT | O_TRUNC, undefined, mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
