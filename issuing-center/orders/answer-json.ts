import {
  issuedDocumentSchema,
  orderSchema,
  type IssuedDocument,
  type Order,
} from '../../shared/center-api.ts';
import type { TransactionId } from '../../shared/ids.ts';

/** An order that was made, and its answer as it is kept and sent: JSON in UTF-8, checked, written once for both. */
export interface MadeOrder {
  readonly transaction: TransactionId;
  readonly json: Uint8Array;
}

const frame = orderSchema.omit({ documents: true, preview: true });
const documentFrame = issuedDocumentSchema.omit({ sheets: true });

export interface OrderToWrite extends Omit<Order, 'documents' | 'preview'> {
  readonly documents: readonly (Omit<IssuedDocument, 'sheets'> & {
    /** PDFs. */
    readonly sheets: readonly Uint8Array[];
  })[];
  /** What `joinPreview` gives. */
  readonly preview: Uint8Array;
}

/**
 * Writes an order piece by piece: as one text, its hundreds of kilobytes would take two bytes a character for the sake of a few names, and
 * would be copied and encoded again for every use.
 */
export function writeOrder({ documents, preview, ...rest }: OrderToWrite): MadeOrder {
  if (documents.length === 0) throw new Error('expected a document in every order');
  const checked = frame.parse(rest);
  const pieces = [opened(checked), utf8(',"documents":[')];
  for (const [index, { sheets, ...document }] of documents.entries()) {
    if (sheets.length === 0) throw new Error('expected a sheet of every document');
    pieces.push(utf8(index === 0 ? '' : ','), opened(documentFrame.parse(document)), utf8(',"sheets":["'));
    for (const [place, pdf] of sheets.entries()) {
      pieces.push(utf8(place === 0 ? '' : '","'));
      pieces.push(Buffer.from(bufferOf(pdf).toString('base64'), 'latin1'));
    }
    pieces.push(utf8('"]}'));
  }
  pieces.push(utf8('],"preview":'), preview, utf8('}'));
  return { transaction: checked.transaction, json: Buffer.concat(pieces) };
}

/** An order that was read, written again. */
export function writeAgain(order: Order): MadeOrder {
  return { transaction: order.transaction, json: utf8(JSON.stringify(order)) };
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The JSON of an object without its last brace. */
const opened = (value: object): Uint8Array => utf8(JSON.stringify(value).slice(0, -1));

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
