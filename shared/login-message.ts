import type { MunicipalityId, Nonce, SessionId } from './ids.ts';

/**
 * The bytes that the card signs to log in (SHA-256, PKCS#1 v1.5): they bind the center's challenge to this session, this
 * municipality and this kiosk's nonce, so that a signature made for one cannot be used for another.
 */
export function loginMessage(login: {
  session: SessionId;
  municipality: MunicipalityId;
  kioskNonce: Nonce;
  challenge: Uint8Array;
}): Uint8Array {
  const head = new TextEncoder().encode(
    `komado-login-1\n${login.session}\n${login.municipality}\n${login.kioskNonce}\n`,
  );
  const message = new Uint8Array(head.length + login.challenge.length);
  message.set(head);
  message.set(login.challenge, head.length);
  return message;
}

/** What the card gave for the login: its certificate (DER) and the signature over the login message. */
export interface LoginProof {
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}
