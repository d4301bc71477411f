import { z } from 'zod';
import { defineDriver } from '../../../shared/device-driver.ts';
import type { ReceiptPrinterPort } from '../../../shared/printers.ts';
import { ok } from '../../../shared/result.ts';
import { createReceiptPrinter, receiptNetworkAddress } from './receipt-printer.ts';

/** A thermal receipt printer that speaks ESC/POS. */
export const escPos = defineDriver<{ readonly interface: string }, ReceiptPrinterPort>({
  kind: 'esc-pos',
  settings: z.strictObject({
    /** `tcp://192.0.2.7:9100` or a device, `/dev/usb/lp0`. */
    interface: z
      .string()
      .refine(
        (address) => receiptNetworkAddress.test(address) || address.startsWith('/dev/'),
        'expected tcp://HOST:PORT or /dev/…',
      ),
  }),
  open: (settings, { timers }) => ok(createReceiptPrinter(settings, timers)),
});
