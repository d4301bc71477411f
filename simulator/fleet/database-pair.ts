import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openRelay } from '../relay.ts';
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
    // What a site has as a virtual address.
    const relay = await openRelay({ path: path.join(address, socketName) }, { path: socketOf(primary) });
    const promoted = standby;
    return {
      url: url.replace(/host=[^&]*/, `host=${encodeURIComponent(address)}`),
      async failOver() {
        relay.cut();
        await primary.kill();
        await promoted.promote();
        relay.leadTo({ path: socketOf(promoted) });
      },
      async stop() {
        await relay.close();
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
