import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CashPlace } from '../../shared/attendants.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import { countOf, denominations, yen, type Denomination } from '../../shared/yen.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { everyLine } from '../../shared/attendants.ts';
import { createBooks, type Books } from './books.ts';
import { createBooksPort } from './books-port.ts';
import { openExportKey } from './export-key.ts';
import { openExport } from './journal-export.ts';
import type { JournalPage } from './journal-pages.ts';
import { allAtOnce } from './steps.ts';
import type { CashLayout } from './cash-books.ts';
import { witnessFolderOf } from './journal.ts';
import { firstPrevious, type JournalRecord } from './record.ts';

const by = attendantIdSchema.parse('B-07');
const layout: CashLayout = {
  hoppers: [
    { value: 10, count: 900, recycles: false },
    { value: 100, count: 900, recycles: true },
    { value: 1000, count: 900, recycles: true },
  ],
  accepted: [10, 50, 100, 500, 1000, 5000],
};
const transactions = [1, 2, 3].map((number) => transactionIdSchema.parse(String(number).repeat(32)));

const recordsOf = (events: readonly JournalEvent[]): JournalRecord[] =>
  events.map((event, index) => ({
    seq: index + 1,
    at: 1000 + index,
    event,
    previous: firstPrevious,
    hash: firstPrevious,
  }));

const transaction = fc.constantFrom(...transactions);
const value = fc.constantFrom<Denomination>(...layout.accepted);
const pieces = fc.array(value, { maxLength: 5 }).map(countOf);
const paidPieces = fc.array(fc.constantFrom<Denomination>(10, 100, 1000), { maxLength: 5 }).map(countOf);
const event: fc.Arbitrary<JournalEvent> = fc.oneof(
  transaction.map(
    (id) => ({ type: 'cash-in-start', transaction: id, due: yen(300), counters: null }) as const,
  ),
  fc.record({ type: fc.constant('cash-in' as const), transaction, value }),
  fc.record({ type: fc.constant('cash-in' as const), transaction, value }),
  fc.record({ type: fc.constant('cash-in-end' as const), transaction, secured: pieces }),
  fc.record({
    type: fc.constant('dispense-outcome' as const),
    purpose: fc.constantFrom('change', 'rollback', 'refund'),
    transaction,
    dispensed: paidPieces,
    complete: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('dispense-outcome' as const),
    purpose: fc.constant('test' as const),
    dispensed: paidPieces,
    complete: fc.boolean(),
  }),
  transaction.map(
    (id) =>
      ({
        type: 'dispense-intent',
        purpose: 'change',
        transaction: id,
        amount: yen(500),
        counters: null,
      }) as const,
  ),
  fc.record({ type: fc.constant('test-cash-in' as const), secured: pieces }),
  fc
    .record({
      place: fc.constantFrom('hopper', 'coinBox', 'noteBox'),
      value,
      counted: fc.nat(50),
      filled: fc.nat(50),
    })
    .map(
      (line) =>
        ({ type: 'cash-counted', lines: [{ ...line, expected: 0, collected: line.counted }], by }) as const,
    ),
);

/** The same sum, computed afresh for one place from the whole list: the last count and what moved after it. */
function recount(events: readonly JournalEvent[], place: CashPlace, of: Denomination): number {
  const recycles = layout.hoppers.some((hopper) => hopper.value === of && hopper.recycles);
  const takenTo = recycles ? 'hopper' : of < 1000 ? 'coinBox' : 'noteBox';
  const countIn = (counts: readonly { value: Denomination; count: number }[]): number =>
    counts.filter((entry) => entry.value === of).reduce((sum, { count }) => sum + count, 0);
  let left = place === 'hopper' ? (layout.hoppers.find((hopper) => hopper.value === of)?.count ?? 0) : 0;
  for (const [index, current] of events.entries()) {
    if (current.type === 'cash-counted')
      for (const line of current.lines)
        if (line.place === place && line.value === of) left = line.counted - line.collected + line.filled;
    if (current.type === 'dispense-outcome' && place === 'hopper') left -= countIn(current.dispensed);
    if (place !== takenTo) continue;
    if (current.type === 'test-cash-in') left += countIn(current.secured);
    if (current.type === 'cash-in' && current.value === of) left += 1;
    if (current.type === 'cash-in-end') {
      // What the mechanism reported replaces what was booked since the slots opened.
      const own = events
        .slice(0, index)
        .filter((earlier) => 'transaction' in earlier && earlier.transaction === current.transaction);
      const opened = own.findLastIndex(({ type }) => type === 'cash-in-start');
      const since = own.slice(opened + 1);
      const told = since.findLast((earlier) => earlier.type === 'cash-in-end');
      const after = since.slice(since.findLastIndex(({ type }) => type === 'cash-in-end') + 1);
      const singly = after.filter((earlier) => earlier.type === 'cash-in' && earlier.value === of).length;
      left += countIn(current.secured) - singly - countIn(told?.type === 'cash-in-end' ? told.secured : []);
    }
  }
  return Math.max(0, left);
}

const linesShown = 7;
function pageOf(books: Books, page: number): JournalPage {
  const read = allAtOnce(books.page(page, linesShown, everyLine));
  if (!read.ok) throw new Error(read.error.fault);
  return read.value;
}

