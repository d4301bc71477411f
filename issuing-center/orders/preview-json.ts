import { pageDrawingSchema, type PageDrawing } from '../../shared/drawing.ts';

/**
 * A page of a preview, checked against the contract, as it stands in the answer and in what is signed: JSON in UTF-8. Bytes go to another
 * thread for nothing; the drawing would be copied line by line.
 */
export function writePreviewPage(page: PageDrawing): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(pageDrawingSchema.parse(page)));
}

/** All pages of a preview: `previewText` in UTF-8. @throws when there is none: every order has one */
export function joinPreview(pages: readonly Uint8Array[]): Uint8Array {
  if (pages.length === 0) throw new Error('expected a preview of every order');
  const comma = Buffer.from(',');
  const between = pages.flatMap((page, index) => (index === 0 ? [page] : [comma, page]));
  return Buffer.concat([Buffer.from('['), ...between, Buffer.from(']')]);
}
