import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalPort } from '../../state-machines/ports.ts';
import {
  firstPrevious,
  header,
  readRecords,
  sealRecord,
  type JournalDamage,
  type JournalRecord,
} from './record.ts';

export interface Journal extends JournalPort {
  /** What stood in the journal when it was opened. */
  readonly found: readonly JournalRecord[];
  close(): void;
}

export type JournalFault =
  | { readonly fault: 'unreadable'; readonly damage: JournalDamage }
  | { readonly fault: 'io'; readonly code: string };

/**
 * Opens (or begins) the journal `journal.jsonl` in a folder. Every append is written and fsynced before it returns: money
 * and paper move only after. A write that fails closes the journal for good; what it holds is kept.
 */
export function openJournal(folder: string, clock: Clock): Result<Journal, JournalFault> {
  const path = join(folder, 'journal.jsonl');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = openSync(path, 'a+', 0o600);
    const read = readRecords(readFileSync(path, 'utf8'));
    if (!read.ok) {
      closeSync(file);
      return err({ fault: 'unreadable', damage: read.error });
    }
    const { records, keep } = read.value;
    // A torn last line never counted: it is cut off, so that the next line begins at a line's beginning.
    ftruncateSync(file, keep);
    if (keep === 0) writeSync(file, `${header}\n`);
    fsyncSync(file);
    syncFolder(dirname(path));
    return ok(journalOn(file, records, clock));
  } catch (fault) {
    return err({ fault: 'io', code: codeOf(fault) });
  }
}

function journalOn(file: number, found: readonly JournalRecord[], clock: Clock): Journal {
  let seq = found.length;
  let previous = found.at(-1)?.hash ?? firstPrevious;
  let open = true;
  return {
    found,
    append(event) {
      if (!open) return err({ fault: 'journalUnavailable' });
      const record = sealRecord({ seq: seq + 1, at: clock.now(), event, previous });
      try {
        writeWhole(file, Buffer.from(`${JSON.stringify(record)}\n`));
        fsyncSync(file);
      } catch {
        // After a failed fsync the kernel may have dropped the page: nothing more is claimed to be on disk.
        open = false;
        return err({ fault: 'journalUnavailable' });
      }
      seq += 1;
      previous = record.hash;
      return ok();
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** write(2) may take fewer bytes than it was given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
}

/** A new file's name is on disk only when its folder was synced as well. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : 'EUNKNOWN';
}
