import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createMunicipalService,
  type SourceFault,
} from '../../issuing-center/registers/municipal-service/https-source.ts';
import type { RegisterSource } from '../../issuing-center/registers/register-source.ts';
import type { Queries } from '../../issuing-center/store/sql.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { Timers } from '../../shared/timers.ts';
import {
  startMunicipalService,
  type MunicipalServiceSimulator,
} from '../../simulator/residents/municipal-service.ts';

/** A simulated service of a municipality, and the center's source that asks it over TLS with certificates on both ends. */
export interface MunicipalRegisters {
  readonly service: MunicipalServiceSimulator;
  readonly source: RegisterSource;
  /** What the source said was wrong, oldest first. */
  readonly faults: SourceFault[];
  /** A source that proves itself, or trusts the service, by another authority than theirs. */
  stranger(what: 'ca' | 'credentials'): RegisterSource;
  close(): Promise<void>;
}

/** @param queries where the service has its registers; @param timers of the source's deadline */
export async function openMunicipalRegisters(
  queries: Queries,
  municipality: MunicipalityId,
  timers: Timers,
): Promise<MunicipalRegisters> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-municipal-'));
  const own = await openTransport(path.join(folder, 'own'), systemClock);
  const other = await openTransport(path.join(folder, 'other'), systemClock);
  const service = await startMunicipalService(queries, { ...(await own.server()), ca: own.ca });
  const faults: SourceFault[] = [];
  const sourceWith = (line: { ca: string; certificate: string; key: string }): RegisterSource =>
    createMunicipalService({
      ...{ municipality, url: service.url, timers, ...line },
      onFault: (why) => faults.push(why),
    });
  const line = { ca: own.ca, ...own.issueKiosk('CENTER') };
  return {
    service,
    faults,
    source: sourceWith(line),
    stranger: (what) =>
      sourceWith(what === 'ca' ? { ...line, ca: other.ca } : { ca: own.ca, ...other.issueKiosk('CENTER') }),
    async close() {
      await service.close();
      await rm(folder, { recursive: true });
    },
  };
}
