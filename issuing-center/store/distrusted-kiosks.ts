import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { oddities, type Oddity } from '../../shared/report-oddities.ts';
import type { Queries } from './sql.ts';

/** A report that does not add up, as it came. */
export interface OddReport {
  readonly kiosk: string;
  /** The order's transaction, or the refund. */
  readonly about: string;
  readonly oddity: Oddity;
  readonly report: unknown;
}

/** So many odd reports of a kiosk are kept until a person has looked: one suffices to lock it, and more would fill the disk. */
const mostKept = 20;

/**
 * Keeps an odd report as evidence, and trusts its kiosk no more.
 * @returns false when the same report came before: nothing is changed then, so that a kiosk which a person has released is not
 * locked out again by repeating what that person saw
 */
export async function keepOddReport(
  queries: Queries,
  { kiosk, about, oddity, report }: OddReport,
  now: Instant,
): Promise<boolean> {
  const text = JSON.stringify(report);
  const digest = createHash('sha256')
    .update(JSON.stringify([kiosk, about, text]))
    .digest('hex');
  const rows = await queries.query(
    `INSERT INTO odd_reports (digest, kiosk, about, oddity, report, came_at) SELECT $1, $2, $3, $4, $5, $6
     WHERE (SELECT count(*) FROM odd_reports WHERE kiosk = $2 AND looked_at IS NULL) < $7
     ON CONFLICT DO NOTHING RETURNING digest`,
    [digest, kiosk, about, oddity, text, now, mostKept],
  );
  if (rows.length === 0) return false;
  await queries.query('INSERT INTO distrusted_kiosks (kiosk, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    kiosk,
    now,
  ]);
  return true;
}

/** Whether a kiosk is served. */
export async function isTrusted(queries: Queries, kiosk: string): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM distrusted_kiosks WHERE kiosk = $1', [kiosk]);
  return rows.length === 0;
}

/** Serves a kiosk again after a person has looked. False when it was trusted all along. */
export async function releaseKiosk(queries: Queries, kiosk: string, now: Instant): Promise<boolean> {
  const rows = await queries.query('DELETE FROM distrusted_kiosks WHERE kiosk = $1 RETURNING kiosk', [kiosk]);
  await queries.query('UPDATE odd_reports SET looked_at = $2 WHERE kiosk = $1 AND looked_at IS NULL', [
    kiosk,
    now,
  ]);
  return rows.length > 0;
}

const evidenceRows = z.array(
  z.object({
    kiosk: z.string(),
    about: z.string(),
    oddity: z.enum(oddities),
    cameAt: z.number(),
    report: z.unknown(),
  }),
);
export type Evidence = z.infer<typeof evidenceRows>[number];

/** The odd reports of kiosks that are not trusted, oldest first: what a person has to look at. */
export async function openEvidence(queries: Queries): Promise<readonly Evidence[]> {
  return evidenceRows.parse(
    await queries.query(
      `SELECT kiosk, about, oddity, came_at AS "cameAt", report FROM odd_reports
       WHERE looked_at IS NULL AND kiosk IN (SELECT kiosk FROM distrusted_kiosks) ORDER BY came_at, digest`,
    ),
  );
}
