import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../../simulator/devices/receipt-printer/receipt-printer.ts';
import { sampleReceipt } from '../../../testing/receipts/sample-receipts.ts';
import { identityText } from './printer-identity.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './receipt-printer.ts';

const bytesOf = (text: string): number[] => [...Buffer.from(text, 'latin1')];

describe('an answer to GS I', () => {
  it('is what stands between its header and its zero byte', () => {
    expect(identityText(bytesOf('_TM-T88VI\0'))).toBe('TM-T88VI');
    expect(identityText(bytesOf('\x11_1.23 ESC/POS\0\x13'))).toBe('1.23 ESC/POS');
    expect(identityText(bytesOf('_TM-T88'))).toBeNull();
    expect(identityText(bytesOf('TM-T88VI\0'))).toBeNull();
    expect(identityText(bytesOf('_\0'))).toBe('');
  });
});

describe('a receipt printer that is asked what it is', () => {
  let timers: ManualTimers;
  let device: ReceiptPrinterSimulator;
  let printer: ReceiptPrinter;
  beforeEach(async () => {
    timers = createManualTimers();
    device = await startReceiptPrinter({ timers });
    printer = createReceiptPrinter({ interface: device.interface }, timers);
  });
  afterEach(async () => {
    await timers.runFor(printer.close());
    await device.close();
  });
  const ask = () => timers.runFor(printer.details?.() ?? Promise.resolve(null));

  it('says it, and prints the next receipt as always', async () => {
    const said = { maker: 'KOMADO', model: 'RP-80', firmware: '1.02 SIM', serial: 'R0000123' };
    expect(await ask()).toEqual({ ...said, counters: [] });
    expect(await timers.runFor(printer.print(sampleReceipt))).toEqual({ ok: true });
    expect(device.receipts()).toHaveLength(1);
  });

  it('is not asked while it is stopped: it would keep the question until somebody has put in paper', async () => {
    device.setPaperOut(true);
    expect(await ask()).toBeNull();
    expect(device.buffered()).toBe(0);
    device.setPaperOut(false);
    device.setHanging(true);
    expect(await ask()).toBeNull();
  });
});
