import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { recordsIn } from '../../testing/journal-records.ts';
import { cashStory, cast, randomEvents, sessionOf } from '../../testing/random-journals.ts';
import { repetitions } from '../../testing/repetitions.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { createBooksPort } from './books-port.ts';
import { chunksIn, type ChunksOf } from './file-chunks.ts';
import { readJournal, walkJournal } from './journal-folder.ts';
import { readKey } from './journal-key.ts';
import { openJournal, witnessFolderOf } from './journal.ts';
import { createSeenNames } from './seen-names.ts';
import { allAtOnce } from './steps.ts';
import { namingAny, outlineOf, storedIn } from './stored-records.ts';

const clock = createManualTimers(1_790_000_000_000);
let root: string;
let folder: string;
const file = (): string => join(folder, 'journal.jsonl');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-stored-'));
  folder = join(root, 'journal');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(events: readonly JournalEvent[], to = folder): void {
  const opened = openJournal(to, clock);
  if (!opened.ok) throw new Error(opened.error.fault);
  for (const event of events) expect(opened.value.append(event).ok).toBe(true);
  opened.value.close();
}
const stored = () => storedIn(folder, () => readKey(witnessFolderOf(folder)));
const anyLine = (): boolean => true;

/** The same bytes in other pieces. */
function inPiecesOf(bytes: number, chunksOf: ChunksOf): ChunksOf {
  return function* chunks(name) {
    for (const chunk of chunksOf(name))
      for (let at = 0; at < chunk.length; at += bytes) yield chunk.subarray(at, at + bytes);
  };
}

describe('records where they are stored', () => {
  it('are found by any name in them, and by number, as in a scan of all', () => {
    fc.assert(
      fc.property(randomEvents, fc.nat(100), (events, most) => {
        const to = join(mkdtempSync(join(root, 'random-')), 'journal');
        write(events, to);
        const records = recordsIn(to);
        const kept = storedIn(to, () => readKey(witnessFolderOf(to)));
        const before = Math.min(most, records.length) + 1;
        const earlier = records.filter(({ seq }) => seq < before);
        for (const { transaction, refund } of cast) {
          const named = earlier.filter((record) =>
            JSON.stringify(record.event).match(`${transaction}|${refund}`),
          );
          expect(allAtOnce(kept.find(before, namingAny([transaction, refund])))).toEqual({
            ok: true,
            value: named,
          });
        }
        expect(allAtOnce(kept.find(before, (seq) => seq % 3 === 0))).toEqual({
          ...{ ok: true, value: earlier.filter(({ seq }) => seq % 3 === 0) },
        });
        const outlines: unknown[] = [];
        const none = allAtOnce(kept.find(before, (_, line) => outlines.push(outlineOf(line)) < 0));
        expect(none).toEqual({ ok: true, value: [] });
        expect(outlines).toEqual(earlier.map(({ at, event: { type } }) => ({ at, type })));
      }),
      { numRuns: repetitions(6, 100) },
    );
  });

  it('are not given out when one was changed, or lines are missing, since they were judged', () => {
    write(cashStory(sessionOf(1)));
    const whole = readFileSync(file(), 'utf8');
    expect(allAtOnce(stored().find(13, anyLine))).toMatchObject({ ok: true });
    writeFileSync(file(), whole.replace('"value":100', '"value":500'));
    expect(allAtOnce(stored().find(13, anyLine))).toMatchObject({
      error: { damage: { what: 'notARecord' } },
    });
    writeFileSync(file(), whole.split('\n').slice(0, 6).join('\n'));
    expect(allAtOnce(stored().find(13, namingAny(['nobody'])))).toMatchObject({
      error: { what: 'recordsMissing' },
    });
    rmSync(file());
    expect(allAtOnce(stored().find(13, anyLine))).toMatchObject({ error: { what: 'recordsMissing' } });
  });

  it('are read in whatever pieces the file comes', () => {
    write([...cashStory(sessionOf(1)), ...cashStory(sessionOf(2))]);
    const key = readKey(witnessFolderOf(folder));
    const whole = readJournal(folder, key);
    for (const bytes of [1, 7, 1000]) {
      const seen: number[] = [];
      const walked = allAtOnce(
        walkJournal(inPiecesOf(bytes, chunksIn(folder)), key, ({ seq }) => seen.push(seq)),
      );
      expect({ ...walked, seen }).toMatchObject({
        ok: true,
        seen: Array.from({ length: 24 }, (_, i) => i + 1),
      });
      if (walked.ok && whole.ok) expect(whole.value).toMatchObject({ ...walked.value });
    }
  });
});

