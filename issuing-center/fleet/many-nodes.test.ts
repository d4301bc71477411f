import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { madeUpReport } from '../../testing/console/made-up-report.ts';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { createConsoleService } from '../console/console-service.ts';
import type { Operator } from '../console/operators.ts';
import { checkRecord, readRecord } from '../console/record.ts';
import { migrate } from '../store/migrate.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';
import { standingAlarms } from './alarms.ts';
import { ordersOf } from './orders.ts';
import { takeReport } from './take-report.ts';
import { standardAlarmRules, watchKiosks } from './watch-kiosks.ts';

/** What several nodes do at once on one PostgreSQL server: PGlite has one connection and could not show it. */
const clock = { now: () => 1_790_000_000_000 };
const operator: Operator = { name: 'OP-01', role: 'operator', certificate: 'a'.repeat(64) };
let cluster: Cluster;
let nodes: readonly Sql[];

beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.newDatabase();
  nodes = [0, 1, 2].map(() => openServer(url));
  for (const node of nodes) await migrate(node);
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await cluster.stop();
});

const first = (): Sql => {
  const [node] = nodes;
  if (!node) throw new Error('no node');
  return node;
};

it('reports that come at once at all nodes leave the newest, and their alarm stands once', async () => {
  const supplies = { sheets: 'low', toner: 'enough', receiptRoll: 'enough', change: 'enough' } as const;
  const told = nodes.flatMap((node, at) =>
    [1, 2, 3, 4].map((turn) => {
      const number = turn * 3 + at;
      return takeReport(node, 'K-0001', madeUpReport({ clock: clock.now(), number, supplies }), clock.now());
    }),
  );
  await Promise.all(told);
  expect(await first().query('SELECT number FROM kiosk_reports')).toEqual([{ number: 14 }]);
  const raised = await Promise.all(nodes.map((node) => watchKiosks(node, standardAlarmRules, clock.now())));
  expect(raised.flat()).toEqual([{ kiosk: 'K-0001', kind: 'sheets' }]);
  expect(await standingAlarms(first())).toHaveLength(1);
});

it('of two operators who order at once one is told to look again, and the record has no gap', async () => {
  const ask = (node: Sql, form: string, reason: string) =>
    createConsoleService(node, clock).service(operator, 'K-0001', { form, seen: '0', do: 'out', reason });
  const same = randomBytes(16).toString('hex');
  const asked = await Promise.all(
    nodes.flatMap((node) => [
      ask(node, same, 'fault'),
      ask(node, randomBytes(16).toString('hex'), 'supplies'),
    ]),
  );
  // The form that was sent at three nodes is one deed, or none.
  const done = (await readRecord(first(), null, 9)).length;
  expect(done).toBe(1);
  expect(await ordersOf(first(), 'K-0001', 9)).toHaveLength(1);
  expect(asked.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  const alarm = (await standingAlarms(first()))[0]?.id ?? 0;
  const cleared = await Promise.all(
    nodes.map((node) =>
      createConsoleService(node, clock).clear(operator, alarm, {
        ...{ form: randomBytes(16).toString('hex'), note: 'filled' },
      }),
    ),
  );
  expect(cleared.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await checkRecord(first())).toMatchObject({ lines: 2, brokenAt: null });
  await expect(first().query("UPDATE console_record SET note = 'x'")).rejects.toThrow();
});
