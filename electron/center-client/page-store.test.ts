import { describe, expect, it } from 'vitest';
import { orderSchema } from '../../shared/center-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { nonceSchema, sessionIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { sessionBegunSchema } from '../../shared/session-api.ts';
import { createHonestCenter } from '../../testing/center/honest-center.ts';
import { newRequest } from '../../testing/center/tampered-line.ts';
import { createPageStore, type PageStore } from './page-store.ts';
import { sha256, verifyOrder } from './verify-order.ts';
import { codes } from '../../testing/municipality-codes.ts';

const center = createHonestCenter();
const kioskNonce = nonceSchema.parse('cd'.repeat(16));
const municipality = codes.mihon;
const none = { ok: false, error: { fault: 'bindingMismatch' } };

/** An order from the center in a new session, kept in the store. */
function kept(store: PageStore) {
  const begin = { kiosk: 'K-0001', service: 'certificates', municipality, kioskNonce };
  const { session } = sessionBegunSchema.parse(center.answer(endpoints.beginSession, {}, begin));
  center.answer(endpoints.login, { session }, { certificate: 'AAAA', signature: 'AAAA' });
  const request = newRequest();
  const order = orderSchema.parse(center.answer(endpoints.order, { session }, request));
  const holder = sha256(Buffer.from('AAAA', 'base64'));
  const own = { kioskNonce, municipality, holder, request, centerKey: center.publicKey };
  const binding = verifyOrder(order, own);
  if (!binding.ok) throw new Error(binding.error);
  store.keep(session, order, binding.value);
  const { transaction, documents } = order;
  const page = (sheet: number, document = documents[0]?.number ?? '') =>
    store.sheet(transaction, document, sheet);
  return { session, order, binding: binding.value, page };
}

function bytesOf(page: ReturnType<PageStore['sheet']>): Uint8Array {
  if (!page.ok) throw new Error('no page');
  return page.value;
}

describe('the pages that a kiosk holds', () => {
  it('are found by transaction, document and sheet, and by nothing else', () => {
    const store = createPageStore();
    const { order, page } = kept(store);
    for (const { number, sheets } of order.documents)
      for (const [index, sheet] of sheets.entries())
        expect(Buffer.from(bytesOf(page(index + 1, number))).toString('base64')).toBe(sheet);
    const sheets = order.documents[0]?.sheets.length ?? 0;
    for (const sheet of [0, sheets + 1, 1.5]) expect(page(sheet)).toEqual(none);
    expect(page(1, 'AAAA-0001')).toEqual(none);
    const other = transactionIdSchema.parse('ef'.repeat(16));
    expect(store.sheet(other, order.documents[0]?.number ?? '', 1)).toEqual(none);
  });

  it('are checked against the binding every time they are handed out', () => {
    const { page } = kept(createPageStore());
    const bytes = bytesOf(page(2));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(page(2)).toEqual(none);
    expect(page(1).ok).toBe(true);
  });

  it('are overwritten and dropped when their session ends, but not those of other sessions', () => {
    const store = createPageStore();
    const [first, second] = [kept(store), kept(store)];
    const [ended, open] = [bytesOf(first.page(1)), bytesOf(second.page(1))];
    store.drop(first.session);
    expect(ended.every((byte) => byte === 0)).toBe(true);
    expect(first.page(1)).toEqual(none);
    expect(open.some((byte) => byte !== 0)).toBe(true);
    expect(bytesOf(second.page(1))).toBe(open);
    store.drop(sessionIdSchema.parse('00'.repeat(16)));
    expect(bytesOf(second.page(1))).toBe(open);
    store.dropAll();
    expect(open.every((byte) => byte === 0)).toBe(true);
    expect(second.page(1)).toEqual(none);
  });
});
