import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { bootJournal } from '../kiosk/open-journal.ts';
import type { JournalFault } from './journal-fault.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import { readJournal } from './journal-folder.ts';
import { openJournal, witnessFolderOf, type Journal, type JournalOptions } from './journal.ts';
import { reserveBytes } from './reserve.ts';

const transaction = transactionIdSchema.parse('a'.repeat(32));
const begun: JournalEvent = { type: 'session-begun' };
const credit: JournalEvent = { type: 'cash-in', transaction, value: 100 };
const back: JournalEvent = {
  type: 'dispense-intent',
  purpose: 'rollback',
  transaction,
  amount: yen(100),
  counters: null,
};
const start = 1_790_000_000_000;

let root: string;
let folder: string;
let now: number;
const clock = { now: () => now };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-faults-'));
  folder = join(root, 'journal');
  now = start;
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const text = (): string => readFileSync(join(folder, 'journal.jsonl'), 'utf8');
const errno = (code: string): Error => Object.assign(new Error(code), { code });
const types = (): string[] => {
  const read = readJournal(folder, null);
  if (!read.ok) throw new Error(read.error.fault);
  return read.value.records.map(({ event }) => event.type);
};
function open(options?: JournalOptions): Journal {
  const opened = openJournal(folder, clock, options);
  if (!opened.ok) throw new Error(opened.error.fault);
  return opened.value;
}
/** The times of the records, as a start finds them. */
function times(): number[] {
  const journal = open();
  journal.close();
  return recordsIn(folder).map(({ at }) => at);
}
function faultsOf(journal: Journal): (JournalFault['fault'] | null)[] {
  const told: (JournalFault['fault'] | null)[] = [];
  journal.watch((fault) => told.push(fault?.fault ?? null));
  return told;
}

/** A disk with this many bytes of room; removing files makes room. A write that does not fit is cut off where the room ends. */
function smallDisk(room: number): { readonly files: JournalFiles; free: number } {
  const disk = {
    free: room,
    files: {
      ...nodeFiles,
      write(file: number, bytes: Uint8Array, from: number) {
        if (disk.free === 0) throw errno('ENOSPC');
        const taken = nodeFiles.write(file, bytes.slice(from, from + disk.free), 0);
        disk.free -= taken;
        return taken;
      },
      remove(path: string) {
        const { size } = statSync(path);
        nodeFiles.remove(path);
        disk.free += size;
      },
    },
  };
  return disk;
}

