import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyStatement } from './copy-text.ts';
import type { BulkSql, Queries, Row, Sql, SqlValue } from './sql.ts';

const dateOid = 1082;
const bigintOid = 20;

export const serverDeadlines = {
  /** A server in the same building answers in milliseconds; one that takes longer is gone. */
  connectMs: 5_000,
  /** The server gives up on a statement. */
  statementMs: 10_000,
  /** This side gives up, should the server not even do that. */
  answerMs: 15_000,
  /** Other requests hold the session's row for milliseconds; whoever waits longer waits behind something broken. */
  lockMs: 5_000,
  /** The server ends a transaction that nobody continues, whole and with its locks: never the locks alone. */
  idleInTransactionMs: 10_000,
} as const;

/** Tables of a whole country are changed in minutes; the script itself says how long the server lets a statement run. */
const scriptMs = 30 * 60_000;

const types = new pg.TypeOverrides();
types.setTypeParser(dateOid, (text) => text);
types.setTypeParser(bigintOid, Number);

export type ServerDeadlines = Readonly<Record<keyof typeof serverDeadlines, number>>;

/**
 * A PostgreSQL server, by its address (`postgres://…`). Connections are made when needed.
 * @param onLost called when an idle connection breaks; the next query makes another
 * @param deadlines other than the usual, for a machine on which many centers share one process
 */
export function openServer(
  databaseUrl: string,
  onLost: (error: unknown) => void = () => undefined,
  deadlines: ServerDeadlines = serverDeadlines,
): Sql {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    types,
    max: 10,
    connectionTimeoutMillis: deadlines.connectMs,
    statement_timeout: deadlines.statementMs,
    lock_timeout: deadlines.lockMs,
    query_timeout: deadlines.answerMs,
    idle_in_transaction_session_timeout: deadlines.idleInTransactionMs,
  });
  pool.on('error', onLost);
  // A connection that breaks in the middle of a transaction fails its next statement; without a listener it would end the
  // process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    query: (text, params = []) => run(pool, text, params),
    script: async (text) => {
      // The driver's types do not know that a query may have a deadline of its own.
      const patient: pg.QueryConfig & { readonly query_timeout: number } = { text, query_timeout: scriptMs };
      await pool.query(patient);
    },
    transaction: (work) =>
      inTransaction(pool, async (client) => {
        let over = false;
        // Of several things that were asked for at once one may fail while others have not asked for all; the connection is then another's.
        const ask: Queries['query'] = (text, params = []) =>
          over ? Promise.reject(new Error('its transaction is over')) : run(client, text, params);
        try {
          return await work({ query: ask });
        } finally {
          over = true;
        }
      }),
    close: () => pool.end(),
  };
}

/**
 * How often the server looks whether somebody is still there whose statement takes minutes: without that a process that was killed would
 * hold its locks to the end of the statement. Servers before version 14 cannot.
 */
const looksForClient = `SELECT set_config(name, '2000', true) FROM pg_settings
  WHERE name = 'client_connection_check_interval'`;

/**
 * One connection to a server whose statements may take minutes, for work that somebody started and watches. It waits for no
 * lock longer than the centers that use the same tables do.
 */
export function openBulkServer(databaseUrl: string): BulkSql {
  const { connectMs, lockMs } = serverDeadlines;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    types,
    max: 1,
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    query: (text, params = []) => run(pool, text, params),
    bulk: (work) =>
      inTransaction(pool, async (client) => {
        await client.query(looksForClient);
        return work({
          query: (text, params = []) => run(client, text, params),
          copy: (table, columns, rows) =>
            pipeline(Readable.from([rows]), client.query(copyFrom(copyStatement(table, columns, 'STDIN')))),
        });
      }),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function run(
  where: pg.Pool | pg.PoolClient,
  text: string,
  params: readonly SqlValue[],
): Promise<readonly Row[]> {
  // pg sends a Buffer as BYTEA, but may take a bare Uint8Array for an array.
  const values = params.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value,
  );
  const name = params.length === 0 ? undefined : nameOf(text);
  const query = name === undefined ? { text, values } : { name, text, values };
  return (await where.query<Record<string, unknown>>(query)).rows;
}

/** A connection keeps each statement parsed and planned under its name: without one that is half of what a short statement costs. */
const names = new Map<string, string>();
/** Statements are written in the code; whoever made them of what a resident says would fill the server's memory. */
const mostNames = 500;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
