import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedJournal, JournalCheck } from '../../shared/attendants.ts';
import { japanDateTime, type Clock } from '../../shared/dates.ts';
import { dayCsv } from '../../printing/day-closing/day-csv.ts';
import { dayPdf } from '../../printing/day-closing/day-page.ts';
import type { DaySlipData } from '../../shared/printers.ts';
import { readOwnFile } from '../../logging/own-file.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { BooksPort } from '../../state-machines/attendant-ports.ts';
import { within } from '../../shared/deadline.ts';
import type { Books } from './books.ts';
import { openExportKey, type ExportKey } from './export-key.ts';
import { codeOf, describeFault, faultOf, type JournalFault } from './journal-fault.ts';
import { filesOf, packExport } from './journal-export.ts';
import { readJournal, type ReadJournal } from './journal-folder.ts';
import { readKey } from './journal-key.ts';
import { firstPrevious } from './record.ts';

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

  function checkNow(): JournalCheck {
    const known = fault();
    if (known?.fault === 'rolledBack') return { whole: false, ...whereOf(known) };
    const read = readSealed(journalFolder, witnessFolder);
    if (!read.ok) return { whole: false, ...whereOf(read.error) };
    const { records } = read.value;
    const head = records.at(-1)?.hash ?? firstPrevious;
    // Being intact is not enough: a file that was truncated or replaced as a whole is no longer what was appended here.
    const own = books.records.at(-1)?.hash ?? firstPrevious;
    if (head !== own)
      return { whole: false, line: records.length + 1, what: 'not what this kiosk has written' };
    return { whole: true, records: records.length, head };
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
    const check = checkNow();
    const signing = key();
    const copy = { kiosk, at, check, files: filesOf((name) => readOwnFile(join(journalFolder, name))) };
    await writeNew(join(folder, file), packExport(copy, signing));
    return { file, key: signing?.fingerprint ?? null };
  }

  /** The table first: what a program reads is worth more than what is drawn, if a stick is full. */
  async function writeDay(folder: string, slip: DaySlipData): Promise<readonly string[]> {
    const stem = `komado-${kiosk}-day-${slip.day.number}-${compact(japanDateTime(slip.at))}`;
    const pdf = await dayPdf(slip);
    await writeNew(join(folder, `${stem}.csv`), new TextEncoder().encode(dayCsv(slip)));
    await writeNew(join(folder, `${stem}.pdf`), pdf);
    return [`${stem}.csv`, `${stem}.pdf`];
  }

  return {
    cash: () => books.cash(),
    day: () => books.day(clock.now()),
    openCases: () => books.openCases(),
    find: (code) => books.find(code),
    unfinished: (code) => books.unfinished(code),
    page: (page, lines, filter) => books.page(page, lines, filter),
    // Not async: there is nothing to wait for, and a broken disk is returned as a value.
    check: () => Promise.resolve(checkNow()),
    export: () => ontoStick(writeExport),
    exportDay: (slip) => ontoStick((folder) => writeDay(folder, slip)),
  };
}

function whereOf(fault: JournalFault): { line: number; what: string } {
  const line = fault.fault === 'unreadable' ? fault.damage.line : 'line' in fault ? (fault.line ?? 1) : 1;
  return { line, what: describeFault(fault) };
}

function readSealed(folder: string, witnessFolder: string): Result<ReadJournal, JournalFault> {
  try {
    return readJournal(folder, readKey(witnessFolder));
  } catch (error) {
    // The operator is told what it was.
    return err(faultOf(error));
  }
}

/** `2026-11-20 14:03:05` → `20261120-140305` */
function compact(dateTime: string): string {
  return dateTime.replaceAll(/[-:]/g, '').replace(' ', '-');
}

/** Never overwrites an earlier export, and syncs before returning: the stick is pulled out soon after. */
async function writeNew(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
