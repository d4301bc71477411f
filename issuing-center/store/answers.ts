import { z } from 'zod';
import { sessionIdSchema, type RequestId, type SessionId } from '../../shared/ids.ts';
import { requestDigest } from './orders.ts';
import { inOneRound } from './one-round.ts';
import type { Queries } from './sql.ts';

const answerRows = z
  .array(
    z.object({
      session: sessionIdSchema,
      sealed: z.string().transform((base64): Uint8Array => Buffer.from(base64, 'base64')),
    }),
  )
  .max(1);
export type StoredAnswer = z.infer<typeof answerRows>[number];

/** The sealed answer that a request was given, by whichever node, and the session it belongs to; or null. */
export async function findAnswer(queries: Queries, requestId: RequestId): Promise<StoredAnswer | null> {
  const rows = answerRows.parse(
    await queries.query(
      `SELECT session, encode(sealed, 'base64') AS sealed FROM order_answers WHERE request = $1`,
      [requestDigest(requestId)],
    ),
  );
  return rows[0] ?? null;
}

/** Puts a sealed answer in place of all earlier ones of its session. It is deleted with the session. */
export async function replaceAnswers(
  queries: Queries,
  session: SessionId,
  requestId: RequestId,
  sealed: Uint8Array,
): Promise<void> {
  const request = requestDigest(requestId);
  const round = inOneRound(queries);
  await Promise.all([
    round.query('DELETE FROM order_answers WHERE session = $2 AND request <> $1', [request, session]),
    round.query(
      `INSERT INTO order_answers (request, session, sealed) VALUES ($1, $2, $3)
       ON CONFLICT (request) DO UPDATE SET session = excluded.session, sealed = excluded.sealed`,
      [request, session, sealed],
    ),
  ]);
}
