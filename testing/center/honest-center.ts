import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { hashOfPreview, hashOfSheet, signBinding } from '../../issuing-center/orders/binding.ts';
import { joinPreview, writePreviewPage } from '../../issuing-center/orders/preview-json.ts';
import { newDocumentNumber, newSessionId, newTransactionId } from '../../issuing-center/store/random.ts';
import { orderRequestSchema, type Order } from '../../shared/center-api.ts';
import { endpoints, type PathParams } from '../../shared/endpoints.ts';
import { beginSessionSchema, loginSchema, type BeginSession } from '../../shared/session-api.ts';
import { addYen, yen } from '../../shared/yen.ts';

/**
 * A center that answers everything correctly and signs like the real one, without registers, cards or layouts: for tests of
 * what can happen to its answers on the way. Each sheet is a few random bytes.
 */
export interface HonestCenter {
  /** The key to check bindings with. */
  readonly publicKey: KeyObject;
  /** The answer to a session's requests. @throws for another endpoint, or a session that was not begun */
  answer(endpoint: object, params: PathParams, body: unknown): unknown;
}

/** Sheets per document. */
const sheetsEach = 3;
const price = yen(200);

const preview: Order['preview'] = [{ widthMm: 210, heightMm: 297, ops: [] }];

export function createHonestCenter(): HonestCenter {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const sessions = new Map<string, BeginSession & { holder: Buffer | null }>();

  function order(sessionId: string, body: unknown): Order {
    const session = sessions.get(sessionId);
    if (!session?.holder || session.municipality === null) throw new Error('nobody has logged in');
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
        preview: hashOfPreview(joinPreview(preview.map(writePreviewPage))),
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
    answer(endpoint, { session: id = '' }, body) {
      if (endpoint === endpoints.endSession) return {};
      if (endpoint === endpoints.beginSession) {
        const session = newSessionId();
        sessions.set(session, { ...beginSessionSchema.parse(body), holder: null });
        return { session, challenge: randomBytes(32).toString('base64') };
      }
      const known = sessions.get(id);
      if (!known) throw new Error('no such session');
      if (endpoint === endpoints.login) {
        known.holder = Buffer.from(loginSchema.parse(body).certificate, 'base64');
        return { service: 'certificates', certificates: [], unavailable: [] };
      }
      if (endpoint === endpoints.order) return order(id, body);
      throw new Error('a request that no session makes');
    },
  };
}
