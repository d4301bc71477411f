import { z } from 'zod';

/**
 * How far a kiosk's journal has come: which journal, its last record's number, and that record's hash. It is told to the center,
 * which keeps it, so that a journal that was put back to an earlier state is noticed.
 */
export const journalHeadSchema = z.strictObject({
  /** 128 random bits that every new journal gets, as 32 hexadecimal digits. */
  journal: z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'),
  /** Number of the last record; 0: none. */
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal'),
});
export type JournalHead = z.infer<typeof journalHeadSchema>;

/**
 * A kiosk tells how far it is, and which of the heads that the center knew it has found in its own journal. Only a center that
 * still knows that one takes the new one.
 */
export const tellHeadSchema = z.strictObject({
  /** Null: only asks. */
  head: journalHeadSchema.nullable(),
  /** Null: it does not know yet what the center knows. */
  after: journalHeadSchema.nullable(),
  /** The head that the center knew and this journal has not: told so that people at the center learn of it. */
  missing: journalHeadSchema.nullable().default(null),
});
export type TellHead = z.infer<typeof tellHeadSchema>;

/** What the center knows now; null: nothing of this kiosk yet. */
export const knownHeadSchema = z.strictObject({ known: journalHeadSchema.nullable() });
export type KnownHead = z.infer<typeof knownHeadSchema>;

export function isSameHead(one: JournalHead | null, other: JournalHead | null): boolean {
  return one?.journal === other?.journal && one?.seq === other?.seq && one?.hash === other?.hash;
}
