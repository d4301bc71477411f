import type { SheetOutcome } from '../../shared/printers.ts';
import { noYen, worthOf, yen, type CashCount } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { CashCounters } from '../../state-machines/ports.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { CashlessBooks, TransactionBooks } from '../journal/transaction-books.ts';
import { givenBackOf, insertedOf, refundPaid, settlementOf } from '../journal/transaction-sums.ts';

/** What the devices themselves say of what a power cut left open. */
export interface Evidence {
  /** How the printer says each sheet's job ended, by its mark; a sheet that it does not know is not in here. */
  readonly sheets: ReadonlyMap<string, SheetOutcome['outcome']>;
  /** The cash devices' counters now; null where they do not answer. */
  readonly counters: CashCounters | null;
  /** Records after which nothing else has moved money: counters that went on since then tell of other money, too. */
  readonly last: LastMovements;
}

/** Sequence numbers of the newest records after which acceptors or hoppers may have counted; 0: none. */
export interface LastMovements {
  readonly taken: number;
  readonly paid: number;
}

/** Where the slots were last opened, and the last payout was begun, whosever they were. */
export function lastMovements(records: readonly JournalRecord[]): LastMovements {
  const newest = (...types: readonly JournalEvent['type'][]): number =>
    records.findLast(({ event }) => types.includes(event.type))?.seq ?? 0;
  return {
    taken: newest('cash-in-start', 'cash-in', 'test-cash-in'),
    paid: newest('dispense-intent'),
  };
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

/**
 * The outcomes that the devices tell of what has none in the journal. What they cannot tell stays open, for staff. A transaction
 * that has its end keeps it: the center and whoever paid were told. A refund of it has an end of its own.
 */
export function evidenceEvents(books: TransactionBooks, evidence: Evidence): JournalEvent[] {
  return books.settled === null
    ? [...unseenPieces(books, evidence), ...payoutEnds(books, evidence), ...sheetEnds(books, evidence)]
    : payoutEnds(books, evidence);
}

/** A piece that fell between its credit and the record: what it was worth only a count can tell. */
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
 * The ends of refunds that were paid whole and cut off before that stood on record. What was granted and is not paid whole
 * stays open: staff go on with it, by the same claim.
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
