import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { pathSchema } from '../../../shared/config-fields.ts';
import { defineDriver } from '../../../shared/device-driver.ts';
import type { ReceiptPrinterPort } from '../../../shared/printers.ts';
import { err, ok } from '../../../shared/result.ts';
import { createReceiptPrinter, receiptNetworkAddress } from './receipt-printer.ts';

/** A thermal receipt printer that speaks ESC/POS. */
export const escPos = defineDriver<{ readonly interface: string }, ReceiptPrinterPort>({
  kind: 'esc-pos',
  settings: z.strictObject({
    /** `tcp://192.0.2.7:9100` or a device, `/dev/usb/lp0`. */
    interface: pathSchema.refine(
      (address) => isNetworkAddress(address) || isDevicePath(address),
      'expected tcp://HOST:PORT or /dev/…',
    ),
  }),
  async open(settings, { timers }) {
    const { interface: address } = settings;
    // What is not there may be switched on later; what is there and no printer's line would be written over.
    if (isDevicePath(address) && (await isOtherThanDevice(address)))
      return err(`${address}: expected a character device, as /dev/usb/lp0 is one`);
    return ok(createReceiptPrinter(settings, timers));
  },
});

function isNetworkAddress(address: string): boolean {
  const port = Number(/:(\d{1,5})$/.exec(address)?.[1] ?? 0);
  return receiptNetworkAddress.test(address) && port >= 1 && port <= 65_535;
}

/** A path that stays in /dev. */
function isDevicePath(address: string): boolean {
  return address.startsWith('/dev/') && path.normalize(address) === address;
}

async function isOtherThanDevice(address: string): Promise<boolean> {
  const there = await stat(address).catch(() => null);
  return there !== null && !there.isCharacterDevice();
}
