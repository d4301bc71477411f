import type { CashlessMethod, PaymentReference } from '../../shared/cashless.ts';
import type { RequestId, TransactionId } from '../../shared/ids.ts';
import { addYen, noYen, worthOf } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { addPiece } from '../../state-machines/money.ts';
import type { JournalRecord } from './record.ts';
import type {
  CashInBooks,
  CashlessBooks,
  PayoutBooks,
  PrintBooks,
  RefundBooks,
  TransactionBooks,
} from './transaction-books.ts';

/** Everything the records say about each transaction, in the order in which the transactions began. */
export function transactionsOf(records: readonly JournalRecord[]): Map<TransactionId, TransactionBooks> {
  const books = new Map<TransactionId, TransactionBooks>();
  for (const record of records) {
    const transaction = ownerIn(books.values(), record.event);
    if (transaction !== null)
      books.set(transaction, withRecord(books.get(transaction) ?? null, record, transaction));
  }
  return books;
}

/**
 * The transaction that an event belongs to: the one that it names, or that of its refund. @param books where that is looked
 * for @returns null: none
 */
export function ownerIn(books: Iterable<TransactionBooks>, event: JournalEvent): TransactionId | null {
  if (event.type !== 'refund-told') return namedIn(event);
  for (const { transaction, refunds } of books)
    if (refunds.some(({ refund }) => refund === event.refund)) return transaction;
  return null;
}

/** The transaction that an event names itself. */
export function namedIn(event: JournalEvent): TransactionId | null {
  return 'transaction' in event ? event.transaction : null;
}

/** @param before what is on record of the transaction so far; null: nothing */
export function withRecord(
  before: TransactionBooks | null,
  record: JournalRecord,
  transaction: TransactionId,
): TransactionBooks {
  const books = before ?? nothingOf(transaction, record);
  return { ...books, ...changed(books, record), at: record.at };
}

function nothingOf(transaction: TransactionId, { at }: JournalRecord): TransactionBooks {
  return {
    transaction,
    order: null,
    cashIns: [],
    payouts: [],
    cashless: [],
    paid: null,
    prints: [],
    refunds: [],
    returned: [],
    owed: null,
    receipt: null,
    settled: null,
    told: false,
    at,
  };
}

function changed(books: TransactionBooks, { seq, at, event }: JournalRecord): Partial<TransactionBooks> {
  switch (event.type) {
    case 'order-built': {
      // The same order built again names other documents; what was paid and printed before stays on record.
      const { code, municipality, price, documents } = event;
      return { order: { code, municipality, price, documents, at } };
    }
    case 'cash-in-start':
      return {
        cashIns: [...books.cashIns, { ...closedSlots, due: event.due, counters: event.counters, seq }],
      };
    case 'cash-in':
      return {
        cashIns: withLast(books.cashIns, (last) => ({
          ...last,
          credits: addPiece(last.credits, event.value),
          seq,
        })),
      };
    case 'cash-in-end':
      return { cashIns: withLast(books.cashIns, (last) => ({ ...last, secured: event.secured, seq })) };
    case 'pieces-unseen':
      return { cashIns: withLast(books.cashIns, (last) => ({ ...last, unseen: event.pieces, seq })) };
    case 'dispense-intent':
    case 'dispense-outcome':
      return { payouts: withPayout(books.payouts, event, seq) };
    case 'cashless-begin':
    case 'cashless-outcome':
    case 'capture-intent':
    case 'capture-outcome':
    case 'void-intent':
    case 'void-outcome':
      return { cashless: withAttempt(books.cashless, event) };
    case 'paid':
      return { paid: event.amount };
    case 'print-intent':
      return { prints: [...books.prints, { document: event.document, sheet: event.sheet, outcome: null }] };
    case 'print-outcome':
      return { prints: withOutcome(books.prints, event) };
    case 'owed':
      return { owed: event.amount };
    case 'receipt':
      return { receipt: event.printed || books.receipt === true };
    case 'settled': {
      const { paid, printed, givenBack, owed } = event;
      return { settled: { paid, printed, givenBack, owed, at, prints: books.prints } };
    }
    case 'outcome-told':
      return { told: true };
    case 'refund-claim':
    case 'refund-granted':
    case 'refund-cashless-intent':
    case 'refund-cashless-outcome':
    case 'refund-register':
    case 'refund-ended':
    case 'refund-told':
      return { refunds: withRefund(books.refunds, event) };
    case 'sheet-returned': {
      const { document, sheet, how, by } = event;
      return { returned: [...books.returned, { document, sheet, how, by }] };
    }
    default:
      return {};
  }
}

const closedSlots: CashInBooks = {
  due: noYen,
  counters: null,
  credits: [],
  secured: null,
  unseen: null,
  seq: 0,
};

/** Money that came in counts even if no opening of the slots is on record before it. */
function withLast(
  cashIns: readonly CashInBooks[],
  change: (last: CashInBooks) => CashInBooks,
): readonly CashInBooks[] {
  return [...cashIns.slice(0, -1), change(cashIns.at(-1) ?? closedSlots)];
}

