import { deflateSync } from 'node:zlib';

/** A stream of a PDF, compressed, with what its dictionary says beside that. */
export interface ReadyStream {
  readonly dictionary: Readonly<Record<string, unknown>>;
  readonly deflated: Uint8Array;
}

/**
 * zlib's level for what is written anew for every sheet: against the usual 6 it takes two thirds of the time, and makes a file a
 * thirtieth longer.
 */
export const quick = 4;
/** For what is made once. */
export const small = 9;

/** @param content a text is ASCII */
export function readyStream(
  content: string | Uint8Array,
  level: typeof quick | typeof small,
  dictionary: ReadyStream['dictionary'] = {},
): ReadyStream {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return { dictionary, deflated: deflateSync(bytes, { level }) };
}

/** Puts it into a document as it is. */
export function putStream(
  document: PDFKit.PDFDocument,
  { dictionary, deflated }: ReadyStream,
): PDFKit.PDFKitReference {
  const stream = document.ref({ ...dictionary, Filter: 'FlateDecode' });
  stream.end(deflated);
  return stream;
}
