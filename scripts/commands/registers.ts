import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  importDelivery,
  type ImportProgress,
  type ImportReport,
} from '../../issuing-center/registers/import/import-delivery.ts';
import { readWordsAndFiles, runCommand, WrongWords } from '../../shared/command-options.ts';
import { openRegisters, readDatabase, type Database } from './registers-database.ts';

const helpOf = (
  call: string,
): string => `Usage: ${call} import DIR (--database URL | --state DIR) [--dry-run] [--accept-unprintable]

Brings a municipality's delivery into the registers of an issuing center: CSV files (UTF-8) of households, residents, certificates, seals
with their pictures, taxes, family registers, their persons and addresses, enrolments, restrictions and vaccinations. docs/registers.md
has the names of the files and their columns. All of a delivery is entered or nothing; what is wrong is told by file and line. Files
with a column "change" (add, change, end) say what is different; the same delivery again does no harm.

  --database URL   a PostgreSQL server (postgres://…). Set DATABASE_URL instead to keep a password out of the process list
  --state DIR      the embedded database of the center with this folder; the center must not be running
  --dry-run        says what would be entered, and enters nothing
  --accept-unprintable
                   enters also entries with characters that no certificate can print; whose they are is sent to a window
  --help           this text

Start the center once before: it makes the tables. Exit codes: 0 all is entered, 1 nothing is entered (the report says why, or the database
cannot be reached), 2 wrong arguments.
`;

interface Settings {
  readonly folder: string;
  readonly database: Database;
  readonly dryRun: boolean;
  readonly acceptUnprintable: boolean;
}

/**
 * Runs the command.
 * @param call how the command is called
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runRegisters(args: readonly string[], call = 'npm run registers --'): Promise<number> {
  return runCommand({ name: 'registers', call }, async () => {
    const settings = await readSettings(args);
    if (settings !== 'help') return importFrom(settings);
    process.stdout.write(helpOf(call));
    return 0;
  });
}

async function importFrom({ folder, database, dryRun, acceptUnprintable }: Settings): Promise<number> {
  const sql = await openRegisters(database);
  try {
    const report = await importDelivery(sql, {
      ...{ folder, dryRun, acceptUnprintable },
      onProgress: createTeller(),
    });
    tell(report, dryRun);
    return report.faults.count === 0 ? 0 : 1;
  } finally {
    await sql.close();
  }
}

function tell({ faults, notes, registers }: ImportReport, dryRun: boolean): void {
  for (const { shown, count } of [notes, faults]) {
    for (const { file, line, says } of shown)
      console.log(`${file}${line === null ? '' : `:${line}`}: ${says}`);
    if (count > shown.length) console.log(`… and ${count - shown.length} more`);
  }
  if (faults.count > 0) {
    console.log(`${faults.count} ${faults.count === 1 ? 'fault' : 'faults'}: nothing is entered`);
    return;
  }
  for (const { file, rows, added, changed, ended } of registers)
    console.log(`${file}: ${rows} rows, ${added} added, ${changed} changed, ${ended} ended`);
  if (dryRun) console.log('nothing is entered: this was a dry run');
}

/** Says on standard error how far it is, every few seconds. */
function createTeller(): (progress: ImportProgress) => void {
  const began = performance.now();
  let said = began;
  return (progress) => {
    const now = performance.now();
    if (progress.step === 'reading' && now - said < 5000) return;
    said = now;
    const how =
      progress.step === 'reading'
        ? `reading ${progress.file}, ${Math.floor(progress.share * 100)} %, ${progress.rows} rows`
        : `${progress.step} ${progress.file}`;
    process.stderr.write(`registers: ${how}, ${Math.round((now - began) / 1000)} s\n`);
  };
}

async function readSettings(args: readonly string[]): Promise<Settings | 'help'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = readWordsAndFiles(args, {
    ...{ database: text, state: text, 'dry-run': flag, 'accept-unprintable': flag },
    help: { ...flag, short: 'h' },
  });
  if (values.help) return 'help';
  const [what, folder, ...more] = positionals;
  if (what !== 'import') throw new WrongWords(`${what ?? 'nothing'}: expected import`);
  if (folder === undefined) throw new WrongWords('DIR: expected the folder of a delivery');
  if (more.length > 0) throw new WrongWords(`${more[0] ?? ''}: expected one folder`);
  const place = path.resolve(folder);
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory() !== true) throw new WrongWords(`DIR: ${place} is no folder`);
  return {
    folder: place,
    database: readDatabase(values.database, values.state),
    dryRun: values['dry-run'] ?? false,
    acceptUnprintable: values['accept-unprintable'] ?? false,
  };
}

if (import.meta.main) process.exitCode = await runRegisters(process.argv.slice(2));
