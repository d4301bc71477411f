import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { bootJournal, causeOfJournal } from '../kiosk/open-journal.ts';
import { openJournal, witnessFolderOf, type Journal } from './journal.ts';
import { keyFile } from './journal-key.ts';
import { firstPrevious, sealRecord } from './record.ts';
import { nodeWitnessFiles, witnessFile, type WitnessFiles } from './witness.ts';
import { repetitions } from '../../testing/repetitions.ts';

const clock = { now: () => 1_790_000_000_000 };
const transaction = transactionIdSchema.parse('a'.repeat(32));
const credit: JournalEvent = { type: 'cash-in', transaction, value: 100 };

let root: string;
let folder: string;
const file = (): string => join(folder, 'journal.jsonl');
const witness = (): string => join(witnessFolderOf(folder), witnessFile);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-rolled-back-'));
  folder = join(root, 'journal');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function open(witnessFiles?: WitnessFiles): Journal {
  const opened = openJournal(folder, clock, witnessFiles ? { witnessFiles } : {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}
function write(records: number): void {
  const journal = open();
  for (let times = 0; times < records; times += 1) expect(journal.append(credit).ok).toBe(true);
  journal.close();
}

/** Every line without its seal, chained as a version 2 journal would chain it: what anybody can compute. */
function recomputed(text: string, change: (line: string) => string): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  let previous = firstPrevious;
  const chained = lines.map((line) => {
    const { seq, at, event, seal } = JSON.parse(change(line)) as {
      seq: number;
      at: number;
      event: unknown;
      seal: string;
    };
    const record = sealRecord({ seq, at, event, previous });
    previous = record.hash;
    return JSON.stringify({ ...record, seal });
  });
  return `${[header, ...chained].join('\n')}\n`;
}
const withoutLast = (text: string, lines: number): string =>
  `${text.trimEnd().split('\n').slice(0, -lines).join('\n')}\n`;

describe('a journal that is not what was written', () => {
  const change = (how: (text: string) => string) => (): void =>
    writeFileSync(file(), how(readFileSync(file(), 'utf8')));
  it.each<[string, string, () => void]>([
    ['without its last line', 'recordsMissing', change((text) => withoutLast(text, 1))],
    ['without its last three lines', 'recordsMissing', change((text) => withoutLast(text, 3))],
    ['with its header alone', 'recordsMissing', change((text) => withoutLast(text, 5))],
    ['emptied', 'journalMissing', () => truncateSync(file(), 0)],
    ['removed', 'journalMissing', () => rmSync(file())],
    ['removed with its folder', 'journalMissing', () => rmSync(folder, { recursive: true })],
    [
      'put back to a version that has no seals',
      'journalMissing',
      () => writeFileSync(file(), '{"komadoJournal":2,"continues":null}\n'),
    ],
    [
      'changed, with its chain computed anew',
      'sealWrong',
      change((text) => recomputed(text, (line) => line.replace('"value":100', '"value":500'))),
    ],
    ['without its witness', 'witnessMissing', () => rmSync(witness())],
    ['with an emptied witness', 'witnessMissing', () => truncateSync(witness(), 0)],
    ['with another witness', 'witnessUnreadable', () => writeFileSync(witness(), 'x'.repeat(9000))],
    ['without its key', 'keyMissing', () => rmSync(join(witnessFolderOf(folder), keyFile))],
    [
      'without its key and its witness',
      'keyMissing',
      () => rmSync(witnessFolderOf(folder), { recursive: true }),
    ],
    [
      'with a key that is none',
      'keyUnreadable',
      () => writeFileSync(join(witnessFolderOf(folder), keyFile), 'secret'),
    ],
  ])('%s keeps the kiosk out of service: %s', (_how, what, damage) => {
    write(5);
    damage();
    const before = statSync(file(), { throwIfNoEntry: false })?.size;
    const booted = bootJournal(folder, clock);
    expect(booted.fault).toMatchObject({ fault: 'rolledBack', what });
    expect(booted.fault && causeOfJournal(booted.fault)).toBe('journalRolledBack');
    expect(booted.journal.append({ type: 'session-begun' }).ok).toBe(false);
    expect(statSync(file(), { throwIfNoEntry: false })?.size).toBe(before);
  });

  it('is noticed as an older copy that went on', () => {
    write(3);
    for (const [from, to] of [
      [folder, 'copy'],
      [witnessFolderOf(folder), 'copy-witness'],
    ] as const) {
      mkdirSync(join(root, to), { mode: 0o700 });
      cpSync(from, join(root, to), { recursive: true });
    }
    write(2);
    const told = readFileSync(witness());
    // The same kiosk goes on from the copy elsewhere; its lines are sealed and more than there were.
    const other = openJournal(join(root, 'copy'), clock);
    if (!other.ok) throw new Error(other.error.fault);
    for (let times = 0; times < 5; times += 1)
      expect(other.value.append({ type: 'session-begun' }).ok).toBe(true);
    other.value.close();
    copyFileSync(join(root, 'copy', 'journal.jsonl'), file());
    writeFileSync(witness(), told);
    expect(openJournal(folder, clock)).toMatchObject({
      ok: false,
      error: { fault: 'rolledBack', what: 'otherRecords' },
    });
  });

  it('is noticed as another journal with the same key', () => {
    write(3);
    const told = readFileSync(witness());
    const kept = readFileSync(file());
    rmSync(folder, { recursive: true });
    rmSync(witness());
    write(5);
    writeFileSync(witness(), told);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'otherJournal' } });
    // Nor can lines of one journal stand in the other.
    const [, first = ''] = kept.toString('utf8').split('\n');
    const [header = ''] = readFileSync(file(), 'utf8').split('\n');
    writeFileSync(file(), `${header}\n${first}\n`);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'sealWrong', line: 2 } });
  });
});

