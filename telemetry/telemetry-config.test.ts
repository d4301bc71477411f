import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTransport } from '../issuing-center/tls-link/transport.ts';
import { systemClock } from '../shared/dates.ts';
import { readCollectorLine, telemetrySchema, type TelemetryConfig } from './telemetry-config.ts';

let folder = '';
let pems: { readonly ca: string; readonly certificate: string; readonly key: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-telemetry-config-'));
  const transport = await openTransport(join(folder, 'line'), systemClock);
  pems = { ca: transport.ca, ...transport.issueKiosk('K-0001') };
});
afterAll(() => rmSync(folder, { recursive: true }));

const config = (given: object): TelemetryConfig => {
  const parsed = telemetrySchema.parse({ url: 'https://collector.example:4318', ...given });
  if (parsed === null) throw new Error('no telemetry');
  return parsed;
};

it('nothing is told unless a site asks for it, and what it does not set has its usual value', () => {
  expect(telemetrySchema.parse(undefined)).toBeNull();
  expect(config({})).toMatchObject({
    ...{ buffer: 'telemetry', maxBytes: 33_554_432, keepHours: 72, everySeconds: 60, traces: true, ca: null },
  });
});

it.each([
  [{ url: 'http://collector.example:4318' }, /url: expected https:\/\/…, or http:\/\/ to this machine/],
  [{ url: 'http://127.0.0.1.example:4318' }, /url: expected https/],
  [{ url: 'ftp://127.0.0.1' }, /url: expected https/],
  [{ url: 'https://user:secret@collector.example' }, /url: .*without a user/],
  [{ certificate: 'a.pem' }, /key: expected certificate and key together/],
  [{ everySeconds: 1 }, /everySeconds/],
  [{ maxBytes: 1 }, /maxBytes/],
  [{ headers: {} }, /headers/],
])('a configuration with %j is refused', (given, message) => {
  const parsed = telemetrySchema.safeParse({ url: 'https://collector.example', ...given });
  const says = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
  expect(says).toMatch(message);
});

it.each([
  'http://127.0.0.1:4318',
  'http://localhost:4318/otlp',
  'http://[::1]:4318',
  'https://collector.example',
])('a collector at %s is accepted', (url) => {
  expect(config({ url }).url).toBe(url);
});

it('the files of the line are read, and a wrong one is named with what was expected', async () => {
  const beside = (path: string): string => join(folder, path);
  for (const [name, text] of Object.entries(pems))
    writeFileSync(beside(`${name}.pem`), text, { mode: 0o600 });
  writeFileSync(beside('nothing.pem'), 'nothing', { mode: 0o600 });
  const read = (given: object) => readCollectorLine(config(given), 'kiosk.json', beside);
  const own = { certificate: 'certificate.pem', key: 'key.pem' };
  expect(await read({})).toEqual({ ok: true, value: { ca: null, own: null } });
  expect(await read({ ca: 'ca.pem', ...own })).toMatchObject({
    ok: true,
    value: { ca: pems.ca, own: { key: pems.key } },
  });
  const faults = [
    [{ ca: 'none.pem' }, 'kiosk.json: telemetry.ca: none.pem: expected a certificate (PEM)'],
    [{ ca: 'nothing.pem' }, 'kiosk.json: telemetry.ca: nothing.pem: expected a certificate (PEM)'],
    [{ ...own, certificate: 'none.pem' }, 'telemetry.certificate: none.pem: expected a certificate'],
    [
      { ...own, key: 'nothing.pem' },
      'telemetry.key: nothing.pem: expected the private key (PEM) of certificate.pem',
    ],
    [{ ...own, certificate: 'ca.pem' }, 'telemetry.key: key.pem: expected the private key (PEM) of ca.pem'],
  ] as const;
  for (const [given, says] of faults) {
    const result = await read(given);
    expect(result.ok ? '' : result.error).toContain(says);
  }
  chmodSync(beside('key.pem'), 0o640);
  const open = await read(own);
  expect(open.ok ? '' : open.error).toContain('mode 0600');
});
