import path from 'node:path';
import { isoDateSchema } from '../../../shared/dates.ts';
import { copyRow } from '../../store/copy-text.ts';
import type { BulkQueries } from '../../store/sql.ts';
import type { Column } from './column.ts';
import { csvRows, NoCsvError } from './csv-rows.ts';
import type { FaultList } from './faults.ts';
import type { SealPictures } from './images.ts';
import type { PrintJudge } from './printed.ts';
import { unstorableIn } from './unstorable.ts';
import { changes, type Cells, type Change, type RegisterFile, type RowFault } from './register-file.ts';
import type { StoredValue } from '../register-tables.ts';

/** Characters that are sent to the database at once. */
const chunk = 512 * 1024;

export interface Staging {
  readonly folder: string;
  readonly judge: PrintJudge;
  readonly pictures: SealPictures;
  readonly faults: FaultList;
  /** Characters that the font lacks are told, and hinder nothing. */
  readonly notes: FaultList;
  readonly acceptUnprintable: boolean;
  onProgress(rows: number, bytes: number): void;
}

/** The table in which a file's rows wait until all of the delivery is known to be sound; gone with the transaction. */
export async function makeStagingTable(
  queries: BulkQueries,
  { table, storedColumns }: RegisterFile,
): Promise<void> {
  await queries.query(
    `CREATE TEMPORARY TABLE staged_${table} (line integer, change text, ${storedColumns}) ON COMMIT DROP`,
  );
}

/**
 * Reads a file of a delivery into its staging table; rows with faults stay outside and are told. @returns how many rows it has
 */
export async function stageFile(queries: BulkQueries, file: RegisterFile, staging: Staging): Promise<number> {
  const { folder, faults } = staging;
  const columns = ['line', 'change', ...file.names];
  let rows = 0;
  let waiting = '';
  let sending = Promise.resolve();
  const send = async (): Promise<void> => {
    await sending;
    const text = waiting;
    waiting = '';
    if (text === '') return;
    sending = queries.copy(`staged_${file.table}`, columns, text);
    // Told by the next `await`; until then nobody waits for it.
    sending.catch(() => undefined);
  };
  let header: readonly (Column | 'change')[] | null = null;
  try {
    let bytes = 0;
    for await (const { line, cells } of csvRows(path.join(folder, file.file), (read) => (bytes = read))) {
      if (header === null) {
        header = headerOf(cells, file, faults);
        if (header === null) return 0;
        continue;
      }
      rows += 1;
      const read = await readRow(cells, header, file, staging);
      if ('row' in read) waiting += copyRow([line, read.change, ...read.row]);
      for (const { column, expected } of read.faults) faults.add(file.file, line, `${column}: ${expected}`);
      for (const { column, expected } of read.notes)
        staging.notes.add(file.file, line, `${column}: ${expected}`);
      if (waiting.length >= chunk) await send();
      staging.onProgress(rows, bytes);
    }
    if (header === null) faults.add(file.file, null, 'expected a first line with the names of the columns');
    await send();
    await sending;
  } catch (error) {
    if (!(error instanceof NoCsvError)) throw error;
    await sending;
    faults.add(file.file, error.line, error.message);
  }
  return rows;
}

function headerOf(
  cells: readonly string[],
  { file, columns }: RegisterFile,
  faults: FaultList,
): readonly (Column | 'change')[] | null {
  const before = faults.count;
  const header = cells.flatMap((name): (Column | 'change')[] => {
    const found = name === 'change' ? 'change' : columns.find((column) => column.name === name);
    // A name that is none of ours may be a resident's, where the first line is missing.
    if (found === undefined) faults.add(file, 1, 'expected the names of the columns, and found another word');
    return found === undefined ? [] : [found];
  });
  for (const { name } of columns)
    if (!cells.includes(name)) faults.add(file, 1, `${name}: expected a column of this name`);
  if (new Set(cells).size < cells.length) faults.add(file, 1, 'a column is there twice');
  return faults.count > before ? null : header;
}

type ReadRow = { readonly faults: readonly RowFault[]; readonly notes: readonly RowFault[] } & (
  | { readonly change: Change; readonly row: readonly StoredValue[] }
  | object
);

async function readRow(
  cells: readonly string[],
  header: readonly (Column | 'change')[],
  file: RegisterFile,
  { judge, pictures, acceptUnprintable }: Staging,
): Promise<ReadRow> {
  const refused = (column: string, expected: string): ReadRow => ({
    faults: [{ column, expected }],
    notes: [],
  });
  if (cells.length !== header.length)
    return refused('row', `expected ${header.length} cells, found ${cells.length}`);
  const values: Record<string, unknown> = {};
  let change: Change = 'put';
  for (const [index, column] of header.entries()) {
    const cell = cells[index] ?? '';
    if (column === 'change') {
      const found = changes.find((word) => word === cell && word !== 'put');
      if (found === undefined) return refused('change', 'expected add, change or end');
      change = found;
      continue;
    }
    try {
      values[column.name] = cell === '' ? column.empty : column.read(cell);
    } catch {
      return refused(column.name, 'expected JSON');
    }
  }
  if (change === 'end') return endOf(values, file);
  if (typeof values['image'] === 'string') {
    const image = await pictures.read(values['image'], Number(values['widthMm']));
    if (typeof image === 'string') return refused('image', image);
    values['image'] = image;
  }
  const checked = file.check(values, judge);
  if ('row' in checked) return { change, row: checked.row, faults: [], notes: [] };
  const notes = checked.faults.filter(({ unprintable }) => unprintable);
  if (!acceptUnprintable || notes.length < checked.faults.length)
    return { faults: checked.faults, notes: [] };
  const again = file.check(values, { unprintable: () => [] });
  return 'row' in again ? { change, row: again.row, faults: [], notes } : { faults: again.faults, notes: [] };
}

/** Whoever ends an entry names it, and the day where one is needed; the other cells say nothing. */
function endOf(values: Cells, { end, endKey, names, columns }: RegisterFile): ReadRow {
  const faults: RowFault[] = [];
  if (end.how === 'never') faults.push({ column: 'change', expected: end.why });
  const day = end.how === 'kept' ? end.day : undefined;
  if (day !== undefined && !isoDateSchema.safeParse(values[day.column]).success)
    faults.push({ column: day.column, expected: 'expected the day of the end' });
  for (const { column } of endKey) {
    const isWhole = columns.some(({ name, kind }) => name === column && kind === 'whole');
    const isName = typeof values[column] === (isWhole ? 'number' : 'string');
    if (!isName || unstorableIn(values[column]) !== null)
      faults.push({ column, expected: 'expected what names the entry' });
  }
  const said = [...endKey, ...(day === undefined ? [] : [day])];
  const row = names.map((name) => {
    const from = said.find(({ stored }) => stored === name);
    const value = from === undefined ? null : values[from.column];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
  return faults.length > 0 ? { faults, notes: [] } : { change: 'end', row, faults: [], notes: [] };
}
