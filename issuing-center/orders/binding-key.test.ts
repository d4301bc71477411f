import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSigningKey } from './binding-key.ts';

let directory: string;
beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'komado-keys-')), 'keys');
});
afterEach(() => rm(path.dirname(directory), { recursive: true }));

async function publicKeyOf(): Promise<string> {
  return createPublicKey(await openSigningKey(directory))
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

describe('the signing key', () => {
  it('is made once, readable by its owner alone, and stays the same', async () => {
    const starts = await Promise.all([publicKeyOf(), publicKeyOf(), publicKeyOf()]);
    expect(new Set([...starts, await publicKeyOf()]).size).toBe(1);
    expect(await readdir(directory)).toEqual(['binding-key.pem']);
    expect((await stat(path.join(directory, 'binding-key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('is not used when others may read it', async () => {
    await openSigningKey(directory);
    await chmod(path.join(directory, 'binding-key.pem'), 0o640);
    await expect(openSigningKey(directory)).rejects.toThrow('mode 0600');
  });

  it('is refused when it is of another kind', async () => {
    await openSigningKey(directory);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(
      path.join(directory, 'binding-key.pem'),
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    await expect(openSigningKey(directory)).rejects.toThrow('expected an Ed25519 key');
  });
});
