import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeKioskCode } from '../../../issuing-center/tls-link/kiosk-credentials.ts';
import { systemClock } from '../../../shared/dates.ts';
import { wizardDevices } from '../../../shared/first-start.ts';
import type { Intent } from '../../../shared/intent.ts';
import type { Screen, ScreenKind } from '../../../shared/screen.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../../testing/center/simulated-center.ts';
import { openSetUpDevices, type SetUpDevices } from '../../../testing/first-start/set-up-devices.ts';
import { eventsIn, logInto } from '../../../testing/log-lines.ts';
import { createPinPad } from '../../devices/pin-pad/pin-pad.ts';
import { isCode } from '../attendants/code-hash.ts';
import { checkSiteConfig } from '../configuration/check-site-config.ts';
import { createFirstStartKiosk, type FirstStartKiosk } from './first-start-kiosk.ts';
import { setUpPlaces } from './places.ts';
import { setUpPorts } from './set-up-ports.ts';

let root: string;
let center: SimulatedCenter;
let devices: SetUpDevices;
let folder: string;
let file: string;
let kiosk: FirstStartKiosk;
const lines: string[] = [];
const kiosks: FirstStartKiosk[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'komado-first-start-'));
  center = await startSimulatedCenter(systemClock, undefined, { enrolment: { host: '127.0.0.1', port: 0 } });
  devices = await openSetUpDevices(root);
});
afterAll(async () => {
  await devices.close();
  await center.close();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'kiosk-'));
  file = join(folder, 'kiosk.json');
  lines.length = 0;
  kiosk = begin();
});
afterEach(() => {
  for (const each of kiosks.splice(0)) each.stop();
});

/** A start of the program, with what is on disk. */
function begin(): FirstStartKiosk {
  const pinPad = createPinPad();
  const ports = setUpPorts({
    ...{ places: setUpPlaces(file, {}), registry: devices.registry, sources: devices.sources, pinPad },
    ...{ clock: systemClock, timers: systemTimers, log: logInto(lines) },
  });
  const begun = createFirstStartKiosk({ ...ports, pinPad });
  kiosks.push(begun);
  return begun;
}

const send = (intent: Intent): void => {
  const screen = kiosk.screen();
  expect(kiosk.handle({ screen: screen.id, intent }), `${intent.type} at ${screen.body.kind}`).toBe(
    'accepted',
  );
};
const type = (text: string): void => {
  for (const key of text) send({ type: 'wizardKey', key });
};
/** Waits for a screen of this kind. */
function shows<Kind extends ScreenKind>(kind: Kind): Promise<Screen['body'] & { kind: Kind }> {
  return new Promise((resolve, reject) => {
    const look = ({ body }: Screen): void => {
      if (body.kind === kind) resolve(body as Screen['body'] & { kind: Kind });
      else if (body.kind === 'wizardTrouble' || body.kind === 'wizardWrong')
        reject(new Error(JSON.stringify(body)));
    };
    kiosk.onScreen(look);
    look(kiosk.screen());
  });
}
const newCode = async (): Promise<string> => {
  const { code } = await makeKioskCode(center.sql, 'K-0001', center.options.transport.ca, systemClock.now());
  return code.replaceAll('-', '');
};
const host = (url: string | null): string => new URL(url ?? '').host;

function toCode(code: string): void {
  send({ type: 'wizardNext' });
  type('K-0001');
  send({ type: 'wizardNext' });
  type(host(center.url));
  send({ type: 'wizardNext' });
  while ((kiosk.screen().body as { entered?: string }).entered !== '') send({ type: 'wizardErase' });
  type(host(center.enrolmentUrl));
  send({ type: 'wizardNext' });
  type(code);
  send({ type: 'wizardNext' });
}
async function throughPanel(): Promise<void> {
  await shows('wizardPanel');
  send({ type: 'wizardPanelRight', width: 1080, height: 1920 });
  type('344');
  send({ type: 'wizardNext' });
  send({ type: 'wizardSkip' });
  await shows('wizardDevice');
}
const typeSecret = (secret: string): void => {
  for (const key of secret) send({ type: 'secretKey', key });
  send({ type: 'pinEnter' });
};
async function throughDevices(tries: boolean): Promise<void> {
  for (const device of wizardDevices) {
    expect(await shows('wizardDevice')).toMatchObject({ device });
    if (device === 'speech' || device === 'sound') {
      send({ type: 'wizardLack' });
    } else if (device === 'receiptPrinter') {
      send({ type: 'wizardType', device });
      type(devices.receipts.interface.replace('tcp://', ''));
      send({ type: 'wizardNext' });
    } else {
      send({ type: 'wizardChoose', option: 0 });
    }
    if (tries && device !== 'speech' && device !== 'sound') {
      send({ type: 'wizardTry' });
      if (device === 'cardReader') devices.setCard();
      if (device === 'sheetPrinter' || device === 'receiptPrinter') {
        await shows('wizardTry');
        send({ type: 'judge', good: true });
      }
      expect(await shows('wizardDevice')).toMatchObject({ device, tried: 'good' });
    }
    const before = kiosk.screen().id;
    send({ type: 'wizardNext' });
    while (kiosk.screen().id === before || kiosk.screen().body.kind === 'wizardWorking')
      await new Promise((again) => setImmediate(again));
  }
}
async function throughCodes(operator: string): Promise<void> {
  for (let time = 0; time < 2; time += 1) typeSecret(operator);
  while (kiosk.screen().body.kind === 'wizardWorking') await new Promise((again) => setImmediate(again));
  expect(await shows('wizardCode')).toMatchObject({ role: 'staff' });
  send({ type: 'wizardSkip' });
}

