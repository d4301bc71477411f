import { createServer, connect, type Socket } from 'node:net';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startCluster, startStandby, type Cluster, type Standby } from '../../testing/postgres/cluster.ts';

/** A PostgreSQL primary and its synchronous standby at another site, behind one address that moves with whoever is primary. */
export interface DatabasePair {
  /** Address of an empty database. */
  readonly url: string;
  /** Kills the primary with everything that it has not written, promotes the standby and moves the address. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

/** Name of a server's socket in its folder. */
const socketName = '.s.PGSQL.5432';

/** @param folder for the address; a path short enough for a socket */
export async function startDatabasePair(folder: string): Promise<DatabasePair> {
  const primary = await startCluster(true);
  let standby: Standby | null = null;
  try {
    const url = await primary.newDatabase();
    standby = await startStandby(primary);
    const address = path.join(folder, 'address');
    await mkdir(address);
    const relay = await openRelay(path.join(address, socketName), socketOf(primary));
    const promoted = standby;
    return {
      url: url.replace(/host=[^&]*/, `host=${encodeURIComponent(address)}`),
      async failOver() {
        relay.cut();
        await primary.kill();
        await promoted.promote();
        relay.moveTo(socketOf(promoted));
      },
      async stop() {
        relay.close();
        await promoted.stop();
        await primary.stop();
      },
    };
  } catch (error) {
    await standby?.stop();
    await primary.stop();
    throw error;
  }
}

const socketOf = ({ socket }: Pick<Cluster | Standby, 'socket'>): string => {
  if (socket === null) throw new Error('a pair is of servers of its own: unset DATABASE_URL');
  return path.join(socket, socketName);
};

interface Relay {
  /** From now on nobody gets through. */
  cut(): void;
  moveTo(socket: string): void;
  close(): void;
}

/** What a site has as a virtual address. */
async function openRelay(at: string, to: string): Promise<Relay> {
  let target: string | null = to;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (target === null) {
      near.destroy();
      return;
    }
    const far = connect(target);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((listening) => server.listen(at, listening));
  const cut = (): void => {
    target = null;
    for (const socket of open) socket.destroy();
  };
  return {
    cut,
    moveTo(socket) {
      target = socket;
    },
    close() {
      cut();
      server.close();
    },
  };
}
