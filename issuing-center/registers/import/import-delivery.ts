import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expectMincho } from '../../../printing/fonts/mincho.ts';
import type { BulkSql } from '../../store/sql.ts';
import { createFaultList, type FaultList, type ToldFaults } from './faults.ts';
import { gatherAddresses, mergeStaged, type MergeCount } from './merge.ts';
import { registerFiles } from './register-files.ts';
import type { RegisterFile } from './register-file.ts';
import { checkStaged } from './staged-checks.ts';
import { makeStagingTable, stageFiles } from './stage.ts';

export interface ImportSettings {
  /** Folder of the delivery. */
  readonly folder: string;
  /** Does everything but keep it. */
  readonly dryRun: boolean;
  /** Enters also what the font cannot print; its holders are sent to a window. */
  readonly acceptUnprintable: boolean;
  /** From how many bytes on it is read in threads. */
  readonly worthThreads?: number;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** How far an import has come. */
export type ImportProgress =
  | { readonly step: 'reading'; readonly file: string; readonly rows: number; readonly share: number }
  | { readonly step: 'checking' | 'entering'; readonly file: string };

/** What an import came to: nothing is entered when there is a fault. */
export interface ImportReport {
  readonly faults: ToldFaults;
  /** Characters that the font lacks, where they were accepted. */
  readonly notes: ToldFaults;
  readonly registers: readonly (MergeCount & { readonly file: string; readonly rows: number })[];
}

/** Ends the transaction without keeping anything. */
class NothingEntered extends Error {
  override readonly name = 'NothingEntered';
}

/** What the tables are locked against: other writers, and no reader, not even one that holds what it has read. */
const lockMode = 'SHARE ROW EXCLUSIVE';
/** For sorting and joining a million rows; given back with the transaction. */
const workMemory = '128MB';

/**
 * Brings a delivery of CSV files into the registers, all of it or nothing, in one transaction. Nothing of a cell is in the report but code
 * points that cannot be printed or stored.
 * @throws when the database fails; then nothing is entered
 */
export async function importDelivery(sql: BulkSql, settings: ImportSettings): Promise<ImportReport> {
  await expectMincho();
  const faults = createFaultList();
  const notes = createFaultList();
  const registers: (MergeCount & { file: string; rows: number })[] = [];
  const present = await filesOf(settings.folder, faults);
  const report = (): ImportReport => ({ faults, notes, registers });
  if (faults.count > 0) return report();
  try {
    await sql.bulk(async (queries) => {
      await queries.query(`SET LOCAL work_mem = '${workMemory}'`);
      for (const file of registerFiles) await makeStagingTable(queries, file);
      const read = await stageFiles(queries, present, {
        ...settings,
        onProgress: (file, rows, share) => settings.onProgress({ step: 'reading', file, rows, share }),
      });
      for (const each of read) {
        faults.addAll(each.faults);
        notes.addAll(each.notes);
      }
      if (faults.count > 0) throw new NothingEntered();
      for (const { table } of registerFiles) await queries.query(`ANALYZE staged_${table}`);
      for (const { table } of present.filter(({ table }) => table !== 'register_addresses'))
        await queries.query(`LOCK TABLE ${table} IN ${lockMode} MODE`);
      for (const file of present) {
        settings.onProgress({ step: 'checking', file: file.file });
        await checkStaged(queries, file, faults);
      }
      if (faults.count > 0) throw new NothingEntered();
      await gatherAddresses(queries);
      for (const [at, file] of present.entries()) {
        settings.onProgress({ step: 'entering', file: file.file });
        const count = await mergeStaged(queries, file);
        registers.push({ file: file.file, rows: read[at]?.rows ?? 0, ...count });
      }
      if (settings.dryRun) throw new NothingEntered();
    });
  } catch (error) {
    if (!(error instanceof NothingEntered)) throw withoutValues(error);
    return report();
  }
  // Without statistics of new tables the planner may read a million rows where an index leads to the one.
  for (const { table } of present.filter(({ table }) => table !== 'register_addresses'))
    await sql.query(`ANALYZE ${table}`);
  return report();
}

/** A database that refuses a value or an entry (SQLSTATE classes 22 and 23) quotes it in its message. */
function withoutValues(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^2[23]/.test(code) ? new Error(`the database refuses what a file says (SQLSTATE ${code})`) : error;
}

/** The files of the delivery, in the order in which they refer to each other. */
async function filesOf(folder: string, faults: FaultList): Promise<readonly RegisterFile[]> {
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.csv'));
  const known = registerFiles.map(({ file }) => file);
  for (const name of names)
    if (!known.includes(name)) faults.add(name, null, `expected a file named ${known.join(', ')}`);
  const present = registerFiles.filter(({ file }) => names.includes(file));
  if (present.length === 0 && faults.count === 0)
    faults.add(path.basename(folder), null, `expected at least one of ${known.join(', ')}`);
  return present;
}
