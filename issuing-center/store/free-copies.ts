import { z } from 'zod';
import {
  certificateIdSchema,
  certificateKindSchema,
  fiscalYearSchema,
  variantIdSchema,
} from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId, Sha256 } from '../../shared/ids.ts';
import { tablesOf } from './months.ts';
import type { OrderOfMonth, OrdersSession, StoredDocument } from './orders.ts';
import type { Queries } from './sql.ts';

const rowsSchema = z.array(
  z.object({
    document: z.string(),
    kind: certificateKindSchema,
    certificate: certificateIdSchema.nullable(),
    variant: variantIdSchema.nullable(),
    year: fiscalYearSchema.nullable(),
  }),
);
/** One free copy, named after the badly printed document that became void for it. */
export type FreeCopy = z.infer<typeof rowsSchema>[number];

export interface CopyHolder {
  readonly certificateSha256: Sha256;
  readonly municipality: MunicipalityId;
  /** What an open order of this session took counts as still available: the session's next order voids that one. */
  readonly session: OrdersSession;
}

/**
 * The copies that a holder may take without a fee at this instant, those that end first in front.
 * @param hold keeps two sessions from taking the same one at once: the second waits, and then no longer finds it
 */
export async function freeCopiesOf(
  queries: Queries,
  { certificateSha256, municipality, session }: CopyHolder,
  now: Instant,
  hold: boolean,
): Promise<readonly FreeCopy[]> {
  return rowsSchema.parse(
    await queries.query(
      `SELECT document, kind, certificate, variant, fiscal_year AS year FROM free_copies
       WHERE certificate_sha256 = $1 AND municipality = $2 AND valid_until > $3
         AND (used_by IS NULL OR used_by IN (${inOpenOrders(session, '$4')}))
       ORDER BY valid_until, document${hold ? ' FOR UPDATE OF free_copies' : ''}`,
      [certificateSha256, municipality, now, session.id],
    ),
  );
}

/** The documents of a session's open orders; `id` stands for the session's. */
function inOpenOrders({ month }: OrdersSession, id: string): string {
  const { orders, documents } = tablesOf(month);
  return `SELECT d.number FROM ${documents} d JOIN ${orders} o ON o.transaction_id = d.transaction_id
    WHERE o.session = ${id} AND o.state = 'open'`;
}

/** Gives the card that logged in one free copy for each of these void documents. */
export async function grantFreeCopies(
  queries: Queries,
  holder: { readonly certificateSha256: Sha256; readonly municipality: MunicipalityId },
  documents: readonly StoredDocument[],
  validUntil: Instant,
): Promise<void> {
  for (const { number, kind, certificate, variant, year } of documents)
    await queries.query(
      `INSERT INTO free_copies (document, certificate_sha256, municipality, kind, certificate, variant, fiscal_year,
         valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [number, holder.certificateSha256, holder.municipality, kind, certificate, variant, year, validUntil],
    );
}

/** Records the copy issued in place of a badly printed document. */
export async function spendFreeCopy(queries: Queries, document: string, usedBy: string): Promise<void> {
  await queries.query('UPDATE free_copies SET used_by = $2 WHERE document = $1', [document, usedBy]);
}

/**
 * Gives back what the open orders of a session took, before a later order of it voids them. An order that became void because
 * its session ended keeps what it took: its kiosk may have been cut off after printing it, and the outcome it reports
 * decides.
 */
export async function releaseOfSession(queries: Queries, session: OrdersSession): Promise<void> {
  await queries.query(
    `UPDATE free_copies SET used_by = NULL WHERE used_by IN (${inOpenOrders(session, '$1')})`,
    [session.id],
  );
}

/** Gives back the free copies that went into documents of an order that were not printed. */
export async function releaseNotPrinted(
  queries: Queries,
  { transaction, month }: OrderOfMonth,
  printed: readonly string[],
): Promise<void> {
  const { documents } = tablesOf(month);
  await queries.query(
    `UPDATE free_copies SET used_by = NULL WHERE used_by IN (
       SELECT number FROM ${documents} WHERE transaction_id = $1 AND number NOT IN (SELECT jsonb_array_elements_text($2::jsonb)))`,
    [transaction, JSON.stringify(printed)],
  );
}
