import type { OrderOutcome } from '../../shared/center-api.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { OrderMoney } from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { releaseNotPrinted } from '../store/free-copies.ts';
import { readOrder, settleOrder, type StoredOrder } from '../store/orders.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Takes a kiosk's word on how an order ended: documents are printed or void from then on, and the money is what it says. The
 * same word again is accepted and changes nothing, also after a refund; another word, be it about the money alone, or one that
 * does not name each document of the order once, is refused (`invalidOrder`).
 *
 * It is also taken after the session has ended and the order was voided: a kiosk that was cut off reports when it is back,
 * and a sheet that a resident paid for and holds must not stand in the register as void.
 */
export async function recordOutcome(
  sql: Sql,
  kiosk: string,
  transaction: TransactionId,
  { printed, notPrinted, money }: OrderOutcome,
): Promise<Result<undefined, RefusalOf<'outcome'>>> {
  return sql.transaction(async (queries): Promise<Result<undefined, RefusalOf<'outcome'>>> => {
    const order = await readOrder(queries, transaction, true);
    // An order never changes its kiosk: that of another does not exist for this one.
    if (order?.kiosk !== kiosk || !namesEachOnce(order, [...printed, ...notPrinted]))
      return err({ refused: 'invalidOrder' });
    if (order.state === 'settled')
      return saysTheSame(order, printed, money ?? null) ? ok() : err({ refused: 'invalidOrder' });
    await releaseNotPrinted(queries, transaction, printed);
    await settleOrder(queries, transaction, printed, money ?? null);
    return ok();
  });
}

function namesEachOnce({ documents }: StoredOrder, numbers: readonly string[]): boolean {
  const named = new Set(numbers);
  return (
    numbers.length === documents.length &&
    named.size === numbers.length &&
    documents.every(({ number }) => named.has(number))
  );
}

function saysTheSame(
  { documents, money: told }: StoredOrder,
  printed: readonly string[],
  money: OrderMoney | null,
): boolean {
  // A certificate that was refunded is void, and was printed.
  const samePrinted = documents.every(
    ({ number, state, refunded }) => (state === 'printed' || refunded) === printed.includes(number),
  );
  const sameMoney =
    told?.method === money?.method &&
    told?.paid === money?.paid &&
    told?.givenBack === money?.givenBack &&
    told?.owed === money?.owed;
  return samePrinted && sameMoney;
}
