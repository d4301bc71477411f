import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/** One line of the journal as it is in the file: JSON, chained by hash to the line before it. */
export const lineSchema = z.object({
  /** From 1, without gaps. */
  seq: z.int().positive(),
  /** ms since 1970 */
  at: z.number(),
  event: z.looseObject({ type: z.string() }),
  /** Hash of the previous line; 64 zeros for the first. */
  previous: z.string().length(64),
  hash: z.string().length(64),
  /** Since version 3: over the journal's name and the hash, with the kiosk's key. */
  seal: z.string().length(64).optional(),
});

/** A line that has been read and understood. */
export interface JournalRecord {
  readonly seq: number;
  readonly at: Instant;
  readonly event: JournalEvent;
  readonly previous: string;
  readonly hash: string;
}

export const firstPrevious = '0'.repeat(64);

/** Adds the hash over the record's content and the previous hash. */
export function sealRecord<Event>(body: {
  readonly seq: number;
  readonly at: Instant;
  readonly event: Event;
  readonly previous: string;
}): { seq: number; at: Instant; event: Event; previous: string; hash: string } {
  const hash = createHash('sha256')
    .update(JSON.stringify([body.seq, body.at, body.event, body.previous]))
    .digest('hex');
  return { ...body, hash };
}

/** What a record's seal is made over: a line of one journal is no line of another. */
export function sealedText(journal: string, hash: string): string {
  return JSON.stringify(['record', journal, hash]);
}
