import { createMutex } from '../../../shared/mutex.ts';
import type { ReceiptPrinterPort } from '../../../shared/printers.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import { createDeviceLine } from './device-line.ts';
import { createNetworkLine } from './network-line.ts';
import {
  askOfflineCause,
  askPaperSensor,
  askPrinterStatus,
  clearBuffers,
  findCleared,
  findPaperStatus,
  findRealTimeStatus,
  isRollLow,
  troubleOfStatus,
  type ReceiptTrouble,
} from './printer-status.ts';
import type { ToldDetails } from '../../../shared/device-details.ts';
import { askIdentity, identityText } from './printer-identity.ts';
import { renderReceiptBytes } from '../../receipts/receipt-bytes.ts';
import type { ReceiptLine } from '../../receipts/receipt-line.ts';

/** A host, or an IPv6 address in brackets, and its port. */
export const receiptNetworkAddress = /^tcp:\/\/([\w.-]{1,253}|\[[\da-fA-F:.]+\]):\d+$/;

export interface ReceiptPrinterConfig {
  /** `tcp://127.0.0.1:9100`, or a character device, `/dev/usb/lp0`. */
  readonly interface: string;
  /** How long a question about the state may take, ms. */
  readonly statusMs?: number;
  /** How long a receipt may take, ms: 50 cm at 150 mm/s, the cut, and a printer that has to wake up. */
  readonly printMs?: number;
}

/** One status, the print and one more status stay below the 20 s after which the session goes on without a receipt. */
export const receiptPrinterDefaults = { statusMs: 1_500, printMs: 8_000 } as const;

export type ReceiptPrinter = ReceiptPrinterPort & {
  /** Resolves when nothing is under way any more. The line is open only during an exchange. */
  close(): Promise<void>;
};

/**
 * A thermal receipt printer over ESC/POS. "Printed" is the printer's answer to the GS r 1 after the cut, which it gives only
 * when everything before it is done. When that answer does not come, the real-time status says why, and what the printer
 * still holds is discarded: otherwise the next person would find this person's receipt when the roll is changed.
 *
 * @throws TypeError when the interface is neither of the two
 */
export function createReceiptPrinter(
  config: ReceiptPrinterConfig,
  timers: Timers = systemTimers,
): ReceiptPrinter {
  const { statusMs = receiptPrinterDefaults.statusMs, printMs = receiptPrinterDefaults.printMs } = config;
  const line = openLine(config.interface, timers);
  /** A printer has one line, and its answers do not say which question they belong to. */
  const inTurn = createMutex();

  /** `offline` also when nothing that the printer says is an answer. */
  async function look(): Promise<{ readonly trouble: ReceiptTrouble | null; readonly rollLow: boolean }> {
    const bytes: number[] = [];
    for (const question of [askPrinterStatus, askOfflineCause, askPaperSensor]) {
      const answer = await line.ask(question, statusMs, findRealTimeStatus);
      if (!answer.ok) return { trouble: 'offline', rollLow: false };
      bytes.push(answer.value);
    }
    const [printer = 0, cause = 0, paper = 0] = bytes;
    const told = troubleOfStatus(printer, cause, paper);
    return { trouble: told.ok ? told.value : 'offline', rollLow: isRollLow(paper) };
  }

  type PrintFault = { readonly fault: ReceiptTrouble | 'unknown' };
  async function print(bytes: Uint8Array): Promise<Result<undefined, PrintFault>> {
    const { trouble: before } = await look();
    if (before !== null) return err({ fault: before });
    const answer = await line.ask(bytes, printMs, findPaperStatus);
    if (answer.ok) return ok();
    if (answer.error === 'unreachable') return err({ fault: 'offline' });
    const { trouble: after } = await look();
    const cleared = await line.ask(clearBuffers, statusMs, findCleared);
    // Only a printer that says what is wrong and that it has dropped the rest has surely not printed it.
    if (after === null || after === 'offline' || !cleared.ok) return err({ fault: 'unknown' });
    return err({ fault: after });
  }

  /** One that does not answer the first question knows none of them: what it may still hold of it is discarded. */
  async function identify(): Promise<ToldDetails | null> {
    const { trouble } = await look();
    if (trouble !== null) return null;
    const told = new Map<keyof typeof askIdentity, string>();
    for (const what of ['model', 'maker', 'firmware', 'serial'] as const) {
      let text = '';
      const answer = await line.ask(askIdentity[what], statusMs, (received) => {
        const found = identityText(received);
        text = found ?? '';
        return found === null ? null : 0;
      });
      if (answer.ok && text !== '') told.set(what, text);
      if (answer.ok) continue;
      const cleared = await line.ask(clearBuffers, statusMs, findCleared);
      if (!cleared.ok || what === 'model') break;
    }
    const of = (what: keyof typeof askIdentity): string | null => told.get(what) ?? null;
    return {
      ...{ maker: of('maker'), model: of('model'), firmware: of('firmware'), serial: of('serial') },
      counters: [],
    };
  }

  return {
    details: () => inTurn(identify),
    status: () =>
      inTurn(async () => {
        const { trouble, rollLow } = await look();
        return { ready: trouble === null, trouble, rollLow };
      }),
    print: (receipt) => inTurn(() => print(renderReceiptBytes(receipt))),
    close: () => inTurn.whenIdle(),
  };
}

function openLine(address: string, timers: Timers): ReceiptLine {
  if (receiptNetworkAddress.test(address)) return createNetworkLine(address, timers);
  if (address.startsWith('/dev/')) return createDeviceLine(address, timers);
  throw new TypeError(`neither tcp://host:port nor a device: ${address}`);
}
