import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestIdSchema, sha256Schema, transactionIdSchema, type TransactionId } from '../../shared/ids.ts';
import { attendantIdSchema, type RefundClaim } from '../../shared/refund-api.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { newDocumentNumber, newSessionId, newTransactionId } from './random.ts';
import { openEmbedded } from './embedded.ts';
import { freeCopiesOf, grantFreeCopies, releaseNotPrinted, releaseOfSession } from './free-copies.ts';
import { makeMonth, monthAt } from './months.ts';
import { migrate } from './migrate.ts';
import { insertOrder, readOrder, settleOrder, transactionOfDigits } from './orders.ts';
import { holdRefund, insertRefund, recordRefundOutcome, refundsOf } from './refunds.ts';
import type { Queries, Sql } from './sql.ts';
import { codes } from '../../testing/municipality-codes.ts';

const now = Date.parse('2026-11-20T12:00:00+09:00');
const municipality = codes.mihon;
const certificateSha256 = sha256Schema.parse('ab'.repeat(32));
const month = monthAt(now);
const session = { id: newSessionId(), month };

let sql: Sql;
beforeAll(async () => {
  sql = await openEmbedded();
  await migrate(sql);
  await makeMonth(sql, month);
});
afterAll(() => sql.close());

/** An order of one printed certificate. */
async function printed(queries: Queries = sql): Promise<{ transaction: TransactionId; number: string }> {
  const [transaction, number] = [newTransactionId(), newDocumentNumber()];
  await insertOrder(queries, {
    ...{
      transaction,
      session: session.id,
      month,
      municipality,
      certificateSha256,
      kiosk: 'K-0001',
      builtAt: now,
      rules: null,
    },
    requestId: requestIdSchema.parse(newTransactionId()),
    price: yen(200),
    documents: [{ number, kind: 'income', variant: null, year: null, price: yen(200), sheets: 1 }],
  });
  await settleOrder(queries, { transaction, month }, [number], null, now);
  return { transaction, number };
}

const claimFor = (transaction: TransactionId, number: string): RefundClaim => ({
  refund: requestIdSchema.parse(newTransactionId()),
  transaction,
  reason: 'badPrint',
  documents: [number],
  instead: 'money',
  amount: yen(200),
  by: attendantIdSchema.parse('S-01'),
  second: null,
});
const granted = { amount: yen(200), retakeUntil: null, kiosk: 'K-0002', at: now, month };

describe('the tables of refunds', () => {
  it('refuse a second refund of a certificate, whatever the code above them does', async () => {
    const { transaction, number } = await printed();
    expect(await insertRefund(sql, claimFor(transaction, number), granted)).toBe(true);
    const again = sql.transaction((queries) => insertRefund(queries, claimFor(transaction, number), granted));
    await expect(again).rejects.toThrow('refunded_documents_pkey');
    expect(await refundsOf(sql, transaction)).toHaveLength(1);
  });

  it('refuse a payment larger than was granted, and a free copy for what was not refunded', async () => {
    const { transaction, number } = await printed();
    const claim = claimFor(transaction, number);
    await insertRefund(sql, claim, granted);
    const more = { hoppers: yen(200), register: yen(1), cashless: noYen };
    await expect(recordRefundOutcome(sql, claim.refund, more)).rejects.toThrow('refunds_check');
    const other = await printed();
    const order = await readOrder(sql, other.transaction, false);
    const holder = { certificateSha256, municipality };
    await expect(grantFreeCopies(sql, holder, order?.documents ?? [], now + 1)).rejects.toThrow(
      'free_copies_document_fkey',
    );
  });
});

describe('every lookup for refunds', () => {
  it('has a key or an index, so that a million orders do not slow it down', async () => {
    const transaction = transactionIdSchema.parse('ab'.repeat(16));
    const plans: string[] = [];
    await sql.transaction(async (queries) => {
      // With three rows the planner would scan the whole table; told not to, it still does where there is no index.
      await queries.query('SET LOCAL enable_seqscan = off');
      const explaining: Queries = {
        query: async (text, params) => {
          const plan = await queries.query(`EXPLAIN ${text}`, params);
          plans.push(plan.map((row) => String(row['QUERY PLAN'])).join('\n'));
          return queries.query(text, params);
        },
      };
      await transactionOfDigits(explaining, transaction.slice(0, 10));
      await readOrder(explaining, (await printed(queries)).transaction, true);
      await refundsOf(explaining, transaction);
      await holdRefund(explaining, requestIdSchema.parse(transaction));
      await freeCopiesOf(explaining, { certificateSha256, municipality, session }, now, true);
      await releaseOfSession(explaining, session);
      await releaseNotPrinted(explaining, { transaction, month }, []);
    });
    expect(plans).toHaveLength(9);
    for (const plan of plans) {
      expect(plan).toMatch(/Index/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
  });
});
