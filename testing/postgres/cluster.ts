import type { ServerDeadlines } from '../../issuing-center/store/server.ts';
import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const base = '/usr/lib/postgresql';

/** A PostgreSQL server for tests. */
export interface Cluster {
  /** Makes a new, empty database and returns its address. */
  newDatabase(): Promise<string>;
  /** Of the server's first process; null for a server that was there before. */
  readonly pid: number | null;
  stop(): Promise<void>;
}

/**
 * A cluster on a socket in a folder of its own, without any port; `stop` leaves nothing behind. With DATABASE_URL set, that
 * server instead, on which the databases stay.
 * @param durable whether it waits for the disk as at a site; tests do without
 */
export async function startCluster(durable = false): Promise<Cluster> {
  const given = process.env['DATABASE_URL'];
  if (given) return { newDatabase: () => createDatabase(given), pid: null, stop: () => Promise.resolve() };
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
  await as('initdb', '-D', data, '-U', 'komado', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=${durable ? 'on' : 'off'}`;
  await as('pg_ctl', '-D', data, '-w', '-o', options, '-l', path.join(folder, 'log'), 'start');
  const url = `postgres://komado@/postgres?host=${encodeURIComponent(folder)}`;
  const [pid] = (await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    newDatabase: () => createDatabase(url),
    pid: Number(pid),
    async stop() {
      await as('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true });
    },
  };
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
