import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { Queries } from '../store/sql.ts';
import { operatorRoleSchema, type Operator } from './operators.ts';

/** What can be done in the console. */
export const actions = [
  'takeOut',
  'drain',
  'bringBack',
  'wishUpdate',
  'clearAlarm',
  'withdrawOperator',
] as const;
export type Action = (typeof actions)[number];

/** One thing that was done. */
export interface Deed {
  readonly action: Action;
  /** The kiosk, or the operator's name. */
  readonly subject: string;
  readonly was: string;
  readonly became: string;
  readonly note: string;
}

const lineSchema = z.object({
  seq: z.int().positive(),
  form: z.string(),
  at: z.number(),
  operator: z.string(),
  role: operatorRoleSchema,
  action: z.enum(actions),
  subject: z.string(),
  was: z.string(),
  became: z.string(),
  note: z.string(),
  hash: z.string(),
});
export type RecordLine = z.infer<typeof lineSchema>;
const lineRows = z.array(lineSchema);
const columns = 'seq, form, at, operator, role, action, subject, was, became, note, hash';

/** The hash before the first line. */
const beginning = '0'.repeat(64);

/** Holds all others who would put something on record, until the end of the transaction: actions are done one after another. */
export async function holdRecord(queries: Queries): Promise<void> {
  await queries.query('SELECT pg_advisory_xact_lock(4096020)');
}

/** Whether a form was sent before: what it asked for is done already, and is not done again. Hold the record first. */
export async function wasDone(queries: Queries, form: string): Promise<boolean> {
  return (await queries.query('SELECT 1 FROM console_record WHERE form = $1', [form])).length > 0;
}

/** Puts a deed on record; in the transaction that does it, after `holdRecord`. */
export async function putOnRecord(
  queries: Queries,
  { action, subject, was, became, note }: Deed,
  by: { readonly operator: Operator; readonly form: string; readonly at: Instant },
): Promise<void> {
  const [last] = lineRows.parse(
    await queries.query(`SELECT ${columns} FROM console_record ORDER BY seq DESC LIMIT 1`),
  );
  const { name: operator, role } = by.operator;
  const line = {
    ...{ seq: (last?.seq ?? 0) + 1, form: by.form, at: by.at, operator, role },
    ...{ action, subject, was, became, note },
  };
  const hash = hashOf(last?.hash ?? beginning, line);
  await queries.query(
    `INSERT INTO console_record (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [line.seq, line.form, line.at, operator, role, action, subject, was, became, note, hash],
  );
}

function hashOf(previous: string, line: Omit<RecordLine, 'hash'>): string {
  const { seq, form, at, operator, role, action, subject, was, became, note } = line;
  const said = [previous, seq, form, at, operator, role, action, subject, was, became, note];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** Lines of the record, the latest first. @param before only those of a lower number; null: from the latest on */
export async function readRecord(
  queries: Queries,
  before: number | null,
  most: number,
): Promise<readonly RecordLine[]> {
  return lineRows.parse(
    await queries.query(
      `SELECT ${columns} FROM console_record WHERE $1::int IS NULL OR seq < $1 ORDER BY seq DESC LIMIT $2`,
      [before, most],
    ),
  );
}

/** Between two looks at the database while the whole record is checked. */
const linesAtOnce = 500;

/**
 * Whether every line is there, as it was written and in its place: `brokenAt` is the first that is not. A record whose end was cut
 * off still holds: whoever keeps its last hash elsewhere notices that.
 */
export async function checkRecord(
  queries: Queries,
): Promise<{ readonly lines: number; readonly last: string; readonly brokenAt: number | null }> {
  let previous = beginning;
  let lines = 0;
  for (;;) {
    const found = lineRows.parse(
      await queries.query(`SELECT ${columns} FROM console_record WHERE seq > $1 ORDER BY seq LIMIT $2`, [
        lines,
        linesAtOnce,
      ]),
    );
    if (found.length === 0) return { lines, last: previous, brokenAt: null };
    for (const line of found) {
      const { hash, ...said } = line;
      if (line.seq !== lines + 1 || hash !== hashOf(previous, said))
        return { lines, last: previous, brokenAt: lines + 1 };
      previous = hash;
      lines += 1;
    }
  }
}
