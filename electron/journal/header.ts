import { z } from 'zod';

/**
 * The first line of a file names the format of the lines after it. Version 2 added cashless payment, refunds, attendants and
 * the devices' counters; version 1 can still be read (event-schema.ts).
 */
export const journalVersion = 2;

const continues = z.object({ records: z.int().min(0), head: z.string().length(64) });
const headerSchema = z.union([
  z.strictObject({ komadoJournal: z.literal(1) }),
  z.strictObject({ komadoJournal: z.literal(journalVersion), continues: continues.nullable() }),
]);

export interface JournalHeader {
  readonly version: 1 | typeof journalVersion;
  /** The version 1 journal before this one: its number of records and the hash of its last; null: none. */
  readonly continues: z.infer<typeof continues> | null;
}

/** Parses a header line. `later`: a version that this build does not know; null: not a header. */
export function parseHeader(line: string): JournalHeader | 'later' | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // Not a header: the caller reports where the file is damaged.
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
