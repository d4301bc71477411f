import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LineCredentials } from '../../electron/center-client/http.ts';
import { lineLimits } from '../../issuing-center/http/http-servers.ts';
import { startCenter, type CenterOptions, type RunningCenter } from '../../issuing-center/http/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { createEventLog } from '../../logging/event-log.ts';
import type { Clock } from '../../shared/dates.ts';
import type { OcspResponderSimulator } from '../../simulator/authorities/ocsp-responder/ocsp-responder.ts';
import type { TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import { openCenterState } from '../../simulator/residents/center-state.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';
import { openMadeUpRegisters } from './registers-in-memory.ts';

/** Where a kiosk finds a center, and the credentials it presents there. */
export interface CenterLine {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Certificate and key of the kiosk with this name; the same at every call. */
  readonly lineOf: (kiosk: string) => LineCredentials;
}

export interface SimulatedCenter extends RunningCenter, CenterLine {
  readonly sql: Sql;
  readonly ca: TestCa;
  readonly responder: OcspResponderSimulator;
  /** What the first node was started with, for another center beside it. */
  readonly options: CenterOptions;
  /** Log lines about what has broken inside since the start, on any node: empty unless a test breaks something. */
  readonly faults: readonly string[];
  /** Starts another node of the same site, with some options replaced; closed with the center at the latest. */
  addNode(differing?: Partial<CenterOptions>): Promise<RunningCenter & CenterLine>;
}

/** Many kiosks in one process keep the responder in the same process waiting, and a busy machine keeps all of them. ms */
const patienceMs = 600_000;
const patientConnections = {
  ...lineLimits,
  ...{ requestMs: patienceMs, idleMs: patienceMs, handshakeMs: patienceMs, answerMs: patienceMs },
};

/**
 * A center with the made-up residents, on a free port of this machine. `close` leaves nothing behind.
 * @param sql a database to use instead of one in memory; it is seeded here, and closed with the center
 * @param differing options to replace
 */
export async function startSimulatedCenter(
  clock: Clock,
  sql?: Sql,
  differing: Partial<CenterOptions> = {},
): Promise<SimulatedCenter> {
  const directory = await mkdtemp(path.join(tmpdir(), 'komado-center-'));
  const state = await openCenterState(directory, clock, { revocationMs: patienceMs });
  const { ca, responder, options: parts } = state;
  const database = sql ?? (await openMadeUpRegisters(ca, clock));
  if (sql) await seedCenter(sql, ca, clock);
  const kiosks = new Map<string, LineCredentials>();
  const { transport } = parts;
  const lineOf = (kiosk: string): LineCredentials => {
    const line = kiosks.get(kiosk) ?? { ca: transport.ca, ...transport.issueKiosk(kiosk) };
    kiosks.set(kiosk, line);
    return line;
  };
  const faults: string[] = [];
  const write = (line: string): void => {
    faults.push(line);
  };
  const log = createEventLog({ clock, destinations: [{ level: 'error', write }] });
  const options = {
    ...{ ...parts, sql: database, log, connectionLimits: patientConnections },
    ...differing,
  };
  const running = await startCenter(options);
  const further = new Set<RunningCenter>();
  return {
    ...running,
    sql: database,
    ca,
    responder,
    options,
    lineOf,
    faults,
    async addNode(differing = {}) {
      const node = await startCenter({ ...options, ...differing });
      further.add(node);
      return {
        ...node,
        lineOf,
        async close() {
          if (further.delete(node)) await node.close();
        },
      };
    },
    async close() {
      await Promise.all([...further].map((node) => node.close()));
      await running.close();
      await state.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}
