import { z } from 'zod';
import { journalHeadSchema, type KnownHead, type TellHead } from '../../shared/journal-head.ts';
import type { Sql } from './sql.ts';

const rowsSchema = z.array(journalHeadSchema).max(1);

/**
 * Whether a kiosk says that its journal lacks what the center knows of, or shows it: just started, it has fewer records, or another
 * one in the place of the known one. One that began a journal anew, or names what it had found before, is not behind.
 */
export function isBehind({ head, after, missing }: TellHead, { known }: KnownHead): boolean {
  if (missing !== null) return true;
  if (head === null || after !== null || known?.journal !== head.journal) return false;
  return head.seq < known.seq || (head.seq === known.seq && head.hash !== known.hash);
}

/**
 * Keeps how far a kiosk's journal has come. A head is taken when nothing is known yet, or when the kiosk names the one that is
 * known as part of its journal; in the same journal it never goes back. So a kiosk that has lost records cannot cover
 * that up by going on. @returns what is known now
 */
export async function tellJournalHead(
  sql: Sql,
  kiosk: string,
  { head, after }: TellHead,
): Promise<KnownHead> {
  if (head !== null) {
    const own = [kiosk, head.journal, head.seq, head.hash];
    if (after === null) {
      await sql.query(
        `INSERT INTO journal_heads (kiosk, journal, seq, hash) VALUES ($1, $2, $3, $4)
         ON CONFLICT (kiosk) DO NOTHING`,
        own,
      );
    } else {
      await sql.query(
        `INSERT INTO journal_heads AS known (kiosk, journal, seq, hash) VALUES ($1, $2, $3, $4)
         ON CONFLICT (kiosk) DO UPDATE
         SET journal = excluded.journal, seq = excluded.seq, hash = excluded.hash
         WHERE known.journal = $5 AND known.seq = $6 AND known.hash = $7
           AND (known.journal <> excluded.journal OR known.seq < excluded.seq)`,
        [...own, after.journal, after.seq, after.hash],
      );
    }
  }
  const rows = await sql.query('SELECT journal, seq, hash FROM journal_heads WHERE kiosk = $1', [kiosk]);
  return { known: rowsSchema.parse(rows)[0] ?? null };
}
