import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { allAtOnce } from './steps.ts';
import { code, orderOf, transaction } from '../../testing/recovery-samples.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { yen } from '../../shared/yen.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { endEvents } from '../recovery/settle-interrupted.ts';
import { beginAnew, type BegunAnew } from './begin-anew.ts';
import { openJournal, witnessFolderOf, type Journal } from './journal.ts';
import { keyFile } from './journal-key.ts';
import { firstPrevious, sealRecord } from './record.ts';
import { witnessFile } from './witness.ts';

const clock = { now: () => 1_790_000_000_000 };
const elsewhere = 'c'.repeat(32);
const paid: readonly JournalEvent[] = [
  { type: 'session-begun' },
  orderOf([{ price: 300, sheets: 1 }]),
  { type: 'cash-in-start', transaction, due: yen(300), counters: null },
  { type: 'cash-in', transaction, value: 100 },
  { type: 'cash-in', transaction, value: 500 },
];

let root: string;
let folder: string;
const file = (): string => join(folder, 'journal.jsonl');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-anew-'));
  folder = join(root, 'journal');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function open(): Journal {
  const opened = openJournal(folder, clock);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}
function write(events: readonly JournalEvent[]): void {
  const journal = open();
  for (const event of events) expect(journal.append(event).ok).toBe(true);
  journal.close();
}
function anew(known: string | null = null): BegunAnew {
  const begun = beginAnew({ folder, witness: witnessFolderOf(folder) }, clock, known);
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  return begun.value;
}
const types = (): string[] => recordsIn(folder).map(({ event }) => event.type);

/** What is owed by the new journal, once its cut-off transactions are settled. */
function owed(): number | undefined {
  const { books, journal } = bootJournal(folder, clock);
  for (const event of [...books.transactions.values()].flatMap(endEvents))
    expect(journal.append(event).ok).toBe(true);
  journal.close();
  const found = allAtOnce(books.find(code));
  if (!found.ok) throw new Error(found.error.fault);
  return found.value.local?.owed;
}

