import type { BodyOf } from '../components/body-of.ts';

type Document = BodyOf<'returnSheets'>['body']['documents'][number];

/** A row of boxes: a part of one certificate's sheets. */
export interface SheetRow {
  /** Index of the document. */
  readonly document: number;
  readonly kind: Document['kind'];
  readonly sheets: number;
  readonly from: number;
  readonly numbers: readonly number[];
  readonly returned: readonly number[];
  /** A certificate that was already refunded cannot be ticked again. */
  readonly refunded: boolean;
}

/** Certificates as rows of at most `ticks` sheets: 5 sheets, 4 to a row → 1 to 4, and 5. */
export function sheetRows(documents: readonly Document[], ticks: number): SheetRow[] {
  return documents.flatMap(({ kind, sheets, returned, refunded }, document) =>
    Array.from({ length: Math.ceil(sheets / ticks) }, (_, row) => {
      const from = row * ticks + 1;
      const count = Math.min(ticks, sheets - row * ticks);
      return {
        document,
        kind,
        sheets,
        from,
        numbers: Array.from({ length: count }, (__, at) => from + at),
        returned,
        refunded,
      };
    }),
  );
}
