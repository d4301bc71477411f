import type { SheetOutcome } from './ports.ts';
import { addYen, noYen, type Yen } from '../shared/yen.ts';

export { receiptCode } from '../shared/receipt-code.ts';

/** One certificate (a copy) and how each of its sheets ended; sheets that were never sent have no outcome. */
export interface DocumentEnd {
  readonly number: string;
  readonly price: Yen;
  readonly sheets: number;
  readonly outcomes: readonly SheetOutcome['outcome'][];
}

export interface Settlement {
  /** Documents of which the printer reported every sheet as printed: their price is earned. */
  readonly printed: readonly string[];
  readonly notPrinted: readonly string[];
  readonly earned: Yen;
  /** Price of documents of which certainly no sheet came out: given back at once. */
  readonly refundNow: Yen;
  /** Price of documents of which some sheet came out, or may have: staff collect the sheets and pay. */
  readonly forStaff: Yen;
}

/**
 * Splits the price of the order into what is earned, given back now, and owed through staff. The three always add up to it.
 *
 * Example: two copies at 200; the first was printed, nothing came out of the second: earned 200, refundNow 200, forStaff 0.
 */
export function settle(documents: readonly DocumentEnd[]): Settlement {
  const isWhole = (end: DocumentEnd): boolean =>
    end.outcomes.length === end.sheets && end.outcomes.every((outcome) => outcome === 'printed');
  const isUntouched = (end: DocumentEnd): boolean =>
    end.outcomes.every((outcome) => outcome === 'notPrinted');
  const sum = (ends: readonly DocumentEnd[]): Yen => addYen(noYen, ...ends.map(({ price }) => price));
  const whole = documents.filter(isWhole);
  const untouched = documents.filter((end) => !isWhole(end) && isUntouched(end));
  const partial = documents.filter((end) => !isWhole(end) && !isUntouched(end));
  return {
    printed: whole.map(({ number }) => number),
    notPrinted: [...untouched, ...partial].map(({ number }) => number),
    earned: sum(whole),
    refundNow: sum(untouched),
    forStaff: sum(partial),
  };
}
