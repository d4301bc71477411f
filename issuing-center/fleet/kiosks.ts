import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { kioskReportSchema } from '../../shared/kiosk-report.ts';
import type { Queries } from '../store/sql.ts';

const kioskRows = z.array(
  z.object({
    kiosk: z.string(),
    cameAt: z.number(),
    since: z.number(),
    clockAhead: z.number(),
    report: kioskReportSchema,
    trusted: z.boolean(),
    /** Its credentials were revoked after the last report. */
    withdrawn: z.boolean(),
    alarms: z.int(),
  }),
);

/** In which of these a kiosk is shown. `silent`: it has told nothing for too long, whatever it said then. */
export const shownStates = ['in', 'finishing', 'out', 'silent'] as const;
export type ShownState = (typeof shownStates)[number];

export type KnownKiosk = z.infer<typeof kioskRows>[number] & { readonly shown: ShownState };

/** Every kiosk that has ever reported, by name. @param rules after how many minutes one is silent */
export async function readKiosks(
  queries: Queries,
  now: Instant,
  rules: { readonly silentMinutes: number },
  kiosk: string | null = null,
): Promise<readonly KnownKiosk[]> {
  const rows = kioskRows.parse(
    await queries.query(
      `SELECT kiosk, came_at AS "cameAt", since, clock_ahead AS "clockAhead", report,
         NOT EXISTS (SELECT 1 FROM distrusted_kiosks d WHERE d.kiosk = r.kiosk) AS trusted,
         EXISTS (SELECT 1 FROM revoked_kiosks v WHERE v.kiosk = r.kiosk AND v.issued_up_to >= r.came_at) AS withdrawn,
         (SELECT count(*)::int FROM kiosk_alarms a WHERE a.kiosk = r.kiosk AND a.cleared_at IS NULL) AS alarms
       FROM kiosk_reports r WHERE $1::text IS NULL OR kiosk = $1 ORDER BY kiosk`,
      [kiosk],
    ),
  );
  return rows.map((row) => ({
    ...row,
    shown: now - row.cameAt >= rules.silentMinutes * 60_000 ? 'silent' : row.report.service.state,
  }));
}
