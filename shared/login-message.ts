import type { SessionId } from './ids.ts';
import type { SessionPurpose } from './session-api.ts';

/**
 * The bytes that the card signs to log in (SHA-256, PKCS#1 v1.5): they bind the center's challenge to this session, this
 * service, this municipality and this kiosk's nonce, so that a signature made for one cannot be used for another.
 * Certificates and the other services have different heads, so that neither message can pass for the other.
 */
export function loginMessage(
  login: SessionPurpose & { readonly session: SessionId; readonly challenge: Uint8Array },
): Uint8Array {
  const { session, service, municipality, kioskNonce, challenge } = login;
  const head =
    service === 'certificates'
      ? `komado-login-1\n${session}\n${municipality}\n${kioskNonce}\n`
      : `komado-service-1\n${session}\n${service}\n${municipality ?? ''}\n${kioskNonce}\n`;
  return Uint8Array.from([...new TextEncoder().encode(head), ...challenge]);
}

/** What the card supplied for the login: its certificate (DER) and the signature over the login message. */
export interface LoginProof {
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}
