import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import type { Yen } from '../../shared/yen.ts';
import { stillOwed } from '../rules/refund.ts';
import { readOrder } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';
import type { Queries } from '../store/sql.ts';

/** What a kiosk owes for one receipt; nothing about what was taken, or by whom. */
export interface Debt {
  readonly kiosk: string;
  readonly code: string;
  readonly reportedAt: Instant | null;
  readonly owed: Yen;
}

const rows = z.array(
  z.object({ kiosk: z.string(), transaction: transactionIdSchema, reportedAt: z.number().nullable() }),
);

/** A page of debts; who has more has another trouble. */
export const mostDebts = 500;

/** What is still owed anywhere, by kiosk and then the oldest first. */
export async function readDebts(queries: Queries): Promise<readonly Debt[]> {
  // Orders whose debt was granted in full are left out here already, so that old ones do not fill the page.
  const found = rows.parse(
    await queries.query(
      `SELECT kiosk, transaction_id AS transaction, reported_at AS "reportedAt" FROM orders o
       WHERE owed > 0 AND owed > coalesce(
         (SELECT sum(amount) FROM refunds r WHERE r.transaction_id = o.transaction_id AND r.reason = 'owed'), 0)
       ORDER BY kiosk, reported_at, transaction_id LIMIT $1`,
      [mostDebts],
    ),
  );
  const debts: Debt[] = [];
  for (const { kiosk, transaction, reportedAt } of found) {
    const order = await readOrder(queries, transaction, false);
    if (!order) continue;
    const owed = stillOwed({ ...order, refunds: await refundsOf(queries, transaction) });
    if (owed > 0) debts.push({ kiosk, code: receiptCode(transaction), reportedAt, owed });
  }
  return debts;
}
