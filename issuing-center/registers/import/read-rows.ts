import path from 'node:path';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { isoDateSchema } from '../../../shared/dates.ts';
import { copyRow } from '../../store/copy-text.ts';
import type { StoredValue } from '../register-tables.ts';
import type { Column } from './column.ts';
import { csvRows, NoCsvError } from './csv-rows.ts';
import { createFaultList, type FaultList, type ToldFaults } from './faults.ts';
import { createSealPictures, type SealPictures } from './images.ts';
import { createPrintJudge, type PrintJudge } from './printed.ts';
import { changes, type Cells, type Change, type RegisterFile, type RowFault } from './register-file.ts';
import { unstorableIn } from './unstorable.ts';

/** Characters that are sent to the database at once. */
const chunk = 512 * 1024;

/** How a file of a delivery is read. */
export interface Reading {
  readonly folder: string;
  readonly judge: PrintJudge;
  readonly pictures: SealPictures;
  readonly acceptUnprintable: boolean;
}

/** Reads the font, and a folder's pictures when they are asked for. */
export async function openReading(folder: string, acceptUnprintable: boolean): Promise<Reading> {
  return {
    ...{ folder, acceptUnprintable },
    judge: createPrintJudge(await loadMincho()),
    pictures: createSealPictures(folder),
  };
}

/** Who takes what is read. */
export interface RowsTaker {
  /** Rows in COPY's text form. The next come when the promise is kept. */
  take(rows: string): Promise<void>;
  progress(rows: number, bytes: number): void;
}

/** What a file came to. */
export interface ReadFile {
  readonly rows: number;
  readonly faults: ToldFaults;
  /** Characters that the font lacks, where they hinder nothing. */
  readonly notes: ToldFaults;
}

/** The columns of the rows that a file is read to. */
export function columnsOfRows(file: RegisterFile): readonly string[] {
  return ['line', 'change', ...file.names];
}

/**
 * Reads a file of a delivery into rows of its staging table; rows with faults stay outside and are told.
 * @throws what the taker throws, or the system when the file cannot be read
 */
export async function readRows(file: RegisterFile, reading: Reading, taker: RowsTaker): Promise<ReadFile> {
  const faults = createFaultList();
  const notes = createFaultList();
  let rows = 0;
  let waiting = '';
  const send = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    if (text !== '') await taker.take(text);
  };
  let header: readonly (Column | 'change')[] | null = null;
  try {
    let bytes = 0;
    const source = path.join(reading.folder, file.file);
    for await (const { line, cells } of csvRows(source, (soFar) => (bytes = soFar))) {
      if (header === null) {
        header = headerOf(cells, file, faults);
        if (header === null) return { rows: 0, faults, notes };
        continue;
      }
      rows += 1;
      const read = await readRow(cells, header, file, reading);
      if ('row' in read) waiting += copyRow([line, read.change, ...read.row]);
      for (const { column, expected } of read.faults) faults.add(file.file, line, `${column}: ${expected}`);
      for (const { column, expected } of read.notes) notes.add(file.file, line, `${column}: ${expected}`);
      if (waiting.length >= chunk) await send();
      taker.progress(rows, bytes);
    }
    if (header === null) faults.add(file.file, null, 'expected a first line with the names of the columns');
    await send();
  } catch (error) {
    if (!(error instanceof NoCsvError)) throw error;
    faults.add(file.file, error.line, error.message);
  }
  return { rows, faults, notes };
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
  { judge, pictures, acceptUnprintable }: Reading,
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
