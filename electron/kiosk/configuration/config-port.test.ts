import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeKioskFiles } from '../../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport } from '../../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../../shared/dates.ts';
import type { ConfigurationPort } from '../../../state-machines/attendant-ports.ts';
import { readKioskConfig } from '../config.ts';
import { createConfigPort } from './config-port.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'site.md'), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

let folder: string;
let stick: string;
let file: string;
let present: string;
let port: ConfigurationPort;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-config-port-'));
  stick = join(folder, 'stick');
  mkdirSync(stick);
  file = join(folder, 'kiosk.json');
  const transport = await openTransport(join(folder, 'center'), systemClock);
  const { ca, certificate, key } = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  present = JSON.stringify({
    ...(JSON.parse(example) as object),
    center: { url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca, certificate, key },
  });
});
beforeEach(async () => {
  writeFileSync(file, present);
  rmSync(join(stick, 'kiosk.json'), { force: true });
  const config = await readKioskConfig(file);
  if (!config.ok) throw new Error(config.error);
  port = createConfigPort({ file, config: config.value, stick, beside: (path) => join(folder, path) });
});
afterAll(() => rmSync(folder, { recursive: true }));

const onStick = (changes: object): void =>
  writeFileSync(
    join(stick, 'kiosk.json'),
    JSON.stringify({ ...(JSON.parse(present) as object), ...changes }),
  );

it('shows every value with where it comes from, a driver’s usual ones too, and no hash, key or secret', async () => {
  const values = await port.values();
  const of = (path: string): string => {
    const found = values.find((each) => each.path === path);
    return found ? `${found.value} ${found.origin}` : 'missing';
  };
  expect(of('kiosk')).toBe('K-0001 file');
  expect(of('cash.bus.hoppers.0.value')).toBe('10 file');
  expect(of('steps')).toBe('municipality-first file');
  expect(of('place.prefecture')).toBe('null default');
  expect(of('sheetPrinter.kind')).toBe('ipp default');
  expect(of('sheetPrinter.warnings')).toBe('stop default');
  expect(of('log.keepDays')).toBe('30 default');
  expect(of('witness')).toMatch(/journal-witness derived$/);
  expect(of('attendants.0.code.scrypt')).toBe('•••• file');
  const said = JSON.stringify(values);
  for (const hidden of ['32768$8$1$', 'MFkwEwYHKoZ']) expect(said).not.toContain(hidden);
  // Each once, however often the check has it.
  expect(new Set(values.map(({ path }) => path)).size).toBe(values.length);
});

it('offers what the memory stick has once it is right as a whole, says what differs, and puts exactly that in place', async () => {
  expect(await port.fromStick()).toEqual({ ok: false, error: { fault: 'noFile' } });
  writeFileSync(join(stick, 'kiosk.json'), present);
  expect(await port.fromStick()).toEqual({ ok: false, error: { fault: 'same' } });
  onStick({ hopperLow: 20, language: 'en', sheetPrinter: { uri: 'ipp://192.0.2.7/ipp/print' } });
  const offer = await port.fromStick();
  if (!offer.ok) throw new Error(JSON.stringify(offer.error));
  expect(offer.value.changes).toEqual([
    { path: 'hopperLow', old: '10', new: '20' },
    { path: 'language', old: 'ja', new: 'en' },
    { path: 'sheetPrinter.uri', old: 'ipp://127.0.0.1:8631/ipp/print', new: 'ipp://192.0.2.7/ipp/print' },
  ]);
  const other = { ok: false, error: { fault: 'changed' } };
  expect(await port.apply('0'.repeat(64))).toEqual(other);
  expect(readFileSync(file, 'utf8')).toBe(present);
  expect(await port.apply(offer.value.sum)).toEqual({ ok: true, value: { kept: 1 } });
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(stick, 'kiosk.json'), 'utf8'));
  expect(await port.earlier()).toMatchObject([{ number: 1 }]);
  const back = await port.fromEarlier(1);
  if (!back.ok) throw new Error('it was right before');
  expect(back.value).toMatchObject({ number: 1, changes: [{ old: '20', new: '10' }, {}, {}] });
  expect(await port.apply(back.value.sum)).toEqual({ ok: true, value: { kept: 2 } });
  expect(readFileSync(file, 'utf8')).toBe(present);
});

it.each([
  [{ kisok: 1 }, /kisok/],
  [{ sheetPrinter: { uri: 'http://192.0.2.7/' } }, /sheetPrinter\.uri: expected ipp/],
  [{ center: { url: 'https://127.0.0.1:1', bindingKey: 'none.der' } }, /center\.ca/],
  // Another journal would begin without what residents are owed.
  [{ journal: '/var/lib/komado/other' }, /journal: expected as it is/],
  [{ kiosk: 'K-0002' }, /K-0002|kiosk/],
  [{ attendants: [] }, /attendants: expected an operator/],
])('refuses %j, with each path and what was expected, and changes nothing', async (changes, message) => {
  onStick(changes);
  const offer = await port.fromStick();
  if (offer.ok || offer.error.fault !== 'wrong') throw new Error(JSON.stringify(offer));
  expect(offer.error.lines.join('\n')).toMatch(message);
  expect(readFileSync(file, 'utf8')).toBe(present);
});

it('a code that changed is said to have changed, and not what it is', async () => {
  const attendants = (JSON.parse(present) as { attendants: { code: { scrypt: string } }[] }).attendants;
  const changed = attendants.map((each, index) =>
    index === 0 ? { ...each, code: { scrypt: each.code.scrypt.replace('gL5JB', 'gL5JC') } } : each,
  );
  onStick({ attendants: changed });
  const offer = await port.fromStick();
  if (!offer.ok) throw new Error(JSON.stringify(offer.error));
  expect(offer.value.changes).toEqual([{ path: 'attendants.0.code.scrypt', old: '••••', new: '••••' }]);
});
