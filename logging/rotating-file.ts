import { closeSync, constants, lstatSync, mkdirSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { japanDate, type Clock, type IsoDate } from '../shared/dates.ts';
import { logFilesIn, type FoundLogFile } from './log-folder.ts';
import { NotOwnError, openOwnFile, openOwnFolder } from './own-file.ts';

/** The system calls that write the log; tests make them fail. */
export interface LogFiles {
  open(path: string): number;
  /** @returns how many bytes were written */
  write(file: number, bytes: Uint8Array): number;
  close(file: number): void;
}

export const systemLogFiles: LogFiles = {
  open: (path) => openOwnFile(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT),
  write: (file, bytes) => writeSync(file, bytes),
  close: (file) => closeSync(file),
};

export interface RotatingFileOptions {
  readonly folder: string;
  /** What the files' names begin with: `kiosk-2026-11-20.1.jsonl`. */
  readonly name: 'kiosk' | 'center';
  /** Bytes; before a file would exceed this it is closed and the next one begun. */
  readonly maxBytes: number;
  /** Older files are deleted. */
  readonly keepDays: number;
  readonly clock: Clock;
  /** Called when lines are written again after some were lost. */
  readonly onLost: (lines: number) => void;
  readonly files?: LogFiles;
}

export interface RotatingFile {
  write(line: string): void;
  /** Opens today's file now. @returns why it may be somebody else's, with its name; null: it is not, or it cannot be told */
  whyNotOwn(): NotOwnError | null;
  close(): void;
}

/** Files kept over all days together: however much is logged, the disk belongs to the journal. */
const filesMost = 40;
/** Always kept, so that a clock that jumps ahead for a moment does not delete everything. */
const filesLeast = 3;
const dayMs = 86_400_000;

interface LogFile {
  readonly day: IsoDate;
  readonly file: number;
  bytes: number;
  /** The last line was cut off by a full disk or a power cut: the next one begins on a new line. */
  torn: boolean;
}

/**
 * Writes lines to one file per day (in Japan), or several when they grow large. Writing never throws and never waits: a line
 * that the disk does not accept is lost and counted.
 */
export function openRotatingFile(options: RotatingFileOptions): RotatingFile {
  const { folder, name, maxBytes, keepDays, clock, onLost, files = systemLogFiles } = options;
  let current: LogFile | null = null;
  let lost = 0;

  const found = (): readonly FoundLogFile[] => logFilesIn(folder, name);

  function prune(): void {
    const all = found();
    const oldest = japanDate(clock.now() - keepDays * dayMs);
    const gone = all
      .slice(0, -filesLeast)
      .filter(({ day }, index) => day < oldest || index < all.length - filesMost);
    for (const { file } of gone) unlinkSync(join(folder, file));
  }

  function open(day: IsoDate, bytes: number): LogFile {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openOwnFolder(folder));
    const last = found().findLast((each) => each.day === day)?.number ?? 1;
    const pathOf = (number: number): string => join(folder, `${name}-${day}.${number}.jsonl`);
    const size = lstatSync(pathOf(last), { throwIfNoEntry: false })?.size ?? 0;
    const goesOn = size === 0 || size + bytes <= maxBytes;
    const path = pathOf(goesOn ? last : last + 1);
    const torn = goesOn && size > 0 && !endsWithLine(path, size);
    const file = files.open(path);
    prune();
    return { day, file, bytes: goesOn ? size : 0, torn };
  }

  function shut(): void {
    const closing = current;
    current = null;
    try {
      if (closing) files.close(closing.file);
    } catch {
      // Nothing is lost by a failed close: what was written is already with the system.
    }
  }

  function put(line: string): void {
    const day = japanDate(clock.now());
    const bytes = Buffer.byteLength(line);
    if (current && (current.day !== day || current.bytes + bytes > maxBytes)) shut();
    current ??= open(day, bytes);
    const whole = Buffer.from(current.torn ? `\n${line}` : line);
    current.torn = true;
    for (let done = 0; done < whole.length;) {
      const taken = files.write(current.file, whole.subarray(done));
      if (taken === 0) throw new Error('the disk took nothing');
      done += taken;
      current.bytes += taken;
    }
    current.torn = false;
  }

  return {
    write(line) {
      try {
        put(line);
      } catch {
        // A log that cannot be written must not stop the kiosk, and can report this only in itself, later.
        lost += 1;
        shut();
        return;
      }
      if (lost === 0) return;
      const lines = lost;
      lost = 0;
      onLost(lines);
    },
    whyNotOwn() {
      try {
        current ??= open(japanDate(clock.now()), 0);
        return null;
      } catch (error) {
        // Anything else is a matter of lost lines, which are counted.
        return error instanceof NotOwnError ? error : null;
      }
    },
    close: shut,
  };
}

function endsWithLine(path: string, size: number): boolean {
  const file = openOwnFile(path, constants.O_RDONLY);
  try {
    const last = new Uint8Array(1);
    readSync(file, last, 0, 1, size - 1);
    return last[0] === 0x0a;
  } finally {
    closeSync(file);
  }
}
