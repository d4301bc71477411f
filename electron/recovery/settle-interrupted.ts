import type { SheetOutcome } from '../../shared/printers.ts';
import { noYen, worthOf, yen, type CashCount } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { CashCounters } from '../../state-machines/ports.ts';
import type { LastMovements } from '../journal/last-movements.ts';
import type { CashlessBooks, TransactionBooks } from '../journal/transaction-books.ts';
import { givenBackOf, insertedOf, refundPaid, settlementOf } from '../journal/transaction-sums.ts';

/** What the devices themselves say about what a power cut left open. */
export interface Evidence {
  /** How each sheet's job ended according to the printer, by its mark; sheets that it does not know are missing. */
  readonly sheets: ReadonlyMap<string, SheetOutcome['outcome']>;
  /** The cash devices' counters now; null when they do not answer. */
  readonly counters: CashCounters | null;
  /** The last records that moved money: counters of an earlier record include other money, too. */
  readonly last: LastMovements;
}

/** ccTalk counters have three bytes. */
const counterSize = 0x1000000;

/** From 16,777,215 to 2 is 3 pieces: a counter wraps around. */
export function countedSince(before: number, now: number): number {
  return (now - before + counterSize) % counterSize;
}

/** Pieces that each hopper paid between two readings; null when a hopper is missing from one of them. */
export function dispensedSince(before: CashCounters, now: CashCounters): CashCount[] | null {
  const counts: CashCount[] = [];
  for (const { value, count } of now.dispensed) {
    const earlier = before.dispensed.find((entry) => entry.value === value);
    if (!earlier) return null;
    const pieces = countedSince(earlier.count, count);
    if (pieces > 0) counts.push({ value, count: pieces });
  }
  return before.dispensed.length === now.dispensed.length ? counts : null;
}

/** Pieces that the acceptors took between two readings; null when an acceptor counted in only one of them. */
export function acceptedSince(before: CashCounters, now: CashCounters): number | null {
  const pairs = [
    [before.coinsAccepted, now.coinsAccepted],
    [before.notesAccepted, now.notesAccepted],
  ] as const;
  let pieces = 0;
  for (const [earlier, later] of pairs) {
    if (earlier === null && later === null) continue;
    if (earlier === null || later === null) return null;
    pieces += countedSince(earlier, later);
  }
  return pieces;
}

/** Whether the journal ends in the middle of it: money or paper has moved, or may have, but it never ended. */
export function isOpen(books: TransactionBooks): boolean {
  if (books.order === null || books.settled !== null) return false;
  return books.cashIns.length > 0 || books.cashless.length > 0 || books.prints.length > 0;
}

/** Whether a payout of any kind was cut off before its outcome. */
export function hasCutOffPayout({ payouts }: TransactionBooks): boolean {
  return payouts.some(({ outcome }) => outcome === null);
}

/**
 * The outcomes that the devices report for what has none in the journal. What they cannot tell stays open, for staff. A
 * transaction that has ended stays as it is: the center and whoever paid were told. A refund of it ends on its own.
 */
export function evidenceEvents(books: TransactionBooks, evidence: Evidence): JournalEvent[] {
  return books.settled === null
    ? [...unseenPieces(books, evidence), ...payoutEnds(books, evidence), ...sheetEnds(books, evidence)]
    : payoutEnds(books, evidence);
}

/** Pieces that went in without a record: only a count can tell what they were worth. */
function unseenPieces({ transaction, cashIns }: TransactionBooks, evidence: Evidence): JournalEvent[] {
  const { counters, last } = evidence;
  const cashIn = cashIns.at(-1);
  if (!cashIn?.counters || cashIn.secured !== null || !counters || last.taken > cashIn.seq) return [];
  const accepted = acceptedSince(cashIn.counters, counters);
  if (accepted === null) return [];
  const seen = cashIn.credits.reduce((sum, { count }) => sum + count, 0);
  const pieces = Math.max(0, accepted - seen);
  return cashIn.unseen === pieces ? [] : [{ type: 'pieces-unseen', transaction, pieces }];
}

function payoutEnds({ transaction, settled, payouts }: TransactionBooks, evidence: Evidence): JournalEvent[] {
  const { counters, last } = evidence;
  return payouts.flatMap((payout): JournalEvent[] => {
    const { purpose, refund, amount } = payout;
    if (payout.outcome !== null || !payout.counters || !counters || last.paid > payout.seq) return [];
    if (settled !== null && purpose !== 'staffRefund') return [];
    const dispensed = dispensedSince(payout.counters, counters);
    if (!dispensed) return [];
    const outcome = { dispensed, complete: worthOf(dispensed) === amount, transaction };
    if (purpose !== 'staffRefund') return [{ type: 'dispense-outcome', purpose, ...outcome }];
    return refund === null ? [] : [{ type: 'dispense-outcome', purpose, refund, ...outcome }];
  });
}

function sheetEnds({ transaction, prints }: TransactionBooks, { sheets }: Evidence): JournalEvent[] {
  return prints.flatMap(({ document, sheet, outcome }): JournalEvent[] => {
    if (outcome !== null && outcome !== 'unknown') return [];
    const told = sheets.get(markOf({ document, sheet })) ?? 'unknown';
    return told === outcome ? [] : [{ type: 'print-outcome', transaction, document, sheet, outcome: told }];
  });
}

/**
 * The ends of refunds that were paid in full but cut off before that was recorded. What was granted but not paid in full
 * stays open: staff continue it under the same claim.
 */
export function refundEnds(books: TransactionBooks): JournalEvent[] {
  const { transaction } = books;
  return books.refunds.flatMap((each): JournalEvent[] => {
    const { refund, claim, ended } = each;
    if (ended !== null || claim === null || claim.instead !== 'money') return [];
    const { hoppers, register, cashless } = refundPaid(books, each);
    if (hoppers + register + cashless < claim.amount) return [];
    return [{ type: 'refund-ended', refund, transaction, hoppers, register, cashless }];
  });
}

/** The attempt for which a provider holds money, by its last word. */
export function heldIn({ cashless }: TransactionBooks): CashlessBooks | null {
  return cashless.find(({ outcome }) => outcome === 'authorised') ?? null;
}

/**
 * The end of a cut-off transaction, once the devices have been asked: paid = printed + given back + owed.
 *
 * Cash: what was put in and was neither earned by complete certificates nor given back is owed, under a code; nothing is
 * paid out now, because staff may have paid by hand since. What a provider holds is captured for what was printed
 * completely, and the rest released: nothing is owed.
 *
 * Example: 500 in, one certificate at 200 printed, a payout of 300 in change cut off with 100 of it out by the hopper's
 * counter: owed 200.
 */
export function endEvents(books: TransactionBooks): JournalEvent[] {
  const { transaction, order } = books;
  if (!order || !isOpen(books)) return [];
  const { earned } = settlementOf(books);
  const held = heldIn(books);
  if (held) {
    const givenBack = yen(held.amount - earned);
    return [{ type: 'settled', transaction, paid: held.amount, printed: earned, givenBack, owed: noYen }];
  }
  const paid = insertedOf(books);
  const given = givenBackOf(books);
  const owed = yen(Math.max(0, paid - earned - given));
  const settled: JournalEvent = {
    type: 'settled',
    ...{ transaction, paid, printed: earned, givenBack: given, owed },
  };
  return owed > 0 ? [{ type: 'owed', transaction, code: order.code, amount: owed }, settled] : [settled];
}
