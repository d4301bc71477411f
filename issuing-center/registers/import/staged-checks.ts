import { z } from 'zod';
import type { BulkQueries } from '../../store/sql.ts';
import type { FaultList } from './faults.ts';
import type { RegisterFile } from './register-file.ts';

const linesSchema = z.array(z.object({ line: z.int(), all: z.int() }));

/** Lines of one kind of fault that are told; of the others their number is. */
const mostLines = 200;

/** `t.id = s.id AND …` */
export function sameKey({ key }: RegisterFile, one: string, other: string): string {
  return key.map(({ stored }) => `${one}.${stored} = ${other}.${stored}`).join(' AND ');
}

/** Whether an entry of the table differs from the staged row that has its key. */
export function differs({ names }: RegisterFile): string {
  const of = (alias: string): string => names.map((name) => `${alias}.${name}`).join(', ');
  return `(${of('t')}) IS DISTINCT FROM (${of('s')})`;
}

/** The lines of addresses are part of the persons' entries, and have no table. */
export function hasTable({ table }: RegisterFile): boolean {
  return table !== 'register_addresses';
}

/**
 * What only the whole delivery together with the registers can say: entries twice, references to nothing, what is added although it
 * is there or changed although it is not, and what only one may have.
 */
export async function checkStaged(
  queries: BulkQueries,
  file: RegisterFile,
  faults: FaultList,
): Promise<void> {
  const staged = `staged_${file.table}`;
  const tell = async (says: string, from: string): Promise<void> => {
    const found = linesSchema.parse(
      await queries.query(
        `SELECT line, count(*) OVER ()::integer AS all FROM (${from}) AS found ORDER BY line LIMIT ${mostLines}`,
      ),
    );
    for (const { line } of found) faults.add(file.file, line, says);
    const more = (found[0]?.all ?? 0) - found.length;
    if (more > 0) faults.add(file.file, null, `${says} (on ${more} more lines)`);
  };
  const names = file.key.map(({ column }) => column).join(', ');
  const stored = file.key.map((each) => each.stored).join(', ');
  await tell(
    `${names}: the entry is there twice, here and on an earlier line`,
    `SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY ${stored} ORDER BY line) AS n FROM ${staged}) AS counted
     WHERE n > 1`,
  );
  for (const { column, stored: own, table } of file.references)
    await tell(
      `${column}: there is no such entry, in the registers or in this delivery`,
      `SELECT s.line FROM ${staged} s WHERE s.change <> 'end' AND s.${own} IS NOT NULL
         AND NOT EXISTS (SELECT FROM ${table} t WHERE t.id = s.${own})
         AND NOT EXISTS (SELECT FROM staged_${table} o WHERE o.id = s.${own} AND o.change <> 'end')`,
    );
  if (!hasTable(file)) return;
  const there = `SELECT FROM ${file.table} t WHERE ${sameKey(file, 't', 's')}`;
  await tell(
    'change: add of an entry that is there already and says something else',
    `SELECT s.line FROM ${staged} s JOIN ${file.table} t ON ${sameKey(file, 't', 's')}
     WHERE s.change = 'add' AND ${differs(file)}`,
  );
  // A deleted entry that is ended again is no fault: a delivery may be repeated.
  const mustBeThere = file.end.how === 'kept' ? "('change', 'end')" : "('change')";
  await tell(
    'change: there is no such entry to change or end',
    `SELECT s.line FROM ${staged} s WHERE s.change IN ${mustBeThere} AND NOT EXISTS (${there})`,
  );
  const cannot = file.end.how === 'kept' ? file.end.cannot : undefined;
  if (cannot !== undefined)
    await tell(
      cannot.says,
      `SELECT s.line FROM ${staged} s JOIN ${file.table} t ON ${sameKey(file, 't', 's')}
       WHERE s.change = 'end' AND ${cannot.where}`,
    );
  for (const { columns, where = 'true', says } of file.unique) {
    const list = columns.join(', ');
    // What stays as it is: not in the delivery, or ended and kept, unless the end takes it out of the way.
    await tell(
      says,
      `SELECT line FROM (
         SELECT line, count(*) OVER (PARTITION BY ${list}) AS n FROM (
           SELECT line, ${list} FROM ${staged} WHERE change <> 'end' AND ${where}
           UNION ALL
           SELECT NULL, ${columns.map((name) => `t.${name}`).join(', ')} FROM (
             SELECT * FROM ${file.table} WHERE ${where}
               AND (${list}) IN (SELECT ${list} FROM ${staged} WHERE change <> 'end')) t
           WHERE NOT EXISTS (SELECT FROM ${staged} s WHERE ${sameKey(file, 's', 't')}${staysTaken(file)})
         ) AS all_of_them
       ) AS counted WHERE n > 1 AND line IS NOT NULL`,
    );
  }
}

/** An ended resident keeps the position in the household; an ended seal and an ended person make room. */
function staysTaken({ end }: RegisterFile): string {
  return end.how === 'kept' && end.day === undefined ? " AND s.change <> 'end'" : '';
}
