import { japanDateTime } from '../../shared/dates.ts';
import type { DaySlipData } from '../../shared/printers.ts';
import { daySections } from '../receipts/day-rows.ts';

/**
 * A closing as a table (RFC 4180, UTF-8 with its mark, without which spreadsheets in Japan take it for Shift_JIS): a row for each
 * figure. The first two columns are names that stay as they are, the third is for people.
 */
export function dayCsv({ kiosk, at, by, day }: DaySlipData): string {
  const rows: (readonly (string | number | null)[])[] = [
    ['section', 'item', 'label', 'count', 'yen'],
    ['closing', 'kiosk', kiosk, null, null],
    ['closing', 'number', null, day.number, null],
    ['closing', 'at', japanDateTime(at), null, null],
    ['closing', 'since', day.since === null ? null : japanDateTime(day.since), null, null],
    ['closing', 'by', by, null, null],
    ...daySections(day).flatMap(({ section, rows: figures }) =>
      figures.map(({ key, label, count, amount }) => [section, key, label.ja, count, amount]),
    ),
  ];
  return `\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

function field(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
