import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Clock } from '../../shared/dates.ts';
import type { JournalHead } from '../../shared/journal-head.ts';
import type { Unsubscribe } from '../../shared/printers.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalPort } from '../../state-machines/ports.ts';
import { beginsSomething } from './begins.ts';
import { journalEventSchema } from './event-schema.ts';
import { chunksIn } from './file-chunks.ts';
import { claimJournal, type FolderClaim } from './folder-claim.ts';
import { headerLine } from './header.ts';
import { codeOf, faultOf, type JournalFault } from './journal-fault.ts';
import { nodeFiles, writeWhole, type JournalFiles } from './journal-files.ts';
import { currentFile, setEarlierAside, walkJournal } from './journal-folder.ts';
import { keyFile, makeKey, readKey, type Sealer } from './journal-key.ts';
import { createJournalHashes, type JournalHashes } from './journal-hashes.ts';
import { judgeWitness, missingIn } from './judge-witness.ts';
import { sealedText, sealRecord, type JournalRecord } from './record.ts';
import { giveReserve, isFull, takeReserve } from './reserve.ts';
import { allAtOnce } from './steps.ts';
import { storedIn } from './stored-records.ts';
import { syncFolder } from './sync-folder.ts';
import { openWitness, readWitness, type Witness, type WitnessFiles } from './witness.ts';

/** A clock set back by no more than this is not a fault: records keep their order by carrying the later time. */
export const clockToleranceMs = 60_000;

export interface Journal extends JournalPort {
  /** How far it has come: everything up to here is on disk. */
  head(): JournalHead;
  /**
   * Whether a head that somebody else knows is part of this journal, or of one in whose place a person has begun it; null: the
   * file cannot be read, and the journal is in doubt.
   */
  has(known: JournalHead): boolean | null;
  /** From now on it refuses what begins something, for this reason, until a person has looked and the kiosk starts anew. */
  doubt(fault: JournalFault): void;
  /** Calls back with every record once it is on disk, in order. */
  onRecord(listener: (record: JournalRecord) => void): Unsubscribe;
  /**
   * Calls back at once with what is wrong (null: nothing), and on every change. Faults are found only by appending and by
   * `recheck`.
   */
  watch(listener: (fault: JournalFault | null) => void): Unsubscribe;
  /**
   * Looks again: there may be room on the disk again, and the clock may have been put right, or put back. @returns what is
   * wrong now
   */
  recheck(): JournalFault | null;
  close(): void;
}

export interface JournalOptions {
  readonly files?: JournalFiles;
  readonly witnessFiles?: WitnessFiles;
  /** The folder of witness and key; beside the journal's when it is not given. */
  readonly witness?: string | undefined;
  /** The folders, when they are claimed already; released with the journal all the same. */
  readonly claim?: FolderClaim | undefined;
  /** What the folder is claimed for, `kiosk K-0001`. */
  readonly as?: string;
  /**
   * An operator has looked at the clock: it is right now, and was ahead when the last records were written. Without this, a
   * kiosk whose clock was once in the future would wait until that time.
   */
  readonly clockIsRight?: boolean;
  /** Called with each record that is there already, in order; it counts only if the journal can then be opened. */
  readonly onFound?: ((record: JournalRecord) => void) | undefined;
}

/** Where the witness is at a site that sets no place of its own for it. */
export function witnessFolderOf(folder: string): string {
  return `${resolve(folder)}-witness`;
}

/**
 * Opens (or begins) the journal in a folder, for one process at a time. Every append is written and fsynced before it
 * returns: money and paper move only afterwards. Nothing that was written is ever changed, except that a last line torn by a
 * power cut is cut off. What the witness knows of must be there.
 */
export function openJournal(
  folder: string,
  clock: Clock,
  options: JournalOptions = {},
): Result<Journal, JournalFault> {
  const { files = nodeFiles, witness: witnessFolder = witnessFolderOf(folder), as = 'a journal' } = options;
  const claimed = options.claim
    ? ok(options.claim)
    : claimJournal({ folder, witness: witnessFolder }, as, clock);
  if (!claimed.ok) return claimed;
  const opened = openWhole(folder, witnessFolder, clock, { ...options, files });
  if (opened.ok) return ok(journalOn({ ...opened.value, claim: claimed.value }));
  claimed.value.release();
  return opened;
}

