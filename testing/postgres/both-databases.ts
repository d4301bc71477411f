import { afterAll, beforeAll } from 'vitest';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { startCluster, type Cluster } from './cluster.ts';

/** A PostgreSQL server for the tests of a file, from its first test to its last. */
export function clusterOfFile(): Pick<Cluster, 'newDatabase'> {
  let cluster: Cluster | null = null;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());
  return {
    newDatabase: () => cluster?.newDatabase() ?? Promise.reject(new Error('the server has not started yet')),
  };
}

/** For `describe.each`: the database that comes with the center, and a server, each by its name and how an empty one is opened. */
export function bothDatabases(
  cluster: Pick<Cluster, 'newDatabase'>,
): [name: string, open: () => Promise<Sql>][] {
  return [
    ['PGlite', () => openEmbedded()],
    ['PostgreSQL', async () => openServer(await cluster.newDatabase())],
  ];
}
