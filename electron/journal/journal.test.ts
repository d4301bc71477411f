import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/ports.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import { endEvents } from '../recovery/settle-interrupted.ts';
import { standingOf } from '../recovery/standing.ts';
import { openJournal, witnessFolderOf, type Journal } from './journal.ts';
import { meanings } from './meanings.ts';
import { readRecords } from './read-records.ts';
import { witnessFile } from './witness.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { repetitions } from '../../testing/repetitions.ts';

const transaction = transactionIdSchema.parse('a'.repeat(32));
const clock = { now: () => 1_790_000_000_000 };
const code = 'AAAA-BBBB';
const built: JournalEvent = {
  type: 'order-built',
  transaction,
  municipality: codes.mihon,
  code,
  price: yen(400),
  documents: [
    { number: 'DOC-1', kind: 'residenceRecord', price: yen(200), sheets: 1 },
    { number: 'DOC-2', kind: 'residenceRecord', price: yen(200), sheets: 2 },
  ],
};

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-journal-'));
  folder = join(root, 'journal');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const file = (): string => join(folder, 'journal.jsonl');
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
function write(...events: JournalEvent[]): void {
  const journal = open();
  for (const event of events) expect(journal.append(event)).toEqual({ ok: true, value: undefined });
  journal.close();
}

describe('the journal', () => {
  it('keeps what was appended as a chain, across a restart', () => {
    write({ type: 'session-begun' }, built);
    write({ type: 'session-ended', reason: 'stopped' });
    const records = found();
    expect(records.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'session-begun'],
      [2, 'order-built'],
      [3, 'session-ended'],
    ]);
    expect(records[2]?.previous).toBe(records[1]?.hash);
  });

  it('drops a last line that a power cut tore, wherever it was torn, and goes on', () => {
    write({ type: 'session-begun' });
    // A line that is torn was not on disk yet when the witness was last told.
    const witness = join(witnessFolderOf(folder), witnessFile);
    const told = readFileSync(witness);
    write(built);
    const whole = readFileSync(file());
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    fc.assert(
      fc.property(fc.integer({ min: lastLine, max: whole.length - 1 }), (cut) => {
        writeFileSync(file(), whole);
        writeFileSync(witness, told);
        truncateSync(file(), cut);
        const journal = open();
        expect(recordsIn(folder)).toHaveLength(1);
        expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
        journal.close();
        expect(found()).toHaveLength(2);
      }),
      { numRuns: repetitions(10, 400) },
    );
  });

  it('is rejected when a record was changed, removed or inserted: nothing is guessed', () => {
    write({ type: 'session-begun' }, built, { type: 'session-ended', reason: 'stopped' });
    const lines = readFileSync(file(), 'utf8').split('\n');
    const damaged = [
      lines.map((line) => line.replace('"price":400', '"price":300')),
      lines.filter((_, index) => index !== 2),
      [...lines.slice(0, 2), lines[1] ?? '', ...lines.slice(2)],
      ['{"komadoJournal":9}', ...lines.slice(1)],
      [lines[0] ?? '', 'no json', ...lines.slice(1)],
    ];
    for (const text of damaged)
      expect(readRecords('journal.jsonl', new TextEncoder().encode(text.join('\n')), null)).toMatchObject({
        ok: false,
      });
    writeFileSync(file(), damaged[0]?.join('\n') ?? '');
    expect(openJournal(folder, clock)).toMatchObject({
      ok: false,
      error: { fault: 'unreadable', damage: { what: 'chainBroken' } },
    });
    expect(bootJournal(folder, clock).fault).not.toBeNull();
    expect(bootJournal(folder, clock).journal.append({ type: 'session-begun' }).ok).toBe(false);
  });

  it('refuses records after it was closed', () => {
    const journal = open();
    journal.close();
    expect(journal.append({ type: 'session-begun' }).ok).toBe(false);
  });

  it('has a sentence of meaning for every event', () => {
    for (const sentence of Object.values(meanings)) {
      expect(sentence.en).toMatch(/^[A-Z].{15,}\.$/);
      expect(sentence.ja).toMatch(/。$/);
    }
  });
});

describe('after a power cut', () => {
  const paidInFull: JournalEvent[] = [
    built,
    { type: 'cash-in-start', transaction, due: yen(400), counters: null },
    { type: 'cash-in', transaction, value: 500 },
    { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
  ];
  /** Settles as at a start at which no device has anything to report. */
  const settleInterrupted = (): void => {
    const { journal, books } = bootJournal(folder, clock);
    for (const event of [...books.transactions.values()].flatMap(endEvents))
      expect(journal.append(event).ok).toBe(true);
    journal.close();
  };
  const end = (): Extract<JournalEvent, { type: 'settled' }> => {
    settleInterrupted();
    const last = found().at(-1)?.event;
    if (last?.type !== 'settled') throw new Error('no settlement');
    return last;
  };

  it.each<[string, JournalEvent[], { paid: number; printed: number; givenBack: number; owed: number }]>([
    [
      'while coins come in',
      [built, { type: 'cash-in', transaction, value: 100 }],
      { paid: 100, printed: 0, givenBack: 0, owed: 100 },
    ],
    ['before the change', paidInFull, { paid: 500, printed: 0, givenBack: 0, owed: 500 }],
    [
      'while change was paid out: staff count what came out',
      [
        ...paidInFull,
        { type: 'dispense-intent', transaction, purpose: 'change', amount: yen(100), counters: null },
      ],
      { paid: 500, printed: 0, givenBack: 0, owed: 500 },
    ],
    [
      'after the first certificate',
      [
        ...paidInFull,
        {
          type: 'dispense-outcome',
          transaction,
          purpose: 'change',
          dispensed: [{ value: 100, count: 1 }],
          complete: true,
        },
        { type: 'print-intent', transaction, document: 'DOC-1', sheet: 1 },
        { type: 'print-outcome', transaction, document: 'DOC-1', sheet: 1, outcome: 'printed' },
        { type: 'print-intent', transaction, document: 'DOC-2', sheet: 1 },
      ],
      { paid: 500, printed: 200, givenBack: 100, owed: 200 },
    ],
  ])('%s: every transaction gets its end on record', (_when, events, sums) => {
    write(...events);
    expect(end()).toMatchObject(sums);
    // A second start finds nothing left to do.
    const before = found().length;
    settleInterrupted();
    expect(found()).toHaveLength(before);
  });

  it('the journal knows what the center has not heard, and an alarm until it is cleared', () => {
    write(built, { type: 'alarm', alarm: 'bindingMismatch', transaction });
    const standing = () => {
      const { journal, books } = bootJournal(folder, clock);
      journal.close();
      return {
        locked: standingOf(recordsIn(folder)).locked,
        told: books.transactions.get(transaction)?.told,
      };
    };
    expect(standing()).toEqual({ locked: true, told: false });
    write({ type: 'outcome-told', transaction }, { type: 'alarm-cleared', by: null });
    expect(standing()).toEqual({ locked: false, told: true });
  });
});
