import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../shared/dates.ts';
import { defineDriver, type DeviceContext } from '../../shared/device-driver.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../shared/printers.ts';
import { err, ok } from '../../shared/result.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { readKioskConfig } from '../kiosk/config.ts';
import type { CardSource } from './card-reader/card-source.ts';
import { devicesSchema } from './devices-config.ts';
import { openDevices } from './open-devices.ts';
import { drivers, type DriverRegistry } from './registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-registry-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What happened at the test's devices, in order. */
let told: string[];
beforeEach(() => {
  told = [];
});

const idle = { ready: true, trouble: null };

/** A device that no product has: it prints receipts for the test. */
const telegraph = defineDriver<{ readonly wire: string }, ReceiptPrinterPort>({
  kind: 'telegraph',
  settings: z.strictObject({ wire: z.string().startsWith('copper ', 'expected copper …') }),
  open: ({ wire }, { beside }) =>
    ok({
      status: () => Promise.resolve({ ...idle, rollLow: false }),
      print(slip) {
        told.push(`${slip.title} over ${beside(wire)}`);
        return Promise.resolve(ok());
      },
      close() {
        told.push('receipts closed');
        return Promise.resolve();
      },
    }),
});

const drawer = defineDriver<object, CardSource>({
  kind: 'drawer',
  settings: z.strictObject({}),
  open: () =>
    ok({
      watch: () => () => undefined,
      open: () => Promise.resolve(err({ fault: 'readerGone' })),
      close() {
        told.push('drawer closed');
        return Promise.resolve();
      },
    }),
});

const stone = defineDriver<object, SheetPrinterPort>({
  kind: 'stone',
  settings: z.strictObject({}),
  open: () => err('the stone is not here'),
});

const registry: DriverRegistry = {
  ...drivers,
  cardReader: [...drivers.cardReader, drawer],
  sheetPrinter: [...drivers.sheetPrinter, stone],
  receiptPrinter: [...drivers.receiptPrinter, telegraph],
};

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
const example = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''));

/** As a refusal names them: the drivers of receipt printers. */
const kindsOf = ({ receiptPrinter }: DriverRegistry): string =>
  receiptPrinter.map(({ kind }) => `"${kind}"`).join(' or ');

function written(changes: object): string {
  const file = join(folder, 'kiosk.json');
  writeFileSync(file, JSON.stringify({ ...example, ...changes }));
  return file;
}

const timers = createManualTimers();
const context: DeviceContext = {
  timers,
  clock: systemClock,
  onFault: (error) => told.push(String(error)),
  beside: (path) => `beside/${path}`,
};

it('a new device takes one more driver: its own kind and settings, and the port that the kiosk uses', async () => {
  const file = written({
    cardReader: { kind: 'drawer' },
    receiptPrinter: { kind: 'telegraph', wire: 'copper 1' },
  });
  const config = await readKioskConfig(file, registry);
  if (!config.ok) throw new Error(config.error);
  const devices = await openDevices(config.value, context);
  if (!devices.ok) throw new Error(devices.error);
  const { receipts } = devices.value;
  expect(await receipts.print({ title: 'test', language: 'ja', kiosk: 'K-0001', at: 0 })).toEqual(ok());
  await timers.runFor(devices.value.close());
  expect(told).toEqual(['test over beside/copper 1', 'drawer closed', 'receipts closed']);
});

it('a kind of device that the product has no driver for is refused', async () => {
  const unknown = await readKioskConfig(written({ receiptPrinter: { kind: 'telegraph', wire: 'copper 1' } }));
  expect(unknown.ok ? '' : unknown.error).toContain(
    `kiosk.json: receiptPrinter.kind: expected ${kindsOf(drivers)}`,
  );
  expect(kindsOf(drivers)).not.toContain('telegraph');
});

it.each([
  [{ receiptPrinter: { kind: 'telegraph', wire: 'glass' } }, 'receiptPrinter.wire: expected copper …'],
  [
    { receiptPrinter: { kind: 'telegraph', wire: 'copper 1', interface: '/dev/usb/lp0' } },
    'receiptPrinter: ',
  ],
  [
    { receiptPrinter: { interface: 'printer:auto' } },
    'receiptPrinter.interface: expected tcp://HOST:PORT or /dev/…',
  ],
  [{ receiptPrinter: { kind: 7 } }, `receiptPrinter.kind: expected ${kindsOf(registry)}`],
  [{ receiptPrinter: 'esc-pos' }, 'receiptPrinter: '],
  [{ cashless: { wallet: { kind: 'nexo-terminal' } } }, 'cashless.wallet.kind: expected "opa-wallet"'],
])('%j is refused by the driver that it names', async (changes, message) => {
  const refused = await readKioskConfig(written(changes), registry);
  expect(refused.ok ? '' : refused.error).toContain(`kiosk.json: ${message}`);
});

it('a configuration without any kind, as they all once were, means the original drivers', async () => {
  const wallet = { url: 'https://127.0.0.1', apiKey: 'k', secretFile: 'wallet.secret', merchant: '1' };
  const terminal = { host: '127.0.0.1', port: 20002, saleId: 'K-0001', poiId: 'T-1' };
  expect(JSON.stringify(example)).not.toContain('"kind"');
  const read = await readKioskConfig(written({ cashless: { wallet, terminal } }));
  expect(read).toMatchObject({
    ok: true,
    value: {
      cardReader: { kind: 'pcsc' },
      cash: { kind: 'cctalk' },
      cashless: { wallet: { kind: 'opa-wallet' }, terminal: { kind: 'nexo-terminal' } },
      sheetPrinter: { kind: 'ipp' },
      receiptPrinter: { kind: 'esc-pos' },
    },
  });
});

it('a device that cannot be opened keeps the kiosk from starting, and what was already open is closed', async () => {
  const config = devicesSchema(registry).parse({
    cardReader: { kind: 'drawer' },
    cash: example['cash'],
    sheetPrinter: { kind: 'stone' },
    receiptPrinter: { kind: 'telegraph', wire: 'copper 1' },
  });
  expect(await openDevices(config, context)).toEqual(err('the stone is not here'));
  expect(told).toEqual(['drawer closed']);
});
