import type { SheetOutcome } from '../../shared/printers.ts';
import { noYen, worthOf, yen, type CashCount } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { CashCounters } from '../../state-machines/ports.ts';
import type { CashlessBooks, TransactionBooks } from '../journal/transaction-books.ts';
import { givenBackOf, insertedOf, settlementOf } from '../journal/transaction-sums.ts';

/** What the devices themselves say of what a power cut left open. */
export interface Evidence {
  /** How the printer says each sheet's job ended, by its mark; a sheet that it does not know is not in here. */
  readonly sheets: ReadonlyMap<string, SheetOutcome['outcome']>;
  /** The cash devices' counters now; null where they do not answer. */
  readonly counters: CashCounters | null;
}

/** ccTalk counters have three bytes. */
const counterSize = 0x1000000;

/** From 16,777,215 to 2 are 3 pieces: a counter goes round. */
export function countedSince(before: number, now: number): number {
  return (now - before + counterSize) % counterSize;
}

/** Pieces that each hopper paid between two readings; null where one of them is missing for a hopper that counts now. */
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

/** Pieces that the acceptors took between two readings; null where one of them does not count. */
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

/** Whether the journal ends in the middle of it: money or paper has moved, or may have, and there is no end. */
export function isOpen(books: TransactionBooks): boolean {
  if (books.order === null || books.settled !== null) return false;
  return books.cashIns.length > 0 || books.cashless.length > 0 || books.prints.length > 0;
}

/** Whether a payout of any kind was cut off before its outcome. */
export function hasCutOffPayout({ payouts }: TransactionBooks): boolean {
  return payouts.some(({ outcome }) => outcome === null);
}

/** The outcomes that the devices tell of what has none in the journal. What they cannot tell stays open, for staff. */
export function evidenceEvents(books: TransactionBooks, { sheets, counters }: Evidence): JournalEvent[] {
  const { transaction } = books;
  const events: JournalEvent[] = [];
  const cashIn = books.cashIns.at(-1);
  if (cashIn && cashIn.secured === null && cashIn.counters && counters) {
    const accepted = acceptedSince(cashIn.counters, counters);
    const seen = cashIn.credits.reduce((sum, { count }) => sum + count, 0);
    // A piece that fell between its credit and the record: what it was worth only a count can tell.
    if (accepted !== null)
      events.push({ type: 'pieces-unseen', transaction, pieces: Math.max(0, accepted - seen) });
  }
  for (const payout of books.payouts) {
    if (payout.outcome !== null || !payout.counters || !counters) continue;
    const dispensed = dispensedSince(payout.counters, counters);
    if (!dispensed) continue;
    const complete = worthOf(dispensed) === payout.amount;
    const of =
      payout.purpose === 'staffRefund'
        ? payout.refund && { purpose: payout.purpose, transaction, refund: payout.refund }
        : { purpose: payout.purpose, transaction };
    if (of) events.push({ type: 'dispense-outcome', dispensed, complete, ...of });
  }
  for (const { document, sheet, outcome } of books.prints) {
    if (outcome !== null && outcome !== 'unknown') continue;
    const told = sheets.get(markOf({ document, sheet })) ?? 'unknown';
    if (told !== outcome) events.push({ type: 'print-outcome', transaction, document, sheet, outcome: told });
  }
  return events;
}

/** The attempt of which a provider holds the money, by its last word. */
export function heldIn({ cashless }: TransactionBooks): CashlessBooks | null {
  return cashless.find(({ outcome }) => outcome === 'authorised') ?? null;
}

/**
 * The end of a transaction that was cut off, once the devices were heard: paid = printed + given back + owed.
 *
 * Cash: what was put in and neither printed whole nor given back is owed, by code; nothing is paid out now, because staff may
 * have paid by hand since. What a provider holds is taken for what was printed whole, and let go of: nobody is owed anything.
 *
 * Example: 500 in, one certificate of 200 printed, 300 of change cut off and 100 of it out by the hopper's counter: owed 200.
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
