import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createSerialOpener } from '../../electron/devices/cash/cctalk/open-serial-port.ts';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import { drivers, type DriverRegistry } from '../../electron/devices/registry.ts';
import type { DeviceSources } from '../../electron/kiosk/first-start/found-devices.ts';
import { z } from 'zod';
import { defineDriver } from '../../shared/device-driver.ts';
import { ok } from '../../shared/result.ts';
import { issueAttendantCard } from '../../simulator/devices/attendant-card/attendant-card.ts';
import { createCashSimulator } from '../../simulator/devices/cctalk-bus/cash-simulator.ts';
import { openSerialCable } from '../../simulator/devices/cctalk-bus/serial-cable.ts';
import {
  startIppPrinter,
  type IppPrinterSimulator,
} from '../../simulator/devices/ipp-printer/ipp-printer.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../simulator/devices/receipt-printer/receipt-printer.ts';
import {
  createInProcessReader,
  type InProcessReader,
} from '../../simulator/devices/virtual-card/in-process-source.ts';

/** The devices of a kiosk that nobody has set up yet: on lines of this machine, as a first start finds them. */
export interface SetUpDevices {
  readonly registry: DriverRegistry;
  readonly sources: DeviceSources;
  readonly reader: InProcessReader;
  readonly sheets: IppPrinterSimulator;
  readonly receipts: ReceiptPrinterSimulator;
  /** Sets a card of staff. */
  setCard(): void;
  close(): Promise<void>;
}

const serialName = 'usb-Made_up_serial_0001-if00';

/** @param folder of everything that they write */
export async function openSetUpDevices(folder: string): Promise<SetUpDevices> {
  const cable = await openSerialCable();
  const cash = createCashSimulator();
  cash.attach(await createSerialOpener({ path: cable.busEnd, baudRate: 9600 })());
  const sheets = await startIppPrinter({ folder: join(folder, 'sheets'), msPerSheet: 1 });
  const receipts = await startReceiptPrinter();
  const reader = createInProcessReader();
  const serialFolder = join(folder, 'by-id');
  mkdirSync(serialFolder);
  symlinkSync(cable.kioskEnd, join(serialFolder, serialName));
  const inProcess = defineDriver<object, CardSource>({
    kind: 'in-process',
    settings: z.strictObject({}),
    open: () =>
      ok({
        watch: (listener) => reader.watch(listener),
        open: () => reader.open(),
        close: () => Promise.resolve(),
      }),
  });
  return {
    registry: { ...drivers, cardReader: [...drivers.cardReader, inProcess] },
    sources: {
      readers: () => Promise.resolve([{ name: 'Made-up reader', settings: { kind: 'in-process' } }]),
      serialFolder,
      usbFolder: join(folder, 'none'),
      run: (program) => Promise.resolve(program === 'ippfind' ? `${sheets.uri}\n` : ''),
      has: () => Promise.resolve(false),
    },
    ...{ reader, sheets, receipts },
    setCard: () => reader.set(issueAttendantCard('O-01').card),
    async close() {
      await Promise.all([cash.close(), sheets.close(), receipts.close()]);
      await cable.close();
    },
  };
}
