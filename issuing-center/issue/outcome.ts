import type { OrderOutcome, Refusal } from '../../shared/center-api.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { holdOrder, settleOrder, type StoredOrder } from '../store/orders.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Takes a kiosk's word on how an order ended: documents are printed or void from then on. The same word again is accepted
 * and changes nothing; another word, or one that does not name each document of the order once, is refused (`invalidOrder`).
 *
 * It is also taken after the session has ended and the order was voided: a kiosk that was cut off reports when it is back,
 * and a sheet that a resident paid for and holds must not stand in the register as void.
 */
export async function recordOutcome(
  sql: Sql,
  transaction: TransactionId,
  { printed, notPrinted }: OrderOutcome,
): Promise<Result<undefined, Refusal>> {
  return sql.transaction(async (queries): Promise<Result<undefined, Refusal>> => {
    const order = await holdOrder(queries, transaction);
    if (!order || !namesEachOnce(order, [...printed, ...notPrinted])) return err({ refused: 'invalidOrder' });
    if (order.state === 'settled')
      return saysTheSame(order, printed) ? ok() : err({ refused: 'invalidOrder' });
    await settleOrder(queries, transaction, printed);
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

function saysTheSame({ documents }: StoredOrder, printed: readonly string[]): boolean {
  return documents.every(({ number, state }) => (state === 'printed') === printed.includes(number));
}