describe('a first start', () => {
  it('needs nothing, and makes a key that is readable by its owner alone, outside the folder', () => {
    write(1);
    expect(statSync(join(witnessFolderOf(folder), keyFile)).mode & 0o777).toBe(0o600);
    expect(statSync(witnessFolderOf(folder)).mode & 0o777).toBe(0o700);
    const key = readFileSync(join(witnessFolderOf(folder), keyFile), 'utf8').trim();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(file(), 'utf8')).not.toContain(key);
  });

  it('takes over a journal without seals once: its last hash is under the seal of the new header', () => {
    mkdirSync(folder, { mode: 0o700 });
    const record = sealRecord({ seq: 1, at: clock.now(), event: credit, previous: firstPrevious });
    const text = `{"komadoJournal":2,"continues":null}\n${JSON.stringify(record)}\n`;
    writeFileSync(file(), text);
    write(1);
    expect(readFileSync(join(folder, 'journal-2.jsonl'), 'utf8')).toBe(text);
    const journal = open();
    expect(recordsIn(folder).map(({ seq }) => seq)).toEqual([1, 2]);
    journal.close();
    // Another one in its place no longer fits, and it is not taken over a second time.
    const changed = sealRecord({ ...record, event: { ...credit, value: 500 } });
    rmSync(join(folder, 'journal-2.jsonl'));
    writeFileSync(
      join(folder, 'journal-2.jsonl'),
      text.replace(JSON.stringify(record), JSON.stringify(changed)),
    );
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { fault: 'unreadable' } });
    rmSync(join(folder, 'journal-2.jsonl'));
    writeFileSync(file(), text);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'journalMissing' } });
  });
});

describe('the witness after a power cut', () => {
  /** A disk that keeps what was synced, and of the rest any sectors. */
  function cutDisk(): { readonly files: WitnessFiles; cut(keeps: readonly boolean[]): void } {
    let durable: Buffer = Buffer.alloc(0);
    let pending: { readonly bytes: Buffer; readonly position: number }[] = [];
    const apply = (to: Buffer, { bytes, position }: { bytes: Buffer; position: number }): Buffer => {
      const whole = Buffer.alloc(Math.max(to.length, position + bytes.length));
      to.copy(whole);
      bytes.copy(whole, position);
      return whole;
    };
    const sync = (): void => {
      for (const each of pending) durable = apply(durable, each);
      pending = [];
    };
    return {
      files: {
        ...nodeWitnessFiles,
        write(at, bytes, position) {
          pending.push({ bytes: Buffer.from(bytes), position });
          nodeWitnessFiles.write(at, bytes, position);
        },
        sync,
        // It never comes to it: the power fails before.
        syncLater: () => undefined,
      },
      cut(keeps) {
        for (const [index, each] of pending.entries())
          if (keeps[index % keeps.length]) durable = apply(durable, each);
        writeFileSync(witness(), durable);
      },
    };
  }

  it('is never ahead of the journal, whichever of its writes are lost: no false alarm', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        (lives, keeps) => {
          for (const each of [folder, witnessFolderOf(folder)])
            rmSync(each, { recursive: true, force: true });
          let records = 0;
          for (const appended of lives) {
            const disk = cutDisk();
            const journal = open(disk.files);
            expect(recordsIn(folder)).toHaveLength(records);
            for (let times = 0; times < appended; times += 1) expect(journal.append(credit).ok).toBe(true);
            records += appended;
            // The power goes: nothing is closed in order. Only the claim goes with the process.
            const lines = readFileSync(file());
            journal.close();
            writeFileSync(file(), lines);
            disk.cut(keeps);
          }
          const journal = open();
          expect(recordsIn(folder)).toHaveLength(records);
          journal.close();
        },
      ),
      { numRuns: repetitions(8, 250) },
    );
  });

  it('still knows all but the last record when only its latest slot was torn', () => {
    write(4);
    const told = readFileSync(witness());
    const slots = [0, 4096].map(
      (at) => (JSON.parse(told.subarray(at, at + 512).toString()) as { turn: number }).turn,
    );
    const latest = (slots[0] ?? 0) > (slots[1] ?? 0) ? 0 : 4096;
    told.fill(0x20, latest, latest + 200);
    writeFileSync(witness(), told);
    writeFileSync(file(), withoutLast(readFileSync(file(), 'utf8'), 2));
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'recordsMissing' } });
  });

  it('that fails to be written stops what would begin; what is under way is still recorded', () => {
    let failing = false;
    const journal = open({
      ...nodeWitnessFiles,
      write(...args) {
        if (failing) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        nodeWitnessFiles.write(...args);
      },
    });
    failing = true;
    expect(journal.append(credit).ok).toBe(true);
    expect(journal.recheck()).toEqual({ fault: 'io', code: 'EIO' });
    expect(journal.append({ type: 'session-begun' }).ok).toBe(false);
    expect(journal.append(credit).ok).toBe(true);
    journal.close();
    open().close();
    expect(recordsIn(folder)).toHaveLength(2);
  });
});
