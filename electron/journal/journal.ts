import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/dates.ts';
import type { Unsubscribe } from '../../shared/printers.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalPort } from '../../state-machines/ports.ts';
import { beginsSomething } from './begins.ts';
import { journalEventSchema } from './event-schema.ts';
import { headerLine } from './header.ts';
import { codeOf, type JournalFault } from './journal-fault.ts';
import { nodeFiles, writeWhole, type JournalFiles } from './journal-files.ts';
import { currentFile, readJournal, setEarlierAside, syncFolder } from './journal-folder.ts';
import { firstPrevious, sealRecord, type JournalRecord } from './record.ts';
import { giveReserve, isFull, takeReserve } from './reserve.ts';

/** A clock set back by no more than this is not a fault: records keep their order by carrying the later time. */
export const clockToleranceMs = 60_000;

export interface Journal extends JournalPort {
  /** The records in the journal when it was opened. */
  readonly found: readonly JournalRecord[];
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
  /**
   * An operator has looked at the clock: it is right now, and was ahead when the last records were written. Without this, a
   * kiosk whose clock was once in the future would wait until that time.
   */
  readonly clockIsRight?: boolean;
}

/**
 * Opens (or begins) the journal in a folder. Every append is written and fsynced before it returns: money and paper move
 * only afterwards. Nothing that was written is ever changed, except that a last line torn by a power cut is cut off.
 */
export function openJournal(
  folder: string,
  clock: Clock,
  { files = nodeFiles, clockIsRight = false }: JournalOptions = {},
): Result<Journal, JournalFault> {
  let file: number | null = null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const read = readJournal(folder);
    if (!read.ok) return read;
    const { records, keep, begin, migrate } = read.value;
    const last = records.at(-1)?.at ?? 0;
    const now = clock.now();
    if (!clockIsRight && now < last - clockToleranceMs) return err({ fault: 'clockSetBack', last, now });

    if (migrate) setEarlierAside(folder);
    file = files.open(join(folder, currentFile));
    files.truncate(file, migrate ? 0 : keep);
    const header = new TextEncoder().encode(begin ? headerLine(begin.continues) : '');
    writeWhole(files, file, header);
    files.sync(file);
    syncFolder(folder);
    const length = header.length + (migrate ? 0 : keep);
    const full = !takeReserve(folder, files);
    return ok(
      journalOn({
        folder,
        file,
        files,
        clock,
        found: records,
        length,
        full,
        last: clockIsRight ? now : last,
      }),
    );
  } catch (error) {
    // The journal fault is logged with its code.
    if (file !== null) closeQuietly(files, file);
    return err(isFull(error) ? { fault: 'diskFull' } : { fault: 'io', code: codeOf(error) });
  }
}

function journalOn(opened: {
  readonly folder: string;
  readonly file: number;
  readonly files: JournalFiles;
  readonly clock: Clock;
  readonly found: readonly JournalRecord[];
  readonly length: number;
  readonly full: boolean;
  readonly last: number;
}): Journal {
  const { folder, file, files, clock, found } = opened;
  let { length, last, full } = opened;
  let seq = found.length;
  let previous = found.at(-1)?.hash ?? firstPrevious;
  /** Set once nothing more can be guaranteed to be on disk. */
  let broken: JournalFault | null = null;
  let open = true;
  let told: JournalFault | null = null;
  const recordListeners = new Set<(record: JournalRecord) => void>();
  const faultListeners = new Set<(fault: JournalFault | null) => void>();

  function faultNow(): JournalFault | null {
    if (broken) return broken;
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

  told = faultNow();
  return {
    found,
    append(event) {
      if (!open || broken || (full && beginsSomething(event))) return err({ fault: 'journalUnavailable' });
      // Anything beyond the event's own fields is left out: a port's answer may contain more than it promises.
      const own = journalEventSchema.safeParse(event);
      if (!own.success) return err({ fault: 'journalUnavailable' });
      const at = Math.max(clock.now(), last);
      const record = sealRecord({ seq: seq + 1, at, event: own.data, previous });
      const line = new TextEncoder().encode(`${JSON.stringify(record)}\n`);
      let end = put(line);
      if (end === 'full') {
        full = true;
        const room = giveReserve(folder, files);
        // This room is for what is under way: anything that would begin now is refused although it could be written.
        if (room && !beginsSomething(event)) end = put(line);
      }
      if (end === 'written') {
        seq += 1;
        previous = record.hash;
        last = at;
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
          broken = { fault: 'io', code: codeOf(error) };
        }
      }
      return tell();
    },
    close() {
      if (open) closeQuietly(files, file);
      open = false;
    },
  };
}

/** Every record has been synced: a failed close loses nothing. */
function closeQuietly(files: JournalFiles, file: number): void {
  try {
    files.close(file);
  } catch {
    return;
  }
}
