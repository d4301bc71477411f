import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId, type Nonce, type Sha256 } from '../../shared/ids.ts';
import type { Queries } from './sql.ts';

/** Whose reservation: of the card whose user authentication certificate was read, or of its person (services/same-person.ts). */
export type ReservedFor = { readonly certificate: Sha256 } | { readonly person: Sha256 };

/** Enters a reservation. False when its nonce was used before: a copy of an old request reserves nothing. */
export async function insertReservation(
  queries: Queries,
  reservation: {
    readonly nonce: Nonce;
    readonly certificate: Sha256;
    readonly person: Sha256;
    readonly validUntil: Instant;
    /** Where the person lives. */
    readonly municipality: MunicipalityId;
  },
): Promise<boolean> {
  const { nonce, certificate, person, validUntil, municipality } = reservation;
  const rows = await queries.query(
    `INSERT INTO reservations (nonce, certificate_sha256, subject_sha256, valid_until, municipality)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING nonce`,
    [nonce, certificate, person, validUntil, municipality],
  );
  return rows.length === 1;
}

const countRows = z.array(z.object({ open: z.int() })).length(1);

/** How many reservations of a card are still valid, used or not; others for the same card wait for the transaction's end. */
export async function openOfCard(queries: Queries, certificate: Sha256, now: Instant): Promise<number> {
  await queries.query('SELECT pg_advisory_xact_lock(4096002, hashtext($1))', [certificate]);
  const rows = countRows.parse(
    await queries.query(
      `SELECT count(*)::int AS open FROM reservations WHERE certificate_sha256 = $1 AND valid_until > $2`,
      [certificate, now],
    ),
  );
  return rows[0]?.open ?? 0;
}

const untilRows = z.array(z.object({ until: z.number().nullable() }));

/** Until when there is a reservation that is not used up, ms since 1970; null when there is none. */
export async function reservedUntil(
  queries: Queries,
  whose: ReservedFor,
  now: Instant,
): Promise<Instant | null> {
  const { column, value } = columnOf(whose);
  const rows = untilRows.parse(
    await queries.query(
      `SELECT max(valid_until) AS until FROM reservations WHERE ${column} = $1 AND NOT used AND valid_until > $2`,
      [value, now],
    ),
  );
  return rows[0]?.until ?? null;
}

const municipalityRows = z.array(z.object({ municipality: municipalityIdSchema.nullable() })).max(1);

/** Where a person lives who has a reservation that is not used up, by the latest of them; null: none, or it is not known. */
export async function municipalityOfReserved(
  queries: Queries,
  { person }: { readonly person: Sha256 },
  now: Instant,
): Promise<MunicipalityId | null> {
  const rows = municipalityRows.parse(
    await queries.query(
      `SELECT municipality FROM reservations WHERE subject_sha256 = $1 AND NOT used AND valid_until > $2
       ORDER BY valid_until DESC LIMIT 1`,
      [person, now],
    ),
  );
  return rows[0]?.municipality ?? null;
}

/** Uses up every reservation of a card or a person: one reset was reserved, however often it was asked for. */
export async function spendReservations(queries: Queries, whose: ReservedFor): Promise<void> {
  const { column, value } = columnOf(whose);
  await queries.query(`UPDATE reservations SET used = true WHERE ${column} = $1`, [value]);
}

function columnOf(whose: ReservedFor) {
  return 'person' in whose
    ? ({ column: 'subject_sha256', value: whose.person } as const)
    : ({ column: 'certificate_sha256', value: whose.certificate } as const);
}
