import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { brokenStepRule, stepOrders } from '../../state-machines/session/steps.ts';
import { readKioskConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The example that the guide gives to sites. */
const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

function written(text: string): string {
  const file = join(folder, 'kiosk.json');
  writeFileSync(file, text);
  return file;
}

it('accepts the example of the guide', async () => {
  expect(await readKioskConfig(written(example))).toMatchObject({ ok: true, value: { kiosk: 'K-0001' } });
});

it.each([
  ['"kiosk": "K-0001"', '"kiosk": "k 1"', /kiosk\.json: kiosk: expected 3 to 32 capital letters/],
  ['"language": "ja"', '"language": "fr"', /language: .*ja/],
  ['"port": "/dev/ttyUSB0",', '', /cash\.port/],
  ['"steps": "municipality-first"', '"steps": "pin-first"', /steps/],
  ['https://127.0.0.1:8700', 'http://127.0.0.1:8700', /center\.url: expected https/],
  ['"certificate": "K-0001.pem",', '', /center\.certificate/],
  ['ipp://127.0.0.1:8631', 'http://127.0.0.1:8631', /sheetPrinter\.uri: expected ipp/],
  ['"position": 1', '"position": 17', /cash\.bus\.coinAcceptor\.coins\.0\.position/],
  ['"kiosk": "K-0001"', '"kiosk": "K-0001", "kisok": 1', /kisok/],
])('refuses %s as %s, with file, path and what was expected', async (from, to, message) => {
  const result = await readKioskConfig(written(example.replace(from, to)));
  expect(result.ok ? '' : result.error).toMatch(message);
});

it('says what is wrong with a file that is no JSON or not there', async () => {
  expect(await readKioskConfig(written('{'))).toMatchObject({
    ok: false,
    error: expect.stringContaining('not JSON') as string,
  });
  expect(await readKioskConfig(join(folder, 'none.json'))).toMatchObject({ ok: false });
});

it('knows which orders of steps make sense', () => {
  for (const steps of Object.values(stepOrders)) expect(brokenStepRule(steps)).toBeNull();
  expect(brokenStepRule(stepOrders['municipality-first'].toReversed())).toBe(
    '"notes" must come before "pin"',
  );
});
