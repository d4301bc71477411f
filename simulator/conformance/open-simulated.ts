import { cardReaderSteps } from '../../electron/devices/conformance/card-reader.ts';
import { cashSteps } from '../../electron/devices/conformance/cash.ts';
import { cashlessSteps } from '../../electron/devices/conformance/cashless.ts';
import { receiptPrinterSteps } from '../../electron/devices/conformance/receipt-printer.ts';
import { sheetPrinterSteps } from '../../electron/devices/conformance/sheet-printer.ts';
import type { Step } from '../../shared/conformance/step.ts';
import {
  asCashless,
  openSuite,
  type OpenSuite,
  type SuiteName,
} from '../../electron/devices/conformance/suites.ts';
import { systemClock } from '../../shared/dates.ts';
import { deviceSchema, type ConfiguredDevice, type OpenDevice } from '../../shared/device-driver.ts';
import type { Timers } from '../../shared/timers.ts';
import { simulatedCardReader } from './card-reader.ts';
import { simulatedCash } from './cash.ts';
import { simulatedTerminal, simulatedWallet } from './cashless.ts';
import { simulatedRegisters } from './registers.ts';
import { simulatedReceiptPrinter, simulatedSheetPrinter } from './printers.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** Opens a simulated device as a kiosk configured for it would, over whatever line leads to it. */
export async function openDevice<Device, Port, Hands>(
  simulated: SimulatedDevice<Device, Hands>,
  steps: readonly Step<Port, Hands>[],
  timers: Timers,
  portOf: (device: ConfiguredDevice<Device>) => OpenDevice<Port>,
): Promise<OpenSuite> {
  const { drivers, settings, hands } = simulated;
  const open = portOf(deviceSchema(drivers).parse(settings));
  const context = { timers, clock: systemClock, onFault: () => undefined, beside: (path: string) => path };
  const suite = await openSuite(steps, open, hands, context);
  if (!suite.ok) throw new Error(suite.error);
  return {
    steps: suite.value.steps,
    async close() {
      await suite.value.close();
      await simulated.close();
    },
  };
}

const itself = <Port>({ open }: ConfiguredDevice<Port>): OpenDevice<Port> => open;

/** A suite against the simulation, whose hands do everything at once. */
export async function openSimulated(name: SuiteName | 'registers', timers: Timers): Promise<OpenSuite> {
  switch (name) {
    case 'registers':
      return simulatedRegisters(timers);
    case 'card-reader':
      return openDevice(await simulatedCardReader(timers), cardReaderSteps, timers, itself);
    case 'cash':
      return openDevice(await simulatedCash(timers), cashSteps, timers, itself);
    case 'wallet':
      return openDevice(await simulatedWallet(timers), cashlessSteps('wallet'), timers, (device) =>
        asCashless('wallet', device),
      );
    case 'terminal':
      return openDevice(await simulatedTerminal(timers), cashlessSteps('contactless'), timers, (device) =>
        asCashless('contactless', device),
      );
    case 'sheet-printer':
      return openDevice(await simulatedSheetPrinter(timers), sheetPrinterSteps, timers, itself);
    case 'receipt-printer':
      return openDevice(await simulatedReceiptPrinter(timers), receiptPrinterSteps, timers, itself);
  }
}
