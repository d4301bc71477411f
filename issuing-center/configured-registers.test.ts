import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEventLog } from '../logging/event-log.ts';
import { systemClock } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import { codes } from '../testing/municipality-codes.ts';
import type { CenterConfig } from './config.ts';
import { openConfiguredRegisters, openConfiguredSource } from './configured-registers.ts';
import { openTransport } from './tls-link/transport.ts';

let folder: string;
let file: string;
const log = createEventLog({ clock: systemClock, destinations: [] });
const own: CenterConfig['registers'][MunicipalityId] = {
  ...{ kind: 'https', url: 'https://127.0.0.1:1/facts' },
  ...{ authority: 'ca.pem', certificate: 'center.pem', key: 'key.pem' },
};
const known = new Map([[codes.tsukuba, null]]);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-registers-'));
  file = path.join(folder, 'center.json');
  const transport = await openTransport(path.join(folder, 'line'), systemClock);
  const { certificate, key } = transport.issueKiosk('CENTER');
  await writeFile(path.join(folder, 'ca.pem'), transport.ca);
  await writeFile(path.join(folder, 'center.pem'), certificate);
  await writeFile(path.join(folder, 'key.pem'), key, { mode: 0o600 });
  await writeFile(path.join(folder, 'open.pem'), key);
  await chmod(path.join(folder, 'open.pem'), 0o644);
});
afterAll(() => rm(folder, { recursive: true }));

it('a municipality that keeps its registers itself is asked where the configuration says', async () => {
  const config = { registers: { [codes.tsukuba]: own } };
  const sources = await openConfiguredRegisters(config, file, known, log);
  expect(sources.get(codes.tsukuba)).toMatchObject({ inOwnTables: false, where: own.url });
  expect(await openConfiguredSource(config, file, codes.tsukuba, log)).toMatchObject({
    ok: true,
    value: { where: own.url },
  });
});

it('a municipality without a source of its own cannot be tried', async () => {
  const source = await openConfiguredSource({ registers: {} }, file, codes.tsukuba, log);
  expect(source).toEqual({
    ok: false,
    error: expect.stringContaining(`registers.${codes.tsukuba}`) as string,
  });
});

it.each([
  [
    'a municipality that the center does not have',
    codes.minato,
    {},
    `registers.${codes.minato}: expected the code`,
  ],
  [
    'a certificate that is not there',
    codes.tsukuba,
    { certificate: 'none.pem' },
    '.certificate: none.pem: expected a certificate',
  ],
  [
    'a key in the place of an authority',
    codes.tsukuba,
    { authority: 'key.pem' },
    '.authority: key.pem: expected a certificate',
  ],
  [
    'a key that others may read',
    codes.tsukuba,
    { key: 'open.pem' },
    '.key: open.pem: expected a private key',
  ],
] as const)('%s is told with its place', async (_name, code, changes, expected) => {
  const config = { registers: { [code]: { ...own, ...changes } } };
  await expect(openConfiguredRegisters(config, file, known, log)).rejects.toThrow(expected);
});
