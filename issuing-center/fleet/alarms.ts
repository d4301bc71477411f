import { z } from 'zod';
import { alarmKinds, type AlarmKind } from '../../shared/alarm-kinds.ts';
import type { Instant } from '../../shared/dates.ts';
import { supplyLevels, toldCauses } from '../../shared/kiosk-report.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Queries } from '../store/sql.ts';

/** A word that says more of an alarm: why a kiosk is out, how little there is, or nothing more. */
export const alarmDetails = [...new Set([...toldCauses, ...supplyLevels])] as const;
const detailSchema = z.enum(alarmDetails);
export type AlarmDetail = z.infer<typeof detailSchema>;

const alarmRows = z.array(
  z.object({
    id: z.int(),
    kiosk: z.string(),
    kind: z.enum(alarmKinds),
    detail: detailSchema,
    raisedAt: z.number(),
    holds: z.boolean(),
    clearedAt: z.number().nullable(),
    clearedBy: z.string().nullable(),
    note: z.string().nullable(),
  }),
);
export type Alarm = z.infer<typeof alarmRows>[number];

/** One that was cleared while it is still so comes again after this, ms: nobody need remember it. */
const againMs = 24 * 60 * 60_000;

const columns = `id, kiosk, kind, detail, raised_at AS "raisedAt", holds, cleared_at AS "clearedAt", cleared_by AS "clearedBy", note`;

/**
 * Notes that something is so: raises its alarm unless it stands already, or was cleared lately and has been so ever since.
 * @returns whether it was raised now
 */
export async function raise(
  queries: Queries,
  kiosk: string,
  kind: AlarmKind,
  detail: AlarmDetail,
  now: Instant,
): Promise<boolean> {
  const standing = await queries.query(
    `UPDATE kiosk_alarms SET holds = true, detail = $3 WHERE kiosk = $1 AND kind = $2 AND cleared_at IS NULL RETURNING id`,
    [kiosk, kind, detail],
  );
  if (standing.length > 0) return false;
  // Two nodes may look at once: the index lets one of them in.
  const rows = await queries.query(
    `INSERT INTO kiosk_alarms (kiosk, kind, detail, raised_at, holds) SELECT $1, $2, $3, $4, true
     WHERE NOT EXISTS (
       SELECT 1 FROM kiosk_alarms WHERE kiosk = $1 AND kind = $2 AND holds AND cleared_at > $5)
     ON CONFLICT (kiosk, kind) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
    [kiosk, kind, detail, now, now - againMs],
  );
  return rows.length > 0;
}

/** Raises an alarm for something that happened and does not last. @returns whether it was raised now */
export async function raiseOnce(
  queries: Queries,
  kiosk: string,
  kind: AlarmKind,
  detail: AlarmDetail,
  now: Instant,
): Promise<boolean> {
  const rows = await queries.query(
    `INSERT INTO kiosk_alarms (kiosk, kind, detail, raised_at, holds) VALUES ($1, $2, $3, $4, false)
     ON CONFLICT (kiosk, kind) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
    [kiosk, kind, detail, now],
  );
  return rows.length > 0;
}

/** Notes that something is no longer so. Its alarm stands until a person clears it. */
export async function subside(queries: Queries, kiosk: string, kind: AlarmKind): Promise<void> {
  await queries.query('UPDATE kiosk_alarms SET holds = false WHERE kiosk = $1 AND kind = $2 AND holds', [
    kiosk,
    kind,
  ]);
}

/** Clears an alarm; inside the transaction that puts it on record. */
export async function clearAlarm(
  queries: Queries,
  id: number,
  { by, at, note }: { readonly by: string; readonly at: Instant; readonly note: string },
): Promise<Result<Alarm, 'changed'>> {
  const [cleared] = alarmRows.parse(
    await queries.query(
      `UPDATE kiosk_alarms SET cleared_at = $2, cleared_by = $3, note = $4
       WHERE id = $1 AND cleared_at IS NULL RETURNING ${columns}`,
      [id, at, by, note],
    ),
  );
  return cleared ? ok(cleared) : err('changed');
}

/** Every alarm that stands, the oldest first. */
export async function standingAlarms(queries: Queries): Promise<readonly Alarm[]> {
  return alarmRows.parse(
    await queries.query(
      `SELECT ${columns} FROM kiosk_alarms WHERE cleared_at IS NULL ORDER BY raised_at, id`,
    ),
  );
}

/** Those that were cleared last, the latest first. */
export async function clearedAlarms(queries: Queries, most: number): Promise<readonly Alarm[]> {
  return alarmRows.parse(
    await queries.query(
      `SELECT ${columns} FROM kiosk_alarms WHERE cleared_at IS NOT NULL ORDER BY cleared_at DESC, id DESC LIMIT $1`,
      [most],
    ),
  );
}
