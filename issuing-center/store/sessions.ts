import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import {
  municipalityIdSchema,
  nonceSchema,
  personRefSchema,
  sessionIdSchema,
  sha256Schema,
  type PersonRef,
  type RequestId,
  type SessionId,
  type Sha256,
} from '../../shared/ids.ts';
import { requestDigest } from './orders.ts';
import type { Queries } from './sql.ts';

const begunSchema = z.object({
  id: sessionIdSchema,
  kiosk: z.string(),
  municipality: municipalityIdSchema,
  kioskNonce: nonceSchema,
});
export type BegunSession = z.infer<typeof begunSchema>;

const challengeRows = z.array(begunSchema.extend({ challenge: z.instanceof(Uint8Array) }));

const loggedInRows = z.array(
  begunSchema.extend({
    certificateSha256: sha256Schema,
    issuerKeyId: z.string(),
    serial: z.string(),
    /** Which resident a reference of this session means. */
    persons: z.record(personRefSchema, z.string()),
  }),
);
export type LoggedInSession = z.infer<typeof loggedInRows>[number];

const begunColumns = 'id, kiosk, municipality, kiosk_nonce AS "kioskNonce"';

export async function insertSession(
  queries: Queries,
  session: BegunSession,
  challenge: { readonly bytes: Uint8Array; readonly expiresAt: Instant },
  expiresAt: Instant,
): Promise<void> {
  await queries.query(
    `INSERT INTO sessions (id, kiosk, municipality, kiosk_nonce, state, challenge, challenge_expires_at, expires_at)
     VALUES ($1, $2, $3, $4, 'begun', $5, $6, $7)`,
    [
      session.id,
      session.kiosk,
      session.municipality,
      session.kioskNonce,
      challenge.bytes,
      challenge.expiresAt,
      expiresAt,
    ],
  );
}

/**
 * Takes the challenge of a session, once: one statement, so that of two logins at the same moment one gets it. Null when it
 * was taken before, has expired, or the session is not there.
 */
export async function takeChallenge(
  queries: Queries,
  id: SessionId,
  now: Instant,
): Promise<(BegunSession & { readonly challenge: Uint8Array }) | null> {
  const rows = challengeRows.parse(
    await queries.query(
      `UPDATE sessions SET state = 'loggingIn'
       WHERE id = $1 AND state = 'begun' AND challenge_expires_at > $2 AND expires_at > $2
       RETURNING ${begunColumns}, challenge`,
      [id, now],
    ),
  );
  return rows[0] ?? null;
}

/** False when the session ended while the login was checked. */
export async function recordLogin(
  queries: Queries,
  id: SessionId,
  login: {
    readonly certificateSha256: Sha256;
    readonly issuerKeyId: string;
    readonly serial: string;
    readonly persons: Readonly<Record<PersonRef, string>>;
  },
  expiresAt: Instant,
): Promise<boolean> {
  const rows = await queries.query(
    `UPDATE sessions SET state = 'loggedIn', certificate_sha256 = $2, issuer_key_id = $3, serial = $4, persons = $5,
       expires_at = $6
     WHERE id = $1 AND state = 'loggingIn' RETURNING id`,
    [id, login.certificateSha256, login.issuerKeyId, login.serial, JSON.stringify(login.persons), expiresAt],
  );
  return rows.length === 1;
}

/** Whether a kiosk began this session; a session never changes its kiosk. */
export async function isSessionOf(queries: Queries, id: SessionId, kiosk: string): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM sessions WHERE id = $1 AND kiosk = $2', [id, kiosk]);
  return rows.length > 0;
}

/**
 * A session that has logged in and lives at this instant, or null.
 * @param hold keeps others from changing or ending it to the end of the transaction.
 */
export async function findLoggedIn(
  queries: Queries,
  id: SessionId,
  now: Instant,
  hold = false,
): Promise<LoggedInSession | null> {
  const rows = loggedInRows.parse(
    await queries.query(
      `SELECT ${begunColumns}, certificate_sha256 AS "certificateSha256", issuer_key_id AS "issuerKeyId", serial, persons
       FROM sessions WHERE id = $1 AND state = 'loggedIn' AND expires_at > $2${hold ? ' FOR UPDATE' : ''}`,
      [id, now],
    ),
  );
  return rows[0] ?? null;
}

/** Notes that a session is at this request from now on: orders that are still being built for an earlier one are not issued. */
export async function takeTurn(queries: Queries, id: SessionId, requestId: RequestId): Promise<void> {
  await queries.query('UPDATE sessions SET request = $2 WHERE id = $1', [id, requestDigest(requestId)]);
}

/** Whether no later request has come to the session since. */
export async function hasTurn(queries: Queries, id: SessionId, requestId: RequestId): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM sessions WHERE id = $1 AND request = $2', [
    id,
    requestDigest(requestId),
  ]);
  return rows.length > 0;
}

export async function prolong(queries: Queries, id: SessionId, expiresAt: Instant): Promise<void> {
  await queries.query('UPDATE sessions SET expires_at = $2 WHERE id = $1', [id, expiresAt]);
}

export async function deleteSession(queries: Queries, id: SessionId): Promise<void> {
  await queries.query('DELETE FROM sessions WHERE id = $1', [id]);
}

/** Deletes the sessions whose time is over. */
export async function deleteExpired(queries: Queries, now: Instant): Promise<void> {
  await queries.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
}
