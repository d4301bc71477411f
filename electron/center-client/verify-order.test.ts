import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewText, type Binding, type Order, type OrderRequest } from '../../shared/center-api.ts';
import {
  municipalityIdSchema,
  nonceSchema,
  personRefSchema,
  requestIdSchema,
  sha256Schema,
  transactionIdSchema,
} from '../../shared/ids.ts';
import { yen } from '../../shared/yen.ts';
import { sha256, verifyOrder, type OwnSession } from './verify-order.ts';
import { codes } from '../../testing/municipality-codes.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hex32 = (): string => randomBytes(16).toString('hex');
const municipality = codes.mihon;

const preview: Order['preview'] = [{ widthMm: 210, heightMm: 297, ops: [] }];

/** A resident's session and the order that the center made for it. */
function makeOrder(copies: number, sheets: number): { own: OwnSession; order: Order; binding: Binding } {
  const request: OrderRequest = {
    requestId: requestIdSchema.parse(hex32()),
    lines: [
      {
        kind: 'residenceRecord',
        variant: null,
        year: null,
        persons: [personRefSchema.parse('p1')],
        shown: [],
        copies,
      },
    ],
  };
  const own: OwnSession = {
    kioskNonce: nonceSchema.parse(hex32()),
    municipality,
    holder: sha256(randomBytes(32)),
    request,
    centerKey: publicKey,
  };
  const documents = Array.from({ length: copies }, () => ({
    number: `DOC-${hex32().toUpperCase()}`,
    kind: 'residenceRecord' as const,
    price: yen(200),
    sheets: Array.from({ length: sheets }, () => randomBytes(40).toString('base64')),
  }));
  const binding: Binding = {
    version: 1,
    transaction: transactionIdSchema.parse(hex32()),
    requestId: request.requestId,
    kioskNonce: own.kioskNonce,
    holder: sha256Schema.parse(own.holder),
    municipality,
    price: yen(200 * copies),
    preview: sha256Schema.parse(sha256(Buffer.from(previewText(preview)))),
    documents: documents.map(({ number, kind, price, sheets: pages }) => ({
      number,
      kind,
      price,
      variant: null,
      year: null,
      subjects: request.lines[0]?.persons ?? [],
      sheets: pages.map((page) => sha256Schema.parse(sha256(Buffer.from(page, 'base64')))),
    })),
  };
  return { own, binding, order: signed(binding, documents) };
}

function signed(binding: Binding, documents: Order['documents']): Order {
  const text = JSON.stringify(binding);
  return {
    transaction: binding.transaction,
    documents,
    preview,
    binding: text,
    bindingSignature: sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}

describe('the binding of an order', () => {
  it('holds for the session that it was made for', () => {
    const { own, order, binding } = makeOrder(2, 3);
    expect(verifyOrder(order, own)).toEqual({ ok: true, value: binding });
  });

  it('holds when the first copy is free after a bad print, and for no other sum', () => {
    const { own, order, binding } = makeOrder(2, 1);
    const firstFree = <D extends { readonly number: string }>(document: D, index: number) => ({
      ...document,
      price: yen(index === 0 ? 0 : 200),
    });
    const documents = order.documents.map(firstFree);
    const free = { ...binding, price: yen(200), documents: binding.documents.map(firstFree) };
    expect(verifyOrder(signed(free, documents), own)).toEqual({ ok: true, value: free });
    const wrong = { ok: false, error: 'price' };
    // The sum that ignores the free copy; a free copy that the binding does not know.
    expect(verifyOrder(signed({ ...free, price: yen(400) }, documents), own)).toEqual(wrong);
    expect(verifyOrder(signed(binding, documents), own)).toEqual(wrong);
  });

  it('breaks for every other session: another person’s order, an older one of the same person, another kiosk', () => {
    const [mine, other] = [makeOrder(1, 2), makeOrder(1, 2)];
    expect(verifyOrder(other.order, mine.own)).toMatchObject({ ok: false });
    const changes: [Partial<OwnSession>, string][] = [
      [{ kioskNonce: other.own.kioskNonce }, 'nonce'],
      [{ holder: other.own.holder }, 'holder'],
      [{ municipality: municipalityIdSchema.parse('47998') }, 'municipality'],
      [{ request: { ...mine.own.request, requestId: other.own.request.requestId } }, 'request'],
      [{ centerKey: generateKeyPairSync('ed25519').publicKey }, 'signature'],
    ];
    for (const [change, error] of changes)
      expect(verifyOrder(mine.order, { ...mine.own, ...change })).toEqual({ ok: false, error });
  });

  it('detects another person’s page wherever it is (page 2 of 3), a page too few and a page too many', () => {
    fc.assert(
      fc.property(
        fc.nat(1),
        fc.nat(2),
        fc.constantFrom('swap', 'drop', 'repeat', 'flip'),
        (document, page, how) => {
          const mine = makeOrder(2, 3);
          const other = makeOrder(2, 3);
          const documents = structuredClone(mine.order.documents);
          const sheets = documents[document]?.sheets ?? [];
          const foreign = other.order.documents[document]?.sheets[page] ?? '';
          if (how === 'swap') sheets[page] = foreign;
          if (how === 'drop') sheets.splice(page, 1);
          if (how === 'repeat') sheets.splice(page, 0, sheets[page] ?? '');
          if (how === 'flip') sheets.reverse();
          expect(verifyOrder({ ...mine.order, documents }, mine.own)).toEqual({ ok: false, error: 'page' });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('detects swapped documents, other persons, another price, the same page for two copies', () => {
    const { own, order, binding } = makeOrder(2, 1);
    const exchanged = { ...order, documents: order.documents.toReversed() };
    expect(verifyOrder(exchanged, own)).toEqual({ ok: false, error: 'documents' });
    const others = structuredClone(binding);
    for (const document of others.documents) document.subjects = [personRefSchema.parse('p2')];
    expect(verifyOrder(signed(others, order.documents), own)).toEqual({ ok: false, error: 'subjects' });
    expect(verifyOrder(signed({ ...binding, price: yen(10) }, order.documents), own)).toEqual({
      ok: false,
      error: 'price',
    });
    // The sum is right, but a copy has another's price.
    const [dearer, cheaper] = order.documents.map((document, index) => ({
      ...document,
      price: yen(index === 0 ? 300 : 100),
    }));
    if (!dearer || !cheaper) throw new Error('two documents');
    expect(verifyOrder({ ...order, documents: [dearer, cheaper] }, own)).toEqual({
      ok: false,
      error: 'price',
    });
    const picture = { widthMm: 210 as const, heightMm: 297 as const, ops: [] };
    expect(verifyOrder({ ...order, preview: [picture, picture] }, own)).toEqual({
      ok: false,
      error: 'preview',
    });
    const twice = structuredClone(binding);
    const pages = structuredClone(order.documents);
    const [first, second] = twice.documents;
    if (first && second && pages[0] && pages[1]) {
      second.sheets = first.sheets;
      pages[1].sheets = pages[0].sheets;
    }
    expect(verifyOrder(signed(twice, pages), own)).toEqual({ ok: false, error: 'page' });
  });

  it('detects a text that was changed after it was signed', () => {
    const { own, order } = makeOrder(1, 1);
    expect(
      verifyOrder({ ...order, binding: order.binding.replace('"version":1', '"version": 1') }, own),
    ).toEqual({
      ok: false,
      error: 'signature',
    });
  });
});
