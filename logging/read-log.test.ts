import { appendFileSync, linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from './open-log.ts';
import { readLog, type LoggedEvent, type ReadLogBounds } from './read-log.ts';

let folder: string;
const clock = { time: Date.parse('2026-11-20T03:00:00Z'), now: () => clock.time };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-read-log-'));
  clock.time = Date.parse('2026-11-20T03:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(count: number, from = 0): void {
  const { log, close } = openLog({
    ...{ name: 'kiosk', source: 'K-TEST', clock, output: null },
    files: { folder, maxBytes: 20_000, keepDays: 30 },
  });
  for (let number = from; number < from + count; number += 1) {
    clock.time += 1000;
    log.event('firstScreen', { ms: number });
  }
  close();
}

const numbers = (lines: readonly LoggedEvent[]): unknown[] => lines.map(({ fields }) => fields['ms']);

const all = (bounds?: Partial<ReadLogBounds>, day: string | null = null) =>
  readLog({
    ...{ folder, name: 'kiosk', day, take: (line) => line },
    bounds: { taken: 1_000, bytes: 1_000_000, piece: 700, line: 2_000, ...bounds },
  });

it('gives every line of several files and days, newest first, whatever the size of a piece', async () => {
  write(400);
  clock.time += 86_400_000;
  write(5, 400);
  const descending = Array.from({ length: 405 }, (_, index) => 404 - index);
  for (const piece of [31, 97, 700, 65_536]) {
    const { taken, unreadable, older } = await all({ piece });
    expect([piece, numbers(taken), unreadable, older]).toEqual([piece, descending, 0, false]);
  }
  expect(numbers((await all({}, '2026-11-21')).taken)).toEqual([404, 403, 402, 401, 400]);
});

it('counts what is no line of the catalogue and goes on: cut off, of another version, endless, not text', async () => {
  write(2);
  const file = join(folder, 'kiosk-2026-11-20.1.jsonl');
  appendFileSync(file, '{"level":"info","time":"2026-11-\n');
  appendFileSync(file, '{"level":"info","time":"2026-11-20T03:00:00.000Z","event":"constructor"}\n');
  appendFileSync(
    file,
    '{"level":"info","time":"2026-11-20T03:00:00.000Z","event":"firstScreen","ms":"Taro"}\n',
  );
  appendFileSync(file, `${'x'.repeat(300_000)}\n`);
  appendFileSync(file, Buffer.from([0, 255, 254, 10]));
  write(1, 2);
  appendFileSync(file, '{"level":"info"');
  const { taken, unreadable } = await all();
  expect([numbers(taken), unreadable]).toEqual([[2, 1, 0], 6]);
});

it('takes only what the catalogue names from a line', async () => {
  write(1);
  const line = { level: 'info', time: '2026-11-20T03:00:00.000Z', event: 'kioskStarted', name: '見本 太郎' };
  appendFileSync(join(folder, 'kiosk-2026-11-20.1.jsonl'), `${JSON.stringify(line)}\n`);
  const { taken } = await all();
  expect(JSON.stringify(taken)).not.toContain('太郎');
});

it('ends at its bounds and says that there is more', async () => {
  write(300);
  expect(await all({ taken: 3 })).toMatchObject({ taken: [{}, {}, {}], older: true });
  const some = await all({ bytes: 2_000 });
  expect(some.older).toBe(true);
  expect(some.taken.length).toBeLessThan(40);
  const ended = new AbortController();
  ended.abort();
  expect(
    await readLog({ folder, name: 'kiosk', day: null, take: (line) => line, signal: ended.signal }),
  ).toEqual({ taken: [], unreadable: 0, older: true });
});

it('leaves out a file that may be somebody else’s', async () => {
  write(2);
  const other = join(folder, 'other');
  writeFileSync(other, '');
  linkSync(other, join(folder, 'kiosk-2026-11-21.1.jsonl'));
  const { taken, unreadable } = await all();
  expect([numbers(taken), unreadable]).toEqual([[1, 0], 1]);
});
