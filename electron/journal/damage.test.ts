import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transactionIdSchema } from '../../shared/ids.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { readJournal } from './journal-folder.ts';
import { readKey, type Sealer } from './journal-key.ts';
import { openJournal, witnessFolderOf } from './journal.ts';
import { readRecords } from './read-records.ts';
import { witnessFile } from './witness.ts';
import { isLongRun, repetitions } from '../../testing/repetitions.ts';

const clock = { now: () => 1_790_000_000_000 };
const transaction = transactionIdSchema.parse('a'.repeat(32));
const events: readonly JournalEvent[] = [
  { type: 'session-begun' },
  { type: 'cash-in-start', transaction, due: yen(300), counters: null },
  { type: 'cash-in', transaction, value: 500 },
  { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
  { type: 'dispense-intent', purpose: 'change', transaction, amount: yen(200), counters: null },
  { type: 'session-ended', reason: '残り * JJ' },
];

let root: string;
let folder: string;
/** What the witness says after so many records. */
let witnessed: Buffer[];
let sealer: Sealer | null;
let whole: Buffer;
/** The byte at which each record's line is complete. */
let ends: number[];
const file = (): string => join(folder, 'journal.jsonl');
const witness = (): string => join(witnessFolderOf(folder), witnessFile);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-damage-'));
  folder = join(root, 'journal');
  const opened = openJournal(folder, clock);
  if (!opened.ok) throw new Error(opened.error.fault);
  witnessed = [readFileSync(witness())];
  for (const event of events) {
    if (!opened.value.append(event).ok) throw new Error('not appended');
    witnessed.push(readFileSync(witness()));
  }
  opened.value.close();
  sealer = readKey(witnessFolderOf(folder));
  whole = readFileSync(file());
  ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** How many records a reader finds in these bytes; null when it reports a fault instead. */
function recordsIn(bytes: Uint8Array): number | null {
  const read = readRecords('journal.jsonl', bytes, sealer);
  return read.ok ? read.value.records.length : null;
}

describe('a truncated journal', () => {
  it('yields exactly the records before the cut, at every byte', () => {
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const complete = Math.max(0, ends.filter((end) => end <= cut).length - 1);
      // After a complete record without its line end nobody can tell whether that was all: nobody was told that it was written.
      expect(recordsIn(whole.subarray(0, cut))).toBe(complete);
    }
  });

  it('can be opened, and keeps every complete record byte for byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (cut) => {
        const complete = ends.filter((end) => end <= cut).length - 1;
        writeFileSync(file(), whole.subarray(0, cut));
        // The witness was told of what was complete, and of nothing before there was a header.
        if (complete < 0) rmSync(witness());
        else writeFileSync(witness(), witnessed[complete] ?? '');
        const opened = openJournal(folder, clock);
        if (!opened.ok) throw new Error(opened.error.fault);
        const keep = Math.max(0, ...ends.filter((end) => end <= cut));
        expect(opened.value.append({ type: 'session-begun' }).ok).toBe(true);
        opened.value.close();
        expect(readFileSync(file()).subarray(0, keep)).toEqual(whole.subarray(0, keep));
        expect(readJournal(folder, sealer)).toMatchObject({ ok: true });
      }),
      { numRuns: repetitions(10, 400) },
    );
  });

  it('may end in zeros where a file system never received the bytes', () => {
    expect(recordsIn(Buffer.concat([whole, new Uint8Array(300)]))).toBe(events.length);
    expect(recordsIn(new Uint8Array(300))).toBe(0);
  });
});

describe('a journal with flipped bits', () => {
  it('is reported as damaged, whichever bit it is', () => {
    for (let at = 0; at < whole.length; at += 1) {
      // One of every byte, by turns; all eight in the long run.
      for (const bit of isLongRun ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
        const turned = Buffer.from(whole);
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        if (recordsIn(turned) !== null) expect.unreachable(`bit ${bit} of byte ${at} went unseen`);
      }
    }
  });

  it('is reported as damaged whichever bytes are overwritten, and however many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        (at, bytes) => {
          const turned = Buffer.from(whole);
          turned.set(bytes.subarray(0, whole.length - at), at);
          const records = recordsIn(turned);
          // If overwritten up to its end, the last line cannot be told from a torn one.
          const tornLast = at + bytes.length >= whole.length && at >= (ends.at(-2) ?? 0);
          if (!turned.equals(whole))
            expect([null, ...(tornLast ? [events.length - 1] : [])]).toContain(records);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is kept as it is and does not open', () => {
    const turned = Buffer.from(whole);
    turned[ends[1] ?? 0] = 0x20;
    writeFileSync(file(), turned);
    expect(openJournal(folder, clock)).toMatchObject({
      ok: false,
      error: { fault: 'unreadable', damage: { file: 'journal.jsonl', line: 3, what: 'notJson' } },
    });
    expect(readFileSync(file())).toEqual(turned);
  });

  it('is not taken to have a torn last record when only its line end was flipped', () => {
    const turned = Buffer.from(whole);
    turned[turned.length - 1] = 0x0b;
    expect(readRecords('journal.jsonl', turned, sealer)).toMatchObject({
      ok: false,
      error: { damage: { line: events.length + 1, what: 'lineEndChanged' } },
    });
  });
});
