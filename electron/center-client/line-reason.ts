import type { LineReason } from '../../shared/line-reasons.ts';

/** Codes of Node's system errors, and of OpenSSL's verification (`man verification`). */
const reasons: Readonly<Record<string, LineReason>> = {
  ENOTFOUND: 'nameUnknown',
  EAI_AGAIN: 'nameUnknown',
  EAI_NODATA: 'nameUnknown',
  ECONNREFUSED: 'connectionRefused',
  EHOSTUNREACH: 'noRoute',
  ENETUNREACH: 'noRoute',
  EHOSTDOWN: 'noRoute',
  ENETDOWN: 'noRoute',
  EADDRNOTAVAIL: 'noRoute',
  ETIMEDOUT: 'timedOut',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'otherAuthority',
  SELF_SIGNED_CERT_IN_CHAIN: 'otherAuthority',
  UNABLE_TO_GET_ISSUER_CERT: 'otherAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'otherAuthority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'otherAuthority',
  CERT_SIGNATURE_FAILURE: 'otherAuthority',
  INVALID_CA: 'otherAuthority',
  INVALID_PURPOSE: 'otherName',
  CERT_UNTRUSTED: 'otherAuthority',
  CERT_HAS_EXPIRED: 'certificateTime',
  CERT_NOT_YET_VALID: 'certificateTime',
  ECONNRESET: 'brokenOff',
  EPIPE: 'brokenOff',
  EPROTO: 'noTls',
};

/** An alert of the other end about this kiosk's certificate (RFC 8446, 6.2). */
const aboutOurs = /ALERT.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/;

/** @param error what an exchange with the center broke off with, before its deadline */
export function lineReasonOf(error: unknown): LineReason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (aboutOurs.test(code)) return 'kioskNotAccepted';
  if (code.startsWith('ERR_SSL_')) return 'noTls';
  return reasons[code] ?? 'unreachable';
}