type PayoutEvent = Extract<JournalEvent, { type: 'dispense-intent' | 'dispense-outcome' }>;

/** An outcome belongs to the last payout of its purpose that is waiting for one. */
function withPayout(
  payouts: readonly PayoutBooks[],
  event: PayoutEvent,
  seq: number,
): readonly PayoutBooks[] {
  if (event.purpose === 'test') return payouts;
  const { purpose } = event;
  const refund = purpose === 'staffRefund' ? event.refund : null;
  if (event.type === 'dispense-intent') {
    const { amount, counters } = event;
    return [...payouts, { purpose, refund, amount, counters, outcome: null, seq }];
  }
  const { dispensed, complete } = event;
  const outcome = { dispensed, complete };
  const waiting = payouts.findLastIndex(
    (payout) => payout.purpose === purpose && payout.refund === refund && payout.outcome === null,
  );
  return waiting < 0
    ? [...payouts, { purpose, refund, amount: worthOf(dispensed), counters: null, outcome, seq }]
    : payouts.map((payout, index) => (index === waiting ? { ...payout, outcome, seq } : payout));
}

type AttemptEvent = Extract<
  JournalEvent,
  {
    type:
      | 'cashless-begin'
      | 'cashless-outcome'
      | 'capture-intent'
      | 'capture-outcome'
      | 'void-intent'
      | 'void-outcome';
  }
>;

function withAttempt(attempts: readonly CashlessBooks[], event: AttemptEvent): readonly CashlessBooks[] {
  const known = attempts.find(({ reference }) => reference === event.reference);
  const attempt = attemptAfter(known ?? attemptOf(event), event);
  return known ? attempts.map((entry) => (entry === known ? attempt : entry)) : [...attempts, attempt];
}

function attemptOf({
  method,
  reference,
}: {
  method: CashlessMethod;
  reference: PaymentReference;
}): CashlessBooks {
  return { method, reference, amount: noYen, outcome: null, capture: null, voided: null };
}

function attemptAfter(attempt: CashlessBooks, event: AttemptEvent): CashlessBooks {
  switch (event.type) {
    case 'cashless-begin':
      return { ...attempt, amount: event.amount };
    case 'cashless-outcome':
      return { ...attempt, outcome: event.outcome };
    case 'capture-intent':
      // Asked for again after it was done: it stays done.
      return attempt.capture?.outcome === 'done'
        ? attempt
        : { ...attempt, capture: { amount: event.amount, outcome: null } };
    case 'capture-outcome':
      return {
        ...attempt,
        capture: { amount: attempt.capture?.amount ?? attempt.amount, outcome: event.outcome },
      };
    case 'void-intent':
      return attempt.voided?.outcome === 'done' ? attempt : { ...attempt, voided: { outcome: null } };
    case 'void-outcome':
      return { ...attempt, voided: { outcome: event.outcome } };
  }
}

function withOutcome(
  prints: readonly PrintBooks[],
  { document, sheet, outcome }: Extract<JournalEvent, { type: 'print-outcome' }>,
): readonly PrintBooks[] {
  const sent = prints.findLastIndex((print) => print.document === document && print.sheet === sheet);
  return sent < 0
    ? [...prints, { document, sheet, outcome }]
    : prints.map((print, index) => (index === sent ? { ...print, outcome } : print));
}

type RefundEvent = Extract<JournalEvent, { type: `refund-${string}` }>;

function withRefund(refunds: readonly RefundBooks[], event: RefundEvent): readonly RefundBooks[] {
  const known = refunds.find(({ refund }) => refund === event.refund);
  const entry = refundAfter(known ?? refundOf(event.refund), event);
  return known ? refunds.map((refund) => (refund === known ? entry : refund)) : [...refunds, entry];
}

function refundOf(refund: RequestId): RefundBooks {
  return { refund, claim: null, granted: null, cashless: [], register: noYen, ended: null, told: false };
}

function refundAfter(books: RefundBooks, event: RefundEvent): RefundBooks {
  switch (event.type) {
    case 'refund-claim': {
      const { code, reason, amount, documents, instead, by, second } = event;
      return { ...books, claim: { code, reason, amount, documents, instead, by, second } };
    }
    case 'refund-granted':
      return { ...books, granted: event.granted };
    case 'refund-cashless-intent': {
      const { method, reference, amount } = event;
      return { ...books, cashless: [...books.cashless, { method, reference, amount, outcome: null }] };
    }
    case 'refund-cashless-outcome':
      // Asked again until it is known: the latest word counts, for the latest of them.
      return {
        ...books,
        cashless: books.cashless.map((paid, index) =>
          index === books.cashless.length - 1 ? { ...paid, outcome: event.outcome } : paid,
        ),
      };
    case 'refund-register':
      return { ...books, register: addYen(books.register, event.amount) };
    case 'refund-ended': {
      const { hoppers, register, cashless } = event;
      return { ...books, ended: { hoppers, register, cashless } };
    }
    case 'refund-told':
      return { ...books, told: true };
  }
}