describe('a new journal in place of one that cannot go on', () => {
  it.each<[string, () => void, number, number]>([
    ['its last line is gone', () => dropLines(1), 4, 0],
    ['its file is damaged', () => changeLine(2, (line) => line.replace('"session', '"sessiom')), 4, 1],
    ['its witness is gone', () => rmSync(join(witnessFolderOf(folder), witnessFile)), 5, 0],
    ['its key is gone', () => rmSync(join(witnessFolderOf(folder), keyFile)), 5, 0],
  ])('has everything that can be read when %s', (_why, damage, carried, leftOut) => {
    write(paid);
    damage();
    const before = readFileSync(file());
    expect(openJournal(folder, clock).ok).toBe(false);
    const begun = anew();
    expect(begun).toMatchObject({ carried, leftOut });
    expect(readFileSync(join(begun.kept, 'journal.jsonl'))).toEqual(before);
    expect(statSync(join(begun.kept, 'journal.jsonl')).mode & 0o777).toBe(0o400);
    const journal = open();
    expect(recordsIn(folder).at(-1)?.event).toEqual({ type: 'journal-begun', carried, leftOut });
    journal.close();
    expect(owed()).toBe(_why === 'its last line is gone' ? 100 : 600);
  });

  it('has the records of two processes that wrote into one file without seals, both as they happened', () => {
    mkdirSync(folder, { mode: 0o700 });
    const lines = paid.map((event, index) => ({ event, seq: index + 1 }));
    let previous = firstPrevious;
    const chained = lines.map(({ event, seq }) => {
      const record = sealRecord({ seq, at: clock.now(), event, previous });
      previous = record.hash;
      return record;
    });
    // The second process continued from the fourth record, with the same number as the first one's fifth.
    const fork = sealRecord({
      ...{ seq: 5, at: clock.now(), previous: chained[3]?.hash ?? '' },
      event: { type: 'cash-in', transaction, value: 50 } satisfies JournalEvent,
    });
    const text = [...chained, fork].map((record) => JSON.stringify(record)).join('\n');
    writeFileSync(file(), `{"komadoJournal":2,"continues":null}\n${text}\n`);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { fault: 'unreadable' } });
    expect(anew()).toMatchObject({ carried: 6, leftOut: 0 });
    expect(owed()).toBe(650);
  });

  it('takes nothing that was written without the key', () => {
    write(paid);
    const last = readFileSync(file(), 'utf8').trimEnd().split('\n').at(-1) ?? '{}';
    const { seq, at, hash } = JSON.parse(last) as { seq: number; at: number; hash: string };
    const forged = sealRecord({
      ...{ seq: seq + 1, at, previous: hash },
      event: { type: 'owed', transaction, code, amount: yen(9_000_000) } satisfies JournalEvent,
    });
    appendFileSync(file(), `${JSON.stringify({ ...forged, seal: 'f'.repeat(64) })}\n`);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'sealWrong' } });
    expect(anew()).toMatchObject({ carried: 5, leftOut: 1 });
    expect(owed()).toBe(600);
  });

  it('takes the records under a damaged header by the name that the witness knows, and still none without a seal', () => {
    write(paid);
    changeLine(1, () => '{"komadoJournal":');
    const last = readFileSync(file(), 'utf8').trimEnd().split('\n').at(-1) ?? '{}';
    const { seq, at, hash } = JSON.parse(last) as { seq: number; at: number; hash: string };
    const forged = sealRecord({ seq: seq + 1, at, previous: hash, event: { type: 'session-begun' } });
    appendFileSync(file(), `${JSON.stringify(forged)}\n`);
    expect(anew()).toMatchObject({ carried: 5, leftOut: 1 });
    expect(owed()).toBe(600);
  });

  it('takes nothing from a file without seals that stands in the place of one with seals', () => {
    write(paid);
    const forged = sealRecord({
      ...{ seq: 1, at: clock.now(), previous: firstPrevious },
      event: { type: 'owed', transaction, code, amount: yen(9_000_000) } satisfies JournalEvent,
    });
    writeFileSync(file(), `{"komadoJournal":2,"continues":null}\n${JSON.stringify(forged)}\n`);
    expect(anew()).toMatchObject({ carried: 0, leftOut: 1 });
  });

  it('takes what had no seals only as the sealed header knows it', () => {
    mkdirSync(folder, { mode: 0o700 });
    const record = sealRecord({ seq: 1, at: clock.now(), event: paid[0], previous: firstPrevious });
    const text = `{"komadoJournal":2,"continues":null}\n${JSON.stringify(record)}\n`;
    writeFileSync(file(), text);
    write(paid.slice(1));
    const forged = sealRecord({
      ...record,
      event: { type: 'owed', transaction, code, amount: yen(9_000_000) },
    });
    rmSync(join(folder, 'journal-2.jsonl'));
    writeFileSync(
      join(folder, 'journal-2.jsonl'),
      text.replace(JSON.stringify(record), JSON.stringify(forged)),
    );
    expect(anew()).toMatchObject({ carried: 4, leftOut: 1 });
    expect(owed()).toBe(600);
  });

  it.each([
    ['its header', '{"komadoJournal":4}\n'],
    [
      'a record',
      `{"komadoJournal":2,"continues":null}\n${JSON.stringify(
        sealRecord({ seq: 1, at: 1, event: { type: 'hovered' }, previous: firstPrevious }),
      )}\n`,
    ],
  ])('is not begun by a build that is older than %s', (_what, text) => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(file(), text);
    expect(beginAnew({ folder, witness: witnessFolderOf(folder) }, clock, null)).toMatchObject({
      ok: false,
      error: { fault: 'version' },
    });
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('names the journals before it, so that witness and center accept it, and an older one no more', () => {
    write(paid);
    const first = open();
    const known = first.head();
    first.close();
    const old = readFileSync(file());
    dropLines(1);
    anew(elsewhere);
    const journal = open();
    expect(journal.has(known)).toBe(true);
    expect(journal.has({ ...known, journal: elsewhere })).toBe(true);
    expect(journal.has({ ...known, journal: 'd'.repeat(32) })).toBe(false);
    expect(journal.has(journal.head())).toBe(true);
    expect(journal.has({ ...journal.head(), seq: journal.head().seq + 1 })).toBe(false);
    journal.close();
    writeFileSync(file(), old);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'otherJournal' } });
  });

  it('is there whole or not at all: a power cut at any point of it is made good by doing it again', () => {
    mkdirSync(folder, { mode: 0o700 });
    const record = sealRecord({ seq: 1, at: clock.now(), event: paid[0], previous: firstPrevious });
    writeFileSync(file(), `{"komadoJournal":2,"continues":null}\n${JSON.stringify(record)}\n`);
    write(paid.slice(1));
    const told = readFileSync(join(witnessFolderOf(folder), witnessFile));
    const aside = readFileSync(join(folder, 'journal-2.jsonl'));
    dropLines(1);
    anew();
    // As if it had been cut off before the witness was renewed and what was set aside was removed.
    writeFileSync(join(folder, 'journal-2.jsonl'), aside, { mode: 0o400 });
    writeFileSync(join(witnessFolderOf(folder), witnessFile), told);
    writeFileSync(join(folder, 'journal.next'), 'half a ');
    const journal = open();
    expect(types()).toEqual([...paid.slice(0, -1).map(({ type }) => type), 'journal-begun']);
    journal.close();
    expect(anew()).toMatchObject({ carried: 5, leftOut: 0 });
    expect(readdirSync(folder).filter((name) => name.startsWith('kept-'))).toHaveLength(2);
    expect(readdirSync(folder)).not.toContain('journal-2.jsonl');
  });

  it('is not begun beside a kiosk that works with the old one', () => {
    write(paid);
    const journal = open();
    expect(beginAnew({ folder, witness: witnessFolderOf(folder) }, clock, null)).toMatchObject({
      ok: false,
      error: { fault: 'inUse' },
    });
    expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
    journal.close();
  });

  it('is begun even where nothing is left: the center may know of a journal', () => {
    write(paid);
    renameSync(folder, join(root, 'gone'));
    rmSync(witnessFolderOf(folder), { recursive: true });
    expect(anew(elsewhere)).toMatchObject({ carried: 0, leftOut: 0 });
    const journal = open();
    expect(journal.has({ journal: elsewhere, seq: 400, hash: 'e'.repeat(64) })).toBe(true);
    journal.close();
  });
});

function dropLines(lines: number): void {
  const text = readFileSync(file(), 'utf8').trimEnd().split('\n').slice(0, -lines).join('\n');
  writeFileSync(file(), `${text}\n`);
}

/** @param number from 1 */
function changeLine(number: number, change: (line: string) => string): void {
  const lines = readFileSync(file(), 'utf8').split('\n');
  writeFileSync(file(), lines.map((line, index) => (index === number - 1 ? change(line) : line)).join('\n'));
}
