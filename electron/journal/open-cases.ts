import type { OpenCase, OpenCaseReason } from '../../shared/attendants.ts';
import { certificateKey, namedKind } from '../../shared/certificates.ts';
import {
  addYen,
  denominations,
  noYen,
  subtractYen,
  worthOf,
  yen,
  type CashCount,
  type Yen,
} from '../../shared/yen.ts';
import type { CashInBooks, CashlessBooks, TransactionBooks } from './transaction-books.ts';
import { unfinishedOf } from './local-case.ts';
import { capturedOf, insertedOf, stillOwed } from './transaction-sums.ts';

/**
 * Why a transaction needs somebody; empty when it does not. Only ended transactions are judged: one under way ends by
 * itself, or at the next start.
 *
 * @param countedAt sequence number of the last cash count, 0 when there was none: a count settles what a cut-off payout or
 * an uncounted piece left open
 */
export function whysOf(books: TransactionBooks, countedAt: number): OpenCaseReason[] {
  // A refund of another kiosk's transaction has no settlement here, but its payout may have been cut off all the same.
  if (books.order !== null && books.settled === null) return [];
  const closed = books.refunds.some(({ ended, claim }) => ended !== null && claim?.reason === 'owed');
  const whys: readonly (readonly [OpenCaseReason, boolean])[] = [
    // A refund that was granted but not paid in full is owed as well, whatever it was for.
    ['owed', stillOwed(books) > 0 || (unfinishedOf(books)?.claim.amount ?? 0) > 0],
    ['payoutUnsure', books.payouts.some(({ outcome, seq }) => outcome === null && seq > countedAt)],
    ['sheetUnsure', !closed && books.prints.some((print) => isUnsure(books, print))],
    [
      'cashlessUnsure',
      books.cashless.some(isOpenAtProvider) ||
        books.refunds.some(({ cashless }) =>
          cashless.some(({ outcome }) => outcome === null || outcome === 'unknown'),
        ),
    ],
    ['cashUnsure', books.cashIns.some((cashIn) => cashIn.seq > countedAt && isUncounted(books, cashIn))],
    ['slipMissing', books.settled !== null && books.settled.paid > 0 && books.receipt !== true && !closed],
  ];
  return whys.filter(([, holds]) => holds).map(([why]) => why);
}

/** Transactions that need somebody, newest first. */
export function openCasesOf(transactions: Iterable<TransactionBooks>, countedAt: number): OpenCase[] {
  return [...transactions]
    .map((books) => ({ books, whys: whysOf(books, countedAt) }))
    .filter(({ whys }) => whys.length > 0)
    .map(({ books, whys }) => caseOf(books, whys))
    .toReversed();
}

function caseOf(books: TransactionBooks, whys: OpenCaseReason[]): OpenCase {
  const documents = books.order?.documents ?? [];
  const named = new Map(documents.map((document) => [certificateKey(document), namedKind(document)]));
  return {
    code: codeOf(books) ?? noCode,
    // As on the receipt, where there is one.
    at: books.settled?.at ?? books.order?.at ?? books.at,
    lines: [...named].map(([key, certificate]) => ({
      ...certificate,
      copies: documents.filter((document) => certificateKey(document) === key).length,
    })),
    sheets: documents.reduce((sum, { sheets }) => sum + sheets, 0),
    paid: books.settled?.paid ?? yen(insertedOf(books) + capturedOf(books)),
    owed: addYen(stillOwed(books), unpaidRefund(books)),
    whys,
  };
}

/** Shown for a transaction of which only later records exist. */
const noCode = '—';

/** What is left to pay of an unfinished refund that is not part of the machine's own debt. */
function unpaidRefund(books: TransactionBooks): Yen {
  const open = unfinishedOf(books);
  if (!open || (open.claim.reason === 'owed' && books.order !== null)) return noYen;
  const paid = addYen(open.hoppers, open.register, open.cashless);
  return open.claim.amount > paid ? subtractYen(open.claim.amount, paid) : noYen;
}

/** The code on the receipt; null when no record tells it. */
export function codeOf(books: TransactionBooks | undefined): string | null {
  return books?.order?.code ?? books?.refunds.findLast(({ claim }) => claim !== null)?.claim?.code ?? null;
}

function isUnsure(
  { returned }: TransactionBooks,
  { document, sheet, outcome }: TransactionBooks['prints'][number],
): boolean {
  const back = returned.some((entry) => entry.document === document && entry.sheet === sheet);
  return (outcome === null || outcome === 'unknown') && !back;
}

/** Whether the provider's last word is missing: whether money is held, was captured or was released. */
export function isOpenAtProvider({ outcome, capture, voided }: CashlessBooks): boolean {
  if (capture?.outcome === 'done' || voided?.outcome === 'done') return false;
  const waiting = [capture, voided].some((call) => call?.outcome === null || call?.outcome === 'unknown');
  // Held, but neither captured nor released: the resident's money is in limbo.
  return waiting || outcome === null || outcome === 'unknown' || outcome === 'authorised';
}

/**
 * Whether pieces may be inside that were never counted, the mechanism's sum differs from what it reported piece by piece, or a
 * piece came in when the transaction had ended without it.
 */
function isUncounted(books: TransactionBooks, { secured, unseen, credits }: CashInBooks): boolean {
  const { settled } = books;
  if (settled !== null && books.cashless.length === 0 && insertedOf(books) > settled.paid) return true;
  if (secured === null) return unseen !== 0;
  return (unseen ?? 0) > 0 || !samePieces(secured, credits);
}

function samePieces(one: readonly CashCount[], other: readonly CashCount[]): boolean {
  const pieces = (counts: readonly CashCount[], value: number): number =>
    worthOf(counts.filter((count) => count.value === value));
  return denominations.every((value) => pieces(one, value) === pieces(other, value));
}
