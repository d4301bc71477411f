import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIppSheetPrinter, type IppSheetPrinter } from '../printing/printers/ipp/ipp-sheet-printer.ts';
import type { SheetOutcome } from '../shared/printers.ts';
import type { PrinterTrouble } from '../shared/printing-screens.ts';
import { startIppPrinter, type IppPrinterSimulator } from '../simulator/devices/ipp-printer/ipp-printer.ts';
import { createManualTimers, type ManualTimers } from './manual-timers.ts';

/** A kiosk's sheet printer driver at a simulated IPP printer, in time that the test moves. */
export interface IppHarness {
  readonly timers: ManualTimers;
  readonly device: IppPrinterSimulator;
  /** The driver; a new one after `startAnother`. */
  printer: IppSheetPrinter;
  /** The troubles reported to the printing, in order; null: the trouble is over. */
  readonly troubles: readonly (PrinterTrouble | null)[];
  /** Prints a sheet under a mark. */
  print(mark: string, pdf: Uint8Array): Promise<SheetOutcome>;
  /** Whether this was the last trouble reported. */
  lastTrouble(trouble: PrinterTrouble | null): () => boolean;
  /** Aborts the printing: its current sheet is given up, or not begun. */
  abort: AbortController;
  /** Closes the driver and starts a new one, as after a restart of the process. */
  startAnother(): Promise<void>;
  close(): Promise<void>;
}

/** @param settings what a site sets of the driver beside the address */
export async function startIppHarness(
  settings: { readonly warnings?: 'serve' | 'stop' } = {},
): Promise<IppHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'komado-ipp-'));
  const timers = createManualTimers();
  const device = await startIppPrinter({ folder, msPerSheet: 3000, timers });
  const troubles: (PrinterTrouble | null)[] = [];
  const harness: IppHarness = {
    timers,
    device,
    printer: createIppSheetPrinter({ uri: device.uri, ...settings }, timers),
    troubles,
    print: (mark, pdf) =>
      harness.printer.printSheet({ mark, pdf }, (trouble) => troubles.push(trouble), harness.abort.signal),
    lastTrouble: (trouble) => () => troubles.at(-1) === trouble,
    abort: new AbortController(),
    async startAnother() {
      await timers.runFor(harness.printer.close());
      harness.printer = createIppSheetPrinter({ uri: device.uri, ...settings }, timers);
    },
    async close() {
      await timers.runFor(harness.printer.close());
      await device.close();
      rmSync(folder, { recursive: true });
    },
  };
  return harness;
}
