import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** One line of the journal: JSON, chained to the line before it by its hash. */
export const recordSchema = z.object({
  /** From 1, without gaps. */
  seq: z.int().positive(),
  /** ms since 1970 */
  at: z.number(),
  event: z.looseObject({ type: z.string() }),
  /** Hash of the line before; 64 zeros for the first. */
  previous: z.string().length(64),
  hash: z.string().length(64),
});
export type JournalRecord = z.infer<typeof recordSchema>;

export const firstPrevious = '0'.repeat(64);

/** The first line of a file: which form the lines after it have. */
export const header = JSON.stringify({ komadoJournal: 1 });

export function sealRecord(body: {
  seq: number;
  at: Instant;
  event: JournalRecord['event'];
  previous: string;
}): JournalRecord {
  const hash = createHash('sha256')
    .update(JSON.stringify([body.seq, body.at, body.event, body.previous]))
    .digest('hex');
  return { ...body, hash };
}

/** What is wrong with a journal that was read. `line` counts from 1. */
export interface JournalDamage {
  readonly line: number;
  readonly what: 'notJson' | 'notARecord' | 'chainBroken' | 'unknownVersion';
}

/**
 * Reads a journal's text. A last line without its line end was torn by a power cut before its fsync returned: it is left
 * out, and `keep` says how many bytes stand. Any other damage is an error: the kiosk does not guess over a broken journal.
 */
export function readRecords(text: string): Result<{ records: JournalRecord[]; keep: number }, JournalDamage> {
  const end = text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n').slice(0, -1);
  if (lines.length === 0) return ok({ records: [], keep: 0 });
  if (lines[0] !== header) return err({ line: 1, what: 'unknownVersion' });
  const records: JournalRecord[] = [];
  let previous = firstPrevious;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      return err({ line: index + 1, what: 'notJson' });
    }
    const record = recordSchema.safeParse(json);
    if (!record.success) return err({ line: index + 1, what: 'notARecord' });
    const { seq, at, event } = record.data;
    const sealed = sealRecord({ seq, at, event, previous });
    if (sealed.hash !== record.data.hash || record.data.previous !== previous || seq !== index) {
      return err({ line: index + 1, what: 'chainBroken' });
    }
    records.push(record.data);
    previous = record.data.hash;
  }
  return ok({ records, keep: Buffer.byteLength(text.slice(0, end)) });
}
