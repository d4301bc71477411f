import { createHash } from 'node:crypto';
import { z } from 'zod';
import { certificateKindSchema, type CertificateKind } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId, RequestId, SessionId, TransactionId } from '../../shared/ids.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Queries } from './sql.ts';

export interface OrderEntry {
  readonly transaction: TransactionId;
  readonly requestId: RequestId;
  readonly session: SessionId;
  readonly kiosk: string;
  readonly municipality: MunicipalityId;
  readonly price: Yen;
  readonly builtAt: Instant;
  readonly documents: readonly {
    readonly number: string;
    readonly kind: CertificateKind;
    readonly price: Yen;
    readonly sheets: number;
  }[];
}

/** What stands in the database for a request: its id opens the answer to it and is not kept. */
export function requestDigest(requestId: RequestId): string {
  return createHash('sha256').update(requestId).digest('hex');
}

/** Enters an order and its documents as issued. @throws when the request id, transaction or a number is known already. */
export async function insertOrder(queries: Queries, order: OrderEntry): Promise<void> {
  await queries.query(
    `INSERT INTO orders (transaction_id, request, session, kiosk, municipality, price, built_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'open')`,
    [
      order.transaction,
      requestDigest(order.requestId),
      order.session,
      order.kiosk,
      order.municipality,
      order.price,
      order.builtAt,
    ],
  );
  for (const document of order.documents)
    await queries.query(
      `INSERT INTO documents (number, transaction_id, kind, price, sheets, state)
       VALUES ($1, $2, $3, $4, $5, 'issued')`,
      [document.number, order.transaction, document.kind, document.price, document.sheets],
    );
}

export async function requestKnown(queries: Queries, requestId: RequestId): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM orders WHERE request = $1', [requestDigest(requestId)]);
  return rows.length > 0;
}

/** Voids the open orders of a session with every document that was issued for them. */
export async function voidOpenOrders(queries: Queries, session: SessionId): Promise<void> {
  await queries.query(
    `WITH voided AS (UPDATE orders SET state = 'void' WHERE session = $1 AND state = 'open' RETURNING transaction_id)
     UPDATE documents SET state = 'void'
     WHERE state = 'issued' AND transaction_id IN (SELECT transaction_id FROM voided)`,
    [session],
  );
}

/** Voids the open orders of sessions that are no longer there. */
export async function voidOrphans(queries: Queries): Promise<void> {
  await queries.query(
    `WITH voided AS (
       UPDATE orders SET state = 'void'
       WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = orders.session)
       RETURNING transaction_id)
     UPDATE documents SET state = 'void'
     WHERE state = 'issued' AND transaction_id IN (SELECT transaction_id FROM voided)`,
  );
}

const orderRows = z.array(z.object({ state: z.enum(['open', 'void', 'settled']) }));
const documentRows = z.array(
  z.object({
    number: z.string(),
    kind: certificateKindSchema,
    state: z.enum(['issued', 'printed', 'void']),
  }),
);

export interface StoredOrder {
  readonly state: 'open' | 'void' | 'settled';
  readonly documents: z.infer<typeof documentRows>;
}

/** Whether a kiosk ordered this; an order never changes its kiosk. */
export async function isOrderOf(
  queries: Queries,
  transaction: TransactionId,
  kiosk: string,
): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM orders WHERE transaction_id = $1 AND kiosk = $2', [
    transaction,
    kiosk,
  ]);
  return rows.length > 0;
}

/** Finds an order and holds it to the end of the transaction. */
export async function holdOrder(queries: Queries, transaction: TransactionId): Promise<StoredOrder | null> {
  const [order] = orderRows.parse(
    await queries.query('SELECT state FROM orders WHERE transaction_id = $1 FOR UPDATE', [transaction]),
  );
  if (!order) return null;
  const documents = documentRows.parse(
    await queries.query('SELECT number, kind, state FROM documents WHERE transaction_id = $1', [transaction]),
  );
  return { ...order, documents };
}

/** Writes how an order ended: these documents were printed, all others of it are void. */
export async function settleOrder(
  queries: Queries,
  transaction: TransactionId,
  printed: readonly string[],
): Promise<void> {
  await queries.query("UPDATE documents SET state = 'void' WHERE transaction_id = $1", [transaction]);
  for (const number of printed)
    await queries.query("UPDATE documents SET state = 'printed' WHERE transaction_id = $1 AND number = $2", [
      transaction,
      number,
    ]);
  await queries.query("UPDATE orders SET state = 'settled' WHERE transaction_id = $1", [transaction]);
}
