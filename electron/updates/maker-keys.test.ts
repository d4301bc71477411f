import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMakerKeys } from './maker-keys.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-maker-'));
  file = join(folder, 'maker.pub');
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (user?: number) =>
  readMakerKeys(
    { keys: ['maker.pub'], folder, window: null },
    'kiosk.json',
    (path) => join(folder, path),
    user,
  );
const isRoot = process.getuid?.() === 0;

it('a key of whoever asks is read, and one that others may write is not', () => {
  expect(read()).toMatchObject({ ok: true, value: [{ type: 'public' }] });
  chmodSync(file, 0o664);
  expect(read()).toEqual({ ok: false, error: expect.stringContaining('give it to root') as string });
});

it('what is no key, no file or not there is told with its name', () => {
  writeFileSync(file, 'not a key');
  expect(read()).toEqual({ ok: false, error: expect.stringContaining('maker.pub: expected') as string });
  rmSync(file);
  expect(read()).toEqual({ ok: false, error: expect.stringContaining('cannot be opened') as string });
});

it.runIf(isRoot)(
  'a key that the kiosk’s user has put there itself is refused to the stager, root’s is not',
  () => {
    const [kiosk, stager] = [64_001, 64_002];
    expect(read(stager).ok).toBe(true);
    chownSync(file, kiosk, kiosk);
    expect(read(stager)).toEqual({ ok: false, error: expect.stringContaining('give it to root') as string });
  },
);

it.skipIf(isRoot)('a key of the asking user is refused where only root may own it', () => {
  expect(read(0).ok).toBe(false);
});