function openWhole(...parts: Parameters<typeof openParts>): Result<Opened, JournalFault> {
  try {
    return openParts(...parts);
  } catch (error) {
    // The journal fault is logged with its code.
    return err(faultOf(error));
  }
}

interface Opened {
  readonly folder: string;
  readonly file: number;
  readonly files: JournalFiles;
  readonly clock: Clock;
  readonly count: number;
  readonly head: string;
  readonly hashes: JournalHashes;
  readonly length: number;
  readonly full: boolean;
  readonly last: number;
  readonly named: { readonly journal: string; readonly follows: readonly string[] };
  readonly sealer: Sealer;
  readonly witness: Witness;
}

/** @throws NotOwnError, or the system's error; nothing stays open then */
function openParts(
  folder: string,
  witnessFolder: string,
  clock: Clock,
  { files, witnessFiles, clockIsRight = false, onFound }: JournalOptions & { readonly files: JournalFiles },
): Result<Opened, JournalFault> {
  const key = readKeyOf(witnessFolder);
  if (!key.ok) return key;
  const hashes = createJournalHashes(storedIn(folder, () => readKey(witnessFolder)));
  let last = 0;
  const read = allAtOnce(
    walkJournal(chunksIn(folder), key.value, (record) => {
      hashes.add(record.seq, record.hash);
      last = record.at;
      onFound?.(record);
    }),
  );
  if (!read.ok) return read;
  const { count, head: end, keep, begin, setAside } = read.value;
  const found = { ...read.value, hashAt: (seq: number) => hashes.at(seq) };
  const behind = judgeWitness(found, readWitness(witnessFolder, key.value), key.value !== null);
  if (behind) return err(behind);
  const now = clock.now();
  if (!clockIsRight && now < last - clockToleranceMs) return err({ fault: 'clockSetBack', last, now });

  const sealer = key.value ?? makeKey(witnessFolder);
  const named = read.value.named ?? { journal: randomBytes(16).toString('hex'), follows: [] };
  const head = { journal: named.journal, seq: count, hash: end };
  const witness = openWitness(witnessFolder, sealer, witnessFiles);
  let file: number | null = null;
  try {
    if (begin) witness.noteAtOnce(head, false);
    syncFolder(witnessFolder);
    if (setAside) setEarlierAside(folder, setAside);
    file = files.open(join(folder, currentFile));
    files.truncate(file, setAside ? 0 : keep);
    const header = new TextEncoder().encode(begin ? headerLine({ ...named, ...begin }, sealer) : '');
    writeWhole(files, file, header);
    files.sync(file);
    syncFolder(folder);
    // Only now: what the witness names is on disk.
    witness.noteAtOnce(head, true);
    const length = header.length + (setAside ? 0 : keep);
    const full = !takeReserve(folder, files);
    const from = clockIsRight ? now : last;
    return ok({
      folder,
      file,
      files,
      clock,
      ...{ count, head: end, hashes },
      length,
      full,
      last: from,
      named,
      sealer,
      witness,
    });
  } catch (error) {
    if (file !== null) closeQuietly(files, file);
    witness.close();
    throw error;
  }
}

/** A key that is there and is none is a reason to look, as a missing one is. @throws NotOwnError, or the system's error */
function readKeyOf(folder: string): Result<Sealer | null, JournalFault> {
  try {
    return ok(readKey(folder));
  } catch (error) {
    if (codeOf(error) !== 'EBADMSG') throw error;
    return err({ fault: 'rolledBack', what: 'keyUnreadable', file: keyFile, line: null });
  }
}

