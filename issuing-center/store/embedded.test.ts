import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded, openImage } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'komado-embedded-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('an embedded database in a folder', () => {
  it('keeps what was written, and admits one user at a time', async () => {
    const first = await openEmbedded(directory);
    await first.script('CREATE TABLE kept (n integer); INSERT INTO kept VALUES (7)');
    await expect(openEmbedded(directory)).rejects.toThrow(
      `process ${process.pid} works in ${directory} already`,
    );
    await first.close();
    const second = await openEmbedded(directory);
    expect(await second.query('SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.close();
  });
});

it('an image of an embedded database starts from its state and then goes its own way', async () => {
  const first = await openEmbedded();
  await first.script("CREATE TABLE kept (day date, n bigint); INSERT INTO kept VALUES ('2026-11-20', 7)");
  const second = await openImage(await first.image());
  await first.query('UPDATE kept SET n = 8');
  expect(await second.query('SELECT day, n FROM kept')).toEqual([{ day: '2026-11-20', n: 7 }]);
  await first.close();
  await second.close();
});

describe('the lock of a folder', () => {
  it.each([
    ['a process that is gone', '999999999'],
    ['an earlier process with the same number', String(process.pid)],
    ['an unknown process', ''],
  ])('left behind by %s is taken over', async (_name, owner) => {
    await writeFile(path.join(directory, 'in-use-by'), owner);
    const unlock = await lockFolder(directory);
    await expect(lockFolder(directory)).rejects.toThrow('already');
    await unlock();
    await (
      await lockFolder(directory)
    )();
  });

  it('held by a living process is respected', async () => {
    await writeFile(path.join(directory, 'in-use-by'), String(process.ppid));
    await expect(lockFolder(directory)).rejects.toThrow(`process ${process.ppid} works in`);
  });
});
