import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readVerifySettings } from './verify-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-verify-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const base64 = Buffer.from(key).toString('base64');

function keysOf(root: string): unknown {
  const settings = readVerifySettings(['a.pdf', '--keys', 'k.json', '--root', root]);
  return typeof settings === 'object' && 'keys' in settings ? settings.keys : settings;
}

it('takes the root key as it is typed, and as the center hands it out', () => {
  const [bytes, text] = [join(folder, 'seal-root-public-key.bin'), join(folder, 'root.txt')];
  writeFileSync(bytes, key);
  writeFileSync(text, `${base64}\n`);
  for (const root of [base64, bytes, text]) expect(keysOf(root)).toEqual({ file: 'k.json', rootKey: key });
});

it('says what it expects of anything else', () => {
  const short = join(folder, 'short.bin');
  writeFileSync(short, key.subarray(1));
  for (const root of [short, join(folder, 'missing'), folder, 'short', ''])
    expect(keysOf(root)).toEqual({ wrong: expect.stringContaining('--root: expected 32 bytes') as string });
});
