import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PayingMethod } from '../../electron/devices/cashless/paying-method.ts';
import type { CashlessHands } from '../../electron/devices/conformance/cashless.ts';
import { HandNotThere } from '../../shared/conformance/step.ts';
import { drivers } from '../../electron/devices/registry.ts';
import type { CashlessPayment } from '../../shared/cashless.ts';
import type { Timers } from '../../shared/timers.ts';
import {
  simulatedTerminalNames,
  startTerminalSimulator,
} from '../devices/payment-terminal/terminal-simulator.ts';
import type { CardAnswer } from '../devices/payment-terminal/terminal-state.ts';
import { simulatedWalletKey, startWalletSimulator } from '../devices/wallet/wallet-simulator.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** The simulated wallet provider, with a telephone. */
export async function simulatedWallet(timers: Timers): Promise<SimulatedDevice<PayingMethod, CashlessHands>> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-conformance-'));
  const secretFile = join(folder, 'wallet.secret');
  await writeFile(secretFile, simulatedWalletKey.secret, { mode: 0o600 });
  const wallet = await startWalletSimulator({ timers });
  const { apiKey, merchant } = simulatedWalletKey;
  const act = (done: boolean): Promise<void> =>
    done ? Promise.resolve() : Promise.reject(new HandNotThere('there is no code to scan'));
  return {
    drivers: drivers.wallet,
    settings: { url: wallet.url, apiKey, merchant, secretFile, pollMs: 500 },
    hands: {
      pay: ({ reference }) => act(wallet.pay(reference)),
      decline: ({ reference }) => act(wallet.decline(reference)),
    },
    async close() {
      await wallet.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The simulated terminal, with a card. */
export async function simulatedTerminal(
  timers: Timers,
): Promise<SimulatedDevice<PayingMethod, CashlessHands>> {
  const terminal = await startTerminalSimulator({ timers });
  /** The terminal prompts for a card a moment after the kiosk's request. */
  const hold = ({ reference }: CashlessPayment, answer: CardAnswer): Promise<void> =>
    new Promise((resolve) => {
      const act = (): void => {
        stop();
        terminal.card(answer);
        resolve();
      };
      const stop = terminal.onPrompt((prompt) => {
        // The terminal must have finished prompting before a card answers.
        if (prompt.reference === reference) queueMicrotask(act);
      });
      if (terminal.prompt()?.reference === reference) act();
    });
  return {
    drivers: drivers.terminal,
    settings: { host: '127.0.0.1', port: terminal.port, ...simulatedTerminalNames, pollMs: 500 },
    hands: {
      pay: (payment) => hold(payment, 'hold'),
      decline: (payment) => hold(payment, 'decline'),
    },
    close: () => terminal.close(),
  };
}