describe('a case that is older than what is in memory', () => {
  const many = Array.from({ length: 70 }, (_, number) => cashStory(sessionOf(number))).flat();
  function booted() {
    write(many);
    const { journal, books } = bootJournal(folder, clock);
    const port = createBooksPort({
      ...{ books, journalFolder: folder, witnessFolder: witnessFolderOf(folder), exportFolder: null },
      ...{ fault: () => journal.recheck(), kiosk: 'TEST-1', clock, timers: clock },
    });
    return { journal, books, port };
  }
  const { code, transaction, refund } = sessionOf(0);

  it('is found in the file, and not guessed at when that cannot be read', async () => {
    const { journal, books, port } = booted();
    expect(books.transactions.has(transaction)).toBe(false);
    expect(await port.find(code)).toMatchObject({
      value: { local: { transaction, paid: 300, printed: 300 } },
    });
    expect(await port.find(sessionOf(99).code)).toEqual({
      ok: true,
      value: { local: null, unfinished: null },
    });
    rmSync(file());
    expect(await port.find(sessionOf(1).code)).toEqual({ ok: false, error: { fault: 'journalUnread' } });
    expect(await port.page(0, 9, { kind: null, day: null, code: null })).toMatchObject({ ok: false });
    // What is in memory is still there.
    expect(await port.find(sessionOf(69).code)).toMatchObject({ value: { local: { paid: 300 } } });
    journal.close();
  });

  it('is given up when nobody waits for it any more', async () => {
    const { journal, port } = booted();
    await expect(port.find(sessionOf(1).code, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    journal.close();
  });

  it('comes back whole when a record names it, and puts the journal in doubt when it cannot', () => {
    const { journal, books } = booted();
    const granted = { type: 'refund-granted', transaction, refund, granted: true } as const;
    expect(journal.append(granted).ok).toBe(true);
    expect(books.transactions.get(transaction)).toMatchObject({
      settled: { paid: 300 },
      refunds: [{ refund }],
    });
    expect(journal.recheck()).toBeNull();
    rmSync(file());
    const other = sessionOf(1);
    expect(journal.append({ ...granted, transaction: other.transaction, refund: other.refund }).ok).toBe(
      true,
    );
    expect(journal.recheck()).toMatchObject({ what: 'recordsMissing' });
    expect(journal.append({ type: 'session-begun' }).ok).toBe(false);
    journal.close();
  });
});

describe('a head that somebody else knows', () => {
  it('is compared however old it is; a file that cannot be read is neither agreed nor missing', () => {
    write(Array.from({ length: 60 }, (_, number) => cashStory(sessionOf(number))).flat());
    const opened = openJournal(folder, clock);
    if (!opened.ok) throw new Error(opened.error.fault);
    const { value: journal } = opened;
    const name = journal.head().journal;
    const records = recordsIn(folder);
    for (const seq of [1, 100, 719, 720]) {
      const hash = records[seq - 1]?.hash ?? '';
      expect(journal.has({ journal: name, seq, hash })).toBe(true);
      expect(journal.has({ journal: name, seq, hash: 'f'.repeat(64) })).toBe(false);
    }
    expect(journal.has({ journal: name, seq: 721, hash: 'f'.repeat(64) })).toBe(false);
    expect(journal.recheck()).toBeNull();
    rmSync(file());
    expect(journal.has({ journal: name, seq: 1, hash: records[0]?.hash ?? '' })).toBeNull();
    expect(journal.recheck()).not.toBeNull();
    journal.close();
  });
});

it('a name that was seen is never taken for a new one, and a new one seldom for one that was seen', () => {
  const seen = createSeenNames();
  const names = Array.from({ length: 50_000 }, (_, number) => sessionOf(number).transaction);
  for (const name of names) seen.add(name);
  expect(names.every((name) => seen.mayHave(name))).toBe(true);
  const taken = names.filter((name) => seen.mayHave(name.toUpperCase().split('').reverse().join('')));
  expect(taken.length).toBeLessThan(50);
});
