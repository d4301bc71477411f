import { z } from 'zod';
import type { BulkQueries } from '../../store/sql.ts';
import type { RegisterFile } from './register-file.ts';
import { differs, hasTable, sameKey } from './staged-checks.ts';

/** What a delivery did to one register. */
export interface MergeCount {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

const countSchema = z.array(z.object({ count: z.int() })).length(1);

/** Brings sound staged rows into their table. What is there already as it is delivered is not touched. */
export async function mergeStaged(queries: BulkQueries, file: RegisterFile): Promise<MergeCount> {
  const { table, names, makeWay } = file;
  const from = `staged_${table} s`;
  if (!hasTable(file)) return { added: 0, changed: await mergeAddresses(queries), ended: 0 };
  const isTheSame = sameKey(file, 't', 's');
  const isNew = `s.change <> 'end' AND ${isTheSame} AND ${differs(file)}`;
  const ended = await endStaged(queries, file);
  // Two entries that change places would meet on the way.
  if (makeWay !== undefined)
    await queries.query(`UPDATE ${table} t SET ${makeWay} FROM ${from} WHERE ${isNew}`);
  const set = names.map((name) => `${name} = s.${name}`).join(', ');
  const changed = await counted(
    queries,
    `UPDATE ${table} t SET ${set} FROM ${from} WHERE ${isNew} RETURNING 1`,
  );
  const isPersons = table === 'family_register_persons';
  const added = await counted(
    queries,
    `INSERT INTO ${table} (${names.join(', ')}${isPersons ? ', addresses' : ''})
     SELECT ${names.map((name) => `s.${name}`).join(', ')}${isPersons ? ', a.list' : ''}
     FROM ${from} ${isPersons ? 'LEFT JOIN staged_address_lists a ON a.person = s.id' : ''}
     WHERE s.change <> 'end' AND NOT EXISTS (SELECT FROM ${table} t WHERE ${isTheSame}) RETURNING 1`,
  );
  return { added, changed, ended };
}

async function endStaged(queries: BulkQueries, file: RegisterFile): Promise<number> {
  const { table, end } = file;
  const where = `s.change = 'end' AND ${sameKey(file, 't', 's')}`;
  switch (end.how) {
    case 'never':
      return 0;
    case 'kept':
      return counted(
        queries,
        `UPDATE ${table} t SET ${end.set} FROM staged_${table} s WHERE ${where} AND ${end.isNot} RETURNING 1`,
      );
    case 'deleted':
      for (const before of end.before ?? []) await queries.query(before);
      return counted(queries, `DELETE FROM ${table} t USING staged_${table} s WHERE ${where} RETURNING 1`);
  }
}

/** The addresses of each person as one list, as the persons' entries have them; an empty end takes them away. */
export async function gatherAddresses(queries: BulkQueries): Promise<void> {
  await queries.query(
    `CREATE TEMPORARY TABLE staged_address_lists ON COMMIT DROP AS
     SELECT person, jsonb_agg(jsonb_build_object('address', address, 'since', since::jsonb) ORDER BY position)
       FILTER (WHERE change <> 'end') AS list
     FROM staged_register_addresses GROUP BY person`,
  );
  await queries.query('ANALYZE staged_address_lists');
}

function mergeAddresses(queries: BulkQueries): Promise<number> {
  return counted(
    queries,
    `UPDATE family_register_persons t SET addresses = s.list FROM staged_address_lists s
     WHERE t.id = s.person AND t.addresses IS DISTINCT FROM s.list RETURNING 1`,
  );
}

async function counted(queries: BulkQueries, statement: string): Promise<number> {
  const rows = await queries.query(`WITH done AS (${statement}) SELECT count(*)::integer AS count FROM done`);
  return countSchema.parse(rows)[0]?.count ?? 0;
}
