import type { EventLog } from '../../logging/event-log.ts';
import { kioskLabel } from '../../logging/field-kinds.ts';
import type { OrderOutcome } from '../../shared/center-api.ts';
import type { Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { yen } from '../../shared/yen.ts';
import type { KioskTrust } from '../kiosk-trust.ts';
import { debtOfADay, judgeReport } from '../rules/order-report.ts';
import { releaseNotPrinted } from '../store/free-copies.ts';
import { owedSince, readOrder, settleOrder } from '../store/orders.ts';
import { inOneRound } from '../store/one-round.ts';
import type { Sql } from '../store/sql.ts';

const dayMs = 86_400_000;

/**
 * Takes a kiosk's word on how an order ended: its documents are printed or void from then on, and the money is as it says.
 * The same word again is accepted and changes nothing, even after a refund. A word that does not add up with the order, or a
 * different one, is refused (`reportWrong`), and its kiosk is trusted no more (rules/order-report.ts).
 *
 * It is accepted even after the session has ended and the order was voided: a kiosk that was cut off reports when it is back,
 * and a sheet that a resident paid for and holds must not stand in the register as void.
 */
export async function recordOutcome(
  {
    sql,
    clock,
    trust,
    log,
  }: { readonly sql: Sql; readonly clock: Clock; readonly trust: KioskTrust; readonly log: EventLog },
  kiosk: string,
  transaction: TransactionId,
  report: OrderOutcome,
): Promise<Result<undefined, RefusalOf<'outcome'>>> {
  return sql.transaction(async (queries): Promise<Result<undefined, RefusalOf<'outcome'>>> => {
    const order = await readOrder(queries, transaction, true);
    // An order never changes its kiosk: to this one, another's order does not exist.
    if (order?.kiosk !== kiosk) return err({ refused: 'invalidOrder' });
    const judged = judgeReport(order, report);
    if (!judged.ok) return trust.doubt(queries, { kiosk, about: transaction, oddity: judged.error, report });
    if (judged.value === 'again') return ok();
    const now = clock.now();
    const round = inOneRound(queries);
    await Promise.all([
      releaseNotPrinted(round, order, report.printed),
      settleOrder(round, order, report.printed, report.money ?? null, now),
    ]);
    if (report.money && report.money.owed > 0) {
      const owed = await owedSince(queries, kiosk, now - dayMs);
      if (owed > debtOfADay) log.event('kioskOwesMuch', { kiosk: kioskLabel(kiosk), owed: yen(owed) });
    }
    return ok();
  });
}
