import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codes } from '../../testing/municipality-codes.ts';
import { makeKey, type Sealer } from '../journal/journal-key.ts';
import {
  keptRulesFile,
  openKeptRules,
  unreadableRulesFile,
  type KeptRules,
  type KeptRulesFault,
} from './kept-rules.ts';

const { tsukuba, minato } = codes;

let folder: string;
let sealer: Sealer;
let faults: KeptRulesFault[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-kept-rules-'));
  sealer = makeKey(folder);
  faults = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const path = (): string => join(folder, keptRulesFile);
function start({ isNew = false, by = sealer } = {}): KeptRules {
  return openKeptRules(folder, by, { isNew, onFault: (fault) => void faults.push(fault) });
}
/** A kiosk that has believed rules, and has ended. */
function ended(): void {
  start({ isNew: true }).keep(new Map([[tsukuba, 3]]));
  expect(faults).toEqual([]);
}

describe('the numbers of rules that a kiosk has believed', () => {
  it('are known after the next start, and never become lower', () => {
    const first = start({ isNew: true });
    first.keep(new Map([[tsukuba, 3]]));
    first.keep(
      new Map([
        [tsukuba, 2],
        [minato, 7],
      ]),
    );
    const second = start();
    expect([tsukuba, minato, codes.meguro].map((id) => second.highest(id))).toEqual([3, 7, 0]);
    second.keep(new Map([[tsukuba, 4]]));
    const third = start();
    expect([tsukuba, minato].map((id) => third.highest(id))).toEqual([4, 7]);
    expect(faults).toEqual([]);
  });

  it('are readable by the kiosk alone, and are written only when they change', () => {
    const kept = start({ isNew: true });
    kept.keep(new Map([[tsukuba, 3]]));
    const before = statSync(path());
    expect(before.mode & 0o777).toBe(0o600);
    kept.keep(new Map([[tsukuba, 3]]));
    expect(statSync(path()).ino).toBe(before.ino);
    kept.keep(new Map([[tsukuba, 4]]));
    expect(statSync(path()).ino).not.toBe(before.ino);
  });

  it('are those of before where a power cut has left half of a new file', () => {
    ended();
    writeFileSync(`${path()}.new`, readFileSync(path()).subarray(0, 20), { mode: 0o600 });
    const again = start();
    expect(again.highest(tsukuba)).toBe(3);
    again.keep(new Map([[tsukuba, 4]]));
    expect(start().highest(tsukuba)).toBe(4);
    expect(existsSync(`${path()}.new`)).toBe(false);
    expect(faults).toEqual([]);
  });
});

describe('a start without the numbers of before says so once', () => {
  it.each<[string, KeptRulesFault, () => void]>([
    ['a file that is gone', 'missing', () => unlinkSync(path())],
    ['an empty file', 'unreadable', () => truncateSync(path())],
    ['a torn file', 'unreadable', () => truncateSync(path(), 30)],
    [
      'a number that somebody has lowered',
      'unreadable',
      () => writeFileSync(path(), readFileSync(path(), 'utf8').replace(':3', ':1')),
    ],
    ['something that is no JSON', 'unreadable', () => writeFileSync(path(), '\u0000'.repeat(100))],
  ])('with %s: %s', (_what, fault, damage) => {
    ended();
    const damaged = (): string | null => (existsSync(path()) ? readFileSync(path(), 'latin1') : null);
    damage();
    const left = damaged();
    const kept = start();
    expect(faults).toEqual([fault]);
    expect(kept.highest(tsukuba)).toBe(0);
    // It begins anew, keeps what can be looked at, and knows better the next time.
    kept.keep(new Map([[tsukuba, 5]]));
    expect(start().highest(tsukuba)).toBe(5);
    expect(faults).toEqual([fault]);
    const aside = join(folder, unreadableRulesFile);
    expect(existsSync(aside) ? readFileSync(aside, 'latin1') : null).toBe(left);
  });

  it('with the file of another kiosk', () => {
    ended();
    const other = mkdtempSync(join(folder, 'other-'));
    expect(start({ by: makeKey(other) }).highest(tsukuba)).toBe(0);
    expect(faults).toEqual(['unreadable']);
  });

  it('with a link in its place, which it leaves alone', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'theirs', { mode: 0o600 });
    symlinkSync(elsewhere, path());
    const kept = start();
    kept.keep(new Map([[tsukuba, 3]]));
    expect(faults).toEqual(['notOwn']);
    expect(kept.highest(tsukuba)).toBe(3);
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
    expect(readdirSync(folder).filter((name) => name.startsWith(keptRulesFile))).toEqual([keptRulesFile]);
  });

  it('but not on a kiosk that was never started before', () => {
    start({ isNew: true });
    expect(faults).toEqual([]);
    // From now on it is there, so that one that is gone can be told from one that never was.
    expect(start().highest(tsukuba)).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe('numbers that cannot be written', () => {
  it('are told once, hold until the end, and are written as soon as they can be', () => {
    ended();
    const kept = start();
    // Nothing can be written under a name that a folder has.
    mkdirSync(`${path()}.new`);
    kept.keep(new Map([[tsukuba, 4]]));
    kept.keep(new Map([[tsukuba, 5]]));
    expect(faults).toEqual(['notWritten']);
    expect([kept.highest(tsukuba), start().highest(tsukuba)]).toEqual([5, 3]);
    rmSync(`${path()}.new`, { recursive: true });
    kept.keep(new Map([[tsukuba, 5]]));
    expect(start().highest(tsukuba)).toBe(5);
  });
});
