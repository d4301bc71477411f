import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedJournal, JournalCheck } from '../../shared/attendants.ts';
import { japanDateTime, type Clock } from '../../shared/dates.ts';
import { dayCsv } from '../../printing/day-closing/day-csv.ts';
import { dayPdf } from '../../printing/day-closing/day-page.ts';
import type { DaySlipData } from '../../shared/printers.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { BooksPort, UnreadJournal } from '../../state-machines/attendant-ports.ts';
import { within } from '../../shared/deadline.ts';
import type { Books } from './books.ts';
import { openExportKey, type ExportKey } from './export-key.ts';
import { chunksIn, upTo, type ChunksOf } from './file-chunks.ts';
import { codeOf, describeFault, faultOf, type JournalFault } from './journal-fault.ts';
import { currentFile, walkJournal, type WalkedJournal } from './journal-folder.ts';
import { readKey } from './journal-key.ts';
import { stepByStep, type Steps } from './steps.ts';
import { writeExportTo, type WriteOut } from './write-export.ts';

export interface BooksPortOptions {
  readonly books: Books;
  readonly journalFolder: string;
  /** Where the key of the journal's seals is. */
  readonly witnessFolder: string;
  /** What is known to be wrong with the journal, which its file alone may not show; null: nothing. */
  readonly fault: () => JournalFault | null;
  /** Where an operator's memory stick is mounted; null: this site has none. */
  readonly exportFolder: string | null;
  readonly kiosk: string;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** How long writing a whole journal to the slowest memory stick may take, ms. */
export const exportMs = 55_000;

/** The books, plus the functions that read and write disks. */
export function createBooksPort(options: BooksPortOptions): BooksPort {
  const { books, journalFolder, witnessFolder, fault, exportFolder, kiosk, clock, timers } = options;

  /** @returns also how long the current file was when it was read; null: it was not read to its end */
  function* checkSteps(): Steps<{ readonly check: JournalCheck; readonly bytes: number | null }> {
    const known = fault();
    if (known?.fault === 'rolledBack') return { check: { whole: false, ...whereOf(known) }, bytes: null };
    let own = books.soFar();
    let bytes = 0;
    const chunksOf = chunksIn(journalFolder);
    const watched: ChunksOf = function* chunks(name) {
      // What is appended while it is read is neither read nor looked for.
      if (name === currentFile) [own, bytes] = [books.soFar(), 0];
      for (const chunk of chunksOf(name)) {
        bytes += chunk.length;
        yield chunk;
      }
    };
    const read = yield* walkSealed(watched, witnessFolder);
    if (!read.ok) return { check: { whole: false, ...whereOf(read.error) }, bytes: null };
    const { count, head } = read.value;
    // Being intact is not enough: a file that was truncated or replaced as a whole is no longer what was appended here.
    if (head !== own.head) {
      const what = 'not what this kiosk has written';
      return { check: { whole: false, line: count + 1, what }, bytes: null };
    }
    return { check: { whole: true, records: count, head }, bytes };
  }

  /** A kiosk whose key cannot be used can still show what it has written; the screen says that nobody signed it. */
  function key(): ExportKey | null {
    try {
      return openExportKey(witnessFolder);
    } catch {
      return null;
    }
  }

  /** A stick that is missing or not writable is not a program error; the operator is told at once. */
  async function ontoStick<T>(
    write: (folder: string) => Promise<T>,
  ): Promise<Result<T, { readonly fault: 'noFolder' | 'io' }>> {
    if (exportFolder === null) return err({ fault: 'noFolder' });
    try {
      // One that is pulled out during the write can keep it waiting forever.
      const written = await within(timers, exportMs, write(exportFolder));
      return written.late ? err({ fault: 'io' }) : ok(written.value);
    } catch (error) {
      return err({ fault: codeOf(error) === 'ENOENT' ? 'noFolder' : 'io' });
    }
  }

  async function writeExport(folder: string): Promise<ExportedJournal> {
    const at = clock.now();
    const file = `komado-${kiosk}-${compact(japanDateTime(at))}.zip`;
    const { check, bytes } = await stepByStep(checkSteps());
    const signing = key();
    const whole = chunksIn(journalFolder);
    // As it was checked, without what was appended since.
    const chunksOf = bytes === null ? whole : upTo(whole, currentFile, bytes);
    await writeNew(join(folder, file), (out) => writeExportTo(out, { kiosk, at, check, chunksOf }, signing));
    return { file, key: signing?.fingerprint ?? null };
  }

  /** The table first: what a program reads is worth more than what is drawn, if a stick is full. */
  async function writeDay(folder: string, slip: DaySlipData): Promise<readonly string[]> {
    const stem = `komado-${kiosk}-day-${slip.day.number}-${compact(japanDateTime(slip.at))}`;
    const pdf = await dayPdf(slip);
    await writeNew(join(folder, `${stem}.csv`), (out) => out(new TextEncoder().encode(dayCsv(slip))));
    await writeNew(join(folder, `${stem}.pdf`), (out) => out(pdf));
    return [`${stem}.csv`, `${stem}.pdf`];
  }

  return {
    cash: () => books.cash(),
    day: () => books.day(clock.now()),
    openCases: () => books.openCases(),
    find: (code, signal) => asked(books.find(code), signal),
    page: (page, lines, filter, signal) => asked(books.page(page, lines, filter), signal),
    check: async () => (await stepByStep(checkSteps())).check,
    export: () => ontoStick(writeExport),
    exportDay: (slip) => ontoStick((folder) => writeDay(folder, slip)),
  };
}

function whereOf(fault: JournalFault): { line: number; what: string } {
  const line = fault.fault === 'unreadable' ? fault.damage.line : 'line' in fault ? (fault.line ?? 1) : 1;
  return { line, what: describeFault(fault) };
}

/** The screen says that the journal cannot be read; what is wrong with it, its check tells. */
async function asked<T>(
  steps: Steps<Result<T, JournalFault>>,
  signal: AbortSignal | undefined,
): Promise<Result<T, UnreadJournal>> {
  const read = await stepByStep(steps, signal);
  return read.ok ? read : err({ fault: 'journalUnread' });
}

function* walkSealed(chunksOf: ChunksOf, witnessFolder: string): Steps<Result<WalkedJournal, JournalFault>> {
  let key: ReturnType<typeof readKey>;
  try {
    key = readKey(witnessFolder);
  } catch (error) {
    // The operator is told what it was.
    return err(faultOf(error));
  }
  return yield* walkJournal(chunksOf, key, () => undefined);
}

/** `2026-11-20 14:03:05` → `20261120-140305` */
function compact(dateTime: string): string {
  return dateTime.replaceAll(/[-:]/g, '').replace(' ', '-');
}

/** Never overwrites an earlier export, and syncs before returning: the stick is pulled out soon after. */
async function writeNew(path: string, write: (out: WriteOut) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await write(async (bytes) => {
      await file.writeFile(bytes);
    });
    await file.sync();
  } finally {
    await file.close();
  }
}
