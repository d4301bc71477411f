import type { ReturnedSheet } from '../attendant-ports.ts';
import type { JournalEvent } from '../ports.ts';
import { whoIs, type AttendantContext } from './context.ts';
import { foundOf } from './refund-claim.ts';
import { tickSheet } from './refund-rules.ts';

/** Key of a sheet of this transaction: the index of its document and its number. */
export function sheetKey(document: number, sheet: number): string {
  return `${document}/${sheet}`;
}

/** Adds sheets that a scanner or the camera saw, if they belong to this transaction. */
export function withSheets(
  context: AttendantContext,
  sheets: readonly ReturnedSheet[],
): Partial<AttendantContext> {
  const { documents } = foundOf(context);
  let { returned, scanned } = context;
  let own = 0;
  for (const { document, sheet } of sheets) {
    const index = documents.findIndex(({ number }) => number === document);
    if (index < 0) continue;
    own += 1;
    returned = tickSheet(documents, returned, { document: index, sheet }, 'add');
    scanned = [...scanned, sheetKey(index, sheet)];
  }
  return {
    returned,
    scanned,
    sheetNotice: own > 0 ? 'scanned' : sheets.length > 0 ? 'otherTransaction' : 'unreadable',
  };
}

/** Journal events for the sheets handed back. */
export function returnedEvents(context: AttendantContext): JournalEvent[] {
  const { transaction, documents } = foundOf(context);
  const by = whoIs(context).id;
  return context.returned.flatMap((sheets, index) =>
    sheets.map((sheet) => ({
      type: 'sheet-returned' as const,
      transaction,
      document: documents[index]?.number ?? '',
      sheet,
      how: context.scanned.includes(sheetKey(index, sheet)) ? ('scanned' as const) : ('ticked' as const),
      by,
    })),
  );
}
