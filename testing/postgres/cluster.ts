import type { ServerDeadlines } from '../../issuing-center/store/server.ts';
import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { putEmptyCluster } from './empty-cluster.ts';

const run = promisify(execFile);
const base = '/usr/lib/postgresql';

/** A PostgreSQL server for tests. */
export interface Cluster {
  /** Makes a new, empty database and returns its address. */
  newDatabase(): Promise<string>;
  /** Of the server's first process; null for a server that was there before. */
  readonly pid: number | null;
  /** The folder of its socket; null for a server that was there before. */
  readonly socket: string | null;
  /** As when its machine fails: what it has not written is lost. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A server that follows another one and has everything that was committed there. */
export interface Standby {
  readonly pid: number;
  readonly socket: string;
  /** Becomes a server of its own. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A cluster on a socket in a folder of its own, without any port; `stop` leaves nothing behind. With DATABASE_URL set, that
 * server instead, on which the databases stay.
 * @param durable whether it waits for the disk as at a site; tests do without
 */
export async function startCluster(durable = false): Promise<Cluster> {
  const given = process.env['DATABASE_URL'];
  if (given) return { newDatabase: () => createDatabase(given), ...givenServer };
  const { folder, data, as, version } = await newServer();
  await putEmptyCluster(data, version, () =>
    as('initdb', '-D', data, '-U', 'komado', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'),
  );
  await start(as, data, folder, durable);
  const url = urlAt(folder);
  return {
    newDatabase: () => createDatabase(url),
    pid: await pidOf(data),
    socket: folder,
    kill: () => end(as, data),
    async stop() {
      await end(as, data).catch(() => undefined);
      await rm(folder, { recursive: true });
    },
  };
}

const givenServer = {
  pid: null,
  socket: null,
  kill: () => Promise.reject(new Error('a server that was there before is not killed')),
  stop: () => Promise.resolve(),
};

/**
 * A standby of a cluster that waits for it with every commit from then on: nothing that was answered is lost with the primary.
 * @throws when the cluster is a server that was there before
 */
export async function startStandby(primary: Cluster): Promise<Standby> {
  if (primary.socket === null) throw new Error('a standby is of a server of its own: unset DATABASE_URL');
  const { folder, data, as } = await newServer();
  await as('pg_basebackup', '-h', primary.socket, '-U', 'komado', '-D', data, '-R', '-X', 'stream');
  await start(as, data, folder, true);
  const client = new pg.Client(urlAt(primary.socket));
  await client.connect();
  await client.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  return {
    pid: await pidOf(data),
    socket: folder,
    promote: async () => {
      await as('pg_ctl', '-D', data, '-w', 'promote');
    },
    async stop() {
      await end(as, data).catch(() => undefined);
      await rm(folder, { recursive: true });
    },
  };
}

type Run = (tool: string, ...args: string[]) => Promise<unknown>;

/** A folder for a server, and how its tools are run: PostgreSQL refuses to run as root. */
async function newServer(): Promise<{
  readonly folder: string;
  readonly data: string;
  readonly as: Run;
  /** `15` */
  readonly version: string;
}> {
  const bin = await binaries();
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-postgres-'));
  const root = userInfo().uid === 0;
  if (root) {
    const { stdout } = await run('id', ['-u', 'nobody']);
    await chown(folder, Number(stdout), -1);
  }
  return {
    folder,
    version: path.basename(path.dirname(bin)),
    data: path.join(folder, 'data'),
    as: (tool, ...args) => {
      const file = path.join(bin, tool);
      return root
        ? run('runuser', ['-u', 'nobody', '--', file, ...args], { cwd: '/' })
        : run(file, args, { cwd: '/' });
    },
  };
}

async function start(as: Run, data: string, folder: string, durable: boolean): Promise<void> {
  const fsync = durable ? 'on' : 'off';
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=${fsync}`;
  await as('pg_ctl', '-D', data, '-w', '-o', options, '-l', path.join(folder, 'log'), 'start');
}

/** Without writing anything any more: as a crash. */
async function end(as: Run, data: string): Promise<void> {
  await as('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
}

const urlAt = (folder: string): string => `postgres://komado@/postgres?host=${encodeURIComponent(folder)}`;

async function pidOf(data: string): Promise<number> {
  const [pid] = (await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
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
