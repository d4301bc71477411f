import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingSchema, type Order, type OrderLine } from '../../shared/center-api.ts';
import type { RequestId } from '../../shared/ids.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { createPlainKiosk, newRequestId } from '../../testing/center/plain-kiosk.ts';
import { registerHouseholds } from '../../simulator/residents/residents.ts';
import {
  startSimulatedCenter,
  type CenterLine,
  type SimulatedCenter,
} from '../../testing/center/simulated-center.ts';
import { textOfSheet } from '../../testing/center/text-of-sheet.ts';
import { visit, type Visit } from '../../testing/center/visit.ts';
import { patientDeadlines, startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { createFairQueue } from '../../shared/fair-queue.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';

const openPatient = (url: string): Sql => openServer(url, undefined, patientDeadlines);
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const kiosks = 50;
const groupOf = 10;
/** One of each household that takes a residence record, so that another's page shows by its address. */
const visitors = [
  ...['tsukuba-family', 'tsukuba-single', 'minato-mixed', 'minato-variant', 'meguro-six'],
  ...['arakawa-glyphs', 'arakawa-tsuji', 'tomakomai-couple'],
];

let cluster: Cluster;
let center: SimulatedCenter;
/** Three nodes, each with its own connections to one PostgreSQL. */
let nodes: readonly CenterLine[];
const pools: Sql[] = [];

beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.newDatabase();
  // Fifty kiosks and three nodes share this one process: time stands still, so that none is too slow.
  const timers = createManualTimers();
  center = await startSimulatedCenter({ now: () => noon }, openPatient(url), { timers });
  pools.push(openPatient(url), openPatient(url));
  nodes = [center, ...(await Promise.all(pools.map((sql) => center.addNode({ sql }))))];
});
afterAll(async () => {
  await center.close();
  await Promise.all(pools.map((sql) => sql.close()));
  await cluster.stop();
});

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

const nodeOf = (index: number): CenterLine => {
  const node = nodes[index % nodes.length];
  if (!node) throw new Error('no nodes');
  return node;
};

interface Come {
  readonly own: Visit;
  readonly line: OrderLine;
  readonly requestId: RequestId;
  order: Order | null;
}

