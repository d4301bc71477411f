import type { Instant } from '../../shared/dates.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { OrderMoney, ReceiptProof } from '../../shared/refund-api.ts';

const minuteMs = 60_000;

/** How far the time on a slip may be from what the center knows, ms: kiosk and center go by clocks of their own. */
export const slipTimes = {
  skewMs: 5 * minuteMs,
  /** From the order's building to the slip: paying, waiting for staff at the printer, printing. */
  longestMs: 40 * minuteMs,
} as const;

/** What the center knows of the order that a receipt is said to be for. */
export interface ProvableOrder {
  readonly transaction: TransactionId;
  readonly builtAt: Instant;
  /** About when the slip was printed, which after a power cut is long after the order; null: not known. */
  readonly reportedAt: Instant | null;
  readonly money: OrderMoney | null;
  readonly documents: readonly { readonly number: string }[];
}

/**
 * Whether somebody holds the receipt or a sheet of an order: its code alone can be guessed, overheard or read over a shoulder.
 * Pure. `typed`: the minute and the sum that are printed beside the code.
 */
export function provesReceipt(order: ProvableOrder, proof: ReceiptProof): boolean {
  switch (proof.by) {
    case 'receipt':
      return proof.transaction === order.transaction;
    case 'sheet':
      return order.documents.some(({ number }) => number === proof.number);
    case 'typed':
      return order.money?.paid === proof.paid && isNear(order, proof.at);
  }
}

function isNear({ builtAt, reportedAt }: ProvableOrder, at: Instant): boolean {
  const { skewMs, longestMs } = slipTimes;
  const sinceBuilt = at - builtAt;
  return (
    (sinceBuilt >= -skewMs && sinceBuilt <= longestMs) ||
    (reportedAt !== null && Math.abs(at - reportedAt) <= skewMs)
  );
}
