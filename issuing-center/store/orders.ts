import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  certificateIdSchema,
  certificateKindSchema,
  fiscalYearSchema,
  variantIdSchema,
  type CertificateKind,
  type FiscalYear,
  type VariantId,
} from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import {
  municipalityIdSchema,
  sessionIdSchema,
  sha256Schema,
  transactionIdSchema,
  type MunicipalityId,
  type RequestId,
  type SessionId,
  type Sha256,
  type TransactionId,
} from '../../shared/ids.ts';
import { digitsInCode } from '../../shared/receipt-code.ts';
import { orderMoneySchema, type OrderMoney } from '../../shared/refund-api.ts';
import { yenSchema, type Yen } from '../../shared/yen.ts';
import { monthOfOrder, monthSchema, tablesOf, type Month } from './months.ts';
import { inOneRound } from './one-round.ts';
import type { Queries } from './sql.ts';

export interface OrderEntry {
  readonly transaction: TransactionId;
  readonly requestId: RequestId;
  readonly session: SessionId;
  /** Of the session; its tables are there. */
  readonly month: Month;
  readonly kiosk: string;
  readonly municipality: MunicipalityId;
  /** Hash of the certificate that logged in. */
  readonly certificateSha256: Sha256;
  readonly price: Yen;
  readonly builtAt: Instant;
  /** The number of the municipality's rules by which it was built; null where the session has none. */
  readonly rules: number | null;
  readonly documents: readonly {
    readonly number: string;
    readonly kind: CertificateKind;
    readonly id?: string;
    readonly variant: VariantId | null;
    readonly year: FiscalYear | null;
    readonly price: Yen;
    readonly sheets: number;
  }[];
}

/** What the database keeps of a request: its id opens the answer to it and is not stored. */
export function requestDigest(requestId: RequestId): string {
  return createHash('sha256').update(requestId).digest('hex');
}

/**
 * Enters an order and its documents as issued.
 * @throws when the request id, the transaction, its code or a number is already in use
 */
export async function insertOrder(queries: Queries, order: OrderEntry): Promise<void> {
  const round = inOneRound(queries);
  const tables = tablesOf(order.month);
  const coded = round.query('INSERT INTO receipt_codes (code, transaction_id, month) VALUES ($1, $2, $3)', [
    order.transaction.slice(0, digitsInCode),
    order.transaction,
    order.month,
  ]);
  const entered = round.query(
    `INSERT INTO ${tables.orders} (transaction_id, request, session, kiosk, municipality, certificate_sha256, price, built_at,
       rules, month, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')`,
    [
      order.transaction,
      requestDigest(order.requestId),
      order.session,
      order.kiosk,
      order.municipality,
      order.certificateSha256,
      order.price,
      order.builtAt,
      order.rules,
      order.month,
    ],
  );
  const rows = order.documents.map(({ number, kind, id, variant, year, price, sheets }, position) => ({
    ...{ number, kind, certificate: id ?? null, variant },
    ...{ fiscal_year: year, price, sheets, position },
  }));
  const listed = round.query(
    `INSERT INTO ${tables.documents} (number, transaction_id, kind, certificate, variant, fiscal_year, price, sheets, position, month,
       state)
     SELECT number, $1, kind, certificate, variant, fiscal_year, price, sheets, position, $3, 'issued'
     FROM json_to_recordset($2::json) AS d (number text, kind text, certificate text, variant text, fiscal_year integer,
       price integer, sheets integer, position integer)`,
    [order.transaction, JSON.stringify(rows), order.month],
  );
  await Promise.all([coded, entered, listed]);
}

/** Whether an order was entered for a request, among those of its session's month. */
export async function requestKnown(queries: Queries, month: Month, requestId: RequestId): Promise<boolean> {
  const { orders } = tablesOf(month);
  const rows = await queries.query(`SELECT 1 FROM ${orders} WHERE request = $1`, [requestDigest(requestId)]);
  return rows.length > 0;
}

const transactionRows = z.array(z.object({ transaction: transactionIdSchema })).max(1);

/** The order whose transaction id begins with these ten digits (shared/receipt-code.ts), also one that was put away; or null. */
export async function transactionOfDigits(queries: Queries, digits: string): Promise<TransactionId | null> {
  const rows = transactionRows.parse(
    await queries.query('SELECT transaction_id AS transaction FROM receipt_codes WHERE code = $1', [digits]),
  );
  return rows[0]?.transaction ?? null;
}

/** A session, and the month whose tables its orders are in. */
export interface OrdersSession {
  readonly id: SessionId;
  readonly month: Month;
}

/**
 * Voids the open orders of a month's sessions with every document issued for them. Orders stand last: everybody else holds an order before its
 * documents, and of changes in one statement PostgreSQL makes the last one first.
 */
export async function voidOpenOrders(
  queries: Queries,
  month: Month,
  sessions: readonly SessionId[],
): Promise<void> {
  const round = inOneRound(queries);
  const { orders, documents } = tablesOf(month);
  const open = `session = ANY (string_to_array($1, ' ')) AND state = 'open'`;
  const of = [sessions.join(' ')];
  await Promise.all([
    round.query(
      `UPDATE ${documents} SET state = 'void' WHERE state = 'issued'
         AND transaction_id IN (SELECT transaction_id FROM ${orders} WHERE ${open})`,
      of,
    ),
    round.query(`UPDATE ${orders} SET state = 'void' WHERE ${open}`, of),
  ]);
}