it('makes a configuration that is right as a whole, with a certificate of a real center and devices that were tried', async () => {
  const code = await newCode();
  toCode(code);
  await throughPanel();
  await throughDevices(true);
  expect(devices.sheets.sheetsOut()).toHaveLength(1);
  expect(devices.receipts.receipts()).toHaveLength(1);
  await throughCodes('135790');
  const summary = await shows('wizardSummary');
  expect(summary.warnings.join()).toMatch(/nobody has both/);
  expect(await readdir(folder)).not.toContain('kiosk.json');
  send({ type: 'wizardFinish' });
  await kiosk.written;

  const checked = await checkSiteConfig(file, devices.registry);
  if (!checked.ok) throw new Error(checked.error);
  const { config, daysLeft } = checked.value;
  expect(config).toMatchObject({ kiosk: 'K-0001', screen: { width: 1080, height: 1920, widthMm: 344 } });
  expect(daysLeft).toBeGreaterThan(300);
  const [operator] = config.attendants;
  if (!operator?.code) throw new Error('no operator');
  expect(operator).toMatchObject({ id: 'O-01', role: 'operator' });
  expect(await isCode(Buffer.from('135790'), operator.code.scrypt)).toBe(true);
  expect(await isCode(Buffer.from('135791'), operator.code.scrypt)).toBe(false);
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect((await readdir(folder)).toSorted()).toEqual(['kiosk.json', 'line']);

  // Neither code is in the log, or in any file; nor is what was typed.
  const written = await Promise.all(
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  for (const secret of ['135790', code, code.slice(0, 20)]) {
    expect(lines.join('\n')).not.toContain(secret);
    expect(written.join('\n')).not.toContain(secret);
  }
  expect(eventsIn(lines, 'firstStartCertified')).toHaveLength(1);
});

it('goes on after a power cut with the certificate that is there: for the same code, and for no other', async () => {
  const code = await newCode();
  toCode(code);
  await shows('wizardPanel');
  const certificate = await readFile(setUpPlaces(file, {}).line.certificate, 'utf8');
  // A code that somebody made up, whose center is the right one.
  kiosk = begin();
  const own = code.slice(0, 5);
  const other = (await newCode()).slice(0, 20) + code.slice(20);
  await center.sql.query('DELETE FROM kiosk_codes');
  expect(other.startsWith(own)).toBe(false);
  toCode(other);
  await expect(shows('wizardPanel')).rejects.toThrow('codeRefused');
  // The center need not answer.
  kiosk = begin();
  toCode(code);
  await throughPanel();
  expect(await readFile(setUpPlaces(file, {}).line.certificate, 'utf8')).toBe(certificate);
  expect(await readdir(folder)).toEqual(['line']);
});

it('says when the center is not there or is another, and writes nothing', async () => {
  const code = await newCode();
  send({ type: 'wizardNext' });
  type('K-0001');
  send({ type: 'wizardNext' });
  type('127.0.0.1:1');
  send({ type: 'wizardNext' });
  while ((kiosk.screen().body as { entered?: string }).entered !== '') send({ type: 'wizardErase' });
  type('127.0.0.1:1');
  send({ type: 'wizardNext' });
  type(code);
  send({ type: 'wizardNext' });
  await expect(shows('wizardPanel')).rejects.toThrow('connectionRefused');
  expect(await readdir(folder)).not.toContain('kiosk.json');
  expect(eventsIn(lines, 'firstStartNotCertified')).toMatchObject([{ why: 'line' }]);
});

it('puts no file in the place of one that came there meanwhile', async () => {
  toCode(await newCode());
  await throughPanel();
  await throughDevices(false);
  await throughCodes('246801');
  await shows('wizardSummary');
  await writeFile(file, '{ "by": "hand" }');
  send({ type: 'wizardFinish' });
  await expect(shows('wizardPanel')).rejects.toThrow('changed');
  expect(await readFile(file, 'utf8')).toBe('{ "by": "hand" }');
});

it('keeps journal, key and log where the service manager has made their folders', () => {
  const env = { STATE_DIRECTORY: '/var/lib/komado', LOGS_DIRECTORY: '/var/log/komado' };
  expect(setUpPlaces('/etc/komado/kiosk/kiosk.json', env)).toMatchObject({
    ...{ journal: '/var/lib/komado/journal', log: '/var/log/komado' },
    line: { key: '/var/lib/komado/line/kiosk.key.pem' },
  });
  expect(dirname(setUpPlaces(file, {}).journal)).toBe(folder);
});
