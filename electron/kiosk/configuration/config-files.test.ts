import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  applyStaged,
  beginWithConfig,
  confirmConfig,
  earlierConfigs,
  readEarlier,
  stageConfig,
  sumOf,
} from './config-files.ts';
import { stepsOnPower, type ConfigPower } from '../../../testing/configuration-power.ts';

const power: ConfigPower = { failsAt: null, calls: 0 };
const steps = stepsOnPower(power);

let folder: string;
let file: string;
const [old, next, third] = ['{ "old": 1 }', '{ "next": 2 }', '{ "third": 3 }'].map((text) =>
  Buffer.from(text),
);
const text = (path = file): string => fs.readFileSync(path, 'utf8');

beforeEach(() => {
  [power.failsAt, power.calls] = [null, 0];
  folder = fs.mkdtempSync(join(tmpdir(), 'komado-config-files-'));
  file = join(folder, 'kiosk.json');
  fs.writeFileSync(file, String(old));
});
afterEach(() => {
  power.failsAt = null;
  fs.rmSync(folder, { recursive: true });
});

function change(bytes: Buffer | undefined): number | null {
  const whole = bytes ?? Buffer.of();
  stageConfig(file, whole, steps);
  return applyStaged(file, sumOf(whole), steps);
}

it('a changed one that comes to its first screen stays, and the one before it is kept under the next number', () => {
  expect(change(next)).toBe(1);
  expect(beginWithConfig(file)).toBeNull();
  confirmConfig(file);
  expect(change(third)).toBe(2);
  expect(beginWithConfig(file)).toBeNull();
  confirmConfig(file);
  for (let start = 0; start < 3; start += 1) expect(beginWithConfig(file)).toBeNull();
  expect(text()).toBe(String(third));
  expect(earlierConfigs(file).map(({ number }) => number)).toEqual([2, 1]);
  expect([1, 2, 3].map((number) => readEarlier(file, number)?.toString() ?? null)).toEqual([
    ...[String(old), String(next), null],
  ]);
  expect(fs.readdirSync(folder).sort()).toEqual(['kiosk.json', 'kiosk.json.1', 'kiosk.json.2']);
});

it('a changed one that does not come to its first screen goes at the next start, and the one before it is back for good', () => {
  change(next);
  expect(beginWithConfig(file)).toBeNull();
  expect(text()).toBe(String(next));
  expect(beginWithConfig(file)).toBe(1);
  expect(text()).toBe(String(old));
  expect(beginWithConfig(file)).toBeNull();
  expect(text()).toBe(String(old));
});

it('what somebody has written by hand since counts, and is not taken back', () => {
  change(next);
  beginWithConfig(file);
  fs.writeFileSync(file, String(third));
  expect(beginWithConfig(file)).toBeNull();
  expect(text()).toBe(String(third));
});

it('puts nothing in place but what was checked and shown', () => {
  stageConfig(file, next ?? Buffer.of());
  const sum = sumOf(next ?? Buffer.of());
  fs.writeFileSync(`${file}.new`, String(third));
  expect(applyStaged(file, sum)).toBeNull();
  expect(text()).toBe(String(old));
});

it('a power cut at any step of a change leaves one whole configuration, and the kiosk starts with it', () => {
  const found = new Set<string>();
  let cuts = 0;
  for (let failsAt = 0; ; failsAt += 1) {
    for (const left of fs.readdirSync(folder)) if (left !== 'kiosk.json') fs.unlinkSync(join(folder, left));
    fs.writeFileSync(file, String(old));
    [power.failsAt, power.calls] = [failsAt, 0];
    let held = true;
    try {
      change(next);
    } catch {
      held = false;
      cuts += 1;
    }
    power.failsAt = null;
    expect(['{ "old": 1 }', '{ "next": 2 }'], `cut at ${String(failsAt)}`).toContain(text());
    found.add(text());
    // The next start, with what the cut left: it is the same as before, and once more if that start comes to nothing it is the old.
    const before = text();
    expect(beginWithConfig(file)).toBeNull();
    expect(text()).toBe(before);
    beginWithConfig(file);
    expect(text()).toBe(String(old));
    if (held) break;
  }
  expect(cuts).toBeGreaterThan(15);
  expect(found.size).toBe(2);
});

it('a power cut at any step of going back leaves one whole configuration, and the next start goes back all the same', () => {
  let cuts = 0;
  for (let failsAt = 0; ; failsAt += 1) {
    for (const left of fs.readdirSync(folder)) if (left !== 'kiosk.json') fs.unlinkSync(join(folder, left));
    fs.writeFileSync(file, String(old));
    change(next);
    beginWithConfig(file);
    [power.failsAt, power.calls] = [failsAt, 0];
    let held = true;
    try {
      beginWithConfig(file, steps);
    } catch {
      held = false;
      cuts += 1;
    }
    power.failsAt = null;
    expect(['{ "old": 1 }', '{ "next": 2 }'], `cut at ${String(failsAt)}`).toContain(text());
    beginWithConfig(file);
    expect(text()).toBe(String(old));
    if (held) break;
  }
  expect(cuts).toBeGreaterThan(5);
});
