import type { z } from 'zod';
import type { RegisterTable, StoredValue } from '../register-tables.ts';
import type { Column } from './column.ts';
import { unstorableIn } from './unstorable.ts';
import type { PrintJudge } from './printed.ts';

/** What a row says by the names of its columns. */
export type Cells = Readonly<Record<string, unknown>>;

/** What a delivery does with an entry. `put`, of files without the column `change`: it is to be as it stands there. */
export const changes = ['put', 'add', 'change', 'end'] as const;
export type Change = (typeof changes)[number];

/** A fault of one row; nothing in it is from a cell but code points. */
export interface RowFault {
  readonly column: string;
  readonly expected: string;
  /** Nothing but that the font lacks a character. */
  readonly unprintable?: true;
}

/** A column of a file, and that of the table in which its value is. */
export interface NamedColumn {
  readonly column: string;
  readonly stored: string;
}

/** How an entry of a register ends. */
export type End =
  /** Its row goes, and first what belongs to it. */
  | { readonly how: 'deleted'; readonly before?: readonly string[] }
  /** Its row stays, changed so unless it is so already; `day` is what the delivery has to say for it. */
  | {
      readonly how: 'kept';
      readonly set: string;
      readonly isNot: string;
      readonly day?: NamedColumn;
      /** SQL that is true of an end that cannot be. */
      readonly cannot?: { readonly where: string; readonly says: string };
    }
  /** It does not end by itself. */
  | { readonly how: 'never'; readonly why: string };

/** One file of a delivery and the table that it is for. */
export interface RegisterFile {
  readonly file: string;
  /** Its table, and the name of the staging table after `staged_`. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** As in a column list of SQL. */
  readonly storedColumns: string;
  readonly names: readonly string[];
  /** Columns of table and file that name an entry. */
  readonly key: readonly NamedColumn[];
  /** What names an entry in a row that ends it. */
  readonly endKey: readonly NamedColumn[];
  readonly end: End;
  /** What must be there, in the registers or in the delivery: null refers to nothing. */
  readonly references: readonly (NamedColumn & { readonly table: string })[];
  /** What only one entry at a time may have. */
  readonly unique: readonly {
    readonly columns: readonly string[];
    readonly where?: string;
    readonly says: string;
  }[];
  /** Takes entries that are about to change out of the way of others: SET clause. */
  readonly makeWay?: string;
  /** What the cells of a row come to in the table, or their faults. */
  check(
    cells: Cells,
    judge: PrintJudge,
  ): { readonly row: readonly StoredValue[] } | { readonly faults: readonly RowFault[] };
}

interface Sketch<Entry> {
  readonly file: string;
  readonly table: RegisterTable<Entry>;
  readonly columns: readonly Column[];
  readonly schema: z.ZodType<Entry>;
  /** The entry as the register has it, where it is not the cells by their names. */
  readonly entry?: (cells: Cells) => unknown;
  readonly key?: RegisterFile['key'];
  readonly endKey?: RegisterFile['key'];
  readonly end?: End;
  readonly references?: RegisterFile['references'];
  readonly unique?: RegisterFile['unique'];
  readonly makeWay?: string;
}

/** Describes a file. What its rows say must suit the schema that the register's own reader asks of an entry. */
export function registerFile<Entry>(sketch: Sketch<Entry>): RegisterFile {
  const { file, table, columns, schema, entry = (cells) => cells, makeWay } = sketch;
  const key = sketch.key ?? [{ column: 'id', stored: 'id' }];
  return {
    ...{ file, table: table.name, columns, storedColumns: table.columns, names: table.names },
    ...{ key, endKey: sketch.endKey ?? key },
    end: sketch.end ?? { how: 'deleted' },
    references: sketch.references ?? [],
    unique: sketch.unique ?? [],
    ...(makeWay === undefined ? {} : { makeWay }),
    check(cells, judge) {
      const parsed = schema.safeParse(entry(cells));
      const faults = parsed.success ? [] : faultsOf(parsed.error, columns);
      for (const { name, printed } of columns) {
        const unstorable = unstorableIn(cells[name]);
        if (unstorable !== null) faults.push({ column: name, expected: unstorable });
        const found = printed && unstorable === null ? [...new Set(unprintableIn(cells[name], judge))] : [];
        if (found.length > 0)
          faults.push({ column: name, expected: unprintableSays(found), unprintable: true });
      }
      return parsed.success && faults.length === 0 ? { row: table.row(parsed.data) } : { faults };
    },
  };
}

function faultsOf(error: z.ZodError, columns: readonly Column[]): RowFault[] {
  const names = new Set(columns.map(({ name }) => name));
  return error.issues.map((issue) => {
    const at = issue.path.map(String);
    // An entry's part may have a column of its own: domicile.place is domicilePlace.
    const column =
      [at.slice(0, 2).join('.'), ...at.toReversed()].find((name) => names.has(name)) ?? at[0] ?? '';
    const below = at.slice(at.indexOf(column) + 1);
    const whole = below.length === 0 ? columns.find(({ name }) => name === column)?.kind : undefined;
    // Keys of a JSON cell may be anything, and are not repeated.
    const says = expectationOf(issue, whole);
    return {
      column,
      expected: below.length > 0 && names.has(at[0] ?? '') ? `${below.join('.')}: ${says}` : says,
    };
  });
}

/** The characters within a value, a text or a JSON value, that cannot be printed. Keys are ours. */
function unprintableIn(value: unknown, judge: PrintJudge): readonly string[] {
  if (typeof value === 'string') return judge.unprintable(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part) => unprintableIn(part, judge));
}

function unprintableSays([first, ...more]: readonly string[]): string {
  return more.length === 0
    ? `a character cannot be printed: ${first ?? ''}`
    : `characters cannot be printed: ${[first, ...more].join(', ')}`;
}

/** What a cell of a kind must look like, where it has not even the form. */
const forms: Partial<Record<Column['kind'], string>> = {
  whole: 'expected a whole number',
  number: 'expected a number like 13.5',
  yesNo: 'expected true or false',
  registerDate: 'expected a day of the calendar like 2026-11-20',
  instant: 'expected an instant like 2026-11-20T10:00:00+09:00',
};

/** The library's words, without what it says of itself. */
function expectationOf(issue: z.core.$ZodIssue, kind: Column['kind'] | undefined): string {
  if (issue.code === 'unrecognized_keys') return 'has a key that the register does not know';
  // The schema has its own words where it has any.
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  const form = kind === undefined ? undefined : forms[kind];
  const isForm =
    issue.code === 'invalid_type' || issue.code === 'invalid_format' || issue.code === 'invalid_union';
  if (form !== undefined && isForm) return form;
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'expected a day like 2026-11-20';
  return issue.message.replace(/^Invalid [a-z]+: expected /, 'expected ');
}
