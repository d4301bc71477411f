import { readJournal } from '../../electron/journal/journal-folder.ts';
import { witnessFolderOf } from '../../electron/journal/journal.ts';
import { readKey } from '../../electron/journal/journal-key.ts';
import { isOpenAtProvider } from '../../electron/journal/open-cases.ts';
import { createBooks, type Books, type WholeBooks } from '../../electron/journal/books.ts';
import { refundEnds } from '../../electron/recovery/settle-interrupted.ts';
import { describeFault } from '../../electron/journal/journal-fault.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { powerCutCash } from './power-cut-cash.ts';

/** The books from the journal on disk, read by the product's own code; an error says what is wrong with the file. */
export function readBooks(folder: string): Result<WholeBooks, string> {
  const read = readJournal(folder, readKey(witnessFolderOf(folder)));
  if (!read.ok) return err(describeFault(read.error));
  const layout = { hoppers: powerCutCash.hoppers, accepted: [10, 50, 100, 500, 1000] as const };
  return ok(createBooks(read.value.records, layout));
}

/** What a kiosk left alone still has to do by itself; empty: it is at rest. */
export function stillToDo(books: Books): string[] {
  return [...books.transactions.values()].flatMap((each) => {
    const { order, told, cashless, refunds } = each;
    const moved = each.cashIns.length + each.prints.length + cashless.length > 0;
    return [
      ...(order && moved && each.settled === null ? ['a transaction has no end'] : []),
      ...(order && !told ? ['the center was not told how an order ended'] : []),
      ...(cashless.some(isOpenAtProvider) ? ['a provider has not said the last word of a payment'] : []),
      ...(refundEnds(each).length > 0 ? ['a refund that was paid has no end'] : []),
      ...refunds.flatMap((refund) => [
        ...(refund.ended && !refund.told ? ['the center was not told how a refund was paid'] : []),
        ...(refund.cashless.some(({ outcome }) => outcome === null || outcome === 'unknown')
          ? ['a provider has not said the last word of a refund']
          : []),
      ]),
    ];
  });
}
