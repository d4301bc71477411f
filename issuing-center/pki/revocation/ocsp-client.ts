import { randomBytes } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../../../shared/dates.ts';
import type { Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { Anchor } from '../certificate.ts';
import type { RevocationFault } from './fault.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { judgeOcsp } from './judge-ocsp.ts';
import { certIdOf, writeOcspRequest, type CertIdHash } from './ocsp-request.ts';
import type { Revoked } from './revocation-reason.ts';

export interface OcspLimits {
  /** For the whole answer of one responder, ms. */
  readonly deadlineMs: number;
  /** How far the responder's clock may differ, ms. */
  readonly skewMs: number;
  /** How old an answer may be that does not say when the next one is due, ms. */
  readonly maxAgeMs: number;
  /** An answer about one certificate, with a signer's certificate, is about 2 kB. */
  readonly maxBytes: number;
}

/**
 * Asks one responder about one certificate over HTTP POST (RFC 6960, A.1), with a fresh nonce.
 * @throws DerError when the answer or the certificate asked about is not one
 */
export async function askOcsp(
  responder: { readonly url: string; readonly certIdHash?: CertIdHash },
  certificate: X509Certificate,
  issuer: Anchor,
  { clock, timers, limits }: { clock: Clock; timers: Timers; limits: OcspLimits },
): Promise<Result<'good' | Revoked, RevocationFault>> {
  const id = certIdOf(certificate, issuer.certificate, responder.certIdHash ?? 'sha1');
  const nonce = randomBytes(32);
  const answer = await fetchBytes(
    responder.url,
    {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
      body: writeOcspRequest(id, nonce),
      accepted: 'application/ocsp-response',
    },
    { ...limits, timers },
  );
  if (!answer.ok) return answer;
  return judgeOcsp(answer.value, { id, nonce, issuer, now: clock.now(), ...limits });
}
