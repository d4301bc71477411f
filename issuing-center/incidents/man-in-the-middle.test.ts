import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Mismatch } from '../../electron/center-client/verify-order.ts';
import type { Order } from '../../shared/center-api.ts';
import { nonceSchema } from '../../shared/ids.ts';
import { yen } from '../../shared/yen.ts';
import {
  comes,
  newRequest,
  printedOf,
  tamperedLine,
  twoCome,
  type TamperedLine,
} from '../../testing/center/tampered-line.ts';
import { codes } from '../../testing/municipality-codes.ts';

/**
 * Whatever stands between center and kiosk, by malice or by a shared path as in 2023: it swaps, drops, repeats, delays and
 * reorders pages and whole answers between two residents. The kiosk prints what the center made for this session, or nothing.
 */
let line: TamperedLine;
beforeEach(() => {
  line = tamperedLine();
});

type Documents = Order['documents'];
const withDocuments = (order: Order, change: (documents: Documents) => Documents): Order => ({
  ...order,
  documents: change(structuredClone(order.documents)),
});
const withSheets = (order: Order, change: (sheets: string[], document: number) => string[]): Order =>
  withDocuments(order, (documents) =>
    documents.map((document, index) => ({ ...document, sheets: change([...document.sheets], index) })),
  );

describe.each(['one kiosk', 'two stores'] as const)('between two residents at %s', (at) => {
  it.each<[string, Mismatch | 'shape of the answer', (own: Order, other: Order, earlier: Order) => unknown]>([
    ['the other’s whole answer', 'request', (_own, other) => other],
    ['an earlier answer of the same session', 'request', (_own, _other, earlier) => earlier],
    [
      'the other’s answer under this order’s transaction',
      'transaction',
      (own, other) => ({ ...other, transaction: own.transaction }),
    ],
    ['the other’s documents', 'documents', (own, other) => ({ ...own, documents: other.documents })],
    [
      'the other’s pages under this order’s numbers',
      'page',
      (own, other) => withSheets(own, (_sheets, index) => other.documents[index]?.sheets ?? []),
    ],
    ...[0, 1, 2].map((page): [string, Mismatch, (own: Order, other: Order) => unknown] => [
      `page ${String(page + 1)} of 3 replaced by the other’s (Tokushima)`,
      'page',
      (own, other) =>
        withSheets(own, (sheets, index) => sheets.with(page, other.documents[index]?.sheets[page] ?? 'none')),
    ]),
    [
      'a page of an earlier order of the same session',
      'page',
      (own, _other, earlier) =>
        withSheets(own, (sheets, index) => sheets.with(1, earlier.documents[index]?.sheets[1] ?? 'none')),
    ],
    ['a page dropped', 'page', (own) => withSheets(own, (sheets) => sheets.slice(1))],
    ['a page twice', 'page', (own) => withSheets(own, (sheets) => [...sheets, ...sheets.slice(-1)])],
    [
      'a page in another’s place',
      'page',
      (own) => withSheets(own, ([first = '', , last = '']) => [first, first, last]),
    ],
    ['pages in another order', 'page', (own) => withSheets(own, (sheets) => sheets.reverse())],
    [
      'pages of one copy in the other copy',
      'page',
      (own) => withSheets(own, (sheets) => sheets.with(0, own.documents[0]?.sheets[0] ?? 'none')),
    ],
    ['copies in another order', 'documents', (own) => withDocuments(own, (documents) => documents.reverse())],
    ['a copy dropped', 'documents', (own) => withDocuments(own, (documents) => documents.slice(1))],
    [
      'a copy twice',
      'documents',
      (own) => withDocuments(own, (documents) => [...documents, ...documents.slice(0, 1)]),
    ],
    ['no copy', 'shape of the answer', (own) => withDocuments(own, () => [])],
    [
      'another price',
      'price',
      (own) =>
        withDocuments(own, ([first, ...rest]) => (first ? [{ ...first, price: yen(0) }, ...rest] : [])),
    ],
    ['the other’s binding', 'signature', (own, other) => ({ ...own, binding: other.binding })],
    [
      'the other’s binding with its signature',
      'transaction',
      (own, other) => ({ ...own, binding: other.binding, bindingSignature: other.bindingSignature }),
    ],
    ['a binding with one more space', 'signature', (own) => ({ ...own, binding: `${own.binding} ` })],
    ['no signature', 'signature', (own) => ({ ...own, bindingSignature: '' })],
    ['half an answer', 'shape of the answer', ({ transaction, documents }) => ({ transaction, documents })],
    ['nothing', 'shape of the answer', () => null],
  ])('%s is refused: %s', async (_what, reason, change) => {
    const [first, next] = await twoCome(line, at);
    const earlier = await line.kept(first);
    const other = await line.kept(next);
    expect(await line.orderThrough(first, (own) => change(own, other, earlier), [other, earlier])).toBe(
      'refused',
    );
    expect(line.mismatches).toEqual(reason === 'shape of the answer' ? [] : [reason]);
    // The line is as bad as before, but the kiosk still takes an honest answer.
    expect(await line.orderThrough(first, (own) => own)).toBe('taken');
  });

  it('answers in any order and repeated are taken only by the kiosk and for the order they were made for', async () => {
    const picks = fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(picks, async (steps) => {
        const residents = await twoCome(line, at);
        const seen: Order[] = [];
        for (const [isFirst, pick] of steps) {
          const resident = residents[isFirst ? 0 : 1];
          const outcome = await line.orderThrough(resident, (honest) => {
            seen.push(honest);
            return seen[pick % seen.length];
          });
          const own = seen.length - 1;
          expect(outcome).toBe(pick % seen.length === own ? 'taken' : 'refused');
        }
        // What one kiosk can print, the other cannot.
        if (at === 'one kiosk') return;
        for (const order of seen) {
          const able = residents.filter((resident) => printedOf(resident, order) !== 'nothing');
          expect(able.length).toBeLessThan(2);
        }
      }),
    );
  });

  it('the answer to a session that has ended is thrown away wherever and whenever it arrives', async () => {
    const [first, next] = await twoCome(line, at);
    const arrives = Promise.withResolvers<Order>();
    const late: Order[] = [];
    line.give = (honest) => {
      late.push(honest);
      return arrives.promise;
    };
    const waiting = first.client.order(first.session, newRequest());
    await first.client.endSession(first.session);
    const [own] = late;
    if (!own) throw new Error('the center was not asked');
    const meanwhile = await line.orderThrough(next, () => own, [own]);
    arrives.resolve(own);
    expect(meanwhile).toBe('refused');
    expect(await waiting).toEqual({ ok: false, error: { fault: 'refused', code: 'sessionEnded' } });
    expect(printedOf(first, own)).toBe('nothing');
    expect(printedOf(next, own)).toBe('nothing');
  });

  it('swapped sessions end in a refusal, not in the other’s pages', async () => {
    const sessions: unknown[] = [];
    // The second resident gets the first one's session, challenge and all.
    line.giveElse = (honest) => {
      sessions.push(honest);
      return typeof honest === 'object' && honest !== null && 'challenge' in honest ? sessions[0] : honest;
    };
    const [first, next] = await twoCome(line, at);
    line.giveElse = (honest) => honest;
    expect(next.session).toBe(first.session);
    const answer = await line.orderThrough(next, (own) => own);
    // The center bound the nonce of the kiosk that began the session.
    expect(answer).toBe('refused');
    expect(line.mismatches).toEqual(['nonce']);
  });
});

