import { writtenDate } from '../../../shared/register-date.ts';

/** One column of a register's file. */
export interface Column {
  readonly name: string;
  /** What the cell means. Called for cells that are not empty. @throws SyntaxError for JSON that is none */
  readonly read: (cell: string) => unknown;
  /** What an empty cell means. */
  readonly empty: unknown;
  /** Whether it stands on certificates, so that the font must have its characters. */
  readonly printed: boolean;
  readonly kind: keyof typeof readers;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

const readers = {
  text: (cell: string) => cell,
  whole: (cell: string) => (/^-?\d{1,15}$/.test(cell) ? Number(cell) : cell),
  number: (cell: string) => (/^\d{1,4}(?:\.\d{1,4})?$/.test(cell) ? Number(cell) : cell),
  yesNo: (cell: string) => (cell === 'true' ? true : cell === 'false' ? false : cell),
  /** A day of the calendar, or the register's words where it has none. */
  registerDate: (cell: string) => (day.test(cell) ? cell : writtenDate(cell)),
  /** ms since 1970. */
  instant: (cell: string) => (instant.test(cell) ? Date.parse(cell) : cell),
  json: (cell: string): unknown => JSON.parse(cell),
  /** Name of a picture's file: read by `images.ts`. */
  image: (cell: string) => cell,
} as const;

/** A column whose empty cell is null: what the register does not have. */
export function column(name: string, kind: keyof typeof readers, printed = false): Column {
  return { name, kind, read: readers[kind], empty: null, printed };
}

/** A printed text that may be empty. */
export function words(name: string): Column {
  return { ...column(name, 'text', true), empty: '' };
}

/** `true` or `false`; empty: false. */
export function flag(name: string): Column {
  return { ...column(name, 'yesNo'), empty: false };
}
