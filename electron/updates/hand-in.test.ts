import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handIn, removeAnswered } from './hand-in.ts';

let place: string;
const incoming = (): readonly string[] => readdirSync(join(place, 'incoming'));
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-hand-in-'));
  mkdirSync(join(place, 'incoming'));
  mkdirSync(join(place, 'kiosk'));
});
afterEach(() => rmSync(place, { recursive: true }));

it('a file is copied whole under a name of its own, for its folder’s group to read, and replaces one of before', async () => {
  const file = join(place, 'komado-1.update');
  writeFileSync(file, Buffer.alloc(3_000_000, 7));
  const before = process.umask(0o077);
  const [first, second] = [await handIn(place, file), await handIn(place, file)];
  process.umask(before);
  if (!first.ok || !second.ok) throw new Error('not handed in');
  expect(first.value).not.toBe(second.value);
  expect(incoming()).toEqual([`${second.value}.update`]);
  const path = join(place, 'incoming', `${second.value}.update`);
  expect(readFileSync(path).equals(readFileSync(file))).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  await removeAnswered(place, second.value);
  expect(incoming()).toEqual([]);
  expect(readdirSync(join(place, 'kiosk'))).toEqual([]);
});

it('what is no file, or is not there, is none, and nobody waits for the other end of a pipe', async () => {
  execFileSync('mkfifo', [join(place, 'pipe')]);
  for (const name of ['pipe', 'kiosk', 'nothing'])
    expect(await handIn(place, join(place, name))).toEqual({ ok: false, error: 'none' });
  expect(incoming()).toEqual([]);
});

it('a folder that cannot be written is a fault', async () => {
  writeFileSync(join(place, 'a'), 'a');
  rmSync(join(place, 'kiosk'), { recursive: true });
  writeFileSync(join(place, 'kiosk'), '');
  expect(await handIn(place, join(place, 'a'))).toEqual({ ok: false, error: 'io' });
});
