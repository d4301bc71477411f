import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCenter, type RunningCenter, type ServerFault } from '../../issuing-center/server.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import type { Clock } from '../../shared/dates.ts';
import { openTestCa, type TestCa } from '../test-ca/test-ca.ts';
import { seedCenter } from './seed.ts';

export interface SimulatedCenter extends RunningCenter {
  readonly sql: Sql;
  readonly ca: TestCa;
  /** What broke inside since the start: empty, unless a test breaks something. */
  readonly faults: readonly ServerFault[];
}

/**
 * A center with the made-up residents on a free port of this machine. Nothing is left of it after `close`.
 * @param sql a database to use instead of one in memory; it is seeded, and closed with the center
 */
export async function startSimulatedCenter(clock: Clock, sql?: Sql): Promise<SimulatedCenter> {
  const directory = await mkdtemp(path.join(tmpdir(), 'komado-center-'));
  const ca = await openTestCa(directory, clock);
  const database = sql ?? (await openEmbedded());
  await seedCenter(database, ca, clock);
  const faults: ServerFault[] = [];
  const running = await startCenter({
    sql: database,
    anchors: ca.anchors().userAuthentication,
    signingKey: generateKeyPairSync('ed25519').privateKey,
    font: await loadMincho(),
    clock,
    onFault: (fault) => faults.push(fault),
  });
  return {
    ...running,
    sql: database,
    ca,
    faults,
    async close() {
      await running.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}
