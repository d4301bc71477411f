import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptPrinterHands } from '../../electron/devices/conformance/receipt-printer.ts';
import type { SheetPrinterHands } from '../../electron/devices/conformance/sheet-printer.ts';
import { drivers } from '../../electron/devices/registry.ts';
import { countPdfPages } from '../../printing/printers/ipp/pdf-pages.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../shared/printers.ts';
import type { Timers } from '../../shared/timers.ts';
import { startIppPrinter } from '../devices/ipp-printer/ipp-printer.ts';
import { startReceiptPrinter } from '../devices/receipt-printer/receipt-printer.ts';
import type { SimulatedDevice } from './simulated-device.ts';

const done = (act: () => void) => (): Promise<void> => {
  act();
  return Promise.resolve();
};

const fullTray = 250;
const msPerSheet = 300;

/** The simulated IPP printer, and hands that look after its paper. */
export async function simulatedSheetPrinter(
  timers: Timers,
): Promise<SimulatedDevice<SheetPrinterPort, SheetPrinterHands>> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-conformance-'));
  const printer = await startIppPrinter({ folder, msPerSheet, timers });
  let taken = 0;
  return {
    drivers: drivers.sheetPrinter,
    settings: { uri: printer.uri },
    hands: {
      clearOutput: done(() => {
        taken = printer.sheetsOut().length;
      }),
      async tookOut(sheets, sides) {
        const lay = printer.sheetsOut().slice(taken);
        taken += lay.length;
        const printed = await Promise.all(
          lay.map(async ({ pdfPath }) => countPdfPages(await readFile(pdfPath))),
        );
        return printed.length === sheets && printed.every((each) => each === sides);
      },
      emptyTray: done(() => printer.setPaper(0)),
      fillTray: done(() => printer.setPaper(fullTray)),
      openCover: done(() => printer.openCover()),
      closeCover: done(() => printer.closeCover()),
      switchOff: () => printer.goAway(),
      switchOn: () => printer.comeBack(),
    },
    async close() {
      await printer.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The simulated ESC/POS printer, and hands that look after its roll. */
export async function simulatedReceiptPrinter(
  timers: Timers,
): Promise<SimulatedDevice<ReceiptPrinterPort, ReceiptPrinterHands>> {
  const printer = await startReceiptPrinter({ timers });
  let taken = 0;
  return {
    drivers: drivers.receiptPrinter,
    settings: { interface: printer.interface },
    hands: {
      clearOutput: done(() => {
        taken = printer.receipts().length;
      }),
      tookOut(slips) {
        const lay = printer.receipts().length - taken;
        taken += lay;
        return Promise.resolve(lay === slips);
      },
      takeRoll: done(() => printer.setPaperOut(true)),
      putRoll: done(() => printer.setPaperOut(false)),
      openCover: done(() => printer.setCoverOpen(true)),
      closeCover: done(() => printer.setCoverOpen(false)),
      switchOff: () => printer.goAway(),
      switchOn: () => printer.comeBack(),
    },
    close: () => printer.close(),
  };
}
