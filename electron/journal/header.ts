import { z } from 'zod';

/**
 * The first line of a file says which form the lines after it have. Version 2 added cashless payment, refunds, attendants and
 * the devices' counters; it reads version 1, too (event-schema.ts).
 */
export const journalVersion = 2;

const continues = z.object({ records: z.int().min(0), head: z.string().length(64) });
const headerSchema = z.union([
  z.strictObject({ komadoJournal: z.literal(1) }),
  z.strictObject({ komadoJournal: z.literal(journalVersion), continues: continues.nullable() }),
]);

export interface JournalHeader {
  readonly version: 1 | typeof journalVersion;
  /** The journal of version 1 before this one: its records, and the hash of its last; null: none. */
  readonly continues: z.infer<typeof continues> | null;
}

/** A header's line; `later`: of a version that this build does not know; null: no header. */
export function parseHeader(line: string): JournalHeader | 'later' | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // No header: the caller tells where the file is damaged.
    return null;
  }
  const parsed = headerSchema.safeParse(json);
  if (parsed.success)
    return {
      version: parsed.data.komadoJournal,
      continues: 'continues' in parsed.data ? parsed.data.continues : null,
    };
  const later = z.looseObject({ komadoJournal: z.int().gt(journalVersion) }).safeParse(json);
  return later.success ? 'later' : null;
}

export function headerLine(before: JournalHeader['continues']): string {
  return `${JSON.stringify({ komadoJournal: journalVersion, continues: before })}\n`;
}
