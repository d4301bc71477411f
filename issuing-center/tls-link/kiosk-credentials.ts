import { createHash, randomBytes, timingSafeEqual, X509Certificate, type KeyObject } from 'node:crypto';
import type { EventLog } from '../../logging/event-log.ts';
import { kioskLabel } from '../../logging/field-kinds.ts';
import type { Clock, Instant } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import { bytesOfSecret, fingerprintLetters, secretOf, writeKioskCode } from '../../shared/kiosk-code.ts';
import type { CertificateRenewed, EnrolKiosk, RenewCertificate } from '../../shared/kiosk-credentials-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { kioskNameSchema } from '../../shared/session-api.ts';
import { afterFailure, mayTry, notAhead } from '../limits/failed-tries.ts';
import { kioskCodeTries } from '../limits/limits.ts';
import { readCertificateRequest, type CertificateRequest } from '../pki/read-certificate-request.ts';
import { holdTries, recordTries } from '../store/failed-tries.ts';
import { holdKioskCode, recordUse, replaceKioskCode, triesOnCode } from '../store/kiosk-codes.ts';
import type { Queries, Sql } from '../store/sql.ts';
import type { Transport } from './transport.ts';

/** How long a one-time code is good, ms. */
export const codeLastsMs = 24 * 3_600_000;

/** Kiosks that make their keys themselves are given certificates. Every method throws when the database fails. */
export interface KioskCredentials {
  /**
   * The certificate for a one-time code. Nobody learns why a code is not good; the request is looked at first, so that what is
   * wrong with it says nothing about the code.
   * @returns PEM
   */
  enrol(asked: EnrolKiosk): Promise<Result<string, RefusalOf<'enrolKiosk'>>>;
  /**
   * The next certificate of a kiosk.
   * @param kiosk the name that TLS has proved
   * @param isAdmitted asked once the certificate is made: a kiosk that was revoked meanwhile does not get it, and one that is
   * revoked from now on is revoked with it, since it began before
   */
  renew(
    kiosk: string,
    asked: RenewCertificate,
    isAdmitted: () => Promise<boolean>,
  ): Promise<Result<CertificateRenewed, RefusalOf<'renewCertificate'>>>;
}

export function createKioskCredentials(parts: {
  readonly sql: Sql;
  readonly transport: Pick<Transport, 'certifyKiosk' | 'noteIssued'>;
  /** The machine's own clock, as that of the line's authority. */
  readonly clock: Clock;
  readonly log: EventLog;
}): KioskCredentials {
  const { sql, transport, clock, log } = parts;

  async function spend(
    queries: Queries,
    { name: kiosk, publicKey }: CertificateRequest,
    secret: string,
  ): Promise<Result<{ readonly certificate: string; readonly isNew: boolean }, CodeFault>> {
    const code = await holdKioskCode(queries, kiosk);
    // Nothing is counted: whoever sends names must not fill the table with them.
    if (!code) return err('none');
    const now = clock.now();
    const held = await holdTries(queries, triesOnCode(kiosk));
    const tries = held && notAhead(held, kioskCodeTries, now);
    if (!mayTry(tries, kioskCodeTries, now)) return err('tooManyTries');
    if (!isSame(code.secretSha256, hashOf(kiosk, secret))) {
      await recordTries(queries, triesOnCode(kiosk), afterFailure(tries, kioskCodeTries, now));
      return err('wrong');
    }
    if (now >= code.validUntil) return err('expired');
    const keySha256 = sha256Of(publicKey);
    if (code.used) {
      // The answer was lost on the line, or in a power cut at the kiosk: the same key gets the same certificate.
      if (code.used.keySha256 !== keySha256) return err('reused');
      return ok({ certificate: code.used.certificate, isNew: false });
    }
    const certificate = transport.certifyKiosk(kiosk, publicKey);
    await recordUse(queries, kiosk, { keySha256, certificate });
    return ok({ certificate, isNew: true });
  }

  return {
    async enrol({ secret, request }) {
      const read = readCertificateRequest(Buffer.from(request, 'base64'));
      if (!read.ok || !kioskNameSchema.safeParse(read.value.name).success)
        return err({ refused: 'certificateRequestWrong' });
      const kiosk = kioskLabel(read.value.name);
      const given = await sql.transaction((queries) => spend(queries, read.value, secret));
      if (given.ok) {
        if (given.value.isNew) log.event('kioskCertified', { kiosk, by: 'code' });
        return ok(given.value.certificate);
      }
      if (given.error !== 'none') log.event('kioskCodeRefused', { kiosk, why: given.error });
      return err({ refused: 'codeUnknown' });
    },
    async renew(kiosk, { request }, isAdmitted) {
      const read = readCertificateRequest(Buffer.from(request, 'base64'));
      if (!read.ok || read.value.name !== kiosk) return err({ refused: 'certificateRequestWrong' });
      const certificate = transport.certifyKiosk(kiosk, read.value.publicKey);
      if (!(await isAdmitted())) return err({ refused: 'kioskNotTrusted' });
      transport.noteIssued(kiosk);
      log.event('kioskCertified', { kiosk: kioskLabel(kiosk), by: 'renewal' });
      return ok({ certificate });
    },
  };
}

type CodeFault = 'none' | 'wrong' | 'expired' | 'reused' | 'tooManyTries';

/**
 * Makes a kiosk's one-time code, good for a day; the one of before is not good any more.
 * @param ca the certificate of the line's authority, PEM, whose fingerprint is in the code
 * @returns the code as a person reads it; kept here is only its hash
 * @throws when the database fails
 */
export async function makeKioskCode(
  sql: Sql,
  kiosk: string,
  ca: string,
  now: Instant,
): Promise<{ readonly code: string; readonly validUntil: Instant }> {
  const secret = secretOf(randomBytes(bytesOfSecret));
  const validUntil = now + codeLastsMs;
  const secretSha256 = hashOf(kiosk, secret);
  await sql.transaction((queries) => replaceKioskCode(queries, kiosk, { secretSha256, validUntil }));
  const fingerprint = fingerprintLetters(createHash('sha256').update(new X509Certificate(ca).raw).digest());
  return { code: writeKioskCode({ secret, fingerprint }), validUntil };
}

/** 80 random bits need no slow hash: nobody tries them all. The name is in it, so that a code is good for one kiosk alone. */
function hashOf(kiosk: string, secret: string): string {
  return createHash('sha256').update(`komado kiosk code 1\0${kiosk}\0${secret}`).digest('hex');
}

function sha256Of(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
