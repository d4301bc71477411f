import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { systemClock } from '../../shared/dates.ts';
import { checkConfig } from './check-config.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text = '']) => JSON.parse(text) as object,
);

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-check-'));
  said = [];
  for (const where of ['log', 'error'] as const)
    vi.spyOn(console, where).mockImplementation((line: unknown) => said.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Checks the guide's examples, with the files of a center of their own. */
async function check(changes: object = {}): Promise<number> {
  const transport = await openTransport(join(folder, 'center'), systemClock);
  const { ca, certificate, key } = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  const center = { url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca, certificate, key };
  const file = join(folder, 'kiosk.json');
  writeFileSync(file, JSON.stringify({ ...examples[0], ...examples[1], center, ...changes }));
  return checkConfig(file);
}

it('the guide’s examples are right once the files that they name are there, and say how long the certificate holds', async () => {
  expect(await check()).toBe(2);
  expect(said).toEqual([
    `start: ${folder}/kiosk.json: cashless.wallet.secretFile: ${folder}/wallet.secret: cannot be read`,
  ]);
  writeFileSync(join(folder, 'wallet.secret'), 'secret', { mode: 0o600 });
  said = [];
  expect(await check()).toBe(0);
  expect(said).toEqual([`${folder}/kiosk.json is right; the kiosk's certificate holds for 396 days more`]);
});

it('a site where nobody has both a card and a code is told what nobody can do there', async () => {
  expect(await check({ cashless: {}, attendants: [] })).toBe(0);
  expect(said[0]).toMatch(/attendants: nobody has both a code and a cardKey, so nobody can refund/);
});

it('a panel that hangs too high for somebody in a wheelchair is told by how much', async () => {
  const screen = { width: 1080, height: 1920, widthMm: 336, lowerEdgeMm: 1_000 };
  expect(await check({ cashless: {}, screen })).toBe(0);
  expect(said).toContainEqual(
    expect.stringMatching(/screen: even in the low layout .* hang the panel 49 mm lower$/),
  );
});

it('a file that is not there is named with its setting', async () => {
  const center = { url: 'https://127.0.0.1:1', bindingKey: 'b', ca: 'none.pem', certificate: 'c', key: 'k' };
  expect(await check({ center })).toBe(2);
  expect(said).toEqual([expect.stringMatching(/^start: .*kiosk\.json: center\.ca: .*none\.pem: /)]);
});
