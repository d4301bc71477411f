import type { Instant } from '../../shared/dates.ts';
import type { ReceiptData } from '../../shared/printers.ts';
import type { OrderOutcome } from '../../shared/center-api.ts';
import type { Language } from '../../shared/certificates.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { RequestId } from '../../shared/ids.ts';
import type { RefundOutcome } from '../../shared/refund-api.ts';
import type { Interrupted } from '../../state-machines/kiosk.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { Ports } from '../../state-machines/ports.ts';
import type { Books } from '../journal/books.ts';
import { localCaseOf } from '../journal/local-case.ts';
import type { TransactionBooks } from '../journal/transaction-books.ts';
import { insertedOf, settlementOf } from '../journal/transaction-sums.ts';
import { endEvents, evidenceEvents, hasCutOffPayout, heldIn, isOpen, type Evidence } from './bring-to-end.ts';

export interface RecoveryParts {
  readonly ports: Pick<Ports, 'cash' | 'sheets' | 'receipts' | 'journal' | 'clock'>;
  readonly books: Books;
  readonly kiosk: string;
  readonly language: Language;
  readonly log: (line: string) => void;
}

/**
 * Brings every transaction that was cut off to an end: by the journal, then by what printer, hoppers and acceptors say of
 * themselves (design, step 8). It moves no money: whoever stood here may have been paid by hand since. A debt gets its slip.
 *
 * @returns what is owed since, for the screen
 */
export async function recover(parts: RecoveryParts): Promise<readonly Interrupted[]> {
  const { ports, books, log } = parts;
  const all = (): TransactionBooks[] => [...books.transactions.values()];
  const open = all().filter((each) => isOpen(each) || hasCutOffPayout(each));
  if (open.length === 0) return [];
  log(`recovery: ${open.length} transaction(s) were cut off`);
  const evidence = await gather(ports, open);
  const interrupted: Interrupted[] = [];
  for (const { transaction } of open) {
    const found = books.transactions.get(transaction);
    if (!found) continue;
    if (!evidenceEvents(found, evidence).every((event) => ports.journal.append(event).ok)) break;
    const heard = books.transactions.get(transaction);
    if (!heard || !isOpen(heard)) continue;
    if (!endEvents(heard).every((event) => ports.journal.append(event).ok)) break;
    const ended = books.transactions.get(transaction);
    const owed = ended?.settled?.owed ?? 0;
    if (!ended?.order || !ended.settled || owed === 0) continue;
    interrupted.push({ code: ended.order.code, owed: ended.settled.owed, at: ended.order.at });
    const slip = owedSlip(parts, ended, ports.clock.now());
    const printed = slip !== null && (await ports.receipts.print(slip)).ok;
    if (!ports.journal.append({ type: 'receipt', transaction, printed }).ok) break;
  }
  return interrupted;
}

/** Asks the devices only about what is open. */
async function gather(
  { cash, sheets }: Pick<Ports, 'cash' | 'sheets'>,
  open: readonly TransactionBooks[],
): Promise<Evidence> {
  const needsCounters = open.some(
    (each) => hasCutOffPayout(each) || each.cashIns.some(({ secured }) => secured === null),
  );
  const counters = needsCounters ? await cash.counters() : null;
  const outcomes = new Map<string, Evidence['sheets'] extends ReadonlyMap<string, infer O> ? O : never>();
  for (const { prints } of open) {
    for (const { document, sheet, outcome } of prints) {
      if (outcome !== null && outcome !== 'unknown') continue;
      const told = await sheets.jobOf(markOf({ document, sheet }));
      // A printer that has forgotten the job, or never got it, cannot say that nothing came out.
      if (typeof told !== 'string') outcomes.set(markOf({ document, sheet }), told.outcome);
    }
  }
  return { sheets: outcomes, counters: counters?.ok ? counters.value : null };
}

/** What the journal knows is enough for the slip: code, kinds, sums. */
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
    municipality: null,
    telephone: null,
    method: local.cashless?.payment.method ?? 'cash',
  };
}

/** Orders whose end the center was not told yet. */
export function untoldOrders(
  books: Pick<Books, 'transactions'>,
): { readonly transaction: TransactionId; readonly outcome: OrderOutcome }[] {
  return [...books.transactions.values()]
    .filter(({ order, told }) => order !== null && !told)
    .map((each) => {
      const { printed, notPrinted } = settlementOf(each);
      const { settled, transaction } = each;
      const held = heldIn(each);
      const outcome = { printed: [...printed], notPrinted: [...notPrinted] };
      if (!settled || (settled.paid === 0 && insertedOf(each) === 0)) return { transaction, outcome };
      const { paid, givenBack, owed } = settled;
      return {
        transaction,
        outcome: { ...outcome, money: { method: held?.method ?? 'cash', paid, givenBack, owed } },
      };
    });
}

/** Refunds that were paid and whose end the center was not told yet. */
export function untoldRefunds(
  books: Pick<Books, 'transactions'>,
): { readonly refund: RequestId; readonly outcome: RefundOutcome }[] {
  return [...books.transactions.values()].flatMap(({ refunds }) =>
    refunds.flatMap(({ refund, ended, told }) => (ended && !told ? [{ refund, outcome: ended }] : [])),
  );
}
