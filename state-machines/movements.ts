import type { TransactionId } from '../shared/ids.ts';
import { worthOf, type Yen } from '../shared/yen.ts';
import type { Dispensed, DispensePurpose, Ports, SheetOutcome } from './ports.ts';
import type { PrinterTrouble } from '../shared/screen.ts';

/**
 * The only places where money goes out and paper is printed. Each writes its intent to the journal before it moves
 * anything, and the outcome after: when the intent cannot be written, nothing moves.
 */
export async function dispenseOnRecord(
  ports: Pick<Ports, 'cash' | 'journal'>,
  order: { readonly transaction: TransactionId; readonly purpose: DispensePurpose; readonly amount: Yen },
): Promise<Dispensed & { readonly journalled: boolean }> {
  if (order.amount === 0) return { dispensed: [], shortBy: null, journalled: true };
  const intent = ports.journal.append({ type: 'dispense-intent', ...order });
  if (!intent.ok) return { dispensed: [], shortBy: { fault: 'hardwareError' }, journalled: false };
  const result = await ports.cash.dispense(order.amount);
  const outcome = ports.journal.append({
    type: 'dispense-outcome',
    transaction: order.transaction,
    purpose: order.purpose,
    dispensed: result.dispensed,
    complete: result.shortBy === null && worthOf(result.dispensed) === order.amount,
  });
  return { ...result, journalled: outcome.ok };
}

export interface SheetToPrint {
  readonly transaction: TransactionId;
  readonly document: string;
  /** From 1. */
  readonly sheet: number;
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
  // The mark names the job in the printer's list: a document number and a sheet, nothing about the person.
  const mark = `${sheet.document}/${sheet.sheet}`;
  const result = await ports.sheets.printSheet({ mark, pdf: page.value }, onTrouble, signal);
  const written = ports.journal.append({ type: 'print-outcome', ...sheet, outcome: result.outcome });
  return { ...result, journalled: written.ok };
}
