import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCenterClient, type CenterClient } from '../../electron/center-client/center-client.ts';
import { createCenterHttp } from '../../electron/center-client/http.ts';
import { rulesInMemory } from '../../electron/center-client/kept-rules.ts';
import type { Order } from '../../shared/center-api.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { createPlainKiosk, newRequestId } from '../../testing/center/plain-kiosk.ts';
import {
  startSimulatedCenter,
  type CenterLine,
  type SimulatedCenter,
} from '../../testing/center/simulated-center.ts';
import { visit } from '../../testing/center/visit.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { patientDeadlines, startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import type { Municipalities } from '../municipalities/load.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';
import { leadMs, publishRules } from '../publication/publish.ts';
import { rulesLookMs } from '../publication/rules-in-force.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { at: noon, now: (): number => clock.at };
const timers = createManualTimers();

let cluster: Cluster;
let center: SimulatedCenter;
/** Two nodes, each a server of its own with its own connections to one PostgreSQL. */
let nodes: readonly CenterLine[];
let pool: Sql;
/** What both nodes run. */
let files: Municipalities;
/** How often each node has read what was published, to the end. */
const looked = [0, 0];

/** The connections of a node, which count its looks at the rules. */
function counted(sql: Sql, node: 0 | 1): Sql {
  return {
    ...sql,
    async query(text, values) {
      const rows = await sql.query(text, values);
      if (text.includes('FROM municipality_rules')) looked[node] = (looked[node] ?? 0) + 1;
      return rows;
    },
  };
}

beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.newDatabase();
  const open = (): Sql => openServer(url, undefined, patientDeadlines);
  pool = open();
  center = await startSimulatedCenter(clock, counted(open(), 0), { timers });
  files = center.options.municipalities ?? new Map();
  nodes = [center, await center.addNode({ sql: counted(pool, 1) })];
});
afterAll(async () => {
  await center.close();
  await pool.close();
  await cluster.stop();
});

/** Tsukuba where every certificate costs this. */
function costing(yen: number): Municipality {
  const file = files.get(codes.tsukuba);
  if (file === undefined) throw new Error('no Tsukuba');
  const services = file.services.map((one) => ({ ...one, prices: [{ from: null, until: null, yen }] }));
  return municipalitySchema.parse({ ...file, services });
}

function lineTo(index: number): CenterLine {
  const found = nodes[index];
  if (found === undefined) throw new Error('no such node');
  return found;
}

/** A kiosk at each node, as it runs at a site: it checks the signature of what it is offered. */
function kioskAt(index: number): CenterClient {
  const { url, lineOf } = lineTo(index);
  const kiosk = `KIOSK-${String(index)}`;
  return createCenterClient({
    http: createCenterHttp(url, lineOf(kiosk), () => undefined),
    ...{ kiosk, timers: createManualTimers(), keptRules: rulesInMemory() },
    place: { prefecture: null, nearby: null, own: null },
    centerKey: createPublicKey({
      key: Buffer.from(center.bindingPublicKey),
      format: 'der',
      type: 'spki',
    }),
  });
}

/** Every node has read what was published by its own look, before anybody asks it for anything. */
async function allLook(): Promise<void> {
  const before = [...looked];
  timers.advance(rulesLookMs);
  while (looked.some((times, node) => times <= (before[node] ?? 0)))
    await new Promise((resolve) => setImmediate(resolve));
}

it('two nodes change at the same millisecond, and a session that crosses it keeps what it was shown, also at the other node', async () => {
  const kiosks = [kioskAt(0), kioskAt(1)];
  const shown = () =>
    Promise.all(
      kiosks.map(async (kiosk) => {
        const answer = await kiosk.offersOf(codes.tsukuba);
        return (answer.ok ? answer.value : null)?.offer.offers.find(({ kind }) => kind === 'residenceRecord')
          ?.price;
      }),
    );
  const comes = (at: number, name: string) => visit(lineTo(at), center.ca, 'tsukuba-single', name);
  const priceOf = ({ documents }: Order): number | undefined => documents[0]?.price;
  const orders = async (own: Awaited<ReturnType<typeof comes>>, at: number, name: string) => {
    const kiosk = createPlainKiosk(lineTo(at), name);
    const order = await kiosk.order(own.session, [own.line('residenceRecord')], newRequestId());
    if (!order.ok) throw new Error(order.error);
    return priceOf(order.value);
  };

  // Published beside the nodes, as the officer's command does it.
  const published = await publishRules(
    { sql: pool, signingKey: center.options.signingKey, files, now: clock.at },
    costing(330),
    null,
  );
  expect(published).toMatchObject({ ok: true, value: { number: 2, from: noon + leadMs } });
  await allLook();

  clock.at = noon + leadMs - 1;
  expect(await shown()).toEqual([150, 150]);
  const before = [await comes(0, 'KIOSK-10'), await comes(1, 'KIOSK-11')] as const;
  clock.at = noon + leadMs;
  expect(await shown()).toEqual([330, 330]);
  const after = [await comes(0, 'KIOSK-20'), await comes(1, 'KIOSK-21')] as const;

  // Each orders at the other node than the one where it began.
  expect([await orders(before[0], 1, 'KIOSK-10'), await orders(before[1], 0, 'KIOSK-11')]).toEqual([
    150, 150,
  ]);
  expect([await orders(after[0], 1, 'KIOSK-20'), await orders(after[1], 0, 'KIOSK-21')]).toEqual([330, 330]);
  expect(
    await pool.query('SELECT rules, count(*)::int AS orders FROM orders GROUP BY rules ORDER BY rules'),
  ).toEqual([
    { rules: 1, orders: 2 },
    { rules: 2, orders: 2 },
  ]);
  expect(center.faults).toEqual([]);
});
