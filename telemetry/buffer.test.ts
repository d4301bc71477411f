import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBuffer, systemBufferFiles, type Batch, type BatchBuffer, type BufferFiles } from './buffer.ts';

let root = '';
let folder = '';
const clock = { time: 0, now: () => clock.time };
const lost: unknown[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-buffer-'));
  folder = join(root, 'telemetry');
  clock.time = Date.UTC(2026, 10, 20, 1);
  lost.length = 0;
});
afterEach(() => rmSync(root, { recursive: true }));

function open(settings: { maxBytes?: number; files?: BufferFiles } = {}): BatchBuffer {
  const { maxBytes = 1_000, files = systemBufferFiles } = settings;
  const opened = openBuffer({
    ...{ folder, maxBytes, maxAgeMs: 3_600_000, clock, files },
    onLost: (...what) => lost.push(what),
  });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

const batch = (items: number, bytes = 100): Batch => ({
  ...{ signal: 'logs', items },
  body: new Uint8Array(bytes).fill(items),
});

/** Takes everything out, oldest first. */
function drain(buffer: BatchBuffer): number[] {
  const items: number[] = [];
  for (let next = buffer.oldest(); next; next = buffer.oldest()) {
    expect(next.body[0]).toBe(next.items);
    items.push(next.items);
    buffer.remove(next);
  }
  return items;
}

it('what waits is given out oldest first, also after a start, and leaves nothing behind', () => {
  const before = open();
  for (const items of [1, 2, 3]) {
    before.put(batch(items));
    clock.time += 1;
  }
  const after = open();
  expect(after.bytes()).toBe(300);
  after.put(batch(4));
  expect(drain(after)).toEqual([1, 2, 3, 4]);
  expect(after.bytes()).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  expect(lost).toEqual([]);
});

it('when the bound is reached the oldest goes, and is counted', () => {
  const buffer = open();
  for (let items = 1; items <= 13; items++) buffer.put(batch(items));
  expect(buffer.bytes()).toBeLessThanOrEqual(1_000);
  expect(lost).toEqual([1, 2, 3].map((items) => ['logs', items, 'bound']));
  buffer.put(batch(14, 1_001));
  expect(lost.at(-1)).toEqual(['logs', 14, 'bound']);
  expect(drain(buffer)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

it('what is too old is dropped and counted, whether it came before or after a start', () => {
  open().put(batch(1));
  clock.time += 3_600_001;
  const buffer = open();
  buffer.put(batch(2));
  expect(drain(buffer)).toEqual([2]);
  expect(lost).toEqual([['logs', 1, 'age']]);
});

it('a disk that takes nothing costs only what memory does not hold, and is written to again', () => {
  let works = false;
  const files: BufferFiles = {
    write(path, bytes) {
      if (!works) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      systemBufferFiles.write(path, bytes);
    },
  };
  const buffer = open({ files });
  for (let items = 1; items <= 12; items++) buffer.put(batch(items));
  expect(lost).toEqual([1, 2].map((items) => ['logs', items, 'disk']));
  expect(readdirSync(folder)).toEqual([]);
  const next = buffer.oldest();
  expect(next?.items).toBe(3);
  if (next) buffer.remove(next);
  works = true;
  buffer.put(batch(13));
  expect(readdirSync(folder)).toHaveLength(10);
  expect(drain(buffer)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

it('a file that a power cut left unfinished is not sent, and one that became empty is counted', () => {
  open().put(batch(1));
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'writing.tmp'), 'half', { mode: 0o600 });
  const buffer = open();
  expect(drain(buffer)).toEqual([]);
  expect(lost).toEqual([['logs', 1, 'unreadable']]);
  buffer.put(batch(2));
  expect(drain(buffer)).toEqual([2]);
});

it('a folder that may be somebody else’s is refused by name, and a link in it is not followed', () => {
  symlinkSync(root, folder);
  const opened = openBuffer({ folder, maxBytes: 1_000, maxAgeMs: 1, clock, onLost: () => undefined });
  expect(opened.ok ? '' : opened.error).toContain(`${folder} is a link`);
  rmSync(folder);
  const buffer = open();
  const elsewhere = join(root, 'elsewhere');
  writeFileSync(elsewhere, 'untouched');
  symlinkSync(elsewhere, join(folder, 'writing.tmp'));
  buffer.put(batch(1));
  expect(readdirSync(folder)).toEqual(['writing.tmp']);
  expect(drain(buffer)).toEqual([1]);
  chmodSync(folder, 0o777);
  const shared = openBuffer({ folder, maxBytes: 1_000, maxAgeMs: 1, clock, onLost: () => undefined });
  expect(shared.ok ? '' : shared.error).toContain('can be changed or read by other users');
});
