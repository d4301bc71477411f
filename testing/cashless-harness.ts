import { randomBytes } from 'node:crypto';
import { createCashless, type Cashless } from '../electron/devices/cashless/cashless-port.ts';
import { createMethod } from '../electron/devices/cashless/paying-method.ts';
import { terminalConfigSchema, type TerminalConfig } from '../electron/devices/cashless/terminal/config.ts';
import { createTerminal } from '../electron/devices/cashless/terminal/terminal.ts';
import { walletConfigSchema, type WalletConfig } from '../electron/devices/cashless/wallet/config.ts';
import { createWallet } from '../electron/devices/cashless/wallet/wallet.ts';
import {
  paymentReferenceSchema,
  type CashlessFault,
  type CashlessMethod,
  type CashlessPayment,
  type PaymentReference,
} from '../shared/cashless.ts';
import type { Result } from '../shared/result.ts';
import type { Clock } from '../shared/dates.ts';
import type { Time } from '../shared/timers.ts';
import { yen } from '../shared/yen.ts';
import { createManualTimers, type ManualTimers } from './manual-timers.ts';
import { terminalFaults, terminalOperations } from '../simulator/devices/payment-terminal/terminal-faults.ts';
import {
  simulatedTerminalNames,
  startTerminalSimulator,
} from '../simulator/devices/payment-terminal/terminal-simulator.ts';
import type { LedgerLine } from '../simulator/devices/wallet/provider-book.ts';
import { walletFaults, walletOperations } from '../simulator/devices/wallet/wallet-faults.ts';
import { simulatedWalletKey, startWalletSimulator } from '../simulator/devices/wallet/wallet-simulator.ts';

/** `part`: a card with less on it than is asked for; a wallet then declines. */
export type ResidentAct = 'pay' | 'decline' | 'part' | 'nothing';

/** One method with its simulated provider, in time that the test moves. */
export interface CashlessHarness {
  readonly timers: ManualTimers;
  /** The port of the kiosk that is running now. */
  port(): Cashless;
  /** Closes the kiosk's port and opens a new one; the provider hears nothing of it. */
  restart(): Promise<void>;
  /** What the resident does after a code or a prompt is shown. @param afterMs how long after; default 1,000 */
  residentWill(act: ResidentAct, afterMs?: number): void;
  /** Called right after the resident has acted, or would have. */
  onActed(listener: () => void): void;
  payment(amount?: number): CashlessPayment;
  /** `operation/fault`: everything that can be injected here. */
  readonly faults: readonly string[];
  inject(fault: string, ms?: number): void;
  heal(): void;
  /** What the provider has booked for a payment, over all its accounts. */
  at(reference: PaymentReference): Omit<LedgerLine, 'reference' | 'amount'>;
  /** Closes the provider; its books stay. */
  closeProvider(): Promise<void>;
  close(): Promise<void>;
}

/** Asks again until the outcome is certain: done or refused. @throws when it never is */
export async function untilSure<T>(
  harness: CashlessHarness,
  ask: () => Promise<Result<T, CashlessFault>>,
): Promise<Result<T, CashlessFault>> {
  for (let times = 0; times < 60; times += 1) {
    const answer = await harness.timers.runFor(ask());
    if (answer.ok || answer.error.fault === 'refused') return answer;
  }
  throw new Error('the outcome never became known');
}

/** Settings of the simulated providers; null for one that is absent. */
export interface CashlessConfig {
  readonly wallet: WalletConfig | null;
  readonly terminal: TerminalConfig | null;
}

/** The port over the configured methods, in time that the caller moves. */
export function openCashless(
  { wallet, terminal }: CashlessConfig,
  secret: string,
  time: Time,
  onBroken?: (error: unknown) => void,
): Cashless {
  return createCashless(
    {
      wallet: wallet && createMethod(createWallet(wallet, secret, time), time.timers),
      contactless: terminal && createMethod(createTerminal(terminal, time), time.timers),
    },
    time.timers,
    onBroken,
  );
}

/** Settings of simulated providers, with waits for tests: an exchange within one process is short. */
export function cashlessConfigFor(walletUrl: string | null, terminalPort: number | null): CashlessConfig {
  const { apiKey, merchant } = simulatedWalletKey;
  return {
    wallet:
      walletUrl === null
        ? null
        : walletConfigSchema.parse({
            ...{ url: walletUrl, apiKey, merchant, secretFile: 'wallet-secret', pollMs: 500, codeMs: 30_000 },
            ...{ readMs: 2_000, writeMs: 2_000, settleMs: 10_000 },
          }),
    terminal:
      terminalPort === null
        ? null
        : terminalConfigSchema.parse({
            ...{ host: '127.0.0.1', port: terminalPort, ...simulatedTerminalNames, paymentMs: 20_000 },
            ...{ connectMs: 1_000, answerMs: 2_000, pollMs: 500, settleMs: 10_000 },
          }),
  };
}

