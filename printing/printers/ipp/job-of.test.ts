import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/screen.ts';
import {
  startIppPrinter,
  type IppPrinterSimulator,
} from '../../../simulator/devices/ipp-printer/ipp-printer.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { createIppSheetPrinter, ippSheetPrinterDefaults, type IppSheetPrinter } from './ipp-sheet-printer.ts';

const mark = 'KMD0-0001-1';
const frontAndBack = await samplePdf(2);

let folder: string;
let timers: ManualTimers;
let device: IppPrinterSimulator;
let printer: IppSheetPrinter;
let troubles: (PrinterTrouble | null)[];
let abort: AbortController;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-jobs-'));
  timers = createManualTimers();
  device = await startIppPrinter({ folder, msPerSheet: 3000, timers });
  printer = createIppSheetPrinter({ uri: device.uri }, timers);
  troubles = [];
  abort = new AbortController();
});

afterEach(async () => {
  await timers.runFor(printer.close());
  await device.close();
  rmSync(folder, { recursive: true });
});

function print(): Promise<SheetOutcome> {
  return printer.printSheet({ mark, pdf: frontAndBack }, (trouble) => troubles.push(trouble), abort.signal);
}
const lastTrouble = (trouble: PrinterTrouble | null) => () => troubles.at(-1) === trouble;

describe('a job of before a restart', () => {
  /** The kiosk's process is gone in the middle of a sheet, and another one asks. */
  async function restart(): Promise<void> {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    await timers.runFor(printer.close());
    expect((await end).outcome).toBe('unknown');
    printer = createIppSheetPrinter({ uri: device.uri }, timers);
  }
  const ask = () => timers.runFor(printer.jobOf(mark));

  it("that has ended is told by the printer's list", async () => {
    await restart();
    await timers.runUntil(() => device.sheetsOut().length === 1);
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(await ask()).toEqual({ outcome: 'printed' });
  });

  it('that goes on is followed to its end', async () => {
    await restart();
    expect(device.sheetsOut()).toEqual([]);
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(1);
  });

  it('that waits for paper is cancelled: nobody waits for it any more', async () => {
    device.setPaper(0);
    await restart();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
    device.addPaper(10);
    timers.advance(60_000);
    expect(device.sheetsOut()).toEqual([]);
  });

  it('that does not come to an end is cancelled after a while', async () => {
    device.setMsPerSheet(10 * 60_000);
    await restart();
    const from = timers.now();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(timers.now() - from).toBeGreaterThanOrEqual(ippSheetPrinterDefaults.followMs);
    expect(timers.now() - from).toBeLessThan(
      ippSheetPrinterDefaults.followMs + ippSheetPrinterDefaults.cancelMs,
    );
  });

  it('that was given up is not printed; of one that came out in part nobody can say', async () => {
    await restart();
    device.abortJob();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    device.setPaper(1);
    const end = printer.printSheet(
      { mark: 'KMD0-0001-2', pdf: await samplePdf(4) },
      () => undefined,
      abort.signal,
    );
    await timers.runUntil(() => device.jobsAccepted() === 2);
    await timers.runFor(printer.close());
    await end;
    printer = createIppSheetPrinter({ uri: device.uri }, timers);
    await timers.runUntil(() => device.paper() === 0);
    expect(await timers.runFor(printer.jobOf('KMD0-0001-2'))).toMatchObject({ outcome: 'unknown' });
  });

  it('that the printer has forgotten, or never had, is none', async () => {
    expect(await ask()).toBe('noSuchJob');
    await restart();
    await device.goAway({ forgetJobs: true });
    await device.comeBack();
    expect(await ask()).toBe('noSuchJob');
  });

  it('cannot be asked for while the printer is away or says nothing', async () => {
    await restart();
    device.setAnswerDelay(Infinity);
    expect(await ask()).toBe('offline');
    device.setAnswerDelay(0);
    await device.goAway();
    expect(await ask()).toBe('offline');
    await device.comeBack();
    expect(await ask()).toEqual({ outcome: 'printed' });
  });

  it('is asked for once more when the answer is nonsense, and unknown when it is again', async () => {
    await restart();
    device.answerNonsense('Get-Jobs');
    expect(await ask()).toEqual({ outcome: 'printed' });
    const answering = ask();
    device.answerNonsense('Get-Jobs');
    await timers.runUntil(() => !device.willAnswerNonsense('Get-Jobs'));
    device.answerNonsense('Get-Jobs');
    expect(await answering).toEqual({ outcome: 'unknown', trouble: 'other' });
  });

  it('of a sheet that was printed at the second attempt is printed', async () => {
    device.setPaper(0);
    const first = print();
    await timers.runUntil(lastTrouble('media-empty'));
    abort.abort();
    expect(await timers.runFor(first)).toMatchObject({ outcome: 'notPrinted' });
    device.addPaper(5);
    abort = new AbortController();
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    await timers.runFor(printer.close());
    printer = createIppSheetPrinter({ uri: device.uri }, timers);
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(2);
  });

  it('is not taken for the one whose answer is lost later', async () => {
    await restart();
    device.abortJob();
    expect(await ask()).toMatchObject({ outcome: 'notPrinted' });
    device.loseNextRequest('Print-Job');
    expect(await timers.runFor(print())).toMatchObject({ outcome: 'notPrinted' });
    expect(device.sheetsOut()).toEqual([]);
  });
});
