import { orderSchema, type Order } from '../../shared/center-api.ts';
import { jsonOfPreview } from './preview-json.ts';

/*
 * The answer to an order is several hundred kilobytes of pages. It is kept and sent: checked and written as JSON once, for both.
 */

const withoutPreview = orderSchema.omit({ preview: true });
const written = new WeakMap<object, string>();

/** An order as JSON, checked against its schema; the same object is not written again. */
export function jsonOfAnswer(order: Order): string {
  const known = written.get(order);
  if (known !== undefined) return known;
  const { preview, ...rest } = order;
  if (preview.length === 0) throw new Error('expected a preview of every order');
  const text = `${JSON.stringify(withoutPreview.parse(rest)).slice(0, -1)},"preview":${jsonOfPreview(preview)}}`;
  written.set(order, text);
  return text;
}

/** The bytes of an answer that has been checked and written; null for every other. */
export function readyJson(answer: unknown): Buffer | null {
  const text = typeof answer === 'object' && answer !== null ? written.get(answer) : undefined;
  return text === undefined ? null : Buffer.from(text, 'utf8');
}