export function newReference(): PaymentReference {
  return paymentReferenceSchema.parse(randomBytes(16).toString('hex'));
}

export async function openCashlessHarness(method: CashlessMethod): Promise<CashlessHarness> {
  const timers = createManualTimers();
  const provider = await (method === 'wallet' ? walletProvider(timers) : terminalProvider(timers));
  const broken: unknown[] = [];
  const start = (): Cashless =>
    openCashless(provider.config, simulatedWalletKey.secret, { timers, clock: timers }, (error) => {
      broken.push(error);
    });
  let port = start();

  return {
    timers,
    port: () => port,
    async restart() {
      await timers.runFor(port.close());
      port = start();
    },
    residentWill: (act, afterMs) => provider.residentWill(act, afterMs),
    onActed: (listener) => provider.onActed(listener),
    payment: (amount = 500) => ({ method, reference: newReference(), amount: yen(amount) }),
    faults: provider.faults,
    inject: (fault, ms) => provider.inject(fault, ms),
    heal: () => provider.heal(),
    at(reference) {
      const sum = { held: 0, authorised: 0, captured: 0, voided: 0, refunded: 0 };
      for (const line of provider.ledger().filter((each) => each.reference === reference)) {
        sum.held += line.held;
        sum.authorised += line.authorised;
        sum.captured += line.captured;
        sum.voided += line.voided;
        sum.refunded += line.refunded;
      }
      return sum;
    },
    closeProvider: () => provider.close(),
    async close() {
      await timers.runFor(port.close());
      await provider.close();
      if (broken.length > 0) throw new Error('an assumption of the port was broken', { cause: broken[0] });
    },
  };
}

interface Provider {
  readonly config: CashlessConfig;
  readonly faults: readonly string[];
  residentWill(act: ResidentAct, afterMs?: number): void;
  onActed(listener: () => void): void;
  inject(fault: string, ms?: number): void;
  heal(): void;
  ledger(): readonly LedgerLine[];
  close(): Promise<void>;
}

/** Nobody who sets the kiosk's clock sets the provider's. */
function providerClock(timers: ManualTimers): Clock {
  const atStart = timers.now() - timers.elapsed();
  return { now: () => atStart + timers.elapsed() };
}

async function walletProvider(timers: ManualTimers): Promise<Provider> {
  const wallet = await startWalletSimulator({ timers, clock: providerClock(timers) });
  let will: ResidentAct = 'nothing';
  let patience = 0;
  let acted = (): void => undefined;
  wallet.onCode((reference) => {
    timers.after(patience, () => {
      if (will === 'pay') wallet.pay(reference);
      if (will === 'decline' || will === 'part') wallet.decline(reference);
      acted();
    });
  });
  return {
    config: cashlessConfigFor(wallet.url, null),
    faults: combine(walletOperations, walletFaults),
    residentWill(act, afterMs = 1_000) {
      will = act;
      patience = afterMs;
    },
    onActed(listener) {
      acted = listener;
    },
    inject(text, ms) {
      const { operation, fault } = split(text, walletOperations, walletFaults);
      wallet.inject({ operation, fault, ...(ms === undefined ? {} : { ms }) });
    },
    heal: () => wallet.heal(),
    ledger: () => wallet.ledger(),
    close: () => wallet.close(),
  };
}

async function terminalProvider(timers: ManualTimers): Promise<Provider> {
  const terminal = await startTerminalSimulator({ timers, clock: providerClock(timers) });
  let will: ResidentAct = 'nothing';
  let patience = 0;
  let acted = (): void => undefined;
  terminal.onPrompt(() => {
    timers.after(patience, () => {
      if (will !== 'nothing') terminal.card(will === 'pay' ? 'hold' : will);
      acted();
    });
  });
  return {
    config: cashlessConfigFor(null, terminal.port),
    faults: combine(terminalOperations, terminalFaults),
    residentWill(act, afterMs = 1_000) {
      will = act;
      patience = afterMs;
    },
    onActed(listener) {
      acted = listener;
    },
    inject(text, ms) {
      const { operation, fault } = split(text, terminalOperations, terminalFaults);
      terminal.inject({ operation, fault, ...(ms === undefined ? {} : { ms }) });
    },
    heal: () => terminal.heal(),
    ledger: () => terminal.ledger(),
    close: () => terminal.close(),
  };
}

function combine(operations: readonly string[], faults: readonly string[]): string[] {
  return operations.flatMap((operation) => faults.map((fault) => `${operation}/${fault}`));
}

function split<O extends string, F extends string>(
  text: string,
  operations: readonly O[],
  faults: readonly F[],
): { operation: O; fault: F } {
  const [first, second] = text.split('/');
  const operation = operations.find((each) => each === first);
  const fault = faults.find((each) => each === second);
  if (operation === undefined || fault === undefined) throw new Error(`no fault ${text}`);
  return { operation, fault };
}
