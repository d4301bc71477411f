import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { causeOfJournal } from '../kiosk/open-journal.ts';
import { describeFault } from './journal-fault.ts';
import { openJournal, witnessFolderOf } from './journal.ts';

const clock = { now: () => 1_790_000_000_000 };
let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-not-own-'));
  folder = join(root, 'journal');
  const opened = openJournal(folder, clock);
  if (!opened.ok) throw new Error(opened.error.fault);
  opened.value.close();
  writeFileSync(join(root, 'target'), 'another file of this user', { mode: 0o600 });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const inFolder = (name: string): string => join(folder, name);
const inWitness = (name: string): string => join(witnessFolderOf(folder), name);
const files: readonly (readonly [string, () => string])[] = [
  ['journal.jsonl', () => inFolder('journal.jsonl')],
  ['journal-1.jsonl', () => inFolder('journal-1.jsonl')],
  ['journal-2.jsonl', () => inFolder('journal-2.jsonl')],
  ['journal.reserve', () => inFolder('journal.reserve')],
  ['journal.owner', () => inFolder('journal.owner')],
  ['journal.witness', () => inWitness('journal.witness')],
  ['journal.key', () => inWitness('journal.key')],
];
const plants: readonly (readonly [string, (path: string) => void])[] = [
  ['link', (path) => symlinkSync(join(root, 'target'), path)],
  ['secondName', (path) => linkSync(join(root, 'target'), path)],
  ['notAFile', (path) => expect(spawnSync('mkfifo', [path]).status).toBe(0)],
];

describe.each(files)('in the place of %s', (name, path) => {
  it.each(plants)('a planted one (%s) is named and left alone, and nothing is waited for', (what, plant) => {
    rmSync(path(), { force: true });
    plant(path());
    const opened = openJournal(folder, clock);
    expect(opened).toMatchObject({ ok: false, error: { fault: 'notOwn', path: path(), what } });
    if (opened.ok) return;
    expect(describeFault(opened.error)).toContain(name);
    expect(causeOfJournal(opened.error)).toBe('journalUnavailable');
    expect(readFileSync(join(root, 'target'), 'utf8')).toBe('another file of this user');
  });
});

describe('a folder', () => {
  it.each([
    ['of the journal', () => folder],
    ['of the witness', () => witnessFolderOf(folder)],
  ])('%s that is open to everybody, or a link, is not taken', (_which, path) => {
    chmodSync(path(), 0o777);
    expect(openJournal(folder, clock)).toMatchObject({
      ok: false,
      error: { what: 'openToOthers', path: path() },
    });
    chmodSync(path(), 0o700);
    renameSync(path(), join(root, 'real'));
    symlinkSync(join(root, 'real'), path());
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { what: 'link', path: path() } });
  });

  it.each([
    ['of the journal', () => folder],
    ['of the witness', () => witnessFolderOf(folder)],
  ])('%s below one in which everybody can put another in its place is not taken', (_which, path) => {
    const above = join(root, 'above');
    mkdirSync(above);
    const isJournal = path() === folder;
    const moved = join(above, 'deep', 'er');
    mkdirSync(join(above, 'deep'));
    const witness = witnessFolderOf(folder);
    renameSync(path(), moved);
    const open = () =>
      isJournal ? openJournal(moved, clock, { witness }) : openJournal(folder, clock, { witness: moved });
    chmodSync(above, 0o777);
    expect(open()).toMatchObject({
      ok: false,
      error: { fault: 'notOwn', what: 'openToOthers', path: above },
    });
    // As /tmp: what is another's stays where it is.
    chmodSync(above, 0o1777);
    const opened = open();
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });

  it('that is there already, and closed to others, is taken', () => {
    mkdirSync(join(root, 'there'), { mode: 0o750 });
    const opened = openJournal(join(root, 'there'), clock);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });
});