const orphanRows = z.array(z.object({ month: monthSchema, sessions: z.array(sessionIdSchema) }));

/**
 * Voids the open orders of sessions that no longer exist. They are looked for in all months by the small index of what is open, and then
 * voided in their own: a change over all months at once reads through every document there is.
 */
export async function voidOrphans(queries: Queries): Promise<void> {
  const orphans = orphanRows.parse(
    await queries.query(
      `SELECT month, jsonb_agg(DISTINCT session) AS sessions FROM orders
       WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = orders.session)
       GROUP BY month`,
    ),
  );
  for (const { month, sessions } of orphans) await voidOpenOrders(queries, month, sessions);
}

const orderRows = z
  .array(
    z.object({
      transaction: transactionIdSchema,
      month: monthSchema,
      kiosk: z.string(),
      municipality: municipalityIdSchema,
      certificateSha256: sha256Schema.nullable(),
      builtAt: z.number(),
      /** The number of the municipality's rules by which it was built; null: not on record. */
      rules: z.int().nullable(),
      /** When the kiosk reported how it ended; null: it has not, or that is not on record. */
      reportedAt: z.number().nullable(),
      state: z.enum(['open', 'void', 'settled']),
      money: orderMoneySchema.nullable(),
    }),
  )
  .max(1);
const documentRows = z.array(
  z.object({
    number: z.string(),
    kind: certificateKindSchema,
    /** Null: the one of its kind. */
    certificate: certificateIdSchema.nullable(),
    variant: variantIdSchema.nullable(),
    year: fiscalYearSchema.nullable(),
    price: yenSchema,
    sheets: z.int().positive(),
    state: z.enum(['issued', 'printed', 'void']),
    refunded: z.boolean(),
  }),
);
export type StoredDocument = z.infer<typeof documentRows>[number];

export type StoredOrder = z.infer<typeof orderRows>[number] & {
  /** In the order's own sequence. */
  readonly documents: readonly StoredDocument[];
};

/**
 * An order with its documents; null where there is none, or its month was put away.
 * @param hold keeps others from changing it or refunding anything of it until the end of the transaction
 */
export async function readOrder(
  queries: Queries,
  transaction: TransactionId,
  hold: boolean,
): Promise<StoredOrder | null> {
  const month = await monthOfOrder(queries, transaction);
  if (month === null) return null;
  const tables = tablesOf(month);
  const [order] = orderRows.parse(
    await queries.query(
      `SELECT transaction_id AS transaction, month, kiosk, municipality, certificate_sha256 AS "certificateSha256",
         built_at AS "builtAt", rules, reported_at AS "reportedAt", state,
         CASE WHEN method IS NOT NULL THEN
           jsonb_build_object('method', method, 'paid', paid, 'givenBack', given_back, 'owed', owed) END AS money
       FROM ${tables.orders} WHERE transaction_id = $1${hold ? ' FOR UPDATE' : ''}`,
      [transaction],
    ),
  );
  if (!order) return null;
  // A separate statement after the hold: it sees what the previous holder of the order has written.
  const documents = documentRows.parse(
    await queries.query(
      `SELECT number, kind, certificate, variant, fiscal_year AS year, price, sheets, state,
         EXISTS (SELECT 1 FROM refunded_documents r WHERE r.number = d.number) AS refunded
       FROM ${tables.documents} d WHERE transaction_id = $1 ORDER BY position, number`,
      [transaction],
    ),
  );
  return { ...order, documents };
}

/** An order, and the month whose tables it is in. */
export interface OrderOfMonth {
  readonly transaction: TransactionId;
  readonly month: Month;
}

/** Records how an order ended: these documents were printed, all its others are void, and the money went as given. */
export async function settleOrder(
  queries: Queries,
  { transaction, month }: OrderOfMonth,
  printed: readonly string[],
  money: OrderMoney | null,
  now: Instant,
): Promise<void> {
  const round = inOneRound(queries);
  const tables = tablesOf(month);
  const documents = round.query(
    `UPDATE ${tables.documents} SET state = CASE WHEN number IN (SELECT jsonb_array_elements_text($2::jsonb)) THEN 'printed' ELSE 'void' END
     WHERE transaction_id = $1`,
    [transaction, JSON.stringify(printed)],
  );
  const order = round.query(
    `UPDATE ${tables.orders} SET state = 'settled', method = $2, paid = $3, given_back = $4, owed = $5, reported_at = $6
     WHERE transaction_id = $1`,
    [
      transaction,
      money?.method ?? null,
      money?.paid ?? null,
      money?.givenBack ?? null,
      money?.owed ?? null,
      now,
    ],
  );
  await Promise.all([documents, order]);
}

const owedRows = z.array(z.object({ owed: z.int() })).length(1);

/** What a kiosk has reported as owed since an instant, yen. */
export async function owedSince(queries: Queries, kiosk: string, since: Instant): Promise<number> {
  const rows = owedRows.parse(
    await queries.query(
      'SELECT coalesce(sum(owed), 0)::int AS owed FROM orders WHERE kiosk = $1 AND owed > 0 AND reported_at > $2',
      [kiosk, since],
    ),
  );
  return rows[0]?.owed ?? 0;
}
