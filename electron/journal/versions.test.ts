import {
  existsSync,
  mkdirSync,
  mkdtempSync,
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
import { transactionIdSchema } from '../../shared/ids.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { endEvents } from '../recovery/settle-interrupted.ts';
import { openJournal, witnessFolderOf, type Journal } from './journal.ts';
import { readJournal } from './journal-folder.ts';
import { allAtOnce } from './steps.ts';
import { firstPrevious, sealRecord } from './record.ts';
import { codes } from '../../testing/municipality-codes.ts';

const transaction = transactionIdSchema.parse('a'.repeat(32));
const clock = { now: () => 1_790_000_000_000 };

/** What version 1 wrote: no counters, and here a payment that was cut off after 500 yen. */
const ofVersion1 = [
  {
    type: 'order-built',
    transaction,
    municipality: codes.mihon,
    code: 'K7Q2-M4XD',
    price: 300,
    documents: [{ number: 'D-1', kind: 'residenceRecord', price: 300, sheets: 1 }],
  },
  { type: 'cash-in-start', transaction, due: 300 },
  { type: 'cash-in', transaction, value: 500 },
  { type: 'dispense-intent', transaction, purpose: 'change', amount: 200 },
];

let root: string;
let folder: string;
const current = (): string => join(folder, 'journal.jsonl');
const earlier = (): string => join(folder, 'journal-1.jsonl');

function version1(events: readonly unknown[] = ofVersion1): string {
  let previous = firstPrevious;
  const lines = events.map((event, index) => {
    const record = sealRecord({ seq: index + 1, at: clock.now() - 5_000, event, previous });
    previous = record.hash;
    return JSON.stringify(record);
  });
  return `${['{"komadoJournal":1}', ...lines].join('\n')}\n`;
}
function open(): Journal {
  const opened = openJournal(folder, clock);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** The records in the journal, as a start finds them. */
function found(): ReturnType<typeof recordsIn> {
  const journal = open();
  journal.close();
  return recordsIn(folder);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-versions-'));
  folder = join(root, 'journal');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(current(), version1());
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a journal of version 1', () => {
  it('is kept as it was, read-only, and continued in one chain', () => {
    const journal = open();
    expect(recordsIn(folder)).toHaveLength(4);
    expect(recordsIn(folder)[3]?.event).toMatchObject({ type: 'dispense-intent', counters: null });
    expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
    journal.close();
    expect(readFileSync(earlier(), 'utf8')).toBe(version1());
    expect(statSync(earlier()).mode & 0o777).toBe(0o400);
    const records = found();
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(records[4]?.previous).toBe(records[3]?.hash);
  });

  it('has its cut-off transaction settled: nothing it owes is lost', () => {
    const { books, journal } = bootJournal(folder, clock);
    for (const event of [...books.transactions.values()].flatMap(endEvents))
      expect(journal.append(event).ok).toBe(true);
    expect(allAtOnce(books.find('K7Q2-M4XD'))).toMatchObject({ value: { local: { paid: 500, owed: 500 } } });
    expect(books.openCases()).toMatchObject([{ code: 'K7Q2-M4XD', owed: 500 }]);
    journal.close();
  });

  it('may have a torn last line, which stays where it is', () => {
    writeFileSync(current(), `${version1()}{"seq":5,"at":17900`);
    expect(found()).toHaveLength(4);
    expect(found()).toHaveLength(4);
    expect(readFileSync(earlier(), 'utf8')).toContain('{"seq":5,"at":17900');
  });

  it('is continued even if the power failed between the renaming and the new file, or within the new header', () => {
    renameSync(current(), earlier());
    expect(found()).toHaveLength(4);
    // Nothing had been begun then, and the witness had nothing to say.
    rmSync(witnessFolderOf(folder), { recursive: true });
    writeFileSync(current(), '{"komadoJou');
    const journal = open();
    expect(recordsIn(folder)).toHaveLength(4);
    expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
    journal.close();
    expect(found()).toHaveLength(5);
  });

  it('is reported when it was removed or replaced after it was continued', () => {
    const journal = open();
    expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
    journal.close();
    const before = readFileSync(current(), 'utf8');
    for (const damage of [
      () => rmSync(earlier()),
      () => writeFileSync(earlier(), version1(ofVersion1.slice(1))),
    ]) {
      damage();
      expect(openJournal(folder, clock)).toMatchObject({
        ok: false,
        error: { fault: 'unreadable', damage: { file: 'journal-1.jsonl', what: 'otherBefore' } },
      });
    }
    expect(readFileSync(current(), 'utf8')).toBe(before);
  });

  it('does not overwrite another one that was set aside earlier', () => {
    open().close();
    writeFileSync(current(), version1([{ type: 'session-begun' }]));
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { fault: 'version', version: 1 } });
    expect(readFileSync(earlier(), 'utf8')).toBe(version1());
  });
});

describe('a journal of a later build', () => {
  it.each([
    ['by its version', '{"komadoJournal":4,"something":"new"}\nwhat nobody knows\n', 4, null],
    ['by one event', version1([{ type: 'session-begun' }, { type: 'hovered' }]), 1, 'hovered'],
    ['by the content of an event', version1([{ type: 'session-ended', reason: 7 }]), 1, 'session-ended'],
  ])('keeps the kiosk out of service and is left as it is: %s', (_how, text, version, event) => {
    writeFileSync(current(), text);
    const booted = bootJournal(folder, clock);
    expect(booted.fault).toEqual({ fault: 'version', version, event });
    expect(booted.journal.append({ type: 'session-begun' }).ok).toBe(false);
    expect(readFileSync(current(), 'utf8')).toBe(text);
    expect(existsSync(earlier())).toBe(false);
    expect(readJournal(folder, null).ok).toBe(false);
  });
});
