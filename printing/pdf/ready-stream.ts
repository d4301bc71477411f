import { deflateSync } from 'node:zlib';

/** A stream of a PDF, compressed, with what its dictionary says beside that. */
export interface ReadyStream {
  readonly dictionary: Readonly<Record<string, unknown>>;
  readonly deflated: Uint8Array;
}

/** @param content a text is ASCII */
export function readyStream(
  content: string | Uint8Array,
  dictionary: ReadyStream['dictionary'] = {},
): ReadyStream {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return { dictionary, deflated: deflateSync(bytes) };
}

/** Puts it into a document as it is: PDFKit compresses nothing that has a filter. */
export function putStream(
  document: PDFKit.PDFDocument,
  { dictionary, deflated }: ReadyStream,
): PDFKit.PDFKitReference {
  const stream = document.ref({ ...dictionary, Filter: 'FlateDecode' });
  stream.end(deflated);
  return stream;
}
