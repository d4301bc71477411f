import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createSerialOpener } from '../../electron/devices/cash/cctalk/open-serial-port.ts';
import { denominations } from '../../shared/yen.ts';
import { createCashSimulator } from './cctalk-bus/cash-simulator.ts';
import { openSerialCable } from './cctalk-bus/serial-cable.ts';
import { simulatedCashConfig } from './cctalk-bus/simulated-cash-config.ts';
import { simulatedTerminalNames, startTerminalSimulator } from './payment-terminal/terminal-simulator.ts';
import { startReceiptPrinter } from './receipt-printer/receipt-printer.ts';
import { simulatedWalletKey, startWalletSimulator } from './wallet/wallet-simulator.ts';

export const lineDevices = ['cctalk', 'receipt-printer', 'wallet', 'terminal'] as const;
export type LineDevice = (typeof lineDevices)[number];

/** A simulated device at the end of a line, where a kiosk of its own process reaches it. */
export interface DeviceOnLine {
  /** The part of a site's configuration that names it. */
  readonly config: object;
  /** What hands can do at it: the words of `act`. */
  readonly hands: readonly string[];
  /** Does what a word says and tells what came of it; null: no such word. */
  act(word: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface LineOptions {
  /** Of a device on the network; 0: any free one. */
  readonly port: number;
  /** Folder for the wallet's secret. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Starts a device on this machine's loopback, or the ccTalk bus at a pseudo-terminal. @throws when its line cannot be opened */
export function putOnLine(device: LineDevice, options: LineOptions): Promise<DeviceOnLine> {
  return starters[device](options);
}

const starters: Readonly<Record<LineDevice, (options: LineOptions) => Promise<DeviceOnLine>>> = {
  async cctalk({ say }) {
    const cable = await openSerialCable();
    const cash = createCashSimulator();
    cash.attach(await createSerialOpener({ path: cable.busEnd, baudRate: 9600 })());
    cash.onOut((value) => say(`${value} yen drops into the tray`));
    const levels = (): string =>
      cash
        .levels()
        .map(({ value, count }) => `${value} × ${count}`)
        .join(', ');
    return {
      config: {
        cash: { port: cable.kioskEnd, accepted: [10, 50, 100, 500, 1000], bus: simulatedCashConfig },
      },
      hands: [...denominations.map(String), 'foreign', 'levels'],
      async act(word) {
        if (word === 'levels') return levels();
        if (word === 'foreign') return cash.insertForeign('coinAcceptor');
        const value = denominations.find((each) => String(each) === word);
        if (value === undefined) return null;
        return value >= 1000 ? cash.insertNote(value) : cash.insertCoin(value);
      },
      async close() {
        await cash.close();
        await cable.close();
      },
    };
  },

  async 'receipt-printer'({ port, say }) {
    const printer = await startReceiptPrinter({ port });
    printer.onReceipt((bytes) => say(`a receipt of ${bytes.length} bytes is cut off`));
    const acts: Readonly<Record<string, () => void>> = {
      'roll-out': () => printer.setPaperOut(true),
      'roll-in': () => printer.setPaperOut(false),
      'roll-low': () => printer.setPaperLow(true),
      'cover-open': () => printer.setCoverOpen(true),
      'cover-closed': () => printer.setCoverOpen(false),
    };
    return {
      config: { receiptPrinter: { interface: printer.interface } },
      hands: Object.keys(acts),
      act: (word) => Promise.resolve(done(acts[word])),
      close: () => printer.close(),
    };
  },

  async wallet({ port, folder, say }) {
    const wallet = await startWalletSimulator({ port });
    const secretFile = path.join(folder, 'wallet.secret');
    await writeFile(secretFile, simulatedWalletKey.secret, { mode: 0o600 });
    let last: string | null = null;
    wallet.onCode((reference) => {
      last = reference;
      say('a code is shown: pay, decline or expire');
    });
    const { apiKey, merchant } = simulatedWalletKey;
    const names = { storeId: 'shop-0001', terminalId: 'K-0001' };
    return {
      config: { cashless: { wallet: { url: wallet.url, apiKey, secretFile, merchant, ...names } } },
      hands: ['pay', 'decline', 'expire'],
      act(word) {
        if (word !== 'pay' && word !== 'decline' && word !== 'expire') return Promise.resolve(null);
        if (last === null) return Promise.resolve('no code was shown yet');
        wallet[word](last);
        return Promise.resolve('done');
      },
      close: () => wallet.close(),
    };
  },

  async terminal({ port, say }) {
    const terminal = await startTerminalSimulator({ port });
    terminal.onPrompt(({ amount }) => say(`asks for a card: ${amount} yen`));
    return {
      config: {
        cashless: { terminal: { host: '127.0.0.1', port: terminal.port, ...simulatedTerminalNames } },
      },
      hands: ['hold', 'decline', 'cancel'],
      act(word) {
        if (word !== 'hold' && word !== 'decline' && word !== 'cancel') return Promise.resolve(null);
        return Promise.resolve(terminal.card(word) ? 'done' : 'it asks for no card');
      },
      close: () => terminal.close(),
    };
  },
};

function done(act: (() => void) | undefined): string | null {
  if (!act) return null;
  act();
  return 'done';
}
