import type { EventLog } from '../logging/event-log.ts';
import { kioskLabel } from '../logging/field-kinds.ts';
import type { Clock } from '../shared/dates.ts';
import type { RefusalOfCodes } from '../shared/center-api.ts';
import { err, type Result } from '../shared/result.ts';
import { raiseOnce } from './fleet/alarms.ts';
import { isTrusted, keepOddReport, type OddReport } from './store/distrusted-kiosks.ts';
import type { Queries } from './store/sql.ts';

/** Which kiosks are served: all but those whose reports did not add up. At every node, since the database holds it. */
export interface KioskTrust {
  /** @throws when the database fails: then nobody is served anyhow */
  isTrusted(queries: Queries, kiosk: string): Promise<boolean>;
  /**
   * Keeps a report as evidence, raises the alarm, and trusts its kiosk no more; inside the transaction that refuses the report.
   * @returns the refusal for the kiosk
   */
  doubt(queries: Queries, odd: OddReport): Promise<Result<never, RefusalOfCodes<'reportWrong'>>>;
}

export function createKioskTrust(parts: { readonly clock: Clock; readonly log: EventLog }): KioskTrust {
  const { clock, log } = parts;
  return {
    isTrusted,
    async doubt(queries, odd) {
      if (await keepOddReport(queries, odd, clock.now())) {
        log.event('kioskDistrusted', { kiosk: kioskLabel(odd.kiosk), oddity: odd.oddity });
        await raiseOnce(queries, odd.kiosk, 'notTrusted', 'other', clock.now());
      }
      return err({ refused: 'reportWrong' });
    },
  };
}
