import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemTimers } from '../../../shared/timers.ts';
import { textOf } from '../../../simulator/devices/receipt-printer/esc-pos.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../../simulator/devices/receipt-printer/receipt-printer.ts';
import { sampleReceipt } from '../../../testing/receipts/sample-receipts.ts';
import { createDeviceLine } from './device-line.ts';
import { askPrinterStatus, findRealTimeStatus } from './printer-status.ts';
import { createReceiptPrinter } from './receipt-printer.ts';

/**
 * A pseudo-terminal connected to the simulated printer stands in for /dev/usb/lp0; socat is another process, so time is real.
 */
let folder: string;
let device: ReceiptPrinterSimulator;
let socat: ChildProcess;
let terminal: string;

beforeEach(async () => {
  if (spawnSync('socat', ['-V']).error !== undefined)
    throw new Error('socat is missing: install the Debian package socat');
  folder = mkdtempSync(join(tmpdir(), 'komado-device-'));
  device = await startReceiptPrinter();
  socat = spawn('socat', ['-d', '-d', 'PTY,raw,echo=0', `TCP:127.0.0.1:${device.port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  terminal = await new Promise<string>((resolve, reject) => {
    let said = '';
    socat.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const name = /PTY is (\S+)/.exec(said)?.[1];
      if (name !== undefined && said.includes('starting data transfer')) resolve(name);
    });
    socat.once('exit', () => reject(new Error(`socat: ${said}`)));
  });
});
afterEach(async () => {
  if (socat.exitCode === null && socat.signalCode === null) {
    const ended = once(socat, 'exit');
    socat.kill();
    await ended;
  }
  await device.close();
  rmSync(folder, { recursive: true });
});

it('a device tells its state, prints a receipt, and says when it is out of paper', async () => {
  const printer = createReceiptPrinter({ interface: terminal });
  expect(await printer.status()).toEqual({ ready: true, trouble: null, rollLow: false });
  expect(await printer.print(sampleReceipt)).toMatchObject({ ok: true });
  expect(device.receipts().map(textOf)).toEqual([expect.stringContaining('K7Q2-M4XD')]);
  device.setPaperOut(true);
  expect(await printer.print(sampleReceipt)).toEqual({ ok: false, error: { fault: 'paper-out' } });
  expect(device.receipts()).toHaveLength(1);
});

it('a silent device counts as not answering in time', async () => {
  device.setHanging(true);
  const line = createDeviceLine(terminal, systemTimers);
  expect(await line.ask(askPrinterStatus, 100, findRealTimeStatus)).toEqual({ ok: false, error: 'noAnswer' });
});

it('a missing device is offline, and no file is created in its place', async () => {
  const missing = join(folder, 'lp0');
  const line = createDeviceLine(missing, systemTimers);
  expect(await line.ask(askPrinterStatus, 1000, findRealTimeStatus)).toEqual({
    ok: false,
    error: 'unreachable',
  });
  expect(existsSync(missing)).toBe(false);
});

it('a plain file is not taken for a device, and is left as it is', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'not a printer');
  const line = createDeviceLine(file, systemTimers);
  expect(await line.ask(askPrinterStatus, 1000, findRealTimeStatus)).toEqual({
    ok: false,
    error: 'unreachable',
  });
  expect(readFileSync(file, 'utf8')).toBe('not a printer');
});
