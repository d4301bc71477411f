import { certificateLines } from '../../shared/certificate-lines.ts';
import { addYen, noYen } from '../../shared/yen.ts';
import type { LocalCase, UnfinishedRefund } from '../../state-machines/attendant-ports.ts';
import type { TransactionBooks } from './transaction-books.ts';
import {
  capturedOf,
  givenBackOf,
  insertedOf,
  refundPaid,
  settlementOf,
  stillOwed,
} from './transaction-sums.ts';

/** What staff need to know about a transaction that was paid here; null when it was paid elsewhere. */
export function localCaseOf(books: TransactionBooks): LocalCase | null {
  const { order, settled, transaction } = books;
  if (order === null) return null;
  return {
    transaction,
    code: order.code,
    at: order.at,
    receiptAt: settled?.at ?? null,
    paid: settled?.paid ?? addYen(insertedOf(books), capturedOf(books)),
    owed: stillOwed(books),
    cashless: cashlessOf(books),
    lines: certificateLines(order.documents),
    printed: settled?.printed ?? settlementOf(books).earned,
    givenBack: settled?.givenBack ?? givenBackOf(books),
  };
}

/**
 * The attempt of which something was captured. A refund whose outcome nobody knows counts as given back here: the provider
 * is asked about it again, but it must not be given a second time.
 */
function cashlessOf(books: TransactionBooks): LocalCase['cashless'] {
  const taken = books.cashless.find(({ capture }) => capture?.outcome === 'done');
  if (!taken?.capture) return null;
  const { method, reference, amount, capture } = taken;
  const refunded = books.refunds
    .flatMap(({ cashless }) => cashless)
    .filter(({ outcome }) => outcome !== 'refused')
    .map((refund) => refund.amount);
  return {
    payment: { method, reference, amount },
    captured: capture.amount,
    refunded: addYen(noYen, ...refunded),
  };
}

/**
 * The last refund that was claimed and never ended, with what of it was certainly paid. One with a cut-off payout waits for
 * a count; one whose provider has not answered is followed up by the kiosk itself.
 */
export function unfinishedOf(books: TransactionBooks): UnfinishedRefund | null {
  const open = books.refunds.findLast(
    ({ claim, granted, ended }) => claim !== null && granted !== false && ended === null,
  );
  if (!open?.claim) return null;
  const { refund, claim, cashless } = open;
  const payoutUnsure = books.payouts.some((payout) => payout.refund === refund && payout.outcome === null);
  const providerUnsure = cashless.some(({ outcome }) => outcome === null || outcome === 'unknown');
  if (payoutUnsure || providerUnsure) return null;
  const { transaction } = books;
  const { reason, amount, documents, instead, by, second } = claim;
  return {
    claim: { refund, transaction, reason, amount, documents: [...documents], instead, by, second },
    ...refundPaid(books, open),
  };
}
