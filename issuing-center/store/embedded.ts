import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock.ts';
import { copyStatement } from './copy-text.ts';
import type { BulkSql, Sql } from './sql.ts';

const dateOid = 1082;
const bigintOid = 20;
const byteaOid = 17;

/**
 * PostgreSQL's usual sizes are those of a server: clearing 128 MB of buffers is a third of a start, and a log in pieces of 16 MB is most of
 * an empty database.
 */
const sizes = { shared_buffers: '32MB', min_wal_size: '32MB', max_wal_size: '128MB' } as const;

/** Types as the product wants them. PGlite's own encoding of bytes takes a second for a sheet or two. */
const options = {
  initDbStartParams: ['--wal-segsize=1'],
  startParams: [
    ...PGlite.defaultStartParams,
    ...Object.entries(sizes).flatMap(([name, size]) => ['-c', `${name}=${size}`]),
  ],
  parsers: { [dateOid]: (text: string) => text, [bigintOid]: Number, [byteaOid]: bytesOfHex },
  serializers: { [byteaOid]: hexOfBytes },
} satisfies PGliteOptions;

export interface EmbeddedSql extends Sql, BulkSql {
  /** Everything in it at this moment, for `openImage`. */
  image(): Promise<Blob>;
}

/**
 * PostgreSQL inside this process: in a directory (created if missing), or in memory when none is given.
 * @param begin what a new directory begins with, an `image` of another database; an empty one takes seconds to make
 * @throws when another process works in the directory, or it holds no usable database
 */
export async function openEmbedded(directory?: string, begin?: Blob): Promise<EmbeddedSql> {
  if (directory === undefined) return sqlOver(await PGlite.create(options), () => Promise.resolve());
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(directory);
  try {
    const dataDir = path.join(directory, 'pgdata');
    const loaded = begin === undefined ? {} : { loadDataDir: begin };
    return sqlOver(await PGlite.create({ ...options, ...loaded, dataDir }), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** In memory, starting from another database's contents: much faster than creating an empty one. */
export async function openImage(image: Blob): Promise<EmbeddedSql> {
  return sqlOver(await PGlite.create({ ...options, loadDataDir: image }), () => Promise.resolve());
}

function sqlOver(database: PGlite, unlock: () => Promise<void>): EmbeddedSql {
  return {
    image: () => database.dumpDataDir('none'),
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
    bulk: (work) =>
      database.transaction((transaction) =>
        work({
          query: async (text, params = []) =>
            (await transaction.query<Record<string, unknown>>(text, [...params])).rows,
          copy: async (table, columns, rows) => {
            await transaction.query(copyStatement(table, columns, "'/dev/blob'"), [], {
              blob: new Blob([rows]),
            });
          },
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

/** `\x` and hexadecimal digits: PostgreSQL's text form of bytes. */
function hexOfBytes(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('bytes are written from a Uint8Array');
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}

function bytesOfHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}
