import type { Clock } from '../../shared/dates.ts';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  createCashSimulator,
  type CashSimulator,
} from '../../simulator/devices/cctalk-bus/cash-simulator.ts';
import {
  startIppPrinter,
  type IppPrinterSimulator,
} from '../../simulator/devices/ipp-printer/ipp-printer.ts';
import {
  startTerminalSimulator,
  type TerminalSimulator,
} from '../../simulator/devices/payment-terminal/terminal-simulator.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../simulator/devices/receipt-printer/receipt-printer.ts';
import { cashlessConfigFor } from '../cashless-harness.ts';
import {
  simulatedWalletKey,
  startWalletSimulator,
  type WalletSimulator,
} from '../../simulator/devices/wallet/wallet-simulator.ts';
import type { Outside } from './messages.ts';
import { powerCutCash } from './power-cut-cash.ts';
import { quickMovements } from './quick-movements.ts';

/** All devices and providers of one kiosk; killing its process does not affect them. */
export interface Devices {
  readonly cash: CashSimulator;
  readonly sheets: IppPrinterSimulator;
  readonly receipts: ReceiptPrinterSimulator;
  readonly wallet: WalletSimulator;
  readonly terminal: TerminalSimulator;
  readonly lines: Pick<Outside, 'cashSocket' | 'cashless' | 'sheetPrinter' | 'receiptPrinter'>;
  close(): Promise<void>;
}

const msPerSheet = 40;

/** @param lifeCount what every cash device had counted before; near 16,777,215 the counters wrap
 * @param clock of the providers: right, as the kiosk's is */
export async function openDevices(folder: string, lifeCount: number, clock: Clock): Promise<Devices> {
  const cash = createCashSimulator({ config: powerCutCash, timers: quickMovements, lifeCount });
  const cashSocket = join(folder, 'cash.sock');
  const line = createServer((socket) => cash.attach(socket));
  line.listen(cashSocket);
  await once(line, 'listening');
  const [sheets, receipts, wallet, terminal] = await Promise.all([
    startIppPrinter({ folder: join(folder, 'paper'), msPerSheet }),
    startReceiptPrinter(),
    startWalletSimulator({ clock }),
    startTerminalSimulator({ clock }),
  ]);
  const secretFile = join(folder, 'wallet.secret');
  await writeFile(secretFile, simulatedWalletKey.secret, { mode: 0o600 });
  const config = cashlessConfigFor(wallet.url, terminal.port);
  return {
    ...{ cash, sheets, receipts, wallet, terminal },
    lines: {
      cashSocket,
      // Long, because this machine may be busy.
      cashless: {
        wallet: config.wallet && {
          ...config.wallet,
          ...{ secretFile, readMs: 29_000, writeMs: 59_000, settleMs: 120_000 },
        },
        terminal: config.terminal && {
          ...config.terminal,
          connectMs: 15_000,
          answerMs: 60_000,
          settleMs: 120_000,
        },
      },
      sheetPrinter: sheets.uri,
      receiptPrinter: receipts.interface,
    },
    async close() {
      await cash.close();
      line.close();
      await Promise.all([sheets.close(), receipts.close(), wallet.close(), terminal.close()]);
    },
  };
}
