import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalHead } from '../../shared/journal-head.ts';
import { openEmbedded, type EmbeddedSql } from './embedded.ts';
import { isBehind, tellJournalHead } from './journal-heads.ts';
import { migrate } from './migrate.ts';

let sql: EmbeddedSql;
beforeAll(async () => {
  sql = await openEmbedded();
  await migrate(sql);
});
afterAll(() => sql.close());

const head = (seq: number, journal = 'a'.repeat(32)): JournalHead => ({
  ...{ journal, seq },
  hash: seq.toString(16).padStart(64, '0'),
});

describe('how far a kiosk’s journal has come', () => {
  it('is taken once without knowledge, and then only on top of what is known; it never goes back', async () => {
    const told = (next: JournalHead | null, after: JournalHead | null) =>
      tellJournalHead(sql, 'K-0001', { head: next, after, missing: null }).then(({ known }) => known);
    expect(await told(null, null)).toBeNull();
    expect(await told(head(5), null)).toEqual(head(5));
    // Rolled back, and gone on beyond: nothing is covered up.
    expect(await told(head(3), null)).toEqual(head(5));
    expect(await told(head(9), null)).toEqual(head(5));
    expect(await told(head(9), head(3))).toEqual(head(5));
    expect(await told(head(4), head(5))).toEqual(head(5));
    expect(await told(head(9), { ...head(5), hash: 'f'.repeat(64) })).toEqual(head(5));
    expect(await told(head(9), head(5))).toEqual(head(9));
    // The same again changes nothing: an answer was lost.
    expect(await told(head(9), head(5))).toEqual(head(9));
    // A new journal, by a person's decision, begins anywhere.
    expect(await told(head(1, 'b'.repeat(32)), head(9))).toEqual(head(1, 'b'.repeat(32)));
    expect(await told(null, null)).toEqual(head(1, 'b'.repeat(32)));
  });

  it.each<[string, JournalHead | null, JournalHead | null, JournalHead | null, boolean]>([
    ['it only asks', null, null, head(5), false],
    ['nothing is known of it', head(3), null, null, false],
    ['it has as much', head(5), null, head(5), false],
    ['it has more', head(9), null, head(5), false],
    ['it has less', head(3), null, head(5), true],
    ['it has nothing any more', head(0), null, head(5), true],
    ['its record is another', { ...head(5), hash: 'f'.repeat(64) }, null, head(5), true],
    ['it began a journal anew', head(0, 'b'.repeat(32)), null, head(5), false],
    ['what it told came late', head(7), head(5), head(9), false],
  ])('that has been started is behind, or not: %s', (_when, own, after, known, behind) => {
    expect(isBehind({ head: own, after, missing: null }, { known })).toBe(behind);
  });

  it('that lacks what was known is behind, however far it has come', () => {
    expect(isBehind({ head: null, after: null, missing: head(5) }, { known: head(5) })).toBe(true);
  });

  it('is of one kiosk, and is taken on top of what a center has lost', async () => {
    const { known } = await tellJournalHead(sql, 'K-0002', { head: head(7), after: head(6), missing: null });
    expect(known).toEqual(head(7));
  });
});