describe('money by the books', () => {
  it('is the last count and every movement since, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const cash = createBooks(recordsOf(events), layout).cash();
        for (const place of ['hopper', 'coinBox', 'noteBox'] as const)
          for (const of of denominations)
            expect(cash.find((entry) => entry.place === place && entry.value === of)?.count ?? 0).toBe(
              recount(events, place, of),
            );
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same record by record as from the file', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const grown = createBooks([], layout);
        for (const record of recordsOf(events)) grown.add(record);
        const read = createBooks(recordsOf(events), layout);
        expect(grown.cash()).toEqual(read.cash());
        expect(grown.openCases()).toEqual(read.openCases());
        expect(pageOf(grown, 0)).toEqual(pageOf(read, 0));
      }),
      { numRuns: 60 },
    );
  });

  it('lists every hopper, and the box of everything that is accepted but not recycled', () => {
    expect(createBooks([], layout).cash()).toEqual([
      { place: 'hopper', value: 10, count: 900 },
      { place: 'hopper', value: 100, count: 900 },
      { place: 'hopper', value: 1000, count: 900 },
      { place: 'coinBox', value: 10, count: 0 },
      { place: 'coinBox', value: 50, count: 0 },
      { place: 'coinBox', value: 500, count: 0 },
      { place: 'noteBox', value: 5000, count: 0 },
    ]);
  });
});

describe('the pages of the journal', () => {
  it('hold every record once, newest first', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const books = createBooks(recordsOf(events), layout);
        const { pages } = pageOf(books, 0);
        const read = Array.from({ length: pages }, (_, page) => pageOf(books, page).entries);
        expect(read.every(({ length }) => length <= linesShown)).toBe(true);
        expect(read.flat().map(({ seq }) => seq)).toEqual(events.map((_, index) => events.length - index));
        expect(pageOf(books, pages).entries).toEqual([]);
      }),
    );
  });
});

describe('the journal on disk', () => {
  let root: string;
  let folder: string;
  let stick: string;
  const timers = createManualTimers(instantInJapan(isoDate('2026-11-20'), '14:03:05'));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'komado-books-'));
    folder = join(root, 'journal');
    stick = mkdtempSync(join(tmpdir(), 'komado-stick-'));
  });
  afterEach(() => {
    for (const path of [root, stick]) rmSync(path, { recursive: true });
  });
  const boot = (exportFolder: string | null = stick) => {
    const { journal, books } = bootJournal(folder, timers, { layout });
    expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
    expect(journal.append({ type: 'session-ended', reason: 'handedOver' }).ok).toBe(true);
    const port = createBooksPort({
      books,
      journalFolder: folder,
      witnessFolder: witnessFolderOf(folder),
      fault: () => journal.recheck(),
      exportFolder,
      kiosk: 'TEST-1',
      clock: timers,
      timers,
    });
    return { journal, books, port };
  };

  it('is checked afresh, and the fault is named when it is no longer what was written', async () => {
    const { journal, books, port } = boot();
    const { head } = books.soFar();
    expect(await port.check()).toEqual({ whole: true, records: 2, head });
    const file = join(folder, 'journal.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('handedOver', 'handedover'));
    expect(await port.check()).toEqual({ whole: false, line: 3, what: 'journal.jsonl, line 3: chainBroken' });
    // Truncated at the end of a line it is intact, but not what this kiosk wrote.
    truncateSync(file, text.indexOf('\n', text.indexOf('\n') + 1) + 1);
    expect(await port.check()).toMatchObject({ whole: false, line: 2 });
    journal.close();
  });

  it('is not whole while somebody knows of records that are not in it', async () => {
    const { journal, port } = boot();
    journal.close();
    const file = join(folder, 'journal.jsonl');
    const text = readFileSync(file, 'utf8');
    truncateSync(file, text.indexOf('\n', text.indexOf('\n') + 1) + 1);
    const { journal: behind, books } = bootJournal(folder, timers, { layout });
    const shown = createBooksPort({
      ...{ books, journalFolder: folder, witnessFolder: witnessFolderOf(folder), exportFolder: stick },
      ...{ fault: () => behind.recheck(), kiosk: 'TEST-1', clock: timers, timers },
    });
    expect(books.soFar().count).toBe(1);
    expect(await shown.check()).toMatchObject({
      whole: false,
      what: expect.stringContaining('recordsMissing') as string,
    });
    expect((await port.check()).whole).toBe(false);
  });

  it('is exported byte for byte with its check, and never over an earlier export', async () => {
    const { journal, port } = boot();
    const exported = await port.export();
    const file = 'komado-TEST-1-20261120-140305.zip';
    const { fingerprint } = openExportKey(witnessFolderOf(folder));
    expect(exported).toEqual({ ok: true, value: { file, key: fingerprint } });
    expect(readdirSync(stick)).toEqual([file]);
    const opened = openExport(readFileSync(join(stick, file)));
    if (!opened.ok) throw new Error(opened.error);
    const { manifest, files, signature, changed } = opened.value;
    expect(Buffer.from(files.get('journal.jsonl') ?? [])).toEqual(
      readFileSync(join(folder, 'journal.jsonl')),
    );
    expect({ signature, changed }).toEqual({ signature: { fingerprint, holds: true }, changed: [] });
    expect(manifest).toMatchObject({ kiosk: 'TEST-1', at: '2026-11-20 14:03:05', check: await port.check() });
    expect(await port.export()).toEqual({ ok: false, error: { fault: 'io' } });
    journal.close();
  });

  it('is exported without a signature, and says so, when the key is none', async () => {
    const { journal, port } = boot();
    const key = join(witnessFolderOf(folder), 'export-key.pem');
    writeFileSync(key, 'no key', { mode: 0o600 });
    expect(await port.export()).toMatchObject({ ok: true, value: { key: null } });
    expect(readFileSync(key, 'utf8')).toBe('no key');
    journal.close();
  });

  it('cannot be exported without a folder, or to one that does not exist', async () => {
    for (const exportFolder of [null, join(stick, 'pulled-out')]) {
      const { journal, port } = boot(exportFolder);
      expect(await port.export()).toEqual({ ok: false, error: { fault: 'noFolder' } });
      journal.close();
    }
  });
});
