import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderOf } from '../../simulator/residents/holders.ts';
import { createPlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter } from '../../testing/center/simulated-center.ts';
import { bothDatabases, clusterOfFile } from '../../testing/postgres/both-databases.ts';
import { patientDeadlines } from '../../testing/postgres/cluster.ts';
import { migrate, readMigrations } from './migrate.ts';
import { inOneRound } from './one-round.ts';
import { openServer } from './server.ts';
import type { Sql, SqlValue } from './sql.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');

const cluster = clusterOfFile();

describe.each(bothDatabases(cluster))('the same SQL on %s', (_name, open) => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await open();
    await sql.script(
      'DROP TABLE IF EXISTS probe; CREATE TABLE probe (n bigint PRIMARY KEY, d date, b bytea, j jsonb)',
    );
  });
  afterAll(() => sql.close());

  it('gives dates, numbers, bytes and JSON in the same form', async () => {
    await sql.query('INSERT INTO probe VALUES ($1, $2, $3, $4)', [
      noon,
      '2024-02-29',
      new Uint8Array([0, 1, 255]),
      JSON.stringify({ p1: 'a' }),
    ]);
    const [row] = await sql.query('SELECT n, d, b, j FROM probe WHERE n = $1', [noon]);
    expect(row).toMatchObject({ n: noon, d: '2024-02-29', j: { p1: 'a' } });
    expect(row?.['b']).toBeInstanceOf(Uint8Array);
    expect(row?.['b'] instanceof Uint8Array && [...row['b']]).toEqual([0, 1, 255]);
  });

  it('reads in one round what is asked for at once, each with its own values', async () => {
    const sent: string[] = [];
    const counted = {
      query: (text: string, params: readonly SqlValue[] = []) => {
        sent.push(text);
        return sql.query(text, params);
      },
    };
    const round = inOneRound(counted);
    const days =
      "SELECT d, n FROM (VALUES ($1::date, $2::bigint), ('2024-03-01', 7)) AS v (d, n) ORDER BY d DESC";
    const answers = await Promise.all([
      round.query(days, ['2024-02-29', noon]),
      round.query('SELECT $1::text AS t', ['見本']),
      round.query('SELECT 1 WHERE false'),
    ]);
    expect(answers).toEqual([
      [
        { d: '2024-03-01', n: 7 },
        { d: '2024-02-29', n: noon },
      ],
      [{ t: '見本' }],
      [],
    ]);
    expect(sent).toHaveLength(1);
    expect(await round.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
    expect(inOneRound(round)).toBe(round);
    const broken = [round.query('SELECT 3 AS three'), round.query('SELECT nonsense')];
    for (const each of broken) await expect(each).rejects.toThrow('nonsense');
  });

  it('changes in one round what is asked for at once: all of it sees what was there before, all of it or nothing', async () => {
    await sql.query('DELETE FROM probe');
    await sql.query(`INSERT INTO probe (n) VALUES (1), (2), (3)`);
    const round = inOneRound(sql);
    const answers = await Promise.all([
      round.query('UPDATE probe SET j = $1 WHERE n = $2 RETURNING n, j', ['{"a":1}', 2]),
      round.query('SELECT n FROM probe WHERE j IS NULL AND n < $1 ORDER BY n', [3]),
      round.query('INSERT INTO probe (n, b) VALUES ($1, $2)', [4, new Uint8Array([7])]),
      round.query('DELETE FROM probe WHERE n = 1'),
    ]);
    expect(answers).toEqual([[{ n: 2, j: { a: 1 } }], [{ n: 1 }, { n: 2 }], [], []]);
    expect(await sql.query('SELECT n FROM probe ORDER BY n')).toEqual([{ n: 2 }, { n: 3 }, { n: 4 }]);
    const broken = [
      round.query('DELETE FROM probe WHERE n = 2'),
      round.query('INSERT INTO probe (n) VALUES ($1)', ['no number']),
    ];
    for (const each of broken) await expect(each).rejects.toThrow('no number');
    expect(await sql.query('SELECT count(*)::int AS n FROM probe')).toEqual([{ n: 3 }]);
  });

  it('rolls a transaction back when its work throws, and goes on', async () => {
    const broken = sql.transaction(async (queries) => {
      await queries.query('INSERT INTO probe (n) VALUES (1)');
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await sql.query('SELECT n FROM probe WHERE n = 1')).toEqual([]);
    await expect(sql.transaction((queries) => queries.query('SELECT nonsense'))).rejects.toThrow('nonsense');
    expect(await sql.transaction((queries) => queries.query('SELECT 2 AS two'))).toEqual([{ two: 2 }]);
  });

  it('can make its tables twice without harm, even at once', async () => {
    await Promise.all([migrate(sql), migrate(sql)]);
    expect(await sql.query('SELECT version FROM schema_version')).toEqual([
      { version: (await readMigrations()).length },
    ]);
  });
});

describe('a center on PostgreSQL', () => {
  it('serves eight residents at once from login to outcome', async () => {
    const clock = { now: () => noon };
    const center = await startSimulatedCenter(
      clock,
      openServer(await cluster.newDatabase(), undefined, patientDeadlines),
    );
    try {
      const kiosk = createPlainKiosk(center);
      const holder = holderOf('minato-variant');
      const { userAuthentication } = await center.ca.cardOf(holder);
      const visits = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const begun = await kiosk.begin(holder.municipality);
          if (!begun.ok || !userAuthentication) throw new Error('no session');
          const resident = await kiosk.login(begun.value, userAuthentication);
          if (!resident.ok) throw new Error(resident.error);
          const persons = (resident.value.certificates[0]?.persons ?? []).map(({ ref }) => ref);
          const order = await kiosk.order(begun.value.session, [
            { kind: 'residenceRecord', variant: null, year: null, persons, shown: [], copies: 2 },
          ]);
          if (!order.ok) throw new Error(order.error);
          const [first = '', second = ''] = order.value.documents.map(({ number }) => number);
          const outcome = { printed: [first], notPrinted: [second] };
          expect((await kiosk.outcome(order.value.transaction, outcome)).ok).toBe(true);
          await kiosk.end(begun.value.session);
          return order.value.transaction;
        }),
      );
      expect(new Set(visits).size).toBe(8);
      const states = await center.sql.query(
        'SELECT state, count(*) AS count FROM documents WHERE transaction_id = ANY (string_to_array($1, $2)) GROUP BY state ORDER BY state',
        [visits.join(), ','],
      );
      expect(states).toEqual([
        { state: 'printed', count: 8 },
        { state: 'void', count: 8 },
      ]);
      expect(center.faults).toEqual([]);
    } finally {
      await center.close();
    }
  });
});
