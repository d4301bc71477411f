import { createEventLog } from '../../logging/event-log.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashCode } from '../../electron/kiosk/attendants/code-hash.ts';
import { standardLimits, type Limits } from '../../issuing-center/limits/limits.ts';
import { startCenter } from '../../issuing-center/http/server.ts';
import { openEmptyInMemory } from '../../simulator/residents/empty-cluster.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { systemClock } from '../../shared/dates.ts';
import { openCenterState } from '../../simulator/residents/center-state.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';
import { openHoursClock } from '../../simulator/console/site/console-clock.ts';
import type { KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';
import type { Chip, Outside } from './messages.ts';
import { signatureOf } from '../../simulator/authorities/test-ca/card-material.ts';

/** What all kiosks of a campaign share: the issuing center with its registers, and one resident who keeps coming back. */
export interface World {
  readonly sql: Sql;
  readonly moved: number;
  readonly chip: Chip;
  readonly attendant: Outside['attendant'];
  /** For files of single runs; removed with the world. */
  readonly folder: string;
  /** The credentials with which the kiosk of this name connects. */
  lineOf(kiosk: string): Outside['center'];
  /** What has broken inside the center. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

const dayMs = 86_400_000;
const code = '246810';

/** @param limits of the center; default the standard ones */
export async function openWorld(limits: Limits = standardLimits): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-power-cut-'));
  const clock = openHoursClock(systemClock);
  const state = await openCenterState(join(folder, 'center'), clock, {
    handedOver: { now: () => clock.now() - dayMs },
    revocationMs: 60_000,
  });
  const sql = await openEmptyInMemory();
  const holder = holderOf('tomakomai-couple');
  await seedCenter(sql, state.ca, clock, [holder]);
  const faults: string[] = [];
  const write = (line: string): void => {
    faults.push(line);
  };
  const center = await startCenter({
    ...state.options,
    sql,
    limits,
    log: createEventLog({ clock, destinations: [{ level: 'error', write }] }),
  });
  const material = await state.ca.cardOf(holder);
  if (!material.userAuthentication) throw new Error('this resident has no user authentication certificate');
  const { id, name, address, birthDate, sex, pin } = holder;
  const { transport } = state.options;
  return {
    sql,
    moved: clock.moved,
    folder,
    faults,
    attendant: { code, scrypt: await hashCode(code) },
    chip: {
      holder: { id, name, address, birthDate, sex, pin },
      userAuthentication: pairOf(material.userAuthentication),
      digitalSignature: pairOf(signatureOf(material)),
      signaturePassword: material.signaturePassword,
    },
    lineOf: (kiosk) => ({
      kiosk,
      url: center.url,
      bindingKey: Buffer.from(center.bindingPublicKey).toString('base64'),
      line: { ca: transport.ca, ...transport.issueKiosk(kiosk) },
    }),
    async close() {
      await center.close();
      await state.close();
      await sql.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function pairOf({ certificate, privateKey, authority }: KeyPairOnCard): Chip['userAuthentication'] {
  return {
    certificate: Buffer.from(certificate).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authority: Buffer.from(authority).toString('base64'),
  };
}
