import { PassThrough } from 'node:stream';
import { setImmediate as ioTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createReceiptPrinter } from '../../printing/printers/esc-pos/receipt-printer.ts';
import { runDevice } from './device.ts';

let out = '';
beforeEach(() => {
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

async function said(words: string): Promise<void> {
  while (!out.includes(words)) await ioTurn();
}

/** Starts the device and resolves with the configuration that it prints. */
async function start(
  ...args: string[]
): Promise<{ config: unknown; hand: PassThrough; ended: Promise<number> }> {
  const hand = new PassThrough();
  const ended = runDevice(args, hand);
  await said('Ctrl-C ends it.');
  return { config: JSON.parse(out.slice(0, out.indexOf('Words:'))), hand, ended };
}

describe('npm run device', () => {
  it('puts a receipt printer at a port, which a kiosk’s driver finds ready, and out of paper after a word', async () => {
    const { config, hand, ended } = await start('receipt-printer');
    const found = z.object({ receiptPrinter: z.object({ interface: z.string() }) }).parse(config);
    const printer = createReceiptPrinter(found.receiptPrinter);
    expect(await printer.status()).toMatchObject({ ready: true });
    hand.write('roll-out\n');
    await said('done');
    expect(await printer.status()).toMatchObject({ ready: false, trouble: 'paper-out' });
    await printer.close();
    process.emit('SIGTERM', 'SIGTERM');
    expect(await ended).toBe(0);
  });
});
