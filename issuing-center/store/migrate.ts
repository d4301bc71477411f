import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Sql } from './sql.ts';

/** One step of the tables: a file in `migrations/`, never changed once a database has run it. */
export interface Migration {
  readonly number: number;
  /** Name of the file: `0003-refunds.sql`. */
  readonly name: string;
  readonly text: string;
}

const defaultFolder = path.join(import.meta.dirname, 'migrations');
const fileName = /^(\d{4})-[a-z0-9-]+\.sql$/;
const versionRows = z.array(z.object({ version: z.int() })).max(1);
const appliedRows = z.array(z.object({ number: z.int(), name: z.string() }));

/** The same key as in the SQL files that run before the migrations: one center at a time changes tables. */
const lock = 'SELECT pg_advisory_xact_lock(4096001);';

/** What is done once for each order takes minutes where a country's are, and the deadlines of a resident's statement would end it. */
const patience = "SET LOCAL statement_timeout = '25min';";

/**
 * Brings the tables up to date: each migration that the database has not had runs in its own transaction, in order of number,
 * and is recorded in `schema_migrations`. A second run changes nothing; of centers starting at once one does the work.
 * @throws when the database is newer than this center, or has had another migration of the same number: it is left as it is
 */
export async function migrate(sql: Sql, folder: string = defaultFolder): Promise<void> {
  const migrations = await readMigrations(folder);
  const known = migrations.length;
  const found = await versionOf(sql);
  if (found > known)
    throw new Error(
      `the database is of schema version ${found}, this center works with version ${known}: start a center that is as new as the database`,
    );
  await sql.script(await readFile(path.join(import.meta.dirname, 'migrations-table.sql'), 'utf8'));
  for (const migration of migrations) {
    const { number, name, text } = migration;
    if (await hasHad(sql, migration)) continue;
    try {
      // One script is one transaction. Its record comes first, so that a second run fails before it has done anything.
      const record = `INSERT INTO schema_migrations (number, name) VALUES (${number}, '${name}');`;
      await sql.script(`${lock}\n${patience}\n${record}\n${text}`);
    } catch (error) {
      if (!(await hasHad(sql, migration))) throw error;
    }
  }
}

/**
 * The migrations in a folder, in order.
 * @throws when one is missing in between, or a file is misnamed
 */
export async function readMigrations(folder: string = defaultFolder): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = index + 1;
      if (Number(fileName.exec(name)?.[1]) !== number)
        throw new Error(`migrations: expected ${String(number).padStart(4, '0')}-….sql, not ${name}`);
      return { number, name, text: await readFile(path.join(folder, name), 'utf8') };
    }),
  );
}

async function hasHad(sql: Sql, { number, name }: Migration): Promise<boolean> {
  const rows = await sql.query('SELECT number, name FROM schema_migrations WHERE number = $1', [number]);
  const [applied] = appliedRows.parse(rows);
  if (applied && applied.name !== name)
    throw new Error(`migration ${number} of the database was ${applied.name}, this center's is ${name}`);
  return applied !== undefined;
}

/**
 * The highest migration that the database has had, or the version of its tables from before migrations had numbers; 0 for
 * none.
 */
async function versionOf(sql: Sql): Promise<number> {
  const there = await sql.query("SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL");
  if (there.length === 0) return 0;
  return versionRows.parse(await sql.query('SELECT version FROM schema_version'))[0]?.version ?? 0;
}
