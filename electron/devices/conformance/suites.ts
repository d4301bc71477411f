import type { CashlessMethod, CashlessPort } from '../../../shared/cashless.ts';
import type { ConfiguredDevice, DeviceContext, OpenDevice } from '../../../shared/device-driver.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createCashless } from '../cashless/cashless-port.ts';
import type { PayingMethod } from '../cashless/paying-method.ts';
import type { DevicesConfig } from '../devices-config.ts';
import {
  askedCardHands,
  askedCashHands,
  askedCashlessHands,
  askedReceiptPrinterHands,
  askedSheetPrinterHands,
  type Asker,
} from './asked-hands.ts';
import { cardReaderSteps } from './card-reader.ts';
import { cashSteps } from './cash.ts';
import { cashlessSteps } from './cashless.ts';
import { receiptPrinterSteps } from './receipt-printer.ts';
import { readySteps, type ReadyStep } from '../../../shared/conformance/run-steps.ts';
import { sheetPrinterSteps } from './sheet-printer.ts';
import type { Step } from '../../../shared/conformance/step.ts';

/** The suites, by the names that the command takes. */
export const suiteNames = [
  'card-reader',
  'cash',
  'wallet',
  'terminal',
  'sheet-printer',
  'receipt-printer',
] as const;
export type SuiteName = (typeof suiteNames)[number];

/** A suite with its device opened. */
export interface OpenSuite {
  readonly steps: readonly ReadyStep[];
  close(): Promise<void>;
}

const stepsOf = {
  'card-reader': cardReaderSteps,
  cash: cashSteps,
  wallet: cashlessSteps('wallet'),
  terminal: cashlessSteps('contactless'),
  'sheet-printer': sheetPrinterSteps,
  'receipt-printer': receiptPrinterSteps,
} as const;

/** The steps of a suite, without a device. */
export function describeSuite(
  name: SuiteName,
): readonly Pick<Step<never, never>, 'name' | 'expected' | 'needsHands' | 'money'>[] {
  return stepsOf[name];
}

/** Opens one device with its driver, for its steps. The error is the driver's, one line. */
export async function openSuite<Port, Hands>(
  steps: readonly Step<Port, Hands>[],
  open: OpenDevice<Port>,
  hands: Hands,
  context: DeviceContext,
): Promise<Result<OpenSuite, string>> {
  const opened = await open(context);
  if (!opened.ok) return opened;
  const port = opened.value;
  return ok({ steps: readySteps(steps, port, hands), close: () => port.close() });
}

/** A way to pay, opened as the whole port: the suite asks what the kiosk asks. */
export function asCashless(
  method: CashlessMethod,
  device: ConfiguredDevice<PayingMethod>,
): OpenDevice<CashlessPort> {
  return async (context) => {
    const opened = await device.open(context);
    return opened.ok ? ok(createCashless({ [method]: opened.value }, context.timers)) : opened;
  };
}

/** Opens the device that a configuration names, with somebody to ask. */
export async function openConfigured(
  name: SuiteName,
  config: DevicesConfig,
  asker: Asker,
  context: DeviceContext,
): Promise<Result<OpenSuite, string>> {
  const { wallet, terminal } = config.cashless;
  switch (name) {
    case 'card-reader':
      return openSuite(stepsOf[name], config.cardReader.open, askedCardHands(asker), context);
    case 'cash':
      return openSuite(stepsOf[name], config.cash.open, askedCashHands(asker), context);
    case 'wallet':
      if (!wallet) return err('cashless.wallet: this configuration has none');
      return openSuite(stepsOf[name], asCashless('wallet', wallet), askedCashlessHands(asker), context);
    case 'terminal':
      if (!terminal) return err('cashless.terminal: this configuration has none');
      return openSuite(
        stepsOf[name],
        asCashless('contactless', terminal),
        askedCashlessHands(asker),
        context,
      );
    case 'sheet-printer':
      return openSuite(stepsOf[name], config.sheetPrinter.open, askedSheetPrinterHands(asker), context);
    case 'receipt-printer':
      return openSuite(stepsOf[name], config.receiptPrinter.open, askedReceiptPrinterHands(asker), context);
  }
}
