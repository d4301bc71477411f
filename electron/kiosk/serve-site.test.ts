import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import type { KioskHost } from '../host/host.ts';
import { openJournal } from '../journal/journal.ts';
import { readKioskConfig } from './config.ts';
import { serveSite } from './serve-site.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as object;

let folder: string;
let said: string[];
let closed: number;
const host: KioskHost = {
  name: 'chromium',
  description: 'none',
  openWindow: () => Promise.reject(new Error('a kiosk that is refused opens no window')),
  panelSize: () => Promise.reject(new Error('a kiosk that is refused asks for no panel')),
  close() {
    closed += 1;
    return Promise.resolve();
  },
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-serve-'));
  said = [];
  closed = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the guide's kiosk with its files in a folder of its own. @param differing settings @returns the exit code */
async function start(differing: object = {}): Promise<number> {
  const transport = await openTransport(join(folder, 'center'), systemClock);
  const { ca, certificate, key } = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  const file = join(folder, 'kiosk.json');
  const center = { url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca, certificate, key };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ ...example, journal: 'journal', exportFolder: null, center, cashless: {} },
      ...differing,
    }),
  );
  const config = await readKioskConfig(file);
  if (!config.ok) throw new Error(config.error);
  return serveSite(config.value, file, host, '', (line) => said.push(line));
}

it('a second kiosk on one journal ends before it touches a device, and says who has it', async () => {
  const first = openJournal(join(folder, 'journal'), systemClock, { as: 'kiosk K-0001' });
  if (!first.ok) throw new Error(first.error.fault);
  expect(await start()).toBe(2);
  expect(said.at(-1)).toContain(`process ${process.pid} on `);
  expect(said.at(-1)).toContain('kiosk K-0001');
  expect(closed).toBe(1);
  expect(first.value.append({ type: 'session-begun' }).ok).toBe(true);
  first.value.close();
});

it('a kiosk whose log would be written elsewhere ends, and names it', async () => {
  mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 });
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'log'));
  expect(await start()).toBe(2);
  expect(said).toEqual([expect.stringContaining(`${join(folder, 'log')} is a link`)]);
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  expect(closed).toBe(1);
});

/** What is in the files of a folder, as it was before it was compressed. */
const textOf = (name: string): string =>
  readdirSync(join(folder, name))
    .map((file) => readFileSync(join(folder, name, file)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'))
    .join('');

it('a kiosk that is told to tells a collector, and what it could not send waits for its next start', async () => {
  const first = openJournal(join(folder, 'journal'), systemClock, { as: 'kiosk K-0001' });
  if (!first.ok) throw new Error(first.error.fault);
  expect(await start({ telemetry: { url: 'http://127.0.0.1:1' } })).toBe(2);
  first.value.close();
  const waiting = textOf('telemetry');
  for (const word of ['K-0001', '"komado.startRefused"', 'komado.uptime']) expect(waiting).toContain(word);
});

it('a kiosk whose telemetry cannot be had says so, and goes on without', async () => {
  const first = openJournal(join(folder, 'journal'), systemClock, { as: 'kiosk K-0001' });
  if (!first.ok) throw new Error(first.error.fault);
  expect(await start({ telemetry: { url: 'https://127.0.0.1:1', ca: 'none.pem' } })).toBe(2);
  first.value.close();
  expect(said[0]).toContain('kiosk.json: telemetry.ca: none.pem: expected a certificate (PEM)');
  // It went on as far as the journal, which another has.
  expect(said.at(-1)).toContain('kiosk K-0001');
  expect(textOf('log')).toContain('"event":"telemetryOff","what":"files"');
});
