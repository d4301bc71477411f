import { createHash, verify, type KeyObject } from 'node:crypto';
import {
  bindingSchema,
  previewText,
  type Binding,
  type Order,
  type OrderRequest,
} from '../../shared/center-api.ts';
import type { MunicipalityId, Nonce } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { addYen, noYen } from '../../shared/yen.ts';

/** What the kiosk knows about its own session, against which it checks every answer. */
export interface OwnSession {
  readonly kioskNonce: Nonce;
  readonly municipality: MunicipalityId;
  /** SHA-256 (hex) of the certificate that logged in here. */
  readonly holder: string;
  /** The order that was requested. */
  readonly request: OrderRequest;
  /** The center's public key for bindings, which the kiosk knows beforehand. */
  readonly centerKey: KeyObject;
}

/** Why an order does not belong to this session; for the alarm, without a word about the person. */
export type Mismatch =
  | 'signature'
  | 'shape'
  | 'transaction'
  | 'request'
  | 'nonce'
  | 'holder'
  | 'municipality'
  | 'subjects'
  | 'documents'
  | 'page'
  | 'price'
  | 'preview';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Checks that every page of an order was made for this session: pages that another person ordered, an older answer, a page
 * too many or too few, another price – each is a mismatch. (The incidents of 2023: another person's image after a time-out,
 * two stores in the same second, another person's page as page 2 of 3.)
 */
export function verifyOrder(order: Order, own: OwnSession): Result<Binding, Mismatch> {
  const signed = Buffer.from(order.binding, 'utf8');
  if (!verify(null, signed, own.centerKey, Buffer.from(order.bindingSignature, 'base64')))
    return err('signature');
  const binding = parseBinding(order.binding);
  if (!binding) return err('shape');
  if (binding.transaction !== order.transaction) return err('transaction');
  if (binding.requestId !== own.request.requestId) return err('request');
  if (binding.kioskNonce !== own.kioskNonce) return err('nonce');
  if (binding.holder !== own.holder) return err('holder');
  if (binding.municipality !== own.municipality) return err('municipality');
  const wanted = own.request.lines.flatMap((line) => Array.from({ length: line.copies }, () => line));
  if (binding.documents.length !== wanted.length || order.documents.length !== wanted.length)
    return err('documents');
  if (new Set(binding.documents.map(({ number }) => number)).size !== wanted.length) return err('documents');
  for (const [index, line] of wanted.entries()) {
    const bound = binding.documents[index];
    const document = order.documents[index];
    if (!bound || !document || bound.number !== document.number) return err('documents');
    if ([bound, document].some(({ kind, id }) => kind !== line.kind || id !== line.id))
      return err('documents');
    if (bound.variant !== line.variant || bound.year !== line.year) return err('documents');
    if (bound.price !== document.price) return err('price');
    if (bound.subjects.join() !== line.persons.join()) return err('subjects');
    if (bound.sheets.length !== document.sheets.length) return err('page');
    if (document.sheets.some((sheet, at) => sha256(Buffer.from(sheet, 'base64')) !== bound.sheets[at]))
      return err('page');
  }
  const pages = binding.documents.flatMap(({ sheets }) => sheets);
  // Every copy has its own number on each page: two equal pages mean that one was mistaken for another.
  if (new Set(pages).size !== pages.length) return err('page');
  if (addYen(noYen, ...order.documents.map(({ price }) => price)) !== binding.price) return err('price');
  // With a swapped preview the resident would agree to something other than what is printed.
  if (sha256(Buffer.from(previewText(order.preview), 'utf8')) !== binding.preview) return err('preview');
  return ok(binding);
}

function parseBinding(text: string): Binding | null {
  try {
    const parsed = bindingSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Malformed: logged as the mismatch `shape`. The parser's message would quote the text.
    return null;
  }
}
