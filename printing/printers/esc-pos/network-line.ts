import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { err, ok } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { ReceiptLine } from '../../receipts/receipt-line.ts';

/**
 * A receipt printer in the network, through node-thermal-printer: one connection an exchange, because such printers
 * serve one at a time. The package's own time-out is an idle one, and its promise stays open for ever when the printer
 * hangs up without a word: so a deadline of our own stands beside it.
 *
 * @param address `tcp://127.0.0.1:9100`
 */
export function createNetworkLine(address: string, timers: Timers): ReceiptLine {
  return {
    async ask(bytes, deadlineMs) {
      const device = new ThermalPrinter({
        type: PrinterTypes.EPSON,
        interface: address,
        options: { timeout: deadlineMs },
      });
      const reached = await within(timers, deadlineMs, device.isPrinterConnected());
      if (reached !== true) return err('unreachable');
      device.setBuffer(Buffer.from(bytes));
      const reply = await within(timers, deadlineMs, device.execute({ waitForResponse: true }));
      const first = reply instanceof Uint8Array ? reply[0] : undefined;
      return first === undefined ? err('noAnswer') : ok(first);
    },
  };
}

/** The promise's value, or undefined when it fails or is late; a late failure is then nobody's. */
function within(timers: Timers, ms: number, work: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    const callOff = timers.after(ms, () => resolve(undefined));
    work.then(
      (value) => {
        callOff();
        resolve(value);
      },
      () => {
        callOff();
        resolve(undefined);
      },
    );
  });
}
