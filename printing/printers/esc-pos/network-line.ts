import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { within } from '../../../shared/deadline.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { ReceiptLine } from '../../receipts/receipt-line.ts';

/**
 * A receipt printer on the network, through node-thermal-printer: one connection per exchange, because such printers serve
 * one at a time. The package's own time-out counts idle time, and its promise never settles when the printer hangs up without
 * a word, so we add a deadline of our own: for the connection, and once more for the answer.
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
      const reached = await answerOf(timers, deadlineMs, device.isPrinterConnected());
      if (reached !== true) return err('unreachable');
      device.setBuffer(Buffer.from(bytes));
      const reply = await answerOf(timers, deadlineMs, device.execute({ waitForResponse: true }));
      const first = reply instanceof Uint8Array ? reply[0] : undefined;
      return first === undefined ? err('noAnswer') : ok(first);
    },
  };
}

/** What the package answers, or undefined when it fails or is late. */
async function answerOf(timers: Timers, ms: number, work: Promise<unknown>): Promise<unknown> {
  try {
    const answer = await within(timers, ms, work);
    return answer.late ? undefined : answer.value;
  } catch {
    return undefined;
  }
}
