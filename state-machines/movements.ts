import type { CashlessPayment, CashlessPort } from '../shared/cashless.ts';
import type { TransactionId } from '../shared/ids.ts';
import { worthOf, type Yen } from '../shared/yen.ts';
import type { CashlessOutcome, PayoutOf } from './journal-events.ts';
import type { CashCounters, Dispensed, Ports, SheetOutcome } from './ports.ts';
import type { PrinterTrouble } from '../shared/printing-screens.ts';

/**
 * Cash goes out, what a provider holds is captured or released, and sheets of an order are printed only through this file.
 * Each function writes its intent to the journal before it moves anything, and the outcome afterwards: when the intent
 * cannot be written, nothing moves.
 */
export async function dispenseOnRecord(
  ports: Pick<Ports, 'cash' | 'journal'>,
  { amount, ...of }: { readonly amount: Yen } & PayoutOf,
): Promise<Dispensed & { readonly journalled: boolean }> {
  if (amount === 0) return { dispensed: [], shortBy: null, journalled: true };
  const counters = await countersNow(ports);
  const intent = ports.journal.append({ type: 'dispense-intent', amount, counters, ...of });
  if (!intent.ok) return { dispensed: [], shortBy: { fault: 'hardwareError' }, journalled: false };
  const result = await ports.cash.dispense(amount);
  return noteDispensed(ports, result, amount, of);
}

/** Pays one piece from one hopper, for its test, recorded like every other piece that leaves. */
export async function dispensePieceOnRecord(
  ports: Pick<Ports, 'cash' | 'journal'>,
  value: Parameters<Ports['cash']['dispensePiece']>[0],
): Promise<Dispensed & { readonly journalled: boolean }> {
  const amount = worthOf([{ value, count: 1 }]);
  const counters = await countersNow(ports);
  const intent = ports.journal.append({ type: 'dispense-intent', amount, counters, purpose: 'test' });
  if (!intent.ok) return { dispensed: [], shortBy: { fault: 'hardwareError' }, journalled: false };
  return noteDispensed(ports, await ports.cash.dispensePiece(value), amount, { purpose: 'test' });
}

function noteDispensed(
  ports: Pick<Ports, 'journal'>,
  result: Dispensed,
  amount: Yen,
  of: PayoutOf,
): Dispensed & { readonly journalled: boolean } {
  const { dispensed, shortBy } = result;
  const complete = shortBy === null && worthOf(dispensed) === amount;
  const outcome = ports.journal.append({ type: 'dispense-outcome', dispensed, complete, ...of });
  return { ...result, journalled: outcome.ok };
}

/** What the devices have counted so far: after a power cut the difference tells what moved. Null when they do not answer. */
export async function countersNow({ cash }: Pick<Ports, 'cash'>): Promise<CashCounters | null> {
  const counters = await cash.counters();
  return counters.ok ? counters.value : null;
}

/**
 * Captures what was earned of what a provider holds and releases the rest, or all of it when nothing was earned. The outcome
 * is `unknown` when the provider did not say: it is asked again until it does (electron/recovery/reconcile-provider.ts), and
 * nothing is done twice.
 */
export async function endCashlessOnRecord(
  ports: Pick<Ports, 'cashless' | 'journal'>,
  transaction: TransactionId,
  payment: CashlessPayment,
  earned: Yen,
): Promise<CashlessOutcome> {
  const { method, reference } = payment;
  const at = { transaction, method, reference };
  if (earned === 0) {
    if (!ports.journal.append({ type: 'void-intent', ...at }).ok) return 'unknown';
    const outcome = outcomeOf(await ports.cashless.void(payment));
    return ports.journal.append({ type: 'void-outcome', outcome, ...at }).ok ? outcome : 'unknown';
  }
  if (!ports.journal.append({ type: 'capture-intent', amount: earned, ...at }).ok) return 'unknown';
  const outcome = outcomeOf(await ports.cashless.capture(payment, earned));
  return ports.journal.append({ type: 'capture-outcome', outcome, ...at }).ok ? outcome : 'unknown';
}

/** A call that was never sent is treated like one whose answer was lost: it is asked about again. */
export function outcomeOf(result: Awaited<ReturnType<CashlessPort['void']>>): CashlessOutcome {
  if (result.ok) return 'done';
  return result.error.fault === 'refused' ? 'refused' : 'unknown';
}

export interface SheetToPrint {
  readonly transaction: TransactionId;
  readonly document: string;
  /** From 1. */
  readonly sheet: number;
}

/** The mark names the job in the printer's list: a document number and a sheet, nothing about the person. */
export function markOf({ document, sheet }: Pick<SheetToPrint, 'document' | 'sheet'>): string {
  return `${document}/${sheet}`;
}

/** Checks the page once more, writes the intent, prints, writes what the printer said. */
export async function printOnRecord(
  ports: Pick<Ports, 'center' | 'sheets' | 'journal'>,
  sheet: SheetToPrint,
  onTrouble: (trouble: PrinterTrouble | null) => void,
  signal: AbortSignal,
): Promise<(SheetOutcome & { readonly journalled: boolean }) | { readonly outcome: 'bindingMismatch' }> {
  const page = ports.center.sheet(sheet.transaction, sheet.document, sheet.sheet);
  if (!page.ok) {
    return { outcome: 'bindingMismatch' };
  }
  if (!ports.journal.append({ type: 'print-intent', ...sheet }).ok)
    return { outcome: 'notPrinted', trouble: 'other', journalled: false };
  const result = await ports.sheets.printSheet({ mark: markOf(sheet), pdf: page.value }, onTrouble, signal);
  const written = ports.journal.append({ type: 'print-outcome', ...sheet, outcome: result.outcome });
  return { ...result, journalled: written.ok };
}
