import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeKioskFiles, type KioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { readLineFiles } from './tls-link-files.ts';

let folder: string;
let transport: Transport;
let files: KioskFiles;
let others: KioskFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-line-files-'));
  transport = await openTransport(join(folder, 'center'), systemClock);
  files = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const stranger = await openTransport(join(folder, 'stranger'), systemClock);
  others = await writeKioskFiles(join(folder, 'others'), 'K-0001', stranger);
});
afterAll(() => rm(folder, { recursive: true }));

it('the line’s files are read as the center’s operator gave them, with the days the certificate has left', async () => {
  const line = await readLineFiles(files, 'K-0001', systemClock);
  if (!line.ok) throw new Error(line.error);
  expect(line.value).toMatchObject({ ca: transport.ca, daysLeft: 396 });
  const nextYear = { now: () => systemClock.now() + 380 * 86_400_000 };
  expect(await readLineFiles(files, 'K-0001', nextYear)).toMatchObject({ value: { daysLeft: 16 } });
});

it.each<[string, () => KioskFiles | Promise<KioskFiles>, RegExp]>([
  ['a missing authority', () => ({ ...files, ca: join(folder, 'none') }), /none: cannot be read/],
  ['a missing certificate', () => ({ ...files, certificate: join(folder, 'none') }), /none: cannot be read/],
  ['a missing key', () => ({ ...files, key: join(folder, 'none') }), /none: cannot be read/],
  ['another authority', () => ({ ...files, ca: others.ca }), /K-0001\.pem: expected to be issued by/],
  [
    'a kiosk as authority',
    () => ({ ...files, ca: files.certificate }),
    /expected the certificate of an auth/,
  ],
  ['another key', () => ({ ...files, key: others.key }), /K-0001\.key\.pem: expected the private key/],
  ['a key as certificate', () => ({ ...files, certificate: files.key }), /expected a certificate/],
  [
    'a certificate as key',
    async () => {
      const key = join(folder, 'no-key.pem');
      await writeFile(key, 'nothing', { mode: 0o600 });
      return { ...files, key };
    },
    /no-key\.pem: expected the private key/,
  ],
  [
    'a key that others may read',
    async () => {
      const open = await writeKioskFiles(join(folder, 'open'), 'K-0001', transport);
      await chmod(open.key, 0o640);
      return open;
    },
    /mode 0600/,
  ],
])('the line’s files are refused with %s', async (_what, change, message) => {
  const line = await readLineFiles(await change(), 'K-0001', systemClock);
  expect(line.ok ? '' : line.error).toMatch(message);
});

it('the line’s files are refused with another kiosk’s certificate, and with an expired one', async () => {
  expect(await readLineFiles(files, 'K-0002', systemClock)).toMatchObject({
    error: expect.stringMatching(/expected the certificate of K-0002, not of CN=K-0001/) as string,
  });
  const later = { now: () => systemClock.now() + 400 * 86_400_000 };
  expect(await readLineFiles(files, 'K-0001', later)).toMatchObject({
    error: expect.stringMatching(/ended on/) as string,
  });
});
