import { orderSchema, type Order } from '../../shared/center-api.ts';

/*
 * The answer to an order is several hundred kilobytes of pages. It is kept and sent: checked and written as JSON once, for both.
 */

const written = new WeakMap<object, string>();

/** An order as JSON, checked against its schema; the same object is not written again. */
export function jsonOfAnswer(order: Order): string {
  const known = written.get(order);
  if (known !== undefined) return known;
  const text = JSON.stringify(orderSchema.parse(order));
  written.set(order, text);
  return text;
}

/** The bytes of an answer that has been checked and written; null for every other. */
export function readyJson(answer: unknown): Buffer | null {
  const text = typeof answer === 'object' && answer !== null ? written.get(answer) : undefined;
  return text === undefined ? null : Buffer.from(text, 'utf8');
}
