import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../../../shared/dates.ts';
import { err, type Result } from '../../../shared/result.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import type { Anchor } from '../certificate.ts';
import { DerError } from '../der.ts';
import { createCrlStore, type CrlPoint } from './crl-store.ts';
import type { RevocationFault } from './fault.ts';
import { askOcsp } from './ocsp-client.ts';
import type { CertIdHash } from './ocsp-request.ts';
import type { RevocationChecker } from './revocation.ts';
import type { Revoked } from './revocation-reason.ts';

export interface OcspResponder {
  /** `http:` or `https:`. Answers are signed, so plain HTTP is the rule. */
  readonly url: string;
  /** Hash that identifies the certificate; SHA-1, which every responder knows, by default. */
  readonly certIdHash?: CertIdHash;
}

export interface RevocationPolicy {
  /**
   * Whether a current list that does not name the certificate is enough when no responder answers. Such a list does not know
   * what was revoked after it was made. False by default. An unsound answer is not silence.
   */
  readonly crlSufficesWhenOcspIsSilent?: boolean;
}

/** Times in ms. */
export const revocationLimits = {
  /** For one responder to answer: the resident is standing there waiting. */
  ocspDeadlineMs: 3_000,
  crlDeadlineMs: 10_000,
  skewMs: 5 * 60_000,
  /** For an answer that does not say when the next one is due. */
  maxAgeMs: 10 * 60_000,
  ocspMaxBytes: 64 * 1024,
  crlMaxBytes: 64 * 1024 * 1024,
  crlRetryMs: 60_000,
} as const;
export type RevocationLimits = { readonly [Limit in keyof typeof revocationLimits]: number };

export interface RevocationOptions {
  /** Asked one after the other until one gives a sound answer. */
  readonly ocsp: readonly OcspResponder[];
  readonly crl: readonly CrlPoint[];
  readonly clock: Clock;
  readonly policy?: RevocationPolicy;
  readonly limits?: Partial<RevocationLimits>;
  readonly timers?: Timers;
  /** Told why a source gave no sound answer, for the center's log. */
  readonly onFault?: (source: 'ocsp' | 'crl', fault: RevocationFault) => void;
}

type Outcome = Result<'good' | Revoked, RevocationFault>;

/** Nothing came, or the responder says that it cannot answer now: anybody in between can bring this about. */
const silence: readonly RevocationFault[] = ['unreachable', 'late', 'http', 'responder'];

/**
 * Asks OCSP responders and revocation lists. Revoked when either says so. Good when OCSP says so; by a list alone when there
 * is no responder, or as the policy allows. Everything else is `unknown`.
 * @throws when neither is configured, or an address is not of the expected kind: the center must not start like that
 */
export function createRevocationChecker(options: RevocationOptions): RevocationChecker {
  const { ocsp, crl, clock, policy = {}, timers = systemTimers, onFault = () => undefined } = options;
  if (ocsp.length === 0 && crl.length === 0)
    throw new Error('expected an OCSP responder or a CRL to ask about revocation');
  for (const { url } of ocsp) expectScheme(url, ['http:', 'https:']);
  for (const { url } of crl) expectScheme(url, ['http:', 'https:', 'file:']);
  const limits = { ...revocationLimits, ...options.limits };
  const world = {
    ...{ clock, timers },
    limits: {
      deadlineMs: limits.ocspDeadlineMs,
      maxBytes: limits.ocspMaxBytes,
      skewMs: limits.skewMs,
      maxAgeMs: limits.maxAgeMs,
    },
  };
  const lists = createCrlStore(crl, {
    ...{ clock, timers },
    limits: {
      deadlineMs: limits.crlDeadlineMs,
      maxBytes: limits.crlMaxBytes,
      skewMs: limits.skewMs,
      retryMs: limits.crlRetryMs,
    },
    onLateFault: (fault) => onFault('crl', fault),
  });

  async function askResponders(
    certificate: X509Certificate,
    issuer: Anchor,
  ): Promise<{ state: 'good' | Revoked | null; silent: boolean }> {
    const faults: RevocationFault[] = [];
    for (const responder of ocsp) {
      const answer = await guarded(() => askOcsp(responder, certificate, issuer, world));
      if (answer.ok) return { state: answer.value, silent: false };
      onFault('ocsp', answer.error);
      faults.push(answer.error);
    }
    return { state: null, silent: faults.every((fault) => silence.includes(fault)) };
  }

  async function askList(certificate: X509Certificate, issuer: Anchor): Promise<'good' | Revoked | null> {
    if (crl.length === 0) return null;
    const answer = await guarded(() => lists.check(certificate, issuer));
    if (answer.ok) return answer.value;
    onFault('crl', answer.error);
    return null;
  }

  return {
    async check(certificate, issuer) {
      const [responders, list] = await Promise.all([
        askResponders(certificate, issuer),
        askList(certificate, issuer),
      ]);
      if (list === 'changed' || responders.state === 'changed') return 'changed';
      if (list === 'revoked') return 'revoked';
      const listSuffices =
        ocsp.length === 0 || (responders.silent && policy.crlSufficesWhenOcspIsSilent === true);
      return responders.state ?? (listSuffices ? list : null) ?? 'unknown';
    },
  };
}

async function guarded(ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (error) {
    return err(error instanceof DerError ? 'form' : 'broken');
  }
}

function expectScheme(url: string, schemes: readonly string[]): void {
  if (!URL.canParse(url) || !schemes.includes(new URL(url).protocol))
    throw new Error(`expected an address that begins with ${schemes.join(' or ')}, not "${url}"`);
}
