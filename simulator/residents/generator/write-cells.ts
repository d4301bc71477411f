import { japanDateTime } from '../../../shared/dates.ts';
import type { Column } from '../../../issuing-center/registers/import/column.ts';
import type { RegisterFile } from '../../../issuing-center/registers/import/register-file.ts';

/** The first line of a file. */
export function headerLine({ columns }: RegisterFile): string {
  return csvLine(columns.map(({ name }) => name));
}

/** An entry as a line of its file, such that reading it gives the entry again. */
export function entryLine({ columns }: RegisterFile, entry: object): string {
  return csvLine(columns.map((column) => cellOf(column, entry)));
}

function cellOf({ name, kind }: Column, entry: object): string {
  let value: unknown = entry;
  for (const part of name.split('.')) value = within(value, part);
  if (value === null || value === undefined) return '';
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'instant') return `${japanDateTime(Number(value)).replace(' ', 'T')}+09:00`;
  if (kind === 'registerDate' && typeof value === 'object') return textIn(value, 'wording');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function within(value: unknown, part: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).find(([key]) => key === part)?.[1];
}

function textIn(value: object, part: string): string {
  const found = within(value, part);
  return typeof found === 'string' ? found : '';
}

const needsQuotes = /[",\r\n]/;

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
