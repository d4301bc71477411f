import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderToReplace, folderToWrite } from './command-folders.ts';
import { WrongWords } from '../../shared/command-options.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-command-'));
});
afterEach(() => rmSync(place, { recursive: true }));

describe('a folder that a command writes into', () => {
  it('is made with those above it, and may be there', async () => {
    const folder = join(place, 'a', 'b');
    expect(await folderToWrite('--out', folder)).toBe(folder);
    expect(existsSync(folder)).toBe(true);
    expect(await folderToWrite('--out', folder)).toBe(folder);
  });

  it.each(['/proc/x', '/proc/x/y/z', '/sys/x'])(
    'is refused at %s, where nothing can be made, instead of being tried without end',
    async (folder) => {
      const refused = folderToWrite('--out', folder);
      await expect(refused).rejects.toThrow(WrongWords);
      await expect(refused).rejects.toThrow(/^--out: nothing can be written in \/(proc|sys)/);
    },
  );

  it('is refused where a file is in the way, and without a name', async () => {
    writeFileSync(join(place, 'file'), '');
    await expect(folderToWrite('--state', join(place, 'file', 'x'))).rejects.toThrow(
      `--state: ${join(place, 'file')} is no folder`,
    );
    await expect(folderToWrite('--state', '')).rejects.toThrow('--state: expected a folder');
  });
});

describe('a folder whose contents a command replaces', () => {
  it('is refused while it holds what the command did not make', async () => {
    writeFileSync(join(place, 'a letter'), '');
    await expect(folderToReplace('--out', place, ['session.json'])).rejects.toThrow(
      `--out: ${place} holds other things`,
    );
    expect(existsSync(join(place, 'a letter'))).toBe(true);
  });

  it('may be new, empty, or filled by an earlier run', async () => {
    expect(await folderToReplace('--out', place, ['screens'])).toBe(place);
    mkdirSync(join(place, 'screens'));
    writeFileSync(join(place, 'session.json'), '');
    expect(await folderToReplace('--out', place, ['screens'])).toBe(place);
  });
});
