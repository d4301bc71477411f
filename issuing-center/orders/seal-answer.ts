import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Nonce, RequestId, SessionId } from '../../shared/ids.ts';

/** The session that an answer belongs to. */
export interface AnswerSession {
  readonly id: SessionId;
  readonly kioskNonce: Nonce;
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals the answer to a request, which may come in pieces: IV, tag, ciphertext. The key comes from the request's id, 128 random bits that the kiosk
 * drew and no table holds (only their hash is kept): whoever has the database, or a copy of it, cannot read the pages; the
 * kiosk's own request can. The nonce and the session bind the key to this session.
 */
export function sealAnswer(
  answer: readonly Uint8Array[],
  session: AnswerSession,
  requestId: RequestId,
): Uint8Array {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyOf(session, requestId), iv, { authTagLength: tagBytes });
  const body = [...answer.map((piece) => sealing.update(piece)), sealing.final()];
  return Buffer.concat([iv, sealing.getAuthTag(), ...body]);
}

/** @throws when it was changed, or was sealed for another session or request */
export function unsealAnswer(sealed: Uint8Array, session: AnswerSession, requestId: RequestId): string {
  const iv = sealed.subarray(0, ivBytes);
  const opening = createDecipheriv(cipher, keyOf(session, requestId), iv, { authTagLength: tagBytes });
  opening.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const body = [opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()];
  return Buffer.concat(body).toString('utf8');
}

function keyOf(session: AnswerSession, requestId: RequestId): Uint8Array {
  const secret = Buffer.from(requestId, 'hex');
  const salt = Buffer.from(session.kioskNonce, 'hex');
  return new Uint8Array(hkdfSync('sha256', secret, salt, `komado order answer\n${session.id}`, 32));
}
