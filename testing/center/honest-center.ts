import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { hashOfPreview, hashOfSheet, signBinding } from '../../issuing-center/orders/binding.ts';
import { newDocumentNumber, newSessionId, newTransactionId } from '../../issuing-center/store/random.ts';
import {
  beginSessionSchema,
  loginSchema,
  orderRequestSchema,
  type BeginSession,
  type Order,
} from '../../shared/center-api.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import { addYen, yen } from '../../shared/yen.ts';

/**
 * A center that answers everything rightly and signs as the real one does, without registers, cards or layouts: for tests of
 * what may happen to its answers on their way. Each sheet is a few random bytes.
 */
export interface HonestCenter {
  /** The key that bindings are checked with. */
  readonly publicKey: KeyObject;
  /** The answer to a request of center-api.ts. @throws when the request is not in the contract */
  answer(method: string, path: string, body: unknown): unknown;
}

/** Sheets of each document. */
const sheetsEach = 3;
const price = yen(200);

const preview: Order['preview'] = [{ widthMm: 210, heightMm: 297, ops: [] }];

export function createHonestCenter(): HonestCenter {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const sessions = new Map<string, BeginSession & { holder: Buffer | null }>();

  function order(sessionId: string, body: unknown): Order {
    const session = sessions.get(sessionId);
    if (!session?.holder) throw new Error('nobody has logged in');
    const request = orderRequestSchema.parse(body);
    const transaction = newTransactionId();
    const wanted = request.lines.flatMap((line) => Array.from({ length: line.copies }, () => line));
    const documents = wanted.map((line) => ({
      line,
      number: newDocumentNumber(),
      sheets: Array.from({ length: sheetsEach }, () => randomBytes(24)),
    }));
    const { text, signature } = signBinding(
      {
        version: 1,
        transaction,
        requestId: request.requestId,
        kioskNonce: session.kioskNonce,
        holder: hashOfSheet(session.holder),
        municipality: session.municipality,
        price: addYen(...documents.map(() => price)),
        preview: hashOfPreview(preview),
        documents: documents.map(({ line, number, sheets }) => ({
          ...{ number, kind: line.kind, variant: line.variant, year: line.year, price },
          subjects: line.persons,
          sheets: sheets.map(hashOfSheet),
        })),
      },
      privateKey,
    );
    return {
      transaction,
      documents: documents.map(({ line, number, sheets }) => ({
        ...{ number, kind: line.kind, price },
        sheets: sheets.map((sheet) => sheet.toString('base64')),
      })),
      preview,
      binding: text,
      bindingSignature: signature,
    };
  }

  return {
    publicKey,
    answer(method, path, body) {
      const [, , , id, what] = z.array(z.string()).parse(path.split('/'));
      if (method === 'DELETE') return {};
      if (id === undefined) {
        const session = newSessionId();
        sessions.set(session, { ...beginSessionSchema.parse(body), holder: null });
        return { session, challenge: randomBytes(32).toString('base64') };
      }
      const known = sessions.get(sessionIdSchema.parse(id));
      if (!known) throw new Error('no such session');
      if (what === 'login') {
        known.holder = Buffer.from(loginSchema.parse(body).certificate, 'base64');
        return { certificates: [], unavailable: [] };
      }
      if (what === 'orders') return order(id, body);
      throw new Error(`not in the contract: ${method} ${path}`);
    },
  };
}
