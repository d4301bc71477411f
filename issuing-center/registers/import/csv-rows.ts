import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';

/** A row of a CSV file. */
export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that is no CSV from some line on. Nothing of the file is in the message. */
export class NoCsvError extends Error {
  override readonly name = 'NoCsvError';
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A quote that nobody closes would otherwise take the rest of the file for one cell. */
const mostOfRow = 4_000_000;

const faults: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: 'a row of more than 4 MB: is a quotation mark not closed?',
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quotation mark within a cell has to be written twice',
  INVALID_OPENING_QUOTE: 'a cell with a quotation mark has to be quoted as a whole',
};

/**
 * The rows of a CSV file (RFC 4180, UTF-8 with or without BOM), one after the other without keeping them. Empty lines are left out.
 * @param onBytes called with how much of the file has been read
 * @throws NoCsvError where the file is no CSV; what the system throws when it cannot be read
 */
export async function* csvRows(file: string, onBytes: (bytes: number) => void): AsyncGenerator<CsvRow> {
  const input = createReadStream(file, { highWaterMark: 256 * 1024 });
  const parser = parse({
    ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
    max_record_size: mostOfRow,
  });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  const records: AsyncIterable<{ info: { lines: number; bytes: number }; record: string[] }> = parser;
  // Of CR LF within a cell the parser makes two lines, here and for all that comes after it.
  let returns = 0;
  try {
    for await (const { info, record } of records) {
      onBytes(info.bytes);
      returns += occurrencesIn(record, '\r');
      yield { line: info.lines - returns - occurrencesIn(record, '\n'), cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : parser.info.lines;
    throw new NoCsvError(line, faults[error.code] ?? 'is no CSV');
  } finally {
    input.destroy();
  }
}

/** Line breaks within the cells: the parser counts up to the end of a row. */
function occurrencesIn(cells: readonly string[], sign: '\r' | '\n'): number {
  let found = 0;
  for (const cell of cells)
    for (let at = cell.indexOf(sign); at >= 0; at = cell.indexOf(sign, at + 1)) found += 1;
  return found;
}
