import { z } from 'zod';
import {
  orderLineSchema,
  orderSchema,
  type OrderRequest,
  type RefusalOfCodes,
} from '../../shared/center-api.ts';
import type { Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { RequestId, SessionId } from '../../shared/ids.ts';
import { createKeyedMutex } from '../../shared/keyed-mutex.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { findAnswer, replaceAnswers, type StoredAnswer } from '../store/answers.ts';
import { requestKnown, type OrdersSession } from '../store/orders.ts';
import { findLoggedIn, hasTurn, takeTurn, type CertificateSession } from '../store/sessions.ts';
import { inOneRound } from '../store/one-round.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { writeAgain, type MadeOrder } from './answer-json.ts';
import { sealAnswer, unsealAnswer, type AnswerSession } from './seal-answer.ts';

/** One order per request. `kiosk` is the name that TLS has proved: to it, another kiosk's session does not exist. */
export type OrderOfRequest = (
  kiosk: string,
  session: SessionId,
  request: OrderRequest,
  signal: AbortSignal,
) => Promise<Result<MadeOrder, RefusalOf<'order'>>>;

/** Makes and issues an order of a session that is logged in. */
export type BuildOrder = (
  session: CertificateSession,
  request: OrderRequest,
  signal: AbortSignal,
) => Promise<Result<MadeOrder, RefusalOf<'order'>>>;

/** A later order has come to the session: nobody waits for the pages of this one. */
class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * Makes one order per request id, the same whenever and at whichever node it is asked for: the kept answer is looked up
 * first; a new one is checked (`mayBeIssued`) and written (`keepAnswer`) inside the transaction that issues the order.
 * A session has one order in work at most: a later one ends it, which is then refused like one that came too late.
 * @param parts.buildOrder makes and issues an order, each time anew; never called twice at once for one request id
 * @returns a function that rejects with the signal's reason when the signal comes before the order is issued: then nothing is
 */
export function createIdempotentOrder(parts: {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly buildOrder: BuildOrder;
}): OrderOfRequest {
  const { sql, clock, buildOrder } = parts;
  const oneAtATime = createKeyedMutex();
  const inWork = new Map<SessionId, AbortController>();

  /** Builds an order as the only one of its session. */
  async function build(...[session, request, signal]: Parameters<BuildOrder>) {
    const later = new AbortController();
    inWork.get(session.id)?.abort(new Superseded('a later order of the session'));
    inWork.set(session.id, later);
    try {
      return await buildOrder(session, request, AbortSignal.any([signal, later.signal]));
    } catch (error) {
      if (error instanceof Superseded) return err({ refused: 'invalidOrder' as const });
      throw error;
    } finally {
      if (inWork.get(session.id) === later) inWork.delete(session.id);
    }
  }

  return (kiosk, session, request, signal) =>
    oneAtATime(request.requestId, async () => {
      signal.throwIfAborted();
      const round = inOneRound(sql);
      const [open, answer] = await Promise.all([
        findLoggedIn(round, kiosk, session, clock.now()),
        findAnswer(round, request.requestId),
      ]);
      if (open?.service !== 'certificates') return err({ refused: 'sessionEnded' });
      if (answer) return openAnswer(answer, open, request);
      await takeTurn(sql, session, request.requestId);
      const built = await build(open, request, signal);
      if (built.ok || built.error.refused !== 'invalidOrder') return built;
      // Another node may have been a moment faster with the same request: then its answer counts.
      return (await givenAnswer(sql, open, request)) ?? built;
    });
}

const linesSchema = z.array(orderLineSchema);
const contentSchema = z.object({ lines: linesSchema, order: orderSchema });

/**
 * The answer that this request was already given, by whichever node; null if none. A request id that came with other content
 * or in another session is refused (`invalidOrder`).
 */
export async function givenAnswer(
  queries: Queries,
  session: AnswerSession,
  request: OrderRequest,
): Promise<Result<MadeOrder, RefusalOfCodes<'invalidOrder'>> | null> {
  const answer = await findAnswer(queries, request.requestId);
  return answer && openAnswer(answer, session, request);
}

function openAnswer(
  answer: StoredAnswer,
  session: AnswerSession,
  request: OrderRequest,
): Result<MadeOrder, RefusalOfCodes<'invalidOrder'>> {
  if (answer.session !== session.id) return err({ refused: 'invalidOrder' });
  const text = unsealAnswer(answer.sealed, session, request.requestId);
  const { lines, order } = contentSchema.parse(JSON.parse(text));
  // Both go through the schema, so that the order of an object's members makes no difference.
  const same = JSON.stringify(lines) === JSON.stringify(linesSchema.parse(request.lines));
  return same ? ok(writeAgain(order)) : err({ refused: 'invalidOrder' });
}

/**
 * Whether what was built for a request may be issued; asked while the session is held. False: a later request has come to the
 * session, or this one was issued before, and those pages count.
 */
export async function mayBeIssued(
  queries: Queries,
  session: OrdersSession,
  requestId: RequestId,
): Promise<boolean> {
  const round = inOneRound(queries);
  const [turn, known] = await Promise.all([
    hasTurn(round, session.id, requestId),
    requestKnown(round, session.month, requestId),
  ]);
  return turn && !known;
}

/**
 * Keeps the answer to a request, inside the transaction that issues it. Answers to earlier requests of the session go: their
 * orders are void, and their pages are never given again.
 */
export async function keepAnswer(
  queries: Queries,
  session: AnswerSession,
  request: OrderRequest,
  { json }: MadeOrder,
): Promise<void> {
  const { requestId, lines } = request;
  const before = Buffer.from(`{"lines":${JSON.stringify(lines)},"order":`, 'utf8');
  const sealed = sealAnswer([before, json, Buffer.from('}')], session, requestId);
  await replaceAnswers(queries, session.id, requestId, sealed);
}