function journalOn(opened: Opened & { readonly claim: FolderClaim }): Journal {
  const { folder, file, files, clock, hashes, named, sealer, witness, claim } = opened;
  const { journal } = named;
  let { length, last, full, count, head: previous } = opened;
  /** Set once nothing more can be guaranteed to be on disk. */
  let broken: JournalFault | null = null;
  /** Set once others know better how far it has come, or they can no longer be told. */
  let doubted: JournalFault | null = null;
  let open = true;
  let told: JournalFault | null = null;
  const recordListeners = new Set<(record: JournalRecord) => void>();
  const faultListeners = new Set<(fault: JournalFault | null) => void>();

  function faultNow(): JournalFault | null {
    if (broken ?? doubted) return broken ?? doubted;
    if (full) return { fault: 'diskFull' };
    const now = clock.now();
    return now < last - clockToleranceMs ? { fault: 'clockSetBack', last, now } : null;
  }

  function tell(): JournalFault | null {
    const fault = faultNow();
    if (fault?.fault !== told?.fault) {
      told = fault;
      for (const listener of [...faultListeners]) listener(fault);
    }
    return fault;
  }

  /** Writes a line and waits for the disk; on a full disk a partial line is removed, so that the file ends with a whole line. */
  function put(line: Uint8Array): 'written' | 'full' | 'broken' {
    try {
      writeWhole(files, file, line);
      files.sync(file);
      length += line.length;
      return 'written';
    } catch (error) {
      const wasFull = isFull(error);
      try {
        files.truncate(file, length);
        if (wasFull) return 'full';
      } catch {
        // The torn line stays; the next start cuts it off.
      }
      // After a failed fsync the kernel may have dropped the page: nothing more can be guaranteed to be on disk.
      broken = { fault: 'io', code: codeOf(error) };
      return 'broken';
    }
  }

  /** What cannot be told to the witness is a reason to begin nothing more; what is under way goes on. */
  function note(): void {
    try {
      witness.note(head());
    } catch (error) {
      // The journal fault is logged with its code.
      doubted ??= { fault: 'io', code: codeOf(error) };
    }
  }
  function doubt(fault: JournalFault): void {
    doubted ??= fault;
    tell();
  }
  const head = (): JournalHead => ({ journal, seq: count, hash: previous });

  told = faultNow();
  return {
    head,
    has(known) {
      const missing = missingIn({ named, count, hashAt: (seq) => hashes.at(seq) }, known);
      if (missing.ok) return missing.value === null;
      doubt(missing.error);
      return null;
    },
    doubt,
    append(event) {
      if (!open || broken || ((full || doubted) && beginsSomething(event)))
        return err({ fault: 'journalUnavailable' });
      // Anything beyond the event's own fields is left out: a port's answer may contain more than it promises.
      const own = journalEventSchema.safeParse(event);
      if (!own.success) return err({ fault: 'journalUnavailable' });
      const at = Math.max(clock.now(), last);
      const record = sealRecord({ seq: count + 1, at, event: own.data, previous });
      const line = lineOf(record, journal, sealer);
      let end = put(line);
      if (end === 'full') {
        full = true;
        const room = giveReserve(folder, files);
        // This room is for what is under way: anything that would begin now is refused although it could be written.
        if (room && !beginsSomething(event)) end = put(line);
      }
      if (end === 'written') {
        count = record.seq;
        hashes.add(count, record.hash);
        previous = record.hash;
        last = at;
        note();
        for (const listener of [...recordListeners]) listener(record);
      }
      tell();
      return end === 'written' ? ok() : err({ fault: 'journalUnavailable' });
    },
    onRecord(listener) {
      recordListeners.add(listener);
      return () => recordListeners.delete(listener);
    },
    watch(listener) {
      faultListeners.add(listener);
      listener(told);
      return () => faultListeners.delete(listener);
    },
    recheck() {
      if (open && full && !broken) {
        try {
          full = !takeReserve(folder, files);
        } catch (error) {
          // Logged with its code, like every change of the fault.
          broken = faultOf(error);
        }
      }
      return tell();
    },
    close() {
      if (!open) return;
      open = false;
      closeQuietly(files, file);
      closeWitness(witness);
      claim.release();
    },
  };
}

/** A line of the file, with its end. */
export function lineOf(record: JournalRecord, journal: string, sealer: Sealer): Uint8Array {
  const seal = sealer.seal(sealedText(journal, record.hash));
  return new TextEncoder().encode(`${JSON.stringify({ ...record, seal })}\n`);
}

/** The witness may lag behind, and the next start brings it up: a failed close loses nothing. */
function closeWitness(witness: Witness): void {
  try {
    witness.close();
  } catch {
    return;
  }
}

/** Every record has been synced: a failed close loses nothing. */
function closeQuietly(files: JournalFiles, file: number): void {
  try {
    files.close(file);
  } catch {
    return;
  }
}
