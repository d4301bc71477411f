import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBuffer } from 'qrcode';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Timers } from '../../../shared/timers.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { folderMs, lookMs, watchCodeCamera } from './code-camera.ts';

let folder: string;
let stop: () => Promise<void>;
let heard: string[];
let wanted: boolean;
const timers = createManualTimers();
/** How often the watch has come to rest. */
let rests = 0;
const counted: Timers = {
  ...timers,
  after(ms, run) {
    if (ms === lookMs) rests += 1;
    return timers.after(ms, run);
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-camera-'));
  heard = [];
  wanted = true;
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Watches, and looks once, so that what is there already is known. */
async function watch(where = folder): Promise<void> {
  const errors: unknown[] = [];
  stop = watchCodeCamera({
    ...{ folder: where, timers: counted, isWanted: () => wanted },
    onCode: (text) => heard.push(text),
    onError: (error) => errors.push(error),
  });
  await look();
  expect(errors).toEqual([]);
}

/** Lets the watch look once more, and waits until it rests again. */
async function look(): Promise<void> {
  const before = rests;
  timers.advance(lookMs);
  expect(rests).toBe(before);
  await timers.runUntil(() => rests > before);
}

async function picture(name: string, text: string, second: number): Promise<void> {
  await writeFile(join(folder, name), await toBuffer(text, { errorCorrectionLevel: 'M', width: 300 }));
  await utimes(join(folder, name), second, second);
}

it('hands out the code of each new picture once, whether it has a new name or the same', async () => {
  await picture('a.png', 'KOMADO-P1-OLD', 1_000);
  await watch();
  expect(heard).toEqual([]);
  await picture('b.png', 'KOMADO-P1-ONE', 1_001);
  await look();
  await look();
  expect(heard).toEqual(['KOMADO-P1-ONE']);
  await picture('b.png', 'https://example.jp/', 1_002);
  await look();
  expect(heard).toEqual(['KOMADO-P1-ONE', 'https://example.jp/']);
});

it('reads nothing while no code is wanted, nor afterwards what came meanwhile', async () => {
  await watch();
  wanted = false;
  await picture('a.png', 'KOMADO-P1-ONE', 1_000);
  await look();
  wanted = true;
  await look();
  expect(heard).toEqual([]);
});

it('gets by with what is no picture, and with a folder that is not there', async () => {
  await watch();
  await writeFile(join(folder, 'half.png'), 'no picture');
  await look();
  await picture('blank.png', 'KOMADO-P1-TWO', Math.ceil(Date.now() / 1000) + 60);
  await look();
  expect(heard).toEqual(['KOMADO-P1-TWO']);
  await stop();
  await watch(join(folder, 'gone'));
  expect(heard).toEqual(['KOMADO-P1-TWO']);
});

it('a folder that hangs is told once, is not looked at a second time, and is looked at again when it answers', async () => {
  const errors: unknown[] = [];
  const waiting: ((none: null) => void)[] = [];
  stop = watchCodeCamera({
    ...{ folder, timers, isWanted: () => true, onCode: (text: string) => heard.push(text) },
    onError: (error) => errors.push(error),
    readNewest: () => new Promise((resolve) => waiting.push(resolve)),
  });
  timers.advance(lookMs);
  timers.advance(folderMs);
  await timers.runUntil(() => errors.length > 0);
  timers.advance(20 * lookMs);
  await timers.runUntil(() => timers.pending() > 0);
  expect([waiting.length, errors.length]).toEqual([1, 1]);
  waiting[0]?.(null);
  await timers.runUntil(() => waiting.length === 2);
  waiting[1]?.(null);
});
