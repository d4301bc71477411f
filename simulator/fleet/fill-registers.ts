import {
  certificatesTable,
  familyRegistersTable,
  householdsTable,
  registerPersonsTable,
  residentsTable,
  sealsTable,
  taxesTable,
  vaccinationsTable,
} from '../../issuing-center/registers/register-tables.ts';
import type { FleetDatabase } from './fleet-database.ts';
import { openBulkServer } from '../../issuing-center/store/server.ts';

/** Each table with the columns by which its rows are told apart, or name rows of another one. */
const filled = [
  { table: householdsTable, keys: ['id'] },
  { table: residentsTable, keys: ['id', 'household'] },
  { table: certificatesTable, keys: ['serial', 'resident'] },
  { table: sealsTable, keys: ['id', 'resident'] },
  { table: taxesTable, keys: ['resident'] },
  { table: familyRegistersTable, keys: ['id'] },
  { table: registerPersonsTable, keys: ['id', 'register', 'resident'] },
  { table: vaccinationsTable, keys: ['resident'] },
] as const;

export interface FillOptions {
  /** Each row gets so many copies, from 1. */
  readonly copies: number;
  readonly say: (line: string) => void;
}

/**
 * Fills the registers of a database with copies of the residents that are in it: as many rows in every table and every index as a country
 * needs. Copies have no documents (the figures of taxes, pictures of seals, entries of family registers are empty), so that they fit on a disk;
 * they take no certificates.
 * @throws when the database is no server of this run alone, refuses, or its disk is full
 */
export async function fillRegisters(
  { server }: Pick<FleetDatabase, 'server'>,
  { copies, say }: FillOptions,
): Promise<void> {
  if (server === null) throw new Error('expected a server of this run alone, whose settings may be changed');
  const sql = openBulkServer(server.url);
  try {
    // Otherwise the server writes most pages twice while they are filled.
    await sql.query("ALTER SYSTEM SET max_wal_size = '8GB'");
    await sql.query('SELECT pg_reload_conf()');
    for (const { table, keys } of filled) {
      await sql.bulk(async (queries) => {
        // What a copy refers to is copied too; to look that up for each row takes most of the time.
        await queries.query('SET LOCAL session_replication_role = replica');
        await queries.query(copyStatement(table, keys, copies));
      });
      await sql.query(`ANALYZE ${table.name}`);
      say(`${table.name}: ${copies} copies of each row`);
    }
  } finally {
    await sql.close();
  }
}

function copyStatement(
  { name, columns }: { readonly name: string; readonly columns: string },
  keys: readonly string[],
  copies: number,
): string {
  const typed = columns.split(',').map((column) => column.trim().split(' '));
  const names = typed.map(([column = '']) => column);
  const values = typed.map(([column = '', type]) => {
    if (keys.includes(column)) return `${column} || '+' || copy`;
    return type === 'jsonb' ? `CASE WHEN ${column} IS NULL THEN NULL ELSE '{}'::jsonb END` : column;
  });
  return `INSERT INTO ${name} (${names.join(', ')})
    SELECT ${values.join(', ')} FROM ${name} CROSS JOIN generate_series(1, ${copies}) AS copy`;
}
