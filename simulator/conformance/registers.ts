import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OpenSuite } from '../../electron/devices/conformance/suites.ts';
import { openRegisterSuite } from '../../issuing-center/registers/conformance/open-register-suite.ts';
import { createMunicipalService } from '../../issuing-center/registers/municipal-service/https-source.ts';
import { setRevoked } from '../../issuing-center/registers/user-certificates.ts';
import { openEmptyInMemory } from '../residents/empty-cluster.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import type { Timers } from '../../shared/timers.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { generatePopulation } from '../residents/generator/generate.ts';
import { makeImprints } from '../residents/generator/imprints.ts';
import { loadPopulation } from '../residents/generator/load.ts';
import { startMunicipalService } from '../residents/municipal-service.ts';

const size = { residents: 50, seed: 1 };

/** The service of a municipality with a few made-up residents, at the other end of a line as a center's configuration makes it. */
export async function simulatedRegisters(timers: Timers): Promise<OpenSuite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-registers-'));
  const sql = await openEmptyInMemory();
  await loadPopulation(sql, size);
  const { certificates, households, residents } = await everybody();
  const certificate = certificates.find(({ revoked }) => !revoked);
  const resident = residents.find(({ id }) => id === certificate?.resident);
  const household = households.find(({ id }) => id === resident?.household);
  if (!certificate || !household) throw new Error('nobody of this population has a card');
  const { municipality } = household;
  const transport = await openTransport(folder, systemClock);
  const service = await startMunicipalService(sql, { ...(await transport.server()), ca: transport.ca });
  const source = createMunicipalService({
    ...{ municipality, url: service.url, timers, ca: transport.ca, ...transport.issueKiosk('CENTER') },
    onFault: () => undefined,
  });
  const known = { issuerKeyId: certificate.issuerKeyId, serial: certificate.serial };
  const { steps } = openRegisterSuite(source, municipality, {
    known,
    revoke: (revoked) => setRevoked(sql, known, revoked),
  });
  return {
    steps,
    async close() {
      await service.close();
      await sql.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function everybody() {
  const imprints = await makeImprints(await loadMincho());
  const [all] = generatePopulation(size, imprints, size.residents);
  if (!all) throw new Error('a population without anybody');
  return all;
}
