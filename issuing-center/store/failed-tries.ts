import { z } from 'zod';
import type { Tries } from '../limits/failed-tries.ts';
import type { Queries } from './sql.ts';

const rows = z
  .array(z.object({ failed: z.int(), lastAt: z.number(), lockedUntil: z.number().nullable() }))
  .max(1);

/** The failed tries of a subject, held until the end of the transaction, so that of many at once each is counted. */
export async function holdTries(queries: Queries, subject: string): Promise<Tries | null> {
  await queries.query(
    'INSERT INTO failed_tries (subject, failed, last_at) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING',
    [subject],
  );
  const found = rows.parse(
    await queries.query(
      `SELECT failed, last_at AS "lastAt", locked_until AS "lockedUntil" FROM failed_tries
       WHERE subject = $1 FOR UPDATE`,
      [subject],
    ),
  );
  const [tries] = found;
  return tries && tries.failed > 0 ? tries : null;
}

export async function recordTries(
  queries: Queries,
  subject: string,
  { failed, lastAt, lockedUntil }: Tries,
): Promise<void> {
  await queries.query(
    'UPDATE failed_tries SET failed = $2, last_at = $3, locked_until = $4 WHERE subject = $1',
    [subject, failed, lastAt, lockedUntil],
  );
}
