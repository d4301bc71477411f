import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import {
  municipalityIdSchema,
  nonceSchema,
  sessionIdSchema,
  sha256Schema,
  type SessionId,
  type Sha256,
} from '../../shared/ids.ts';
import { otherServiceSchema } from '../../shared/service-api.ts';
import type { Queries } from './sql.ts';

const begunSchema = z.object({
  id: sessionIdSchema,
  kiosk: z.string(),
  service: otherServiceSchema,
  municipality: municipalityIdSchema.nullable(),
  kioskNonce: nonceSchema,
});
export type BegunService = z.infer<typeof begunSchema>;

const challengeRows = z.array(begunSchema.extend({ challenge: z.instanceof(Uint8Array) }));
const loggedInRows = z.array(
  begunSchema.extend({
    /** Of the certificate that logged in. */
    issuerKeyId: z.string(),
    serial: z.string(),
    certificateSha256: sha256Schema,
    /** Of the person of a signature certificate; null where the other certificate logged in. */
    subjectSha256: sha256Schema.nullable(),
  }),
);
export type LoggedInService = z.infer<typeof loggedInRows>[number];

const begunColumns = 'id, kiosk, service, municipality, kiosk_nonce AS "kioskNonce"';

export async function insertService(
  queries: Queries,
  session: BegunService,
  challenge: { readonly bytes: Uint8Array; readonly expiresAt: Instant },
  expiresAt: Instant,
): Promise<void> {
  const { id, kiosk, service, municipality, kioskNonce } = session;
  await queries.query(
    `INSERT INTO service_sessions (id, kiosk, service, municipality, kiosk_nonce, state, challenge,
       challenge_expires_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'begun', $6, $7, $8)`,
    [id, kiosk, service, municipality, kioskNonce, challenge.bytes, challenge.expiresAt, expiresAt],
  );
}

/** Takes the challenge of this kiosk's session, once; null when it is not to be had any more. */
export async function takeServiceChallenge(
  queries: Queries,
  kiosk: string,
  id: SessionId,
  now: Instant,
): Promise<(BegunService & { readonly challenge: Uint8Array }) | null> {
  const rows = challengeRows.parse(
    await queries.query(
      `UPDATE service_sessions SET state = 'loggingIn'
       WHERE id = $1 AND kiosk = $2 AND state = 'begun' AND challenge_expires_at > $3 AND expires_at > $3
       RETURNING ${begunColumns}, challenge`,
      [id, kiosk, now],
    ),
  );
  return rows[0] ?? null;
}

export async function recordServiceLogin(
  queries: Queries,
  id: SessionId,
  login: {
    readonly issuerKeyId: string;
    readonly serial: string;
    readonly certificateSha256: Sha256;
    readonly subjectSha256: Sha256 | null;
  },
  expiresAt: Instant,
): Promise<boolean> {
  const rows = await queries.query(
    `UPDATE service_sessions SET state = 'loggedIn', issuer_key_id = $2, serial = $3, certificate_sha256 = $4,
       subject_sha256 = $5, expires_at = $6
     WHERE id = $1 AND state = 'loggingIn' RETURNING id`,
    [id, login.issuerKeyId, login.serial, login.certificateSha256, login.subjectSha256, expiresAt],
  );
  return rows.length === 1;
}

/** A session of this kiosk that has logged in and lives, or null. @param hold to the end of the transaction */
export async function findService(
  queries: Queries,
  kiosk: string,
  id: SessionId,
  now: Instant,
  hold = false,
): Promise<LoggedInService | null> {
  const rows = loggedInRows.parse(
    await queries.query(
      `SELECT ${begunColumns}, issuer_key_id AS "issuerKeyId", serial, certificate_sha256 AS "certificateSha256",
         subject_sha256 AS "subjectSha256"
       FROM service_sessions
       WHERE id = $1 AND kiosk = $2 AND state = 'loggedIn' AND expires_at > $3${hold ? ' FOR UPDATE' : ''}`,
      [id, kiosk, now],
    ),
  );
  return rows[0] ?? null;
}

/** Counts a permit; false when the session has had as many as it may. One statement: of two at once each is counted. */
export async function countPermit(queries: Queries, id: SessionId, most: number): Promise<boolean> {
  const rows = await queries.query(
    'UPDATE service_sessions SET permits = permits + 1 WHERE id = $1 AND permits < $2 RETURNING id',
    [id, most],
  );
  return rows.length === 1;
}

export async function deleteService(queries: Queries, kiosk: string, id: SessionId): Promise<void> {
  await queries.query('DELETE FROM service_sessions WHERE id = $1 AND kiosk = $2', [id, kiosk]);
}

export async function deleteExpiredServices(queries: Queries, now: Instant): Promise<void> {
  await queries.query('DELETE FROM service_sessions WHERE expires_at <= $1', [now]);
}
