import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { loadPopulation } from '../residents/generator/load.ts';
import { fillRegisters } from './fill-registers.ts';

let cluster: Cluster;
let url: string;
let sql: Sql;
beforeAll(async () => {
  cluster = await startCluster();
  url = await cluster.newDatabase();
  sql = openServer(url);
  await migrate(sql);
  await loadPopulation(sql, { residents: 200, seed: 1 });
});
afterAll(async () => {
  await sql.close();
  await cluster.stop();
});

const counted = z.array(z.object({ table: z.string(), rows: z.int() }));

async function counts(): Promise<ReadonlyMap<string, number>> {
  const tables = ['households', 'residents', 'user_certificates', 'seals', 'taxes', 'family_registers'];
  const rows = counted.parse(
    await sql.query(
      [...tables, 'family_register_persons', 'vaccinations']
        .map((table) => `SELECT '${table}' AS "table", count(*)::int AS rows FROM ${table}`)
        .join(' UNION ALL '),
    ),
  );
  return new Map(rows.map(({ table, rows: count }) => [table, count]));
}

it('every table has as many copies of each row, whole households of them, and the first rows are as they were', async () => {
  const before = await counts();
  const first = await sql.query('SELECT * FROM residents ORDER BY id LIMIT 5');
  const server = { url, pid: cluster.pid ?? 0 };
  await fillRegisters({ server }, { copies: 3, say: () => undefined });
  const after = await counts();
  expect(before.get('taxes')).toBeGreaterThan(100);
  for (const [table, count] of before) expect([table, after.get(table)]).toEqual([table, count * 4]);
  expect(await sql.query("SELECT * FROM residents WHERE id NOT LIKE '%+%' ORDER BY id LIMIT 5")).toEqual(
    first,
  );
  const lost = `SELECT 1 FROM residents r LEFT JOIN households h ON h.id = r.household WHERE h.id IS NULL
    UNION ALL SELECT 1 FROM seals s LEFT JOIN residents r ON r.id = s.resident WHERE r.id IS NULL
    UNION ALL SELECT 1 FROM user_certificates c LEFT JOIN residents r ON r.id = c.resident WHERE r.id IS NULL`;
  expect(await sql.query(lost)).toEqual([]);
});
