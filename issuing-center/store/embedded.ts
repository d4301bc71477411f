import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock.ts';
import type { Sql } from './sql.ts';

const dateOid = 1082;
const bigintOid = 20;

/**
 * PostgreSQL inside this process: in a directory (made when it is not there), or in memory when none is given.
 * @throws when another process works in the directory, or it holds no usable database.
 */
export async function openEmbedded(directory?: string): Promise<Sql> {
  const parsers = { [dateOid]: (text: string) => text, [bigintOid]: Number };
  if (directory === undefined) return sqlOver(await PGlite.create({ parsers }), () => Promise.resolve());
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(directory);
  try {
    return sqlOver(await PGlite.create({ dataDir: path.join(directory, 'pgdata'), parsers }), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

function sqlOver(database: PGlite, unlock: () => Promise<void>): Sql {
  return {
    query: async (text, params = []) =>
      (await database.query<Record<string, unknown>>(text, [...params])).rows,
    script: async (text) => {
      await database.exec(text);
    },
    transaction: (work) =>
      database.transaction((transaction) =>
        work({
          query: async (text, params = []) =>
            (await transaction.query<Record<string, unknown>>(text, [...params])).rows,
        }),
      ),
    async close() {
      try {
        await database.close();
      } finally {
        await unlock();
      }
    },
  };
}
