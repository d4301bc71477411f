import type { OpenCase, OpenCaseReason } from '../../shared/attendants.ts';
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
 * Why a transaction needs somebody, or nothing. Only what has ended is judged: one that is under way ends by itself, or at
 * the next start.
 *
 * @param countedAt sequence number of the last count of money, 0 when nobody counted: a count answers what a cut-off payout or
 * an uncounted piece left open.
 */
export function whysOf(books: TransactionBooks, countedAt: number): OpenCaseReason[] {
  // A refund for a transaction of another kiosk has no settlement here; its payout may have been cut off all the same.
  if (books.order !== null && books.settled === null) return [];
  const closed = books.refunds.some(({ ended, claim }) => ended !== null && claim?.reason === 'owed');
  const whys: readonly (readonly [OpenCaseReason, boolean])[] = [
    // A refund that was granted and not paid to its end is owed as well, whatever it was for.
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
    ['cashUnsure', books.cashIns.some((cashIn) => cashIn.seq > countedAt && wasNotCounted(cashIn))],
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
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  return {
    code: codeOf(books) ?? noCode,
    at: books.order?.at ?? books.at,
    lines: kinds.map((kind) => ({ kind, copies: documents.filter((entry) => entry.kind === kind).length })),
    sheets: documents.reduce((sum, { sheets }) => sum + sheets, 0),
    paid: books.settled?.paid ?? yen(insertedOf(books) + capturedOf(books)),
    owed: addYen(stillOwed(books), unpaidRefund(books)),
    whys,
  };
}

/** Of a transaction that only later records tell of. */
const noCode = '—';

/** What is left of a refund that is no payment of the machine's own debt, and was not paid to its end. */
function unpaidRefund(books: TransactionBooks): Yen {
  const open = unfinishedOf(books);
  if (!open || (open.claim.reason === 'owed' && books.order !== null)) return noYen;
  const paid = addYen(open.hoppers, open.register, open.cashless);
  return open.claim.amount > paid ? subtractYen(open.claim.amount, paid) : noYen;
}

/** On the receipt; null where nothing on record tells it. */
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

/** The provider has not said the last word: whether money is held, was taken, or was let go. */
export function isOpenAtProvider({ outcome, capture, voided }: CashlessBooks): boolean {
  if (capture?.outcome === 'done' || voided?.outcome === 'done') return false;
  const waiting = [capture, voided].some((call) => call?.outcome === null || call?.outcome === 'unknown');
  // Held, and neither taken nor let go: the money of the resident hangs.
  return waiting || outcome === null || outcome === 'unknown' || outcome === 'authorised';
}

/** Pieces may be inside that nobody saw counted, or the mechanism's sum is not what it told piece by piece. */
function wasNotCounted({ secured, unseen, credits }: CashInBooks): boolean {
  if (secured === null) return unseen !== 0;
  return (unseen ?? 0) > 0 || !samePieces(secured, credits);
}

function samePieces(one: readonly CashCount[], other: readonly CashCount[]): boolean {
  const pieces = (counts: readonly CashCount[], value: number): number =>
    worthOf(counts.filter((count) => count.value === value));
  return denominations.every((value) => pieces(one, value) === pieces(other, value));
}
