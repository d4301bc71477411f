import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  orderLineSchema,
  orderSchema,
  type Order,
  type OrderRequest,
  type RefusalOfCodes,
} from '../../shared/center-api.ts';
import type { Nonce, SessionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { requestDigest } from './orders.ts';
import type { Queries } from './sql.ts';

/** The session that an answer belongs to. */
export interface AnswerSession {
  readonly id: SessionId;
  readonly kioskNonce: Nonce;
}

const rowsSchema = z.array(z.object({ session: z.string(), sealed: z.instanceof(Uint8Array) }));
const linesSchema = z.array(orderLineSchema);
const contentSchema = z.object({ lines: linesSchema, order: orderSchema });

/**
 * The answer that this request was given before, by whichever node; null when it was given none. A request id that came with
 * another content or in another session is refused (`invalidOrder`).
 */
export async function givenAnswer(
  queries: Queries,
  session: AnswerSession,
  request: OrderRequest,
): Promise<Result<Order, RefusalOfCodes<'invalidOrder'>> | null> {
  const [row] = rowsSchema.parse(
    await queries.query('SELECT session, sealed FROM order_answers WHERE request = $1', [
      requestDigest(request.requestId),
    ]),
  );
  if (!row) return null;
  if (row.session !== session.id) return err({ refused: 'invalidOrder' });
  const { lines, order } = contentSchema.parse(JSON.parse(unseal(row.sealed, session, request)));
  // Both through the schema, so that the order of an object's members makes no difference.
  const same = JSON.stringify(lines) === JSON.stringify(linesSchema.parse(request.lines));
  return same ? ok(order) : err({ refused: 'invalidOrder' });
}

/**
 * Keeps the answer to a request, inside the transaction that issues it. Those to earlier requests of the session go: their
 * orders are void, and their pages are never given again. It is deleted with its session.
 */
export async function keepAnswer(
  queries: Queries,
  session: AnswerSession,
  request: OrderRequest,
  order: Order,
): Promise<void> {
  await queries.query('DELETE FROM order_answers WHERE session = $1', [session.id]);
  const sealed = seal(JSON.stringify({ lines: request.lines, order }), session, request);
  await queries.query('INSERT INTO order_answers (request, session, sealed) VALUES ($1, $2, $3)', [
    requestDigest(request.requestId),
    session.id,
    sealed,
  ]);
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * The key comes from the request's id, 128 random bits that the kiosk drew and that stand in no table (only their hash does):
 * whoever has the database, or a copy of it, cannot read the pages; the kiosk's own request can. The nonce and the session
 * bind the key to this session.
 */
function keyOf(session: AnswerSession, { requestId }: OrderRequest): Uint8Array {
  const secret = Buffer.from(requestId, 'hex');
  const salt = Buffer.from(session.kioskNonce, 'hex');
  return new Uint8Array(hkdfSync('sha256', secret, salt, `komado order answer\n${session.id}`, 32));
}

/** IV, tag, ciphertext. */
function seal(text: string, session: AnswerSession, request: OrderRequest): Uint8Array {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyOf(session, request), iv, { authTagLength: tagBytes });
  const body = [sealing.update(text, 'utf8'), sealing.final()];
  return Buffer.concat([iv, sealing.getAuthTag(), ...body]);
}

/** @throws when it was changed, or sealed for another session. */
function unseal(sealed: Uint8Array, session: AnswerSession, request: OrderRequest): string {
  const iv = sealed.subarray(0, ivBytes);
  const opening = createDecipheriv(cipher, keyOf(session, request), iv, { authTagLength: tagBytes });
  opening.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const body = [opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()];
  return Buffer.concat(body).toString('utf8');
}
