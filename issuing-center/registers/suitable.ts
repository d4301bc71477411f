import type { z } from 'zod';
import type { Row } from '../store/sql.ts';

/** Rows of a register, apart: those that a certificate can be made from, and those that no form of ours can print. */
export interface Parted<Entry> {
  readonly suitable: readonly Entry[];
  /** As they are in the database, in its order. */
  readonly unsuitable: readonly Row[];
}

/**
 * Reads each row by itself: an entry of another form (a birth before 1873 without the register's words, lines without a label)
 * concerns the person whose it is, and never the others of the household or of the family register.
 */
export function parted<Entry>(schema: z.ZodType<Entry>, rows: readonly Row[]): Parted<Entry> {
  const read = rows.map((row) => ({ row, parsed: schema.safeParse(row) }));
  return {
    suitable: read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
    unsuitable: read.flatMap(({ row, parsed }) => (parsed.success ? [] : [row])),
  };
}
