import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { brokenStepRule, stepOrders } from '../../state-machines/session/steps.ts';
import { delays } from '../../state-machines/delays.ts';
import { readKioskConfig } from './config.ts';
import { siteDelayLines, siteDelays, siteDelaysSchema } from './site-delays.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The example in the guide for sites. */
const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

function written(text: string): string {
  const file = join(folder, 'kiosk.json');
  writeFileSync(file, text);
  return file;
}

it('a configuration like the guide’s example is accepted', async () => {
  expect(await readKioskConfig(written(example))).toMatchObject({ ok: true, value: { kiosk: 'K-0001' } });
});

it.each([
  ['"kiosk": "K-0001"', '"kiosk": "k 1"', /kiosk\.json: kiosk: expected 3 to 32 capital letters/],
  ['"language": "ja"', '"language": "fr"', /language: .*ja/],
  ['"port": "/dev/ttyUSB0",', '', /cash\.port/],
  [
    '"steps": "municipality-first"',
    '"steps": "pin-first"',
    /steps: expected municipality-first, card-first, card-before-municipality, or/,
  ],
  ['https://127.0.0.1:8700', 'http://127.0.0.1:8700', /center\.url: expected https/],
  ['"certificate": "K-0001.pem",', '', /center\.certificate/],
  ['ipp://127.0.0.1:8631', 'http://127.0.0.1:8631', /sheetPrinter\.uri: expected ipp/],
  ['"position": 1', '"position": 17', /cash\.bus\.coinAcceptor\.coins\.0\.position/],
  ['"address": 3', '"address": 4', /cash\.bus\.hoppers\.1\.address: 4 is there twice/],
  ['"address": 3', '"address": 2', /cash\.bus\.hoppers\.0\.address: 2 is there twice/],
  ['"position": 1', '"position": 2', /cash\.bus\.coinAcceptor\.coins\.1\.position: 2 is there twice/],
  [
    '{ "type": 1, "value": 1000 }',
    '{ "type": 1, "value": 1000 }, { "type": 1, "value": 5000 }',
    /cash\.bus\.noteAcceptor\.bills\.1\.type: 1 is there twice/,
  ],
  ['"kiosk": "K-0001"', '"kiosk": "K-0001", "kisok": 1', /kisok/],
  [
    '"kiosk": "K-0001"',
    '"kiosk": "K-0001", "delays": { "idle": 1000 }',
    /delays\.idle: expected 30000 to 600000/,
  ],
  [
    '"kiosk": "K-0001"',
    '"kiosk": "K-0001", "delays": { "cashDispenses": 1 }',
    /delays\.cashDispenses: expected/,
  ],
  ['"kiosk": "K-0001"', '"kiosk": "K-0001", "delays": { "idle": "long" }', /delays\.idle: expected 30000/],
  ['"kiosk": "K-0001"', '"kiosk": "K-0001", "delays": { "centerAnswers": 9000 }', /delays: .*centerAnswers/],
])(
  'a configuration with %s changed to %s is refused, with file, path and what was expected',
  async (from, to, message) => {
    const result = await readKioskConfig(written(example.replace(from, to)));
    expect(result.ok ? '' : result.error).toMatch(message);
  },
);

it('a configuration file that is not JSON or not there is refused with the reason', async () => {
  expect(await readKioskConfig(written('{'))).toMatchObject({
    ok: false,
    error: expect.stringContaining('not JSON') as string,
  });
  expect(await readKioskConfig(join(folder, 'none.json'))).toMatchObject({ ok: false });
});

it('only orders of steps that make sense are accepted', () => {
  for (const steps of Object.values(stepOrders)) expect(brokenStepRule(steps)).toBeNull();
  expect(brokenStepRule(stepOrders['municipality-first'].toReversed())).toBe(
    '"notes" must come before "pin"',
  );
});

it('a site’s time-outs are taken, and the others stay as they are', async () => {
  const set = example.replace('"language": "ja"', '"language": "ja", "delays": { "idle": 120000 }');
  expect(await readKioskConfig(written(set))).toMatchObject({
    ok: true,
    value: { delays: { idle: 120_000 } },
  });
  const none = await readKioskConfig(written(example));
  expect(none.ok && none.value.delays).toEqual({});
});

it('the usual value of every time-out is allowed, and the guide says what each means', () => {
  const plain = (text: string): string => text.replaceAll(/ +/g, ' ');
  for (const line of siteDelayLines()) expect(plain(guide)).toContain(line);
  for (const [name, usual] of Object.entries(delays)) {
    if (name in siteDelays) expect(siteDelaysSchema.parse({ [name]: usual })).toEqual({ [name]: usual });
  }
});
