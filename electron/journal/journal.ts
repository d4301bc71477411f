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

/** A clock that was corrected by less is no fault: records keep their order by carrying the later time. */
export const clockToleranceMs = 60_000;

export interface Journal extends JournalPort {
  /** What stood in the journal when it was opened. */
  readonly found: readonly JournalRecord[];
  /** Calls back with every record once it is on disk, in order. */
  onRecord(listener: (record: JournalRecord) => void): Unsubscribe;
  /**
   * Calls back with what is wrong at once (null: nothing), and with every change. Faults are found by appending and by
   * `recheck`, never by themselves.
   */
  watch(listener: (fault: JournalFault | null) => void): Unsubscribe;
  /** Looks again: room on the disk may be back, the clock put right, or put back. Tells what is wrong now. */
  recheck(): JournalFault | null;
  close(): void;
}

export interface JournalOptions {
  readonly files?: JournalFiles;
  /**
   * An operator has looked at the clock: it is right now, and was ahead when the last records were written. Without this
   * a kiosk that once lived in the future would wait for it.
   */
  readonly clockIsRight?: boolean;
}

/**
 * Opens (or begins) the journal in a folder. Every append is written and fsynced before it returns: money and paper move
 * only after. Nothing that was written is ever changed, but a last line that a power cut tore is cut off.
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
    // The journal's fault is logged with its code.
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
  /** Set when nothing more can be claimed to be on disk. */
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

  /** Writes a line and waits for the disk; on a full disk what came of it is taken back, so that the file ends with a whole line. */
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
      // After a failed fsync the kernel may have dropped the page: nothing more is claimed to be on disk.
      broken = { fault: 'io', code: codeOf(error) };
      return 'broken';
    }
  }

  told = faultNow();
  return {
    found,
    append(event) {
      if (!open || broken || (full && beginsSomething(event))) return err({ fault: 'journalUnavailable' });
      // What the event has beside its own fields stays out: a port's answer may carry more than it promises.
      const own = journalEventSchema.safeParse(event);
      if (!own.success) return err({ fault: 'journalUnavailable' });
      const at = Math.max(clock.now(), last);
      const record = sealRecord({ seq: seq + 1, at, event: own.data, previous });
      const line = new TextEncoder().encode(`${JSON.stringify(record)}\n`);
      let end = put(line);
      if (end === 'full') {
        full = true;
        const room = giveReserve(folder, files);
        // The room is for what is under way: what would begin now is refused although it could be written.
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
          // Logged with its code, as every change of the fault.
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

/** Every record was synced before: a failing close loses nothing. */
function closeQuietly(files: JournalFiles, file: number): void {
  try {
    files.close(file);
  } catch {
    return;
  }
}
