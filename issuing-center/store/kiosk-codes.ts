import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { Queries } from './sql.ts';

const rows = z
  .array(
    z.object({
      secretSha256: z.string(),
      validUntil: z.number(),
      usedKeySha256: z.string().nullable(),
      certificate: z.string().nullable(),
    }),
  )
  .max(1);

/** A kiosk's latest one-time code. The code itself is kept nowhere. */
export interface StoredKioskCode {
  readonly secretSha256: string;
  readonly validUntil: Instant;
  /** For which key it was used, and what was given; null: it was not. */
  readonly used: { readonly keySha256: string; readonly certificate: string } | null;
}

/** Wrong tries of a code are counted under this name. */
export function triesOnCode(kiosk: string): string {
  return `kiosk-code:${kiosk}`;
}

/** Keeps a new code in place of the one of before, with which nothing can be had from now on; tries begin anew. */
export async function replaceKioskCode(
  queries: Queries,
  kiosk: string,
  { secretSha256, validUntil }: Pick<StoredKioskCode, 'secretSha256' | 'validUntil'>,
): Promise<void> {
  await queries.query(
    `INSERT INTO kiosk_codes (kiosk, secret_sha256, valid_until) VALUES ($1, $2, $3)
     ON CONFLICT (kiosk) DO UPDATE SET secret_sha256 = excluded.secret_sha256, valid_until = excluded.valid_until,
       used_key_sha256 = NULL, certificate = NULL`,
    [kiosk, secretSha256, validUntil],
  );
  await queries.query('DELETE FROM failed_tries WHERE subject = $1', [triesOnCode(kiosk)]);
}

/** Takes back a kiosk's code, used or not. */
export async function dropKioskCode(queries: Queries, kiosk: string): Promise<void> {
  await queries.query('DELETE FROM kiosk_codes WHERE kiosk = $1', [kiosk]);
}

/** A kiosk's code, held until the end of the transaction, so that of two who have it one is the first; null: it has none. */
export async function holdKioskCode(queries: Queries, kiosk: string): Promise<StoredKioskCode | null> {
  const found = rows.parse(
    await queries.query(
      `SELECT secret_sha256 AS "secretSha256", valid_until AS "validUntil", used_key_sha256 AS "usedKeySha256", certificate
       FROM kiosk_codes WHERE kiosk = $1 FOR UPDATE`,
      [kiosk],
    ),
  );
  const [row] = found;
  if (!row) return null;
  const { secretSha256, validUntil, usedKeySha256, certificate } = row;
  const isUsed = usedKeySha256 !== null && certificate !== null;
  return { secretSha256, validUntil, used: isUsed ? { keySha256: usedKeySha256, certificate } : null };
}

export async function recordUse(
  queries: Queries,
  kiosk: string,
  { keySha256, certificate }: NonNullable<StoredKioskCode['used']>,
): Promise<void> {
  await queries.query('UPDATE kiosk_codes SET used_key_sha256 = $2, certificate = $3 WHERE kiosk = $1', [
    kiosk,
    keySha256,
    certificate,
  ]);
}
