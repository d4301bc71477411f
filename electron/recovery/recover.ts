import type { EventLog } from '../../logging/event-log.ts';
import type { Instant } from '../../shared/dates.ts';
import type { ReceiptData, SheetOutcome } from '../../shared/printers.ts';
import type { OrderOutcome } from '../../shared/center-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { RequestId, TransactionId } from '../../shared/ids.ts';
import { receiptScan } from '../../shared/receipt-code.ts';
import type { RefundOutcome } from '../../shared/refund-api.ts';
import { yen } from '../../shared/yen.ts';
import type { Interrupted } from '../../state-machines/interrupted.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { Ports } from '../../state-machines/ports.ts';
import type { Books } from '../journal/books.ts';
import { localCaseOf } from '../journal/local-case.ts';
import type { TransactionBooks } from '../journal/transaction-books.ts';
import { insertedOf, settlementOf, stillOwed } from '../journal/transaction-sums.ts';
import {
  endEvents,
  evidenceEvents,
  hasCutOffPayout,
  heldIn,
  isOpen,
  refundEnds,
  type Evidence,
} from './settle-interrupted.ts';

export interface RecoveryParts {
  readonly ports: Pick<Ports, 'cash' | 'sheets' | 'receipts' | 'journal' | 'clock'>;
  readonly books: Books;
  readonly kiosk: string;
  readonly language: Language;
  readonly log: EventLog;
}

/**
 * Settles every transaction that was cut off: by the journal, then by what printer, hoppers and acceptors themselves report.
 * It moves no money: whoever stood here may have been paid by hand since. A debt gets a slip.
 *
 * @returns what is owed since, for the screen
 */
export async function recover(parts: RecoveryParts): Promise<readonly Interrupted[]> {
  const { ports, books, log } = parts;
  const all = (): TransactionBooks[] => [...books.transactions.values()];
  const append = (events: readonly JournalEvent[]): boolean =>
    events.every((event) => ports.journal.append(event).ok);
  const open = all().filter(isCutOff);
  if (open.length > 0) {
    log.event('recoveryBegan', { transactions: open.length });
    const evidence = await gather(parts, open);
    for (const { transaction } of open) {
      const now = (): TransactionBooks | undefined => books.transactions.get(transaction);
      const cutOff = now();
      if (!cutOff || !append(evidenceEvents(cutOff, evidence))) break;
      const heard = now();
      if (!heard || !append([...endEvents(heard), ...refundEnds(heard)])) break;
    }
  }
  const interrupted: Interrupted[] = [];
  for (const each of all().filter(wasNotTold)) {
    if (!each.order || !each.settled) continue;
    log.event('recoveryOwes', { transaction: each.transaction, owed: each.settled.owed });
    interrupted.push({ code: each.order.code, owed: each.settled.owed, at: each.order.at });
    const slip = owedSlip(parts, each, ports.clock.now());
    const printed = slip !== null && (await ports.receipts.print(slip)).ok;
    if (!append([{ type: 'receipt', transaction: each.transaction, printed }])) break;
  }
  return interrupted;
}

function isCutOff(books: TransactionBooks): boolean {
  return isOpen(books) || hasCutOffPayout(books) || refundEnds(books).length > 0;
}

/** Owed, with no record yet of whether a slip was printed: debts of this recovery, and of an earlier one that was cut off. */
function wasNotTold(books: TransactionBooks): boolean {
  return books.settled !== null && books.receipt === null && stillOwed(books) > 0;
}

/** Asks the devices, but only about what is open. */
async function gather({ ports, books }: RecoveryParts, open: readonly TransactionBooks[]): Promise<Evidence> {
  const { cash, sheets } = ports;
  const needsCounters = open.some(
    (each) => hasCutOffPayout(each) || each.cashIns.some(({ secured }) => secured === null),
  );
  const counters = needsCounters ? await cash.counters() : null;
  const outcomes = new Map<string, SheetOutcome['outcome']>();
  for (const { prints } of open.filter(({ settled }) => settled === null)) {
    for (const { document, sheet, outcome } of prints) {
      if (outcome !== null && outcome !== 'unknown') continue;
      const told = await sheets.jobOf(markOf({ document, sheet }));
      // A printer that has forgotten the job or never got it cannot vouch that nothing came out.
      if (typeof told !== 'string') outcomes.set(markOf({ document, sheet }), told.outcome);
    }
  }
  return {
    sheets: outcomes,
    counters: counters?.ok ? counters.value : null,
    last: books.soFar().lastMoved,
  };
}

/** The slip needs only what the journal knows: code, kinds, sums. */
function owedSlip(
  { kiosk, language }: RecoveryParts,
  books: TransactionBooks,
  at: Instant,
): ReceiptData | null {
  const local = localCaseOf(books);
  if (!local) return null;
  const { code, lines, paid, printed, givenBack, owed } = local;
  return {
    title: 'owed',
    ...{ language, kiosk, at, code, lines, paid, printed, givenBack, owed },
    scan: receiptScan(books.transaction),
    municipality: null,
    telephones: [],
    badPrint: null,
    method: local.cashless?.payment.method ?? 'cash',
  };
}

/**
 * Orders whose outcome the center has not heard yet, each in the words of its settlement, which may have been sent before: a
 * sheet that was heard of only after it changes nothing. One that could not be settled yet is told once it is.
 */
export function untoldOrders(
  books: Pick<Books, 'transactions'>,
): { readonly transaction: TransactionId; readonly outcome: OrderOutcome }[] {
  return [...books.transactions.values()]
    .filter((each) => each.order !== null && !each.told && !isOpen(each))
    .map((each) => {
      const { settled, transaction } = each;
      const { printed, notPrinted } = settlementOf(asSettled(each));
      const held = heldIn(each);
      const outcome = { printed: [...printed], notPrinted: [...notPrinted] };
      if (!settled || (settled.paid === 0 && insertedOf(each) === 0)) return { transaction, outcome };
      const { paid, owed } = settled;
      // Hoppers that gave too much have cost the store something, and the resident nothing.
      const givenBack = yen(Math.min(settled.givenBack, Math.max(0, paid - settled.printed)));
      return {
        transaction,
        outcome: { ...outcome, money: { method: held?.method ?? 'cash', paid, givenBack, owed } },
      };
    });
}

/** The books with the sheets as they stood when the transaction was settled. */
function asSettled(books: TransactionBooks): TransactionBooks {
  const { settled } = books;
  if (!settled) return books;
  const then = { ...books, prints: settled.prints };
  // The printing broke, and nobody knew what had come out: all of it is owed, and nothing counts as printed.
  return settled.printed === 0 && settlementOf(then).earned > 0 ? { ...books, prints: [] } : then;
}

/** Paid refunds whose outcome the center has not heard yet. */
export function untoldRefunds(
  books: Pick<Books, 'transactions'>,
): { readonly refund: RequestId; readonly outcome: RefundOutcome }[] {
  return [...books.transactions.values()].flatMap(({ refunds }) =>
    refunds.flatMap(({ refund, claim, ended, told }) => {
      if (!ended || told) return [];
      const { register, cashless } = ended;
      const most = Math.max(0, (claim?.amount ?? Infinity) - register - cashless);
      return [{ refund, outcome: { ...ended, hoppers: yen(Math.min(ended.hoppers, most)) } }];
    }),
  );
}
