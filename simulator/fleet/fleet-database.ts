import path from 'node:path';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { startCluster } from '../../testing/postgres/cluster.ts';
import { startDatabasePair } from './database-pair.ts';

/** `pair`: a server, and another one that takes its place when it is killed. */
export type FleetDatabaseKind = 'server' | 'pair' | 'embedded';

/** The database of a fleet run's center. */
export interface FleetDatabase {
  /** As the center's configuration names it. */
  readonly configured: Readonly<Record<string, string>>;
  /** Where a server of this run alone listens, and its first process, whose processor time is its own; null: there is no such server. */
  readonly server: { readonly url: string; readonly pid: number } | null;
  /** Opens it for this process; an embedded one only while no node has it. */
  open(): Promise<Sql>;
  /** Kills the first server of a pair and puts the other one in its place. @throws where there is no other */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFleetDatabase(kind: FleetDatabaseKind, folder: string): Promise<FleetDatabase> {
  const failOver = (): Promise<void> => Promise.reject(new Error('one database has nothing to fail over to'));
  if (kind === 'embedded') {
    const own = path.join(folder, 'database');
    return {
      ...{ configured: { kind: 'embedded', folder: own }, server: null, failOver },
      open: () => openEmbedded(own),
      stop: () => Promise.resolve(),
    };
  }
  if (kind === 'pair') {
    const pair = await startDatabasePair(folder);
    return {
      ...{ ...atServer(pair.url), server: null },
      failOver: () => pair.failOver(),
      stop: () => pair.stop(),
    };
  }
  const cluster = await startCluster(true);
  const [url, { pid }] = [await cluster.newDatabase(), cluster];
  return {
    ...{ ...atServer(url), server: pid === null ? null : { url, pid }, failOver },
    stop: () => cluster.stop(),
  };
}

const atServer = (url: string) => ({
  configured: { kind: 'postgresql', url },
  open: () => Promise.resolve(openServer(url)),
});
