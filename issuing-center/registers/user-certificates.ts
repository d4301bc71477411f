import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';

/** A certificate is identified by its issuer's key identifier and its serial number, both lower-case hexadecimal. */
export interface CertificateKey {
  readonly issuerKeyId: string;
  readonly serial: string;
}

/**
 * What is no day of the calendar (PostgreSQL's infinity is none) is a day that the register does not say: one wrong entry is no fault of
 * the center.
 */
const daySchema = isoDateSchema.nullable().catch(null);

const rowsSchema = z.array(
  z.object({
    /** Id of the resident whose card bears the certificate. */
    resident: z.string(),
    /** Stopped by the municipality (a card reported lost at its window). */
    revoked: z.boolean(),
    /** The day on which the card was handed over; null where the register does not say. */
    handedOverOn: daySchema,
    /** The day on which this certificate was set up on the card, or renewed; null where the register does not say. */
    setUpOn: daySchema,
    /** Whether it took the place of an earlier certificate of the same card. */
    renewal: z.boolean(),
    /** The last day of the card's own validity; null where the register does not say. */
    cardEndsOn: daySchema,
  }),
);
export type CertificateEntry = z.infer<typeof rowsSchema>[number];

/**
 * The register's entry for a certificate, or null.
 * @param hold keeps it unchanged until the end of the transaction
 */
export async function findCertificate(
  queries: Queries,
  { issuerKeyId, serial }: CertificateKey,
  hold = false,
): Promise<CertificateEntry | null> {
  const rows = rowsSchema.parse(
    await queries.query(
      `SELECT resident, revoked, handed_over_on AS "handedOverOn", set_up_on AS "setUpOn", renewal,
         card_ends_on AS "cardEndsOn"
       FROM user_certificates
       WHERE issuer_key_id = $1 AND serial = $2${forShare(hold)}`,
      [issuerKeyId, serial],
    ),
  );
  return rows[0] ?? null;
}

/** Enters the certificate of a resident's card; one already there with this key stays as it is. */
export async function saveCertificate(
  queries: Queries,
  key: CertificateKey,
  card: Pick<CertificateEntry, 'resident'> & Partial<CertificateEntry>,
): Promise<void> {
  await queries.query(
    `INSERT INTO user_certificates
       (issuer_key_id, serial, resident, revoked, handed_over_on, set_up_on, renewal, card_ends_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      key.issuerKeyId,
      key.serial,
      card.resident,
      card.revoked ?? false,
      card.handedOverOn ?? null,
      card.setUpOn ?? null,
      card.renewal ?? false,
      card.cardEndsOn ?? null,
    ],
  );
}

/** Stops the certificate of a card that was reported lost, or takes that back. */
export async function setRevoked(queries: Queries, key: CertificateKey, revoked: boolean): Promise<void> {
  await queries.query('UPDATE user_certificates SET revoked = $3 WHERE issuer_key_id = $1 AND serial = $2', [
    key.issuerKeyId,
    key.serial,
    revoked,
  ]);
}
