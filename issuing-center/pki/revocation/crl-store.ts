import type { X509Certificate } from 'node:crypto';
import type { Clock, Instant } from '../../../shared/dates.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import { readCertificateFields } from '../certificate-fields.ts';
import type { Anchor } from '../certificate.ts';
import { DerError } from '../der.ts';
import { crlFault, listedAs, readCrl, type Crl } from './crl.ts';
import type { RevocationFault } from './fault.ts';
import { fetchBytes, readFileBytes } from './fetch-bytes.ts';
import type { Revoked } from './revocation-reason.ts';

/** Where the list of one authority is found. */
export interface CrlPoint {
  /** Subject key identifier of the authority, lower-case hexadecimal. */
  readonly issuerKeyId: string;
  /** `http:`, `https:` or `file:`; the list is DER. */
  readonly url: string;
}

export interface CrlLimits {
  /** For the whole list to arrive, ms. */
  readonly deadlineMs: number;
  /** How far the authority's clock may differ, ms. */
  readonly skewMs: number;
  readonly maxBytes: number;
  /** How long after a failed or early attempt the next one is made, ms. */
  readonly retryMs: number;
}

export interface CrlStore {
  /** Never throws. While the list held is current, it answers at once. */
  check(certificate: X509Certificate, issuer: Anchor): Promise<Result<'good' | Revoked, RevocationFault>>;
}

/**
 * Holds each authority's list until the next one is due. When half of that time is over, the next check starts a new fetch
 * without waiting for it. A list older than the one held is refused; after a restart of the center only the dates in a list
 * tell its age.
 */
export function createCrlStore(
  points: readonly CrlPoint[],
  world: {
    readonly clock: Clock;
    readonly timers: Timers;
    readonly limits: CrlLimits;
    /** Told of an attempt that failed while nobody was waiting for it. */
    readonly onLateFault: (fault: RevocationFault) => void;
  },
): CrlStore {
  const holders = new Map(points.map(({ issuerKeyId, url }) => [issuerKeyId, createHolder(url, world)]));
  return {
    async check(certificate, issuer) {
      const holder = holders.get(issuer.keyId);
      if (!holder) return err('noList');
      const crl = await holder.current(issuer);
      if (!crl.ok) return crl;
      const { serial } = readCertificateFields(certificate.raw);
      return ok(listedAs(crl.value, serial) ?? 'good');
    },
  };
}

/** Holds the list found at one address. */
function createHolder(
  url: string,
  { clock, timers, limits, onLateFault }: Parameters<typeof createCrlStore>[1],
): { current(issuer: Anchor): Promise<Result<Crl, RevocationFault>> } {
  let held: Crl | null = null;
  let nextAttempt: Instant = 0;
  let fetching: Promise<RevocationFault | null> | null = null;

  async function load(issuer: Anchor): Promise<RevocationFault | null> {
    const bytes = url.startsWith('file:')
      ? await readFileBytes(new URL(url), { ...limits, timers })
      : await fetchBytes(url, { method: 'GET', accepted: null }, { ...limits, timers });
    if (!bytes.ok) return bytes.error;
    const crl = await readCrl(bytes.value, issuer);
    if (!crl.ok) return crl.error;
    const fault = crlFault(crl.value, clock.now(), limits.skewMs);
    if (fault) return fault;
    if (held && (crl.value.number < held.number || crl.value.thisUpdate < held.thisUpdate)) return 'rollback';
    held = crl.value;
    return null;
  }

  function fetchOnce(issuer: Anchor): Promise<RevocationFault | null> {
    fetching ??= load(issuer)
      .catch((error: unknown): RevocationFault => (error instanceof DerError ? 'form' : 'broken'))
      .finally(() => {
        nextAttempt = clock.now() + limits.retryMs;
        fetching = null;
      });
    return fetching;
  }

  return {
    async current(issuer) {
      const now = clock.now();
      if (held && crlFault(held, now, limits.skewMs) === null) {
        const due = now > (held.thisUpdate + held.nextUpdate) / 2 && now >= nextAttempt;
        if (due && !fetching)
          void fetchOnce(issuer).then((fault) => (fault ? onLateFault(fault) : undefined));
        return ok(held);
      }
      const fault = await fetchOnce(issuer);
      return held && !fault ? ok(held) : err(fault ?? 'stale');
    },
  };
}
