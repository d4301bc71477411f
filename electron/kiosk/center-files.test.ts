import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { readCenterFiles } from './center-files.ts';
import { kioskConfigJsonSchema, readKioskConfig } from './config.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as object;

let folder: string;
let right: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-center-files-'));
  const transport = await openTransport(join(folder, 'center'), systemClock);
  await writeKioskFiles(folder, 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  right = {
    ...{ url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca: 'line-ca.pem' },
    ...{ certificate: 'K-0001.pem', key: 'K-0001.key.pem' },
  };
});
afterAll(() => rm(folder, { recursive: true }));

async function read(differing: Record<string, string>): Promise<string | number> {
  const file = join(folder, 'kiosk.json');
  await writeFile(file, JSON.stringify({ ...example, center: { ...right, ...differing } }));
  const config = await readKioskConfig(file);
  if (!config.ok) throw new Error(config.error);
  const files = await readCenterFiles(config.value, file, systemClock);
  return files.ok ? files.value.line.daysLeft : files.error.replaceAll(`${folder}/`, '');
}

it('finds the files of the center beside the configuration', async () => {
  expect(await read({})).toBe(396);
});

it.each([
  ['ca', 'kiosk.json: center.ca: none: cannot be read'],
  ['certificate', 'kiosk.json: center.certificate: none: cannot be read'],
  ['key', 'kiosk.json: center.key: none: cannot be read'],
  [
    'bindingKey',
    "kiosk.json: center.bindingKey: none: expected the center's public key (binding-public-key.der)",
  ],
])('names the setting of a missing file: %s', async (setting, error) => {
  expect(await read({ [setting]: 'none' })).toBe(error);
});

it('the schema for editors has every setting of the guide’s example', () => {
  const schema = kioskConfigJsonSchema();
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  const properties = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  expect(properties).toEqual(expect.arrayContaining(Object.keys(example)));
});
