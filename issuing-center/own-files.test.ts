import { execFileSync } from 'node:child_process';
import { chmod, link, lstat, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../shared/dates.ts';
import { readCenterConfig } from './config.ts';
import { loadMunicipalities } from './municipalities/load.ts';
import { openSigningKey } from './orders/binding-key.ts';
import { noteIssued, wasIssued } from './tls-link/issued-kiosks.ts';
import { writeKioskFiles } from './tls-link/kiosk-files.ts';
import { openTransport } from './tls-link/transport.ts';

/* A center reads its own keys as a kiosk reads its journal: what stands in their place is neither followed nor waited for. */

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-own-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const pipe = (name: string): void => void execFileSync('mkfifo', ['-m', '600', at(name)]);

describe('a key of the center', () => {
  it('is no link, no pipe and no file of others; two names it may have, as a power cut leaves it', async () => {
    const key = await openSigningKey(folder);
    const pem = await readFile(at('binding-key.pem'), 'utf8');
    await link(at('binding-key.pem'), at('binding-key.pem.draft'));
    expect((await openSigningKey(folder)).equals(key)).toBe(true);
    await link(at('binding-key.pem'), at('third'));
    await expect(openSigningKey(folder)).rejects.toThrow('second name');

    for (const name of ['binding-key.pem', 'binding-key.pem.draft', 'third']) await rm(at(name));
    await writeFile(at('elsewhere'), pem, { mode: 0o600 });
    await symlink(at('elsewhere'), at('binding-key.pem'));
    await expect(openSigningKey(folder)).rejects.toThrow('is a link');

    await rm(at('binding-key.pem'));
    pipe('binding-key.pem');
    await expect(openSigningKey(folder)).rejects.toThrow('is not a plain file');

    await rm(at('binding-key.pem'));
    await writeFile(at('binding-key.pem'), pem);
    await chmod(at('binding-key.pem'), 0o640);
    await expect(openSigningKey(folder)).rejects.toThrow(
      'binding-key.pem: expected to be readable by its owner alone',
    );
  });
});

describe('what the center is given to read', () => {
  it('may be a link, and a pipe is not waited for', async () => {
    pipe('center.json');
    expect(await readCenterConfig(at('center.json'))).toEqual({
      ok: false,
      error: `${at('center.json')}: cannot be read`,
    });
    pipe('tsukuba.json');
    await expect(loadMunicipalities(folder)).rejects.toThrow(
      'tsukuba.json: (whole file): expected a file that can be read',
    );
    await writeFile(at('real'), '{}');
    await symlink(at('real'), at('link.json'));
    expect(await readCenterConfig(at('link.json'))).toMatchObject({
      error: expect.not.stringContaining('cannot be read') as unknown,
    });
  });
});

it('names of kiosks are not noted into somebody else’s file', async () => {
  noteIssued(folder, 'K-1');
  expect([wasIssued(folder, 'K-1'), wasIssued(folder, 'K-2')]).toEqual([true, false]);
  await rm(at('issued-kiosks.txt'));
  await writeFile(at('elsewhere'), 'mine');
  await symlink(at('elsewhere'), at('issued-kiosks.txt'));
  expect(() => noteIssued(folder, 'K-2')).toThrow('is a link');
  expect(await readFile(at('elsewhere'), 'utf8')).toBe('mine');
});

it('what the center hands out is put in the place of a link or a pipe, and goes nowhere else', async () => {
  const transport = await openTransport(at('line'), systemClock);
  await writeFile(at('elsewhere'), 'mine');
  await symlink(at('elsewhere'), at('line-ca.pem'));
  await symlink(at('nowhere'), at('K-1.key.pem'));
  pipe('K-1.pem');
  const files = await writeKioskFiles(folder, 'K-1', transport);
  expect(await readFile(at('elsewhere'), 'utf8')).toBe('mine');
  for (const [file, mode] of [
    [files.ca, 0o644],
    [files.certificate, 0o644],
    [files.key, 0o600],
  ] as const) {
    const stats = await lstat(file);
    expect([stats.isFile(), stats.mode & 0o777 & mode]).toEqual([true, stats.mode & 0o777]);
    expect(await readFile(file, 'utf8')).toMatch(/^-----BEGIN/);
  }
  await expect(lstat(at('nowhere'))).rejects.toThrow('ENOENT');
});