describe('a full disk', () => {
  it('refuses what begins, still records what is under way using the reserve, and ends with whole lines', () => {
    const disk = smallDisk(reserveBytes + 1_000);
    const journal = open(disk);
    const told = faultsOf(journal);
    while (journal.append(begun).ok);
    expect(told).toEqual([null, 'diskFull']);
    const before = types().length;
    expect(text().endsWith('\n')).toBe(true);
    expect(existsSync(join(folder, 'journal.reserve'))).toBe(false);
    // Money coming in and its way back are recorded; no order, no print and no payment begins.
    for (let times = 0; times < 100; times += 1) expect(journal.append(credit).ok).toBe(true);
    expect(journal.append(back).ok).toBe(true);
    expect(journal.append(begun).ok).toBe(false);
    expect(journal.append({ type: 'print-intent', transaction, document: 'D', sheet: 1 }).ok).toBe(false);
    journal.close();
    expect(types()).toHaveLength(before + 101);
  });

  it('still writes the very record that filled it, if that is about something under way', () => {
    const disk = smallDisk(reserveBytes + 400);
    const journal = open(disk);
    let written = 0;
    while (journal.recheck() === null) {
      expect(journal.append(credit).ok).toBe(true);
      written += 1;
    }
    journal.close();
    expect(types()).toHaveLength(written);
  });

  it('is over when there is room again', () => {
    const disk = smallDisk(reserveBytes + 300);
    const journal = open(disk);
    while (journal.append(begun).ok);
    // Room for less than the reserve is not enough.
    disk.free = reserveBytes - 1;
    expect(journal.recheck()).toEqual({ fault: 'diskFull' });
    disk.free = reserveBytes + 1_000;
    expect(journal.recheck()).toBeNull();
    expect(journal.append(begun).ok).toBe(true);
    journal.close();
  });

  it('is a fault at the start, too, but cases can still be looked up', () => {
    const first = open();
    expect(first.append(credit).ok).toBe(true);
    first.close();
    rmSync(join(folder, 'journal.reserve'));
    const booted = bootJournal(folder, clock, smallDisk(500));
    expect(booted.fault).toEqual({ fault: 'diskFull' });
    expect(booted.journal.append(begun).ok).toBe(false);
    expect(booted.books.soFar().count).toBe(1);
    booted.journal.close();
  });

  it('never loses a record that was promised, wherever the room ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (room, ways) => {
          for (const each of [folder, witnessFolderOf(folder)])
            rmSync(each, { recursive: true, force: true });
          const opened = openJournal(folder, clock, smallDisk(room));
          if (!opened.ok) {
            expect(opened.error).toEqual({ fault: 'diskFull' });
            expect(existsSync(join(folder, 'journal.reserve'))).toBe(false);
            return;
          }
          const promised = ways
            .map((way) => (way ? begun : credit))
            .filter((event) => opened.value.append(event).ok);
          opened.value.close();
          expect(types()).toEqual(promised.map(({ type }) => type));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a disk that fails', () => {
  it.each(['write', 'sync'] as const)(
    'closes the journal for good when %s fails, and keeps what it has written',
    (what) => {
      let failing = false;
      const files: JournalFiles = {
        ...nodeFiles,
        write: (...args) => {
          if (failing && what === 'write') throw errno('EIO');
          return nodeFiles.write(...args);
        },
        sync: (file) => {
          if (failing && what === 'sync') throw errno('EIO');
          nodeFiles.sync(file);
        },
      };
      const journal = open({ files });
      const told = faultsOf(journal);
      expect(journal.append(begun).ok).toBe(true);
      failing = true;
      expect(journal.append(credit).ok).toBe(false);
      failing = false;
      expect(journal.append(credit).ok).toBe(false);
      expect(told).toEqual([null, 'io']);
      expect(journal.recheck()).toEqual({ fault: 'io', code: 'EIO' });
      journal.close();
      expect(types()).toEqual(['session-begun']);
    },
  );

  it('may write fewer bytes than it was given, and the rest follows', () => {
    const files: JournalFiles = {
      ...nodeFiles,
      write: (file, bytes, from) => nodeFiles.write(file, bytes.subarray(from, from + 7), 0),
    };
    const journal = open({ files });
    expect(journal.append(begun).ok).toBe(true);
    expect(journal.append(credit).ok).toBe(true);
    journal.close();
    expect(types()).toEqual(['session-begun', 'cash-in']);
  });

  it("is reported when the journal's folder cannot be written", () => {
    writeFileSync(join(root, 'not-a-folder'), '');
    expect(openJournal(join(root, 'not-a-folder', 'journal'), clock)).toMatchObject({
      ok: false,
      error: { fault: 'io' },
    });
  });
});

describe('a clock that was set back', () => {
  it('is a fault at the start; nothing is written, but what is owed can still be looked up', () => {
    const journal = open();
    expect(journal.append(credit).ok).toBe(true);
    journal.close();
    const before = text();
    now = start - 60_001;
    const booted = bootJournal(folder, clock);
    expect(booted.fault).toEqual({ fault: 'clockSetBack', last: start, now });
    expect(booted.journal.append(begun).ok).toBe(false);
    expect(booted.books.soFar().count).toBe(1);
    expect(text()).toBe(before);
  });

  it('is not a fault when it was corrected by a minute or less: the record carries the later time', () => {
    const journal = open();
    expect(journal.append(begun).ok).toBe(true);
    now = start - 60_000;
    expect(journal.append(begun).ok).toBe(true);
    expect(journal.recheck()).toBeNull();
    journal.close();
    expect(times()).toEqual([start, start]);
  });

  it('is reported while the kiosk runs; records go on with the later time; it is over when the clock is right', () => {
    const journal = open();
    const told = faultsOf(journal);
    expect(journal.append(begun).ok).toBe(true);
    now = start - 3_600_000;
    expect(journal.append(credit).ok).toBe(true);
    expect(told).toEqual([null, 'clockSetBack']);
    now = start + 1;
    expect(journal.recheck()).toBeNull();
    expect(told).toEqual([null, 'clockSetBack', null]);
    journal.close();
    now = start;
    expect(times()).toEqual([start, start]);
  });

  it('is accepted when an operator says that it was ahead before', () => {
    const journal = open();
    expect(journal.append(begun).ok).toBe(true);
    journal.close();
    now = start - 3_600_000;
    const accepted = open({ clockIsRight: true });
    expect(accepted.recheck()).toBeNull();
    expect(accepted.append({ type: 'clock-accepted' }).ok).toBe(true);
    accepted.close();
    expect(times()).toEqual([start, now]);
  });
});
