import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { Nonce, Sha256 } from '../../shared/ids.ts';
import type { Queries } from './sql.ts';

/** Enters a reservation. False when its nonce was used before: a replayed request reserves nothing. */
export async function insertReservation(
  queries: Queries,
  reservation: { readonly nonce: Nonce; readonly certificate: Sha256; readonly validUntil: Instant },
): Promise<boolean> {
  const rows = await queries.query(
    `INSERT INTO reservations (nonce, certificate_sha256, valid_until) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING nonce`,
    [reservation.nonce, reservation.certificate, reservation.validUntil],
  );
  return rows.length === 1;
}

const untilRows = z.array(z.object({ until: z.number().nullable() }));

/** Until when a card has an unused reservation, ms since 1970; null when it has none. */
export async function reservedUntil(
  queries: Queries,
  certificate: Sha256,
  now: Instant,
): Promise<Instant | null> {
  const rows = untilRows.parse(
    await queries.query(
      `SELECT max(valid_until) AS until FROM reservations
       WHERE certificate_sha256 = $1 AND NOT used AND valid_until > $2`,
      [certificate, now],
    ),
  );
  return rows[0]?.until ?? null;
}

/** Uses up every reservation of a card: one reset was reserved, however often it was asked for. */
export async function spendReservations(queries: Queries, certificate: Sha256): Promise<void> {
  await queries.query('UPDATE reservations SET used = true WHERE certificate_sha256 = $1', [certificate]);
}
