import { createPublicKey } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { openSigningKey } from '../../issuing-center/orders/binding-key.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { openTestCa, type TestCa } from '../authorities/test-ca/test-ca.ts';
import { openCardIssuerKey } from '../devices/virtual-card/issuer-key.ts';
import { loadPopulation } from '../residents/generator/load.ts';
import type { FleetDatabase } from './fleet-database.ts';
import { fillRegisters } from './fill-registers.ts';
import { giveCards } from './fleet-people.ts';
import { kioskName, writeFleetFiles } from './fleet-files.ts';
import { startProcess, type FleetProcess } from './fleet-process.ts';

/** Who has a card among the residents: enough that hardly anybody comes twice in a minute. */
const mostCards = 2_000;

export interface FleetCenterOptions {
  readonly folder: string;
  /** Empty. */
  readonly database: FleetDatabase;
  readonly residents: number;
  /** Copies of each of them that stand beside them in the registers. */
  readonly copies: number;
  readonly kiosks: number;
  /** How far the clock of the run is ahead, ms. */
  readonly moved: number;
  readonly say: (line: string) => void;
}

/** Registers, cards, authorities, keys and configuration of a center; its nodes are processes. */
export interface FleetCenter {
  readonly authorities: FleetProcess;
  readonly config: string;
  readonly cardKeys: readonly string[];
  /** The authority of the line, PEM. */
  readonly authority: string;
  /** Of bindings, DER, base64; there from the first node's start. */
  bindingKey(): Promise<string>;
}

/** Prepares what a municipality prepares before its center starts, made up from residents to keys. */
export async function prepareCenter(options: FleetCenterOptions): Promise<FleetCenter> {
  const { folder, database, residents, kiosks, moved, say } = options;
  const clock = { now: () => systemClock.now() + moved };
  const caFolder = path.join(folder, 'test-ca');
  const ca = await openTestCa(caFolder, clock);
  const authorities = startProcess('authorities-process', [caFolder, String(moved)]);
  const responder = await authorities.said('responder');
  const config = await writeConfiguration(folder, database, ca, caFolder, responder);

  const sql = await database.open();
  try {
    await migrate(sql);
    say(`entering ${residents} made-up residents`);
    await loadPopulation(sql, { residents, seed: 1 });
    const { people, cardKeys } = await giveCards(
      sql,
      ca,
      Math.min(mostCards, Math.floor(residents / 4)),
      clock.now(),
    );
    if (options.copies > 0) await fillRegisters(database, options);
    const transport = await openTransport(path.join(folder, 'line'), systemClock);
    const names = Array.from({ length: kiosks }, (_, index) => kioskName(index + 1));
    const credentials = Object.fromEntries(names.map((name) => [name, transport.issueKiosk(name)]));
    await writeFleetFiles(folder, { people, credentials });
    return {
      ...{ authorities, config, cardKeys, authority: transport.ca },
      bindingKey: async () =>
        (await readFile(path.join(folder, 'hand-out', 'binding-public-key.der'))).toString('base64'),
    };
  } catch (error) {
    await authorities.end();
    throw error;
  } finally {
    await sql.close();
  }
}

async function writeConfiguration(
  folder: string,
  { configured }: FleetDatabase,
  ca: TestCa,
  caFolder: string,
  responder: string,
): Promise<string> {
  const issuer = await openCardIssuerKey(caFolder);
  await writeFile(
    path.join(folder, 'permit.pem'),
    issuer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    { mode: 0o600 },
  );
  const application = createPublicKey(await openSigningKey(path.join(folder, 'smartphone')));
  await writeFile(
    path.join(folder, 'application.pem'),
    application.export({ type: 'spki', format: 'pem' }).toString(),
  );
  await mkdir(path.join(folder, 'authorities'));
  const anchors = ca.anchors();
  const generations = async (name: string, certificates: readonly Uint8Array[]) =>
    Promise.all(
      certificates.map(async (certificate, index) => {
        const file = path.join('authorities', `${name}-${index}.der`);
        await writeFile(path.join(folder, file), certificate);
        return { certificate: file, ocsp: [{ url: responder }] };
      }),
    );
  const config = path.join(folder, 'center.json');
  await writeFile(
    config,
    JSON.stringify({
      database: configured,
      keys: {
        ...{ binding: 'binding', seals: 'seals', line: 'line' },
        ...{ permit: 'permit.pem', application: 'application.pem' },
      },
      authorities: {
        userAuthentication: await generations('user', anchors.userAuthentication),
        signature: await generations('signature', anchors.digitalSignature),
      },
      listen: { kiosks: { port: 0 }, lists: { port: 0 } },
      handOut: 'hand-out',
    }),
  );
  return config;
}
