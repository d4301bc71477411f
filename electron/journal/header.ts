import { z } from 'zod';
import type { Sealer } from './journal-key.ts';

/**
 * The first line of a file names the format of the lines after it. Version 2 added cashless payment, refunds, attendants and
 * the devices' counters, version 3 the seals; earlier ones can still be read (event-schema.ts).
 */
export const journalVersion = 3;

const continues = z.object({ records: z.int().min(0), head: z.string().length(64) });
const journal = z.string().regex(/^[0-9a-f]{32}$/);
const sealedSchema = z.strictObject({
  komadoJournal: z.literal(journalVersion),
  journal,
  follows: z.array(journal),
  continues: continues.nullable(),
  seal: z.string().length(64),
});
const headerSchema = z.union([
  z.strictObject({ komadoJournal: z.literal(1) }),
  z.strictObject({ komadoJournal: z.literal(2), continues: continues.nullable() }),
  sealedSchema,
]);

export interface JournalHeader {
  readonly version: 1 | 2 | typeof journalVersion;
  /** The journal of an earlier version before this one: its number of records and the hash of its last; null: none. */
  readonly continues: z.infer<typeof continues> | null;
  /** 128 random bits that name this journal; null before version 3. */
  readonly journal: string | null;
  /** The journals in whose place a person has begun this one, the first one first. */
  readonly follows: readonly string[];
}

/** What the header of a new journal says. */
export type NewHeader = Pick<JournalHeader, 'continues' | 'follows'> & { readonly journal: string };

/**
 * Parses a header line. `later`: a version that this build does not know; `sealWrong`: written without the key; null: not a
 * header. @param sealer null: seals are not looked at
 */
export function parseHeader(
  line: string,
  sealer: Sealer | null,
): JournalHeader | 'later' | 'sealWrong' | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // Not a header: the caller reports where the file is damaged.
    return null;
  }
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) {
    const later = z.looseObject({ komadoJournal: z.int().gt(journalVersion) }).safeParse(json);
    return later.success ? 'later' : null;
  }
  const { data } = parsed;
  if (data.komadoJournal !== journalVersion) {
    const before = 'continues' in data ? data.continues : null;
    return { version: data.komadoJournal, continues: before, journal: null, follows: [] };
  }
  const header = { continues: data.continues, journal: data.journal, follows: data.follows };
  if (sealer && !sealer.isSealed(textOf(header), data.seal)) return 'sealWrong';
  return { version: journalVersion, ...header };
}

export function headerLine(header: NewHeader, sealer: Sealer): string {
  const { journal: name, follows, continues: before } = header;
  const line = { komadoJournal: journalVersion, journal: name, follows, continues: before };
  return `${JSON.stringify({ ...line, seal: sealer.seal(textOf(header)) })}\n`;
}

function textOf({ journal: name, follows, continues: before }: NewHeader): string {
  return JSON.stringify(['header', name, follows, before?.records ?? null, before?.head ?? null]);
}