describe('a login answered for another service', () => {
  it('opens no session', async () => {
    line.giveElse = (honest) =>
      typeof honest === 'object' && honest !== null && 'certificates' in honest ? { service: 'pin' } : honest;
    const client = line.newClient('K-0001');
    const begun = await client.beginSession({
      service: 'certificates',
      municipality: codes.mihon,
      kioskNonce: nonceSchema.parse('ab'.repeat(16)),
    });
    if (!begun.ok) throw new Error('no session');
    const proof = { certificate: new Uint8Array(64), signature: new Uint8Array(64) };
    expect(await client.login(begun.value.session, proof)).toEqual({
      ok: false,
      error: { fault: 'nonsense' },
    });
    expect(await client.order(begun.value.session, newRequest())).toEqual({
      ok: false,
      error: { fault: 'refused', code: 'sessionEnded' },
    });
  });
});

describe('a page that changes in the kiosk’s own memory after it was checked', () => {
  it('does not reach the printer', async () => {
    const resident = await comes(line.newClient('K-0001'));
    const honest: Order[] = [];
    line.give = (own) => {
      honest.push(own);
      return own;
    };
    expect((await resident.client.order(resident.session, newRequest())).ok).toBe(true);
    const [order] = honest;
    if (!order) throw new Error('no order');
    const number = order.documents[0]?.number ?? '';
    const page = resident.client.sheet(order.transaction, number, 2);
    if (!page.ok) throw new Error('no page');
    page.value[0] = (page.value[0] ?? 0) ^ 1;
    expect(resident.client.sheet(order.transaction, number, 2)).toEqual({
      ok: false,
      error: { fault: 'bindingMismatch' },
    });
    expect(resident.client.sheet(order.transaction, number, 1).ok).toBe(true);
    await resident.client.endSession(resident.session);
    expect(printedOf(resident, order)).toBe('nothing');
  });
});
