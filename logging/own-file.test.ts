import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closedToOthers,
  NotOwnError,
  openOwnFile,
  openOwnFolder,
  ownerOnly,
  readOwnFile,
} from './own-file.ts';

const { O_APPEND, O_CREAT, O_RDWR, O_TRUNC, O_WRONLY } = constants;

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-own-'));
  writeFileSync(at('target'), 'somebody else’s', { mode: 0o600 });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function whyNot(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof NotOwnError) return `${error.path === error.message.split(' ')[0]} ${error.what}`;
    throw error;
  }
  return 'taken';
}

/** Every way in which the product opens a file. */
const ways = [
  ['to read', constants.O_RDONLY],
  ['to append', O_RDWR | O_APPEND | O_CREAT],
  ['to overwrite', O_WRONLY | O_CREAT | O_TRUNC],
] as const;

describe.each(ways)('a file opened %s', (_way, flags) => {
  it('is not a link, nor what a link points to, nor has a second name', () => {
    symlinkSync(at('target'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    linkSync(at('target'), at('second'));
    expect(whyNot(() => openOwnFile(at('link'), flags))).toBe('true link');
    expect(whyNot(() => openOwnFile(at('dangling'), flags))).toBe('true link');
    expect(whyNot(() => openOwnFile(at('second'), flags))).toBe('true secondName');
    expect(readFileSync(at('target'), 'utf8')).toBe('somebody else’s');
  });

  it('is not a pipe, a socket, a device or a folder, and none of them is waited for', async () => {
    expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
    mkdirSync(at('folder'));
    const server = createServer().listen(at('socket'));
    await new Promise((listening) => server.once('listening', listening));
    for (const name of ['pipe', 'folder', 'socket'])
      expect(whyNot(() => openOwnFile(at(name), flags))).toBe('true notAFile');
    expect(whyNot(() => openOwnFile('/dev/null', flags))).toBe('true notAFile');
    server.close();
  });

  it('is not one that others may change', () => {
    for (const mode of [0o620, 0o602, 0o666]) {
      chmodSync(at('target'), mode);
      expect(whyNot(() => openOwnFile(at('target'), flags))).toBe('true openToOthers');
    }
    chmodSync(at('target'), 0o640);
    expect(whyNot(() => closeSync(openOwnFile(at('target'), flags)))).toBe('taken');
    expect(whyNot(() => openOwnFile(at('target'), flags, ownerOnly))).toBe('true openToOthers');
  });
});

describe('a plain file', () => {
  it('is made for its owner alone, and read back', () => {
    const file = openOwnFile(at('new'), O_RDWR | O_CREAT);
    writeSync(file, 'mine');
    closeSync(file);
    expect(readOwnFile(at('new'), ownerOnly).toString()).toBe('mine');
  });

  it.skipIf(process.getuid?.() !== 0)('that belongs to another user is left alone', () => {
    spawnSync('chown', ['65534', at('target')]);
    expect(whyNot(() => readOwnFile(at('target')))).toBe('true otherOwner');
  });
});

describe('a folder', () => {
  it('is one, is not a link to one, and is closed to others', () => {
    mkdirSync(at('folder'), { mode: 0o700 });
    symlinkSync(at('folder'), at('link'));
    spawnSync('mkfifo', [at('pipe')]);
    expect(whyNot(() => closeSync(openOwnFolder(at('folder'))))).toBe('taken');
    expect(whyNot(() => openOwnFolder(at('link')))).toBe('true link');
    expect(whyNot(() => openOwnFolder(at('target')))).toBe('true notAFolder');
    expect(whyNot(() => openOwnFolder(at('pipe')))).toBe('true notAFolder');
    for (const mode of [0o777, 0o770, 0o701, 0o705]) {
      chmodSync(at('folder'), mode);
      expect(whyNot(() => openOwnFolder(at('folder'), closedToOthers))).toBe('true openToOthers');
    }
    chmodSync(at('folder'), 0o750);
    expect(whyNot(() => closeSync(openOwnFolder(at('folder'), closedToOthers)))).toBe('taken');
  });
});
