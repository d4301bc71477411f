import type { OrderOutcome } from '../../shared/center-api.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { OrderMoney } from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { releaseNotPrinted } from '../store/free-copies.ts';
import { readOrder, settleOrder, type StoredOrder } from '../store/orders.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Takes a kiosk's word on how an order ended: its documents are printed or void from then on, and the money is as it says.
 * The same word again is accepted and changes nothing, even after a refund; a different word, be it only about the money, or
 * one that does not name each document of the order once, is refused (`invalidOrder`).
 *
 * It is accepted even after the session has ended and the order was voided: a kiosk that was cut off reports when it is back,
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
    // An order never changes its kiosk: to this one, another's order does not exist.
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
