import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { requestIdSchema, sha256Schema, transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { bothDatabases, clusterOfFile } from '../../testing/postgres/both-databases.ts';
import { migrate } from './migrate.ts';
import {
  createMonths,
  makeMonth,
  monthAt,
  monthOfOrder,
  monthSchema,
  tablesOf,
  type Month,
} from './months.ts';
import {
  insertOrder,
  readOrder,
  requestKnown,
  settleOrder,
  transactionOfDigits,
  voidOpenOrders,
  voidOrphans,
} from './orders.ts';
import { newDocumentNumber, newSessionId, newTransactionId } from './random.ts';
import { insertRefund, refundsOf } from './refunds.ts';
import { openServer } from './server.ts';
import type { Queries, Sql } from './sql.ts';

const certificateSha256 = sha256Schema.parse('ab'.repeat(32));
const [november, december] = [monthSchema.parse('2026-11-01'), monthSchema.parse('2026-12-01')];
const before = monthSchema.parse('-infinity');
const inNovember = instantInJapan(isoDate('2026-11-20'));

/** One order of one certificate, for a session of this month. */
async function enter(queries: Queries, month: Month, transaction = newTransactionId()) {
  const [session, number] = [newSessionId(), newDocumentNumber()];
  const requestId = requestIdSchema.parse(newTransactionId());
  await insertOrder(queries, {
    ...{ transaction, session, month, certificateSha256, kiosk: 'K-0001', builtAt: inNovember, rules: null },
    ...{ requestId, municipality: codes.mihon, price: yen(200) },
    documents: [{ number, kind: 'income', variant: null, year: null, price: yen(200), sheets: 1 }],
  });
  return { transaction, month, session: { id: session, month }, requestId, number };
}

it('a month begins at midnight in Japan', () => {
  const midnight = instantInJapan(isoDate('2026-12-01'));
  expect([monthAt(midnight - 1), monthAt(midnight)]).toEqual([november, december]);
  expect(tablesOf(december)).toEqual({ orders: 'orders_2026_12', documents: 'documents_2026_12' });
  for (const wrong of ['2026-12-02', "2026-12-01'; DROP TABLE orders; --", 'infinity'])
    expect(monthSchema.safeParse(wrong).success).toBe(false);
});

const cluster = clusterOfFile();

describe.each(bothDatabases(cluster))('tables by month on %s', (_name, open) => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await open();
    await migrate(sql);
  });
  afterAll(() => sql.close());
  beforeEach(async () => {
    await sql.script(
      'TRUNCATE orders, documents, receipt_codes, refunds, refunded_documents, free_copies, sessions CASCADE;',
    );
    await makeMonth(sql, november);
    await makeMonth(sql, december);
  });

  it('are made before they are needed, the next month’s a week ahead, and once', async () => {
    const months = createMonths(sql);
    const there = async (month: string) =>
      (await sql.query('SELECT to_regclass($1) IS NOT NULL AS there', [`orders_${month}`]))[0]?.['there'];
    expect(await months.at(instantInJapan(isoDate('2027-01-31'), '23:59:59'))).toBe('2027-01-01');
    expect([await there('2027_01'), await there('2027_02')]).toEqual([true, false]);
    await months.prepare(instantInJapan(isoDate('2027-01-24')));
    expect(await there('2027_02')).toBe(false);
    await months.prepare(instantInJapan(isoDate('2027-01-25')));
    expect(await there('2027_02')).toBe(true);
    await createMonths(sql).at(instantInJapan(isoDate('2027-02-01')));
  });

  it('hold each order in its session’s month, where everything of it is found', async () => {
    const orders = [await enter(sql, before), await enter(sql, november), await enter(sql, december)];
    for (const { transaction, month, requestId, number } of orders) {
      expect(await monthOfOrder(sql, transaction)).toBe(month);
      expect(await transactionOfDigits(sql, transaction.slice(0, 10))).toBe(transaction);
      expect(await requestKnown(sql, month, requestId)).toBe(true);
      const { orders: table } = tablesOf(month);
      expect(await sql.query(`SELECT transaction_id FROM ${table}`)).toEqual([
        { transaction_id: transaction },
      ]);
      await settleOrder(sql, { transaction, month }, [number], null, inNovember);
      expect(await readOrder(sql, transaction, true)).toMatchObject({
        ...{ state: 'settled', month },
        documents: [{ number, state: 'printed' }],
      });
    }
    expect(await sql.query('SELECT count(*)::int AS n FROM orders')).toEqual([{ n: 3 }]);
    expect(await readOrder(sql, newTransactionId(), false)).toBeNull();
  });

  it('void the open orders of a session, and those of sessions that are no more, in whatever month', async () => {
    const [old, ended, orphan] = [
      await enter(sql, before),
      await enter(sql, november),
      await enter(sql, december),
    ];
    await voidOpenOrders(sql, november, [ended.session.id]);
    const states = () =>
      Promise.all(
        [old, ended, orphan].map(async ({ transaction }) => {
          const order = await readOrder(sql, transaction, false);
          return [order?.state, order?.documents[0]?.state];
        }),
      );
    expect(await states()).toEqual([
      ['open', 'issued'],
      ['void', 'void'],
      ['open', 'issued'],
    ]);
    await voidOrphans(sql);
    expect(await states()).toEqual(Array(3).fill(['void', 'void']));
  });

  it('let one receipt code name one order alone, whatever its month', async () => {
    const [first, second] = ['0', 'f'].map((digit) =>
      transactionIdSchema.parse('0123456789'.padEnd(32, digit)),
    );
    await enter(sql, november, first);
    await expect(sql.transaction((queries) => enter(queries, december, second))).rejects.toThrow(
      'receipt_codes',
    );
    expect(await sql.query('SELECT month FROM orders')).toEqual([{ month: november }]);
  });

  it('refuse what is not of their month', async () => {
    const order = await enter(sql, november);
    await expect(sql.query(`UPDATE ${tablesOf(november).orders} SET month = $1`, [december])).rejects.toThrow(
      'partition constraint',
    );
    expect((await readOrder(sql, order.transaction, false))?.month).toBe(november);
  });

  it('can be put away: its orders are unknown then, its codes are not given again, its refunds stay', async () => {
    const [gone, kept] = [await enter(sql, november), await enter(sql, december)];
    for (const { transaction, month, number } of [gone, kept]) {
      await settleOrder(sql, { transaction, month }, [number], null, inNovember);
      const claim = { transaction, reason: 'badPrint', instead: 'money' } as const;
      const by = { by: attendantIdSchema.parse('S-01'), second: null };
      const refund = requestIdSchema.parse(newTransactionId());
      const granted = { amount: yen(200), retakeUntil: null, kiosk: 'K-0001', at: inNovember, month };
      expect(
        await insertRefund(sql, { ...claim, ...by, refund, documents: [number], amount: yen(200) }, granted),
      ).toBe(true);
    }
    await sql.script(`ALTER TABLE documents DETACH PARTITION documents_2026_11;
      ALTER TABLE orders DETACH PARTITION orders_2026_11; DROP TABLE documents_2026_11, orders_2026_11;`);
    expect(await readOrder(sql, gone.transaction, false)).toBeNull();
    expect(await transactionOfDigits(sql, gone.transaction.slice(0, 10))).toBe(gone.transaction);
    await expect(sql.transaction((queries) => enter(queries, december, gone.transaction))).rejects.toThrow(
      'receipt_codes',
    );
    expect(await refundsOf(sql, gone.transaction)).toHaveLength(1);
    expect((await readOrder(sql, kept.transaction, false))?.documents).toMatchObject([
      { state: 'void', refunded: true },
    ]);
  });
});

