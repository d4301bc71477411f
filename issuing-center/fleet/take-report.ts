import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { kioskReportSchema, type KioskReport, type StandingOrders } from '../../shared/kiosk-report.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { raiseOnce } from './alarms.ts';
import { hearOrders, standingOrders } from './orders.ts';

/** How many starts of a kiosk's program are kept: a report of one that was forgotten counts as a new start. */
const runsKept = 8;
/** A report of an earlier start may still be on the way when the next one begins; a second one is no straggler. */
const stragglers = 1;
/** Within this a state that goes on may seem to have begun, by the time that reports take, ms. */
const jitterMs = 20_000;

const lastRows = z
  .array(z.object({ run: z.string(), number: z.int(), since: z.number(), report: kioskReportSchema }))
  .max(1);
const runRows = z.array(z.object({ number: z.int(), returned: z.int() })).max(1);

/**
 * Keeps a kiosk's report, if it is newer than the last, and answers with what is wanted of it. A repeated or late report changes
 * nothing; one of a run that another has followed is another machine of the same name, for which an alarm is raised.
 */
export function takeReport(
  sql: Sql,
  kiosk: string,
  report: KioskReport,
  now: Instant,
): Promise<{ readonly orders: StandingOrders; readonly raised: boolean }> {
  return sql.transaction(async (queries) => {
    // Reports of one kiosk one after another, at whichever node they come.
    await queries.query('SELECT pg_advisory_xact_lock(4096019, hashtext($1))', [kiosk]);
    const raised = await keep(queries, kiosk, report, now);
    return { orders: await standingOrders(queries, kiosk), raised };
  });
}

/** @returns whether it raised an alarm */
async function keep(queries: Queries, kiosk: string, report: KioskReport, now: Instant): Promise<boolean> {
  const { run, number } = report;
  const [known] = runRows.parse(
    await queries.query('SELECT number, returned FROM kiosk_runs WHERE kiosk = $1 AND run = $2', [
      kiosk,
      run,
    ]),
  );
  if (known && number <= known.number) return false;
  const [last] = lastRows.parse(
    await queries.query('SELECT run, number, since, report FROM kiosk_reports WHERE kiosk = $1', [kiosk]),
  );
  if (known && last && last.run !== run) {
    await queries.query(
      'UPDATE kiosk_runs SET number = $3, returned = returned + 1 WHERE kiosk = $1 AND run = $2',
      [kiosk, run, number],
    );
    return known.returned >= stragglers && raiseOnce(queries, kiosk, 'twoKiosks', 'other', now);
  }
  await queries.query(
    `INSERT INTO kiosk_runs (kiosk, run, began_at, number) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kiosk, run) DO UPDATE SET number = excluded.number`,
    [kiosk, run, now, number],
  );
  if (!known)
    await queries.query(
      `DELETE FROM kiosk_runs WHERE kiosk = $1 AND run NOT IN
         (SELECT run FROM kiosk_runs WHERE kiosk = $1 ORDER BY began_at DESC, run LIMIT $2)`,
      [kiosk, runsKept],
    );
  await queries.query(
    `INSERT INTO kiosk_reports (kiosk, run, number, came_at, since, clock_ahead, report)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (kiosk) DO UPDATE SET run = excluded.run, number = excluded.number, came_at = excluded.came_at,
       since = excluded.since, clock_ahead = excluded.clock_ahead, report = excluded.report`,
    [kiosk, run, number, now, sinceOf(report, last, now), report.clock - now, JSON.stringify(report)],
  );
  await hearOrders(queries, kiosk, report.heard, now);
  return false;
}

/** When its state began, by the center's clock: the same instant in every report of it. */
function sinceOf(
  { service }: KioskReport,
  last: { readonly since: Instant; readonly report: KioskReport } | undefined,
  now: Instant,
): Instant {
  const since = now - service.forMs;
  const before = last?.report.service;
  const goesOn =
    before?.state === service.state &&
    (before.state !== 'out' || service.state !== 'out' || before.cause === service.cause);
  return goesOn && last && Math.abs(since - last.since) < jitterMs ? last.since : since;
}
