import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beginWithConfig, placeFirst, stageConfig, sumOf } from './config-files.ts';
import { powerFailed, stepsOnPower } from '../../../testing/configuration-power.ts';

it('a power cut at any step of a first configuration leaves none or the whole, and the next start has nothing to take back', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'komado-first-config-'));
  const file = join(folder, 'kiosk.json');
  const bytes = Buffer.from('{ "first": 1 }');
  const found = new Set<string>();
  let cuts = 0;
  for (let failsAt = 0; ; failsAt += 1) {
    for (const left of fs.readdirSync(folder)) fs.unlinkSync(join(folder, left));
    const steps = stepsOnPower({ failsAt, calls: 0 });
    let held = true;
    try {
      stageConfig(file, bytes, steps);
      expect(placeFirst(file, sumOf(bytes), steps)).toBe(true);
    } catch (error) {
      if (!(error instanceof Error && error.message === powerFailed)) throw error;
      held = false;
      cuts += 1;
    }
    const there = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 'none';
    expect(['none', String(bytes)], `cut at ${String(failsAt)}`).toContain(there);
    found.add(there);
    expect(beginWithConfig(file)).toBeNull();
    expect(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 'none').toBe(there);
    if (held) break;
  }
  expect(cuts).toBeGreaterThan(6);
  expect(found.size).toBe(2);
  fs.rmSync(folder, { recursive: true });
});

it('is readable by its group under a service’s umask: what unpacks updates reads it', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'komado-first-config-'));
  const file = join(folder, 'kiosk.json');
  const bytes = Buffer.from('{}');
  const umask = process.umask(0o077);
  try {
    stageConfig(file, bytes);
    expect(placeFirst(file, sumOf(bytes))).toBe(true);
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  } finally {
    process.umask(umask);
    fs.rmSync(folder, { recursive: true });
  }
});

it('puts nothing in place but what was checked, and nothing where another is', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'komado-first-config-'));
  const file = join(folder, 'kiosk.json');
  stageConfig(file, Buffer.from('{ "other": 1 }'));
  expect(placeFirst(file, sumOf(Buffer.from('{ "first": 1 }')))).toBe(false);
  fs.symlinkSync('nowhere', file);
  expect(placeFirst(file, sumOf(Buffer.from('{ "other": 1 }')))).toBe(false);
  expect(fs.readlinkSync(file)).toBe('nowhere');
  fs.rmSync(folder, { recursive: true });
});
