import { describe, expect, it } from 'vitest';
import { nonceSchema, sessionIdSchema } from './ids.ts';
import { loginMessage } from './login-message.ts';
import { codes } from '../testing/municipality-codes.ts';

const session = sessionIdSchema.parse('ab'.repeat(16));
const kioskNonce = nonceSchema.parse('cd'.repeat(16));
const municipality = codes.mihon;
const challenge = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);

/** The head as text, after checking that the challenge follows it unchanged. */
function headOf(message: Uint8Array): string {
  expect(message.subarray(-32)).toEqual(challenge);
  return new TextDecoder().decode(message.subarray(0, -32));
}

describe('what a card signs to log in', () => {
  it('for certificates, has a head of its own', () => {
    const purpose = { service: 'certificates', municipality, kioskNonce } as const;
    expect(headOf(loginMessage({ ...purpose, session, challenge }))).toBe(
      `komado-login-1\n${session}\n47999\n${kioskNonce}\n`,
    );
  });

  it('for the other services, names the service', () => {
    const enrolment = { service: 'enrolment', municipality, kioskNonce } as const;
    expect(headOf(loginMessage({ ...enrolment, session, challenge }))).toBe(
      `komado-service-1\n${session}\nenrolment\n47999\n${kioskNonce}\n`,
    );
    for (const service of ['signaturePassword', 'pin'] as const) {
      const reset = { service, municipality: null, kioskNonce };
      expect(headOf(loginMessage({ ...reset, session, challenge }))).toBe(
        `komado-service-1\n${session}\n${service}\n\n${kioskNonce}\n`,
      );
    }
  });
});
