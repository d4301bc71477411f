import type { ServerDeadlines } from '../../issuing-center/store/server.ts';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const base = '/usr/lib/postgresql';
const supplies = path.join(import.meta.dirname, '..', '..', 'out', 'test-supplies');

/** A PostgreSQL server for tests. */
export interface Cluster {
  /** Makes a new, empty database and returns its address. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A cluster on a socket in a folder of its own, without any port; `stop` leaves nothing behind. With DATABASE_URL set, that
 * server instead, on which the databases stay.
 */
export async function startCluster(): Promise<Cluster> {
  const given = process.env['DATABASE_URL'];
  if (given) return { newDatabase: () => createDatabase(given), stop: () => Promise.resolve() };
  const bin = await binaries();
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-postgres-'));
  const data = path.join(folder, 'data');
  // PostgreSQL refuses to run as root.
  const root = userInfo().uid === 0;
  const as = (tool: string, ...args: string[]) => {
    const file = path.join(bin, tool);
    return root
      ? run('runuser', ['-u', 'nobody', '--', file, ...args], { cwd: '/' })
      : run(file, args, { cwd: '/' });
  };
  if (root) {
    const { stdout } = await run('id', ['-u', 'nobody']);
    await chown(folder, Number(stdout), -1);
  }
  await putEmpty(data, path.basename(path.dirname(bin)), () =>
    as('initdb', '-D', data, '-U', 'komado', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'),
  );
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`;
  await as('pg_ctl', '-D', data, '-w', '-o', options, '-l', path.join(folder, 'log'), 'start');
  const url = `postgres://komado@/postgres?host=${encodeURIComponent(folder)}`;
  return {
    newDatabase: () => createDatabase(url),
    async stop() {
      await as('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Copies the files of an empty cluster, which the first test that needs one keeps for the others: making them takes twenty times as
 * much of the processor. A copy keeps its owner, as whom the server runs.
 */
async function putEmpty(data: string, version: string, make: () => Promise<unknown>): Promise<void> {
  const empty = path.join(supplies, `postgres-${version}`);
  if (existsSync(empty)) {
    await run('cp', ['-a', empty, data]);
    return;
  }
  await make();
  await mkdir(supplies, { recursive: true, mode: 0o700 });
  const half = `${empty}.${randomUUID()}`;
  await run('cp', ['-a', data, half]);
  try {
    await rename(half, empty);
  } catch (cause) {
    // Somebody else was quicker, and theirs is as good.
    await rm(half, { recursive: true, force: true });
    if (!existsSync(empty)) throw cause;
  }
}

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `komado_${String(process.pid)}_${String(databases)}`;
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

async function binaries(): Promise<string> {
  const versions = await readdir(base).catch(() => []);
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  if (newest === undefined)
    throw new Error(
      'a PostgreSQL server is needed: install the Debian package postgresql, or set DATABASE_URL',
    );
  return path.join(base, newest, 'bin');
}

/** For tests that put a city's kiosks and all nodes in one process: everyone waits for everyone, and nobody is too slow. */
export const patientDeadlines: ServerDeadlines = {
  connectMs: 600_000,
  statementMs: 600_000,
  answerMs: 600_000,
  lockMs: 600_000,
  idleInTransactionMs: 600_000,
};
