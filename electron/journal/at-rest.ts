import { isOpenAtProvider, whysOf } from './open-cases.ts';
import type { RefundBooks, TransactionBooks } from './transaction-books.ts';
import { refundPaid } from './transaction-sums.ts';

/**
 * Whether nothing about a transaction is left to do, for anybody: it ended, the center knows how, no device, provider, refund
 * or person is waited for. Only then the books may leave it to the file. What is not certain to be over is not.
 *
 * @param countedAt sequence number of the last cash count, 0 when there was none
 */
export function isAtRest(books: TransactionBooks, countedAt: number): boolean {
  const { order, settled, told, cashIns, payouts, cashless, prints, refunds } = books;
  const moved = cashIns.length > 0 || cashless.length > 0 || prints.length > 0;
  if (order !== null && (!told || (moved && settled === null))) return false;
  // Without an order here only refunds and their payouts are expected; anything else stays in sight.
  if (order === null && moved) return false;
  return (
    payouts.every(({ outcome }) => outcome !== null) &&
    !cashless.some(isOpenAtProvider) &&
    refunds.every((refund) => isRefundAtRest(books, refund)) &&
    whysOf(books, countedAt).length === 0
  );
}

/** It ended and the center knows; or it was refused, and nothing moved for it. */
function isRefundAtRest(books: TransactionBooks, refund: RefundBooks): boolean {
  const { claim, granted, ended, told, cashless } = refund;
  const { hoppers, register } = refundPaid(books, refund);
  const refused =
    claim !== null && granted === false && claim.amount > 0 && hoppers + register + cashless.length === 0;
  return (
    (refused || (ended !== null && told)) &&
    cashless.every(({ outcome }) => outcome !== null && outcome !== 'unknown')
  );
}
