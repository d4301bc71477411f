import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
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
  [
    '"kiosk": "K-0001"',
    '"kiosk": "K-0001", "place": { "prefecture": "48" }',
    /place\.prefecture: expected the two digits of a prefecture/,
  ],
  [
    '"kiosk": "K-0001"',
    '"kiosk": "K-0001", "place": { "nearby": ["tsukuba"] }',
    /place\.nearby\.0: expected a national code/,
  ],
  [
    '"kiosk": "K-0001"',
    '"kiosk": "K-0001", "pad": { "back": ["F1"] }',
    /pad: F1 is the code of back and help/,
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

/** Every place in a configuration where a text or a number stands, by its path. */
function leavesOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => leavesOf(each, [...at, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, each]) => leavesOf(each, [...at, name]));
  return typeof value === 'string' || typeof value === 'number' ? [at] : [];
}

/** A copy with another value at one place. */
function changedAt(value: unknown, [first, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (first === undefined) return to;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === first ? changedAt(each, rest, to) : each));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]: [string, unknown]) => [
      name,
      name === first ? changedAt(each, rest, to) : each,
    ]),
  );
}

const whole = {
  ...(JSON.parse(example) as object),
  ...{ witness: 'witness', exportFolder: 'stick', cameraFolder: 'camera', hopperLow: 10 },
  residentCameraFolder: 'codes',
  log: { folder: 'log', maxBytes: 1_000_000, keepDays: 30 },
  delays: { idle: 60_000 },
  cashless: {
    wallet: { url: 'https://wallet.example', apiKey: 'k', secretFile: 's', merchant: 'm', storeId: 'shop' },
    terminal: { host: '127.0.0.1', port: 9000, saleId: 'sale', poiId: 'poi' },
  },
};
const leaves = leavesOf(whole);
const texts = leaves.filter((at) => typeof valueAt(whole, at) === 'string');
const numbers = leaves.filter((at) => typeof valueAt(whole, at) === 'number');

function valueAt(value: unknown, at: readonly (string | number)[]): unknown {
  return at.reduce<unknown>(
    (inner, name) => (inner as Readonly<Record<string | number, unknown>>)[name],
    value,
  );
}

it('no text of a configuration may have a control character, or be longer than what it names can be', async () => {
  expect(await readKioskConfig(written(JSON.stringify(whole)))).toMatchObject({ ok: true });
  const nasty = fc.oneof(
    fc
      .tuple(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('\0', '\n', '\u001b', '\u007f'),
        fc.string({ maxLength: 8 }),
      )
      .map((parts) => parts.join('')),
    fc.constantFrom('', 'x'.repeat(5_000), '\0', '/dev/\0', '/dev/../etc/passwd', 'あ'.repeat(1_500)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), nasty, async (at, text) => {
      // A long one may stand only where there is room for one line of text.
      const result = await readKioskConfig(written(JSON.stringify(changedAt(whole, at, text))));
      expect(result.ok ? at : 'refused').toBe(isPath(at) && text === '/dev/../etc/passwd' ? at : 'refused');
      // The error is of one line for each fault, and names the place.
      if (!result.ok) expect(result.error).toContain(`kiosk.json: ${at.join('.').split('.')[0] ?? ''}`);
    }),
    { numRuns: 300 },
  );
});

/** Places where any path of this machine may stand, and free texts. */
function isPath(at: readonly (string | number)[]): boolean {
  const name = at.at(-1);
  return (
    [
      'journal',
      'witness',
      'folder',
      'exportFolder',
      'cameraFolder',
      'residentCameraFolder',
      'port',
      'secretFile',
    ].includes(String(name)) ||
    ['bindingKey', 'ca', 'certificate', 'key'].includes(String(name)) ||
    ['reader', 'apiKey', 'merchant', 'storeId', 'saleId', 'poiId', 'description'].includes(String(name))
  );
}

it('no number of a configuration may be one that its device or its screen cannot have', async () => {
  const nasty = fc.constantFrom(1e308, -1, 1e21, 0.5, Number.MAX_SAFE_INTEGER, -1e308, 2 ** 53);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...numbers), nasty, async (at, number) => {
      const result = await readKioskConfig(written(JSON.stringify(changedAt(whole, at, number))));
      expect(result.ok ? at : 'refused').toBe('refused');
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['"widthMm": 344', '"widthMm": 1e308', /screen\.widthMm: expected 50 to 3000/],
  ['"widthMm": 344', '"widthMm": 1e-300', /screen\.widthMm: expected 50 to 3000/],
  ['"lowerEdgeMm": 980', '"lowerEdgeMm": 2501', /screen\.lowerEdgeMm: expected 0 to 2500/],
  ['/var/lib/komado/journal', '/var/lib/komado\\u0000/journal', /journal: expected a path without control/],
  ['/var/lib/komado/journal', '/var/lib/komado\\ud800/journal', /journal: expected whole characters/],
  ['https://127.0.0.1:8700', 'https://kiosk:word@127.0.0.1:8700', /center\.url: expected https/],
  ['https://127.0.0.1:8700', 'https://127.0.0.1:0', /center\.url: expected https/],
  ['https://127.0.0.1:8700', 'https://127.0.0.1:8700/\\u0000', /center\.url: expected https/],
  ['ipp://127.0.0.1:8631', 'ipp://kiosk:word@127.0.0.1:8631', /sheetPrinter\.uri: expected ipp/],
  ['ipp://127.0.0.1:8631', 'ipp://127.0.0.1:0', /sheetPrinter\.uri: expected ipp/],
  [
    '"interface": "/dev/usb/lp0"',
    '"interface": "/dev/../etc/passwd"',
    /receiptPrinter\.interface: expected tcp/,
  ],
  [
    '"interface": "/dev/usb/lp0"',
    '"interface": "tcp://127.0.0.1:99999"',
    /receiptPrinter\.interface: expected tcp/,
  ],
])('%s changed to %s is refused with the bounds', async (from, to, message) => {
  const text = example.replace(from, to);
  expect(text).not.toBe(example);
  const result = await readKioskConfig(written(text));
  expect(result.ok ? '' : result.error).toMatch(message);
});
