import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../testing/manual-timers.ts';
import { openBuffer, type BatchBuffer } from './buffer.ts';
import { betweenMs, createDelivery, firstPauseMs, longestPauseMs, type Delivery } from './delivery.ts';
import type { Post, Posted } from './post.ts';

let folder = '';
let timers: ManualTimers;
let buffer: BatchBuffer;
let delivery: Delivery;
const told: unknown[] = [];
/** How many items each attempt had, and when it was made, ms since the start. */
const attempts: [number, number][] = [];
let answers: Posted[] = [];
const taken: Posted = { taken: true, rejected: 0 };
const down: Posted = { later: true, afterMs: 0, status: 503 };

const post: Post = async ({ items }, ended) => {
  attempts.push([items, timers.elapsed()]);
  await Promise.resolve();
  return ended.aborted
    ? { later: true, afterMs: 0, error: new Error('aborted') }
    : (answers.shift() ?? taken);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-delivery-'));
  timers = createManualTimers();
  for (const list of [told, attempts]) list.length = 0;
  answers = [];
  const onLost = (...what: unknown[]): void => void told.push(['lost', ...what]);
  const opened = openBuffer({ folder, maxBytes: 10_000, maxAgeMs: 1e9, clock: timers, onLost });
  if (!opened.ok) throw new Error(opened.error);
  buffer = opened.value;
  delivery = createDelivery({
    ...{ buffer, post, timers, random: () => 1, onLost },
    onFailed: (_failed, first) => told.push(['failed', first]),
    onRefused: (status) => told.push(['refused', status]),
    onHeard: () => told.push(['heard']),
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(...items: readonly number[]): void {
  for (const each of items) buffer.put({ signal: 'logs', items: each, body: new Uint8Array([each]) });
  delivery.wake();
}

/** Moves time until nothing waits. Nothing here has to do with real input and output. */
async function untilEmpty(): Promise<void> {
  for (;;) {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    if (buffer.oldest() === null) return;
    timers.advance(500);
  }
}

it('one batch at a time, the oldest first, with a pause between them', async () => {
  put(1, 2, 3);
  await untilEmpty();
  expect(attempts).toEqual([
    [1, 0],
    [2, betweenMs],
    [3, 2 * betweenMs],
  ]);
  expect(told).toEqual([]);
});

it('after a failure it pauses, twice as long each time and never longer than five minutes, and then tells all', async () => {
  answers = Array<Posted>(9).fill(down);
  put(1, 2);
  await untilEmpty();
  const pauses = attempts.slice(1, 10).map(([, at], index) => at - (attempts[index]?.[1] ?? 0));
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000));
  expect([firstPauseMs, longestPauseMs]).toEqual([5_000, 300_000]);
  expect(attempts.map(([items]) => items)).toEqual([...Array<number>(10).fill(1), 2]);
  expect(told).toEqual([['failed', true], ...Array<unknown>(8).fill(['failed', false]), ['heard']]);
});

it('waits as long as the collector asks', async () => {
  answers = [{ later: true, afterMs: 60_000, status: 429 }];
  put(1);
  await untilEmpty();
  expect(attempts).toEqual([
    [1, 0],
    [1, 60_000],
  ]);
});

it('what is refused for good is counted and not sent again, and what is refused in part is counted in part', async () => {
  answers = [{ refused: 400 }, { taken: true, rejected: 2 }];
  put(7, 8);
  await untilEmpty();
  expect(attempts.map(([items]) => items)).toEqual([7, 8]);
  expect(told).toEqual([
    ['lost', 'logs', 7, 'refused'],
    ['refused', 400],
    ['lost', 'logs', 2, 'refused'],
  ]);
});

it('when the program ends, what is under way is broken off and stays', async () => {
  put(1);
  await delivery.close();
  expect(buffer.oldest()?.items).toBe(1);
  put(2);
  timers.advance(longestPauseMs);
  expect(attempts).toHaveLength(1);
  expect(told).toEqual([]);
  expect(timers.pending()).toBe(0);
});
