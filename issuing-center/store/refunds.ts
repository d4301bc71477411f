import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import {
  requestIdSchema,
  transactionIdSchema,
  type RequestId,
  type TransactionId,
} from '../../shared/ids.ts';
import {
  attendantIdSchema,
  refundOutcomeSchema,
  refundReasonSchema,
  type RefundClaim,
  type RefundOutcome,
} from '../../shared/refund-api.ts';
import { yenSchema, type Yen } from '../../shared/yen.ts';
import { tablesOf, type Month } from './months.ts';
import type { Queries } from './sql.ts';

const rowsSchema = z.array(
  z.object({
    id: requestIdSchema,
    transaction: transactionIdSchema,
    reason: refundReasonSchema,
    instead: z.enum(['money', 'retake']),
    amount: yenSchema,
    retakeUntil: z.number().nullable(),
    kiosk: z.string(),
    by: attendantIdSchema,
    second: attendantIdSchema.nullable(),
    grantedAt: z.number(),
    documents: z.array(z.string()),
    outcome: refundOutcomeSchema.nullable(),
  }),
);
/** A granted refund, with the claim as it came. */
export type StoredRefund = z.infer<typeof rowsSchema>[number];

const columns = `id, transaction_id AS transaction, reason, instead, amount, retake_until AS "retakeUntil", kiosk,
  attendant AS by, second_attendant AS second, granted_at AS "grantedAt",
  (SELECT coalesce(jsonb_agg(number ORDER BY number), '[]'::jsonb) FROM refunded_documents WHERE refund = id) AS documents,
  CASE WHEN hoppers IS NOT NULL THEN
    jsonb_build_object('hoppers', hoppers, 'register', register, 'cashless', cashless) END AS outcome`;

/** Every refund of an order, oldest first. */
export async function refundsOf(
  queries: Queries,
  transaction: TransactionId,
): Promise<readonly StoredRefund[]> {
  return rowsSchema.parse(
    await queries.query(`SELECT ${columns} FROM refunds WHERE transaction_id = $1 ORDER BY granted_at, id`, [
      transaction,
    ]),
  );
}

/** A refund by its id, held until the end of the transaction, or null. */
export async function holdRefund(queries: Queries, refund: RequestId): Promise<StoredRefund | null> {
  const rows = rowsSchema.parse(
    await queries.query(`SELECT ${columns} FROM refunds WHERE id = $1 FOR UPDATE`, [refund]),
  );
  return rows[0] ?? null;
}

/**
 * Enters a refund as granted; its documents are void from then on.
 * @returns false when another claim has this id, and nothing was written
 * @throws when one of the documents was refunded before: the caller holds the order and has checked
 */
export async function insertRefund(
  queries: Queries,
  claim: RefundClaim,
  granted: {
    readonly amount: Yen;
    readonly retakeUntil: Instant | null;
    readonly kiosk: string;
    readonly at: Instant;
    /** Whose tables the order is in. */
    readonly month: Month;
  },
): Promise<boolean> {
  const rows = await queries.query(
    `INSERT INTO refunds
       (id, transaction_id, reason, instead, amount, retake_until, kiosk, attendant, second_attendant, granted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      claim.refund,
      claim.transaction,
      claim.reason,
      claim.instead,
      granted.amount,
      granted.retakeUntil,
      granted.kiosk,
      claim.by,
      claim.second,
      granted.at,
    ],
  );
  if (rows.length === 0) return false;
  const { documents } = tablesOf(granted.month);
  for (const number of claim.documents) {
    await queries.query('INSERT INTO refunded_documents (number, refund) VALUES ($1, $2)', [
      number,
      claim.refund,
    ]);
    await queries.query(`UPDATE ${documents} SET state = 'void' WHERE number = $1`, [number]);
  }
  return true;
}

/** Records what was paid for a refund. */
export async function recordRefundOutcome(
  queries: Queries,
  refund: RequestId,
  { hoppers, register, cashless }: RefundOutcome,
): Promise<void> {
  await queries.query('UPDATE refunds SET hoppers = $2, register = $3, cashless = $4 WHERE id = $1', [
    refund,
    hoppers,
    register,
    cashless,
  ]);
}
