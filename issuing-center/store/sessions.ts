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
import { beginSessionSchema } from '../../shared/session-api.ts';
import { monthIn, monthSchema, type Month } from './months.ts';
import { requestDigest } from './orders.ts';
import type { Queries } from './sql.ts';

const begunSchema = z.intersection(
  beginSessionSchema,
  z.object({
    id: sessionIdSchema,
    /** The number of the municipality's rules with which it began; null where it has none. */
    rules: z.int().nullable(),
    /** Whose tables its orders are in. */
    month: monthSchema,
  }),
);
export type BegunSession = z.infer<typeof begunSchema>;

const challengeRows = z.array(z.intersection(begunSchema, z.object({ challenge: z.instanceof(Uint8Array) })));

const loggedInShape = {
  id: sessionIdSchema,
  kiosk: z.string(),
  kioskNonce: nonceSchema,
  /** Hash of the certificate that logged in. */
  certificateSha256: sha256Schema,
  issuerKeyId: z.string(),
  serial: z.string(),
  /** The number of the municipality's rules with which it began; null where it has none. */
  rules: z.int().nullable(),
  /** Whose tables its orders are in. */
  month: monthSchema,
};
const loggedInRows = z.array(
  z.discriminatedUnion('service', [
    z.object({
      ...loggedInShape,
      service: z.literal('certificates'),
      municipality: municipalityIdSchema,
      /** Of a kiosk of the municipality's own. */
      place: z.string().nullable(),
      /** Which resident each reference of this session means. */
      persons: z.record(personRefSchema, z.string()),
    }),
    z.object({ ...loggedInShape, service: z.literal('enrolment'), municipality: municipalityIdSchema }),
    z.object({ ...loggedInShape, service: z.literal('signaturePassword') }),
    z.object({
      ...loggedInShape,
      service: z.literal('pin'),
      /** Hash of the person whose signature certificate logged in. */
      subjectSha256: sha256Schema,
    }),
  ]),
);
export type LoggedInSession = z.infer<typeof loggedInRows>[number];
/** A session in which certificates can be ordered. */
export type CertificateSession = Extract<LoggedInSession, { service: 'certificates' }>;

const begunColumns = 'id, kiosk, service, municipality, kiosk_nonce AS "kioskNonce", place, rules, month';

export async function insertSession(
  queries: Queries,
  session: BegunSession,
  challenge: { readonly bytes: Uint8Array; readonly expiresAt: Instant },
  expiresAt: Instant,
): Promise<void> {
  const { id, kiosk, service, municipality, kioskNonce, rules, month } = session;
  const place = 'place' in session ? (session.place ?? null) : null;
  await queries.query(
    `INSERT INTO sessions (id, kiosk, service, municipality, kiosk_nonce, place, rules, month, state, challenge,
       challenge_expires_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'begun', $9, $10, $11)`,
    [
      id,
      kiosk,
      service,
      municipality,
      kioskNonce,
      place,
      rules,
      month,
      challenge.bytes,
      challenge.expiresAt,
      expiresAt,
    ],
  );
}

/**
 * Takes the challenge of this kiosk's session, once: one statement, so that of two logins at the same moment one gets it.
 * Null when it was taken before or has expired, or there is no such session.
 */
export async function takeChallenge(
  queries: Queries,
  kiosk: string,
  id: SessionId,
  now: Instant,
): Promise<(BegunSession & { readonly challenge: Uint8Array }) | null> {
  const rows = challengeRows.parse(
    await queries.query(
      `UPDATE sessions SET state = 'loggingIn'
       WHERE id = $1 AND kiosk = $2 AND state = 'begun' AND challenge_expires_at > $3 AND expires_at > $3
       RETURNING ${begunColumns}, challenge`,
      [id, kiosk, now],
    ),
  );
  return rows[0] ?? null;
}

/** False when the session ended while the login was being checked. */
export async function recordLogin(
  queries: Queries,
  id: SessionId,
  login: {
    readonly certificateSha256: Sha256;
    readonly issuerKeyId: string;
    readonly serial: string;
    /** For a session for certificates; null in every other. */
    readonly persons: Readonly<Record<PersonRef, string>> | null;
    /** Where a signature certificate logged in; null in every other session. */
    readonly subjectSha256: Sha256 | null;
  },
  expiresAt: Instant,
): Promise<boolean> {
  const { certificateSha256, issuerKeyId, serial, persons, subjectSha256 } = login;
  const rows = await queries.query(
    `UPDATE sessions SET state = 'loggedIn', certificate_sha256 = $2, issuer_key_id = $3, serial = $4, persons = $5,
       subject_sha256 = $6, expires_at = $7
     WHERE id = $1 AND state = 'loggingIn' RETURNING id`,
    [
      id,
      certificateSha256,
      issuerKeyId,
      serial,
      persons && JSON.stringify(persons),
      subjectSha256,
      expiresAt,
    ],
  );
  return rows.length === 1;
}

/**
 * A session of this kiosk that is logged in and alive at this instant, or null.
 * @param hold keeps others from changing or ending it until the end of the transaction
 */
export async function findLoggedIn(
  queries: Queries,
  kiosk: string,
  id: SessionId,
  now: Instant,
  hold = false,
): Promise<LoggedInSession | null> {
  const rows = loggedInRows.parse(
    await queries.query(
      `SELECT ${begunColumns}, certificate_sha256 AS "certificateSha256", issuer_key_id AS "issuerKeyId", serial, persons,
         subject_sha256 AS "subjectSha256"
       FROM sessions WHERE id = $1 AND kiosk = $2 AND state = 'loggedIn' AND expires_at > $3${hold ? ' FOR UPDATE' : ''}`,
      [id, kiosk, now],
    ),
  );
  return rows[0] ?? null;
}

/** Notes that this request has the session's turn from now on: orders still being built for an earlier one are not issued. */
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

/** Counts a permit; false when the session has had as many as it may. One statement, so that two at once are both counted. */
export async function countPermit(queries: Queries, id: SessionId, most: number): Promise<boolean> {
  const rows = await queries.query(
    'UPDATE sessions SET permits = permits + 1 WHERE id = $1 AND permits < $2 RETURNING id',
    [id, most],
  );
  return rows.length === 1;
}

export async function prolong(queries: Queries, id: SessionId, expiresAt: Instant): Promise<void> {
  await queries.query('UPDATE sessions SET expires_at = $2 WHERE id = $1', [id, expiresAt]);
}

/** Deletes a session of this kiosk, and says whose tables its orders are in; null when it has none with this id. */
export async function deleteSession(queries: Queries, kiosk: string, id: SessionId): Promise<Month | null> {
  return monthIn(
    await queries.query('DELETE FROM sessions WHERE id = $1 AND kiosk = $2 RETURNING month', [id, kiosk]),
  );
}

/** Deletes the sessions whose time is over. */
export async function deleteExpired(queries: Queries, now: Instant): Promise<void> {
  await queries.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
}