describe('on a server with several nodes', () => {
  it('two make the same month, and neither waits for orders of another month', async () => {
    const url = await cluster.newDatabase();
    const [one, other] = [openServer(url), openServer(url)];
    try {
      await migrate(one);
      await makeMonth(one, november);
      // Locks would be kept to the end of this transaction, and waiting for them ends in an error after some seconds.
      await one.transaction(async (queries) => {
        const { transaction, month, number } = await enter(queries, november);
        await settleOrder(queries, { transaction, month }, [number], { ...paid }, inNovember);
        await readOrder(queries, transaction, true);
        await voidOrphans(queries);
        await Promise.all([makeMonth(other, december), makeMonth(other, december)]);
        await enter(other, december);
      });
      expect(await one.query('SELECT count(*)::int AS n FROM orders')).toEqual([{ n: 2 }]);
    } finally {
      await one.close();
      await other.close();
    }
  });

  it('a session that began before the months goes on among the orders from before', async () => {
    const sql = openServer(await cluster.newDatabase());
    try {
      await migrate(sql);
      await sql.query(
        `INSERT INTO sessions (id, kiosk, service, municipality, kiosk_nonce, state, challenge, challenge_expires_at, expires_at, month)
         VALUES ($1, 'K-0001', 'certificates', $2, 'n', 'begun', '', 1, 1, '-infinity')`,
        ['cd'.repeat(16), codes.mihon],
      );
      const [row] = await sql.query('SELECT month FROM sessions');
      const { transaction } = await enter(sql, monthSchema.parse(row?.['month']));
      expect(await monthOfOrder(sql, transaction)).toBe(before);
    } finally {
      await sql.close();
    }
  });
});

const paid = { method: 'cash', paid: yen(500), givenBack: yen(300), owed: noYen } as const;
