import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Sql } from './sql.ts';

/** Version of schema.sql that this center works with. */
const schemaVersion = 1;

const versionRows = z.tuple([z.object({ version: z.int() })]);

/**
 * Makes the tables that are not there; a second run changes nothing.
 * @throws when the database is of another version: two centers of different versions on one database is how pages of
 * different rules came out of one city (Takamatsu, April 2024).
 */
export async function migrate(sql: Sql): Promise<void> {
  await sql.script(await readFile(path.join(import.meta.dirname, 'schema.sql'), 'utf8'));
  const [row] = versionRows.parse(await sql.query('SELECT version FROM schema_version'));
  if (row.version !== schemaVersion)
    throw new Error(
      `the database is of schema version ${row.version}, this center works with version ${schemaVersion}`,
    );
}
