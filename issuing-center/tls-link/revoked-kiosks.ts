import type { Instant } from '../../shared/dates.ts';
import type { Queries } from '../store/sql.ts';

/**
 * Revokes every certificate that a kiosk was given up to this instant: it was stolen, or taken out of service. A certificate
 * that is made later is accepted again.
 */
export async function revokeKiosk(queries: Queries, kiosk: string, now: Instant): Promise<void> {
  await queries.query(
    `INSERT INTO revoked_kiosks (kiosk, issued_up_to) VALUES ($1, $2)
     ON CONFLICT (kiosk) DO UPDATE SET issued_up_to = greatest(revoked_kiosks.issued_up_to, excluded.issued_up_to)`,
    [kiosk, now],
  );
}

/** Whether a certificate of this kiosk that was made at `issued` is revoked. */
export async function isKioskRevoked(queries: Queries, kiosk: string, issued: Instant): Promise<boolean> {
  const rows = await queries.query('SELECT 1 FROM revoked_kiosks WHERE kiosk = $1 AND issued_up_to >= $2', [
    kiosk,
    issued,
  ]);
  return rows.length > 0;
}

/** Whether the tables know a kiosk of this name: it took an order or began a session, or reported something odd. */
export async function isKioskKnown(queries: Queries, kiosk: string): Promise<boolean> {
  const rows = await queries.query(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM orders WHERE kiosk = $1) OR EXISTS (SELECT 1 FROM sessions WHERE kiosk = $1)
       OR EXISTS (SELECT 1 FROM refunds WHERE kiosk = $1) OR EXISTS (SELECT 1 FROM odd_reports WHERE kiosk = $1)`,
    [kiosk],
  );
  return rows.length > 0;
}
