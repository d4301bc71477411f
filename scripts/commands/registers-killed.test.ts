import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { writeDelivery } from '../../simulator/residents/generator/delivery.ts';
import { everything } from '../../testing/center/deliveries.ts';
import { some } from '../../testing/repetitions.ts';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';

/* The process of an import is killed (SIGKILL) at a moment at which the server is held up: all of the delivery is entered, or nothing. */

const command = path.join(import.meta.dirname, 'registers.ts');

let cluster: Cluster;
let place: string;
let [earlier, later] = ['', ''];
let url: string;
let sql: Sql;
beforeAll(async () => {
  cluster = await startCluster();
  place = await mkdtemp(path.join(tmpdir(), 'komado-killed-'));
  [earlier, later] = await Promise.all(
    [60, 150].map(async (residents) => {
      const folder = await mkdtemp(path.join(place, 'delivery-'));
      await writeDelivery(folder, { residents, seed: 4 });
      return folder;
    }) as [Promise<string>, Promise<string>],
  );
});
afterAll(async () => {
  await cluster.stop();
  await rm(place, { recursive: true });
});
beforeEach(async () => {
  url = await cluster.newDatabase();
  sql = openServer(url);
  await migrate(sql);
  return () => sql.close();
});

function begin(delivery: string) {
  const child = spawn(process.execPath, [command, 'import', delivery, '--database', url], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out }));
  return { ended, kill: () => child.kill('SIGKILL') };
}

async function whole(delivery: string): Promise<string> {
  const { code, out } = await begin(delivery).ended;
  expect(code).toBe(0);
  return out;
}

/** Sessions of imports: those of this test have another name. */
function imports(): Promise<readonly unknown[]> {
  return sql.query(
    `SELECT wait_event_type FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND (xact_start IS NOT NULL OR state = 'active')
       AND query NOT LIKE '%pg_stat_activity%' AND query NOT LIKE '%held up by the test%'`,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate();
}

/** Holds the server up for good, where a table is written. @param when once a statement has written, or when all is to be kept */
async function holdUp(table: string, when: 'AFTER' | 'COMMIT'): Promise<void> {
  await sql.script(`
    CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(86400); RETURN NULL; END $$;
    ${
      when === 'AFTER'
        ? `CREATE TRIGGER held AFTER INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION hold_up();`
        : `CREATE CONSTRAINT TRIGGER held AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION hold_up();`
    }`);
}

const isHeldUp = async (): Promise<boolean> =>
  (
    await sql.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    )
  ).length > 0;

const moments = [
  ['all is written, and is to be kept', 'vaccinations', 'COMMIT'],
  ['the first table is written', 'households', 'AFTER'],
  ['a table in the middle is written', 'taxes', 'AFTER'],
  ['the last table is written', 'vaccinations', 'AFTER'],
] as const;

it.each(some(moments, 1))(
  'killed when %s: nothing is entered, the tables are free again, and it can be repeated',
  async (_when, table, when) => {
    await whole(earlier);
    const before = await everything(sql);
    await holdUp(table, when);
    const running = begin(later);
    await until(isHeldUp);
    running.kill();
    expect((await running.ended).code).toBeNull();
    // The server notices that nobody is there any more, and gives up what it was doing.
    await until(async () => (await imports()).length === 0);
    expect(await everything(sql)).toEqual(before);

    await sql.script(`DROP TRIGGER held ON ${table}; DROP FUNCTION hold_up();`);
    expect(await whole(later)).toMatch(/residents\.csv: \d+ rows, [1-9]\d* added, 0 changed, 0 ended/);
    const after = await everything(sql);
    expect(after).not.toEqual(before);
    const again = await whole(later);
    expect(again.match(/, 0 added, 0 changed, 0 ended$/gm)).toHaveLength(again.trim().split('\n').length);
    expect(await everything(sql)).toEqual(after);
  },
);