describe(`${String(kiosks)} kiosks at three nodes of one PostgreSQL at the same time`, () => {
  let all: readonly Come[] = [];

  beforeAll(async () => {
    all = await Promise.all(
      Array.from({ length: kiosks }, async (_, index) => {
        const id = visitors[index % visitors.length] ?? '';
        const own = await visit(nodeOf(index), center.ca, id, `KIOSK-${String(index)}`);
        return { own, line: own.line('residenceRecord'), requestId: newRequestId(), order: null };
      }),
    );
  });

  const ask = async (index: number, at: number): Promise<Order> => {
    const come = all[index];
    if (!come) throw new Error('nobody came');
    const kiosk = createPlainKiosk(nodeOf(at), `KIOSK-${String(index)}`);
    const order = await kiosk.order(come.own.session, [come.line], come.requestId);
    if (!order.ok) throw new Error(`KIOSK-${String(index)}: ${order.error}`);
    return order.value;
  };

  it('order at another node than they logged in at; every tenth asks two nodes at once and gets one order', async () => {
    await Promise.all(
      all.map(async (come, index) => {
        const atOnce = index % 10 === 0 ? [index + 1, index + 2] : [index + 1];
        const [order, ...others] = await Promise.all(atOnce.map((at) => ask(index, at)));
        for (const again of others) expect(again).toEqual(order);
        come.order = order ?? null;
      }),
    );
    // One request, one order: nothing was issued twice and thrown away.
    const states = await center.sql.query('SELECT state, count(*) AS n FROM orders GROUP BY state');
    expect(states).toEqual([{ state: 'open', n: kiosks }]);
    expect(center.faults).toEqual([]);
  });

  it('get the same answer again from every node', async () => {
    const again = all.flatMap((_, index) => [0, 1, 2].map((node) => ask(index, index + node)));
    const answers = await Promise.all(again);
    for (const [at, answer] of answers.entries()) expect(answer).toEqual(all[Math.floor(at / 3)]?.order);
    expect(await center.sql.query('SELECT count(*) AS n FROM orders')).toEqual([{ n: kiosks }]);
  });

  it('each get their own pages, bound to their own session and card', async () => {
    const key = createPublicKey({ key: Buffer.from(center.bindingPublicKey), format: 'der', type: 'spki' });
    const orders: Order[] = [];
    for (const { own, line, requestId, order } of all) {
      if (!order) throw new Error('no order');
      orders.push(order);
      const signature = Buffer.from(order.bindingSignature, 'base64');
      expect(verify(null, Buffer.from(order.binding, 'utf8'), key, signature)).toBe(true);
      const [document] = order.documents;
      expect(bindingSchema.parse(JSON.parse(order.binding))).toMatchObject({
        transaction: order.transaction,
        requestId,
        kioskNonce: own.begun.kioskNonce,
        holder: sha256(own.certificate),
        documents: [
          {
            number: document?.number,
            subjects: line.persons,
            sheets: document?.sheets.map((sheet) => sha256(Buffer.from(sheet, 'base64'))),
          },
        ],
      });
      const rows = await center.sql.query('SELECT session, kiosk FROM orders WHERE transaction_id = $1', [
        order.transaction,
      ]);
      expect(rows).toMatchObject([{ session: own.session }]);
    }
    const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;
    expect(unique(orders.map(({ transaction }) => transaction))).toBe(true);
    expect(unique(orders.flatMap(({ documents }) => documents.map(({ number }) => number)))).toBe(true);
    expect(unique(orders.flatMap(({ documents }) => documents.flatMap(({ sheets }) => sheets)))).toBe(true);
  });

  it.each(Array.from({ length: kiosks / groupOf }, (_, group) => group))(
    'get pages with their own household’s address and no other, as poppler reads them (group %i)',
    async (group) => {
      const twoReaders = createFairQueue({ atOnce: 2 });
      const { signal } = new AbortController();
      const some = all.slice(group * groupOf, (group + 1) * groupOf);
      const addresses = some.map(({ order }) => twoReaders('pages', () => householdsOn(order), signal));
      expect(await Promise.all(addresses)).toEqual(
        some.map(({ own }) => [own.holder.address.replaceAll('　', '')]),
      );
    },
  );

  it('leave nothing in the database that opens their pages, and nothing at all after they end', async () => {
    const own = await visit(nodeOf(0), center.ca, 'tsukuba-single', 'KIOSK-END');
    const requestId = newRequestId();
    const order = await own.kiosk.order(own.session, [own.line('residenceRecord')], requestId);
    if (!order.ok) throw new Error(order.error);
    for (const table of ['orders', 'documents', 'sessions', 'order_answers']) {
      const rows = await center.sql.query(`SELECT 1 FROM ${table} t WHERE position($1 in t::text) > 0`, [
        requestId,
      ]);
      expect([table, rows]).toEqual([table, []]);
    }
    const [kept] = await center.sql.query('SELECT sealed FROM order_answers WHERE session = $1', [
      own.session,
    ]);
    const sealed = kept?.['sealed'];
    if (!(sealed instanceof Uint8Array)) throw new Error('no answer was kept');
    expect(Buffer.from(sealed).includes(order.value.documents[0]?.number ?? 'none')).toBe(false);
    await own.kiosk.end(own.session);
    expect(await center.sql.query('SELECT 1 FROM order_answers WHERE session = $1', [own.session])).toEqual(
      [],
    );
    for (const node of nodes)
      expect(
        await createPlainKiosk(node, 'KIOSK-END').order(
          own.session,
          [own.line('residenceRecord')],
          requestId,
        ),
      ).toEqual({ ok: false, error: 'sessionEnded' });
  });
});

/** The addresses of made-up households that stand on the front of an order's first sheet. */
async function householdsOn(order: Order | null): Promise<readonly string[]> {
  const sheet = order?.documents[0]?.sheets[0] ?? '';
  const text = await textOfSheet(Buffer.from(sheet, 'base64'), 'front');
  const addresses = registerHouseholds.map(({ household }) => household.address.replaceAll('　', ''));
  return [...new Set(addresses)].filter((address) => text.includes(address));
}
