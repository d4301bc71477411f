import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Sql } from './sql.ts';

/** Version of the tables that this center works with, and those that it brings there. */
const schemaVersion = 4;
const upgradable = [1, 2, 3];

const parts = ['schema.sql', 'registers.sql', 'services.sql', 'refunds.sql', 'one-kind-of-session.sql'];
const versionRows = z.array(z.object({ version: z.int() })).max(1);

/**
 * Makes the tables that are not there and brings those of an earlier version up to date, all of it or nothing; a second run
 * changes nothing.
 * @throws when the database is of a version that this center does not know: it is left as it is.
 */
export async function migrate(sql: Sql): Promise<void> {
  const found = await versionOf(sql);
  if (found !== null && found !== schemaVersion && !upgradable.includes(found))
    throw new Error(
      `the database is of schema version ${found}, this center works with version ${schemaVersion}`,
    );
  const texts = await Promise.all(
    parts.map((name) => readFile(path.join(import.meta.dirname, name), 'utf8')),
  );
  await sql.script(texts.join('\n'));
}

async function versionOf(sql: Sql): Promise<number | null> {
  const there = await sql.query("SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL");
  if (there.length === 0) return null;
  return versionRows.parse(await sql.query('SELECT version FROM schema_version'))[0]?.version ?? null;
}
