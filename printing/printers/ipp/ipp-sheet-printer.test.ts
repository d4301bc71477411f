import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SheetOutcome, SheetPrinterStatus } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/screen.ts';
import {
  startIppPrinter,
  type IppPrinterSimulator,
} from '../../../simulator/devices/ipp-printer/ipp-printer.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { createIppSheetPrinter, ippSheetPrinterDefaults, type IppSheetPrinter } from './ipp-sheet-printer.ts';

const mark = 'KMD0-0001-1';
const onePage = await samplePdf(1);
const frontAndBack = await samplePdf(2);

let folder: string;
let timers: ManualTimers;
let device: IppPrinterSimulator;
let printer: IppSheetPrinter;
let troubles: (PrinterTrouble | null)[];
let abort: AbortController;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-sheets-'));
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

function print(pdf: Uint8Array = frontAndBack): Promise<SheetOutcome> {
  return printer.printSheet({ mark, pdf }, (trouble) => troubles.push(trouble), abort.signal);
}
const lastTrouble = (trouble: PrinterTrouble | null) => () => troubles.at(-1) === trouble;

describe('a sheet', () => {
  it('is printed when the printer has counted it, byte for byte, in one job', async () => {
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    const [sheet, ...others] = device.sheetsOut();
    expect(others).toEqual([]);
    expect(sheet?.mark).toBe(mark);
    expect(new Uint8Array(readFileSync(sheet?.pdfPath ?? ''))).toEqual(frontAndBack);
    expect(troubles).toEqual([]);
    expect(device.paper()).toBe(249);
  });

  it('of one page takes one side', async () => {
    expect(await timers.runFor(print(onePage))).toEqual({ outcome: 'printed' });
    expect(device.paper()).toBe(249);
  });

  it('is not printed by a printer that cannot be reached', async () => {
    await device.goAway();
    expect(await timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'offline' });
  });

  it('is not sent to a printer that never answers', async () => {
    device.setAnswerDelay(Infinity);
    expect(await timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'offline' });
    expect(device.jobsAccepted()).toBe(0);
  });

  it('is not printed when the order was ended before it was sent', async () => {
    abort.abort();
    expect(await timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(device.jobsAccepted()).toBe(0);
  });

  it('is not printed when the printer gives the job up before a sheet came out', async () => {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    device.abortJob();
    expect(await timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });

  it('that the printer refuses is not printed and not looked for', async () => {
    const noPdf = new TextEncoder().encode('no document at all');
    expect(await timers.runFor(print(noPdf))).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });
});

describe('a printer in trouble', () => {
  it.each<[PrinterTrouble, () => void, () => void]>([
    ['media-empty', () => device.setPaper(0), () => device.addPaper(10)],
    ['cover-open', () => device.openCover(), () => device.closeCover()],
    ['media-jam', () => device.jam(), () => device.clearJam()],
    ['toner-empty', () => device.setTonerEmpty(true), () => device.setTonerEmpty(false)],
  ])('tells %s, goes on when it is mended, and prints the sheet once', async (trouble, breakIt, mendIt) => {
    breakIt();
    const end = print();
    await timers.runUntil(lastTrouble(trouble));
    expect(device.sheetsOut()).toEqual([]);
    mendIt();
    expect(await timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(troubles).toEqual([trouble, null]);
    expect(device.sheetsOut()).toHaveLength(1);
    expect(device.jobsAccepted()).toBe(1);
  });

  it('prints a sheet anew after a jam in the middle of it, by itself and in the same job', async () => {
    device.jamNextSheet();
    const end = print();
    await timers.runUntil(lastTrouble('media-jam'));
    device.clearJam();
    expect(await timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(device.sheetsOut()).toHaveLength(1);
    expect(device.paper()).toBe(248);
  });

  it('cancels: nothing came out', async () => {
    device.setPaper(0);
    const end = print();
    await timers.runUntil(lastTrouble('media-empty'));
    abort.abort();
    expect(await timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
    device.addPaper(10);
    timers.advance(60_000);
    expect(device.sheetsOut()).toEqual([]);
  });

  it('cancels after a part came out: unknown', async () => {
    device.setPaper(1);
    const end = print(await samplePdf(4));
    await timers.runUntil(lastTrouble('media-empty'));
    abort.abort();
    expect(await timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'media-empty' });
  });

  it('cancels also when the first word of it is lost', async () => {
    device.setPaper(0);
    const end = print();
    await timers.runUntil(lastTrouble('media-empty'));
    device.loseNextRequest('Cancel-Job');
    abort.abort();
    expect(await timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
  });

  it('that comes back in the middle of a job goes on', async () => {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    await device.goAway();
    await timers.runUntil(lastTrouble('offline'));
    await device.comeBack();
    expect(await timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(troubles).toEqual(['offline', null]);
    expect(device.sheetsOut()).toHaveLength(1);
  });

  it('that has forgotten the job cannot say what came out', async () => {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    await device.goAway({ forgetJobs: true });
    await timers.runUntil(lastTrouble('offline'));
    await device.comeBack();
    expect(await timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(device.jobsAccepted()).toBe(1);
  });

  it('that stays away is given up, and the sheet is unknown', async () => {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    const from = timers.now();
    await device.goAway();
    expect(await timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(timers.now() - from).toBeGreaterThanOrEqual(ippSheetPrinterDefaults.goneMs);
  });

  it('that stays away while it should cancel is given up sooner than the machine stops waiting', async () => {
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    device.setAnswerDelay(Infinity);
    abort.abort();
    const from = timers.now();
    expect(await timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(timers.now() - from).toBeLessThan(30_000);
  });

  it('survives answers that are nonsense', async () => {
    device.answerNonsense('Get-Job-Attributes');
    const end = print();
    await timers.runUntil(lastTrouble('other'));
    expect(await timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(troubles).toEqual(['other', null]);
  });
});

describe('a lost answer to Print-Job', () => {
  it('is looked for by its mark, followed, and never sent again', async () => {
    device.loseNextAnswer('Print-Job');
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(1);
    expect(device.sheetsOut()).toHaveLength(1);
  });

  it('is found also when the job waits for paper', async () => {
    device.setPaper(0);
    device.loseNextAnswer('Print-Job');
    const end = print();
    await timers.runUntil(lastTrouble('media-empty'));
    device.addPaper(5);
    expect(await timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(1);
  });

  it('is found when the answer was nonsense', async () => {
    device.answerNonsense('Print-Job');
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(1);
  });

  it('is not printed when two searches find no such job', async () => {
    device.loseNextRequest('Print-Job');
    expect(await timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(device.jobsAccepted()).toBe(0);
  });

  it('is found by the second search when a slow printer lists the job late', async () => {
    device.loseNextRequest('Print-Job', ippSheetPrinterDefaults.searchMs * 1.5);
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(device.jobsAccepted()).toBe(1);
    expect(device.sheetsOut()).toHaveLength(1);
  });

  it('is unknown when the printer does not come back to be asked', async () => {
    device.loseNextAnswer('Print-Job');
    const end = print();
    await timers.runUntil(() => device.jobsAccepted() === 1);
    await device.goAway();
    expect(await timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
  });

  it('does not take an earlier job of the same mark for the lost one', async () => {
    expect(await timers.runFor(print())).toEqual({ outcome: 'printed' });
    device.loseNextRequest('Print-Job');
    expect(await timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(device.sheetsOut()).toHaveLength(1);
  });
});

describe('the status', () => {
  it('is ready, in trouble, or offline', async () => {
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: true, trouble: null });
    device.openCover();
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: false, trouble: 'cover-open' });
    device.setAnswerDelay(Infinity);
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: false, trouble: 'offline' });
    device.setAnswerDelay(0);
    device.answerNonsense('Get-Printer-Attributes');
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: false, trouble: 'other' });
    await device.goAway();
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: false, trouble: 'offline' });
  });

  it('tells what is left, where the printer measures it', async () => {
    const supplies = async () => (await timers.runFor(printer.status())).supplies;
    expect(await supplies()).toEqual({ sheets: 250, tonerPercent: 80, paperLow: false, tonerLow: false });
    device.setPaper(12);
    device.setToner(9);
    expect(await supplies()).toEqual({ sheets: 12, tonerPercent: 9, paperLow: true, tonerLow: true });
    expect(await timers.runFor(printer.status())).toMatchObject({ ready: true, trouble: null });
    device.setMeasures(false);
    expect(await supplies()).toEqual({
      sheets: null,
      tonerPercent: null,
      paperLow: true,
      tonerLow: true,
    });
    await device.goAway();
    expect(await supplies()).toBeUndefined();
  });

  it('is watched: told at once, then at every change and only then', async () => {
    const seen: SheetPrinterStatus['trouble'][] = [];
    const stop = printer.watch(({ trouble }) => seen.push(trouble));
    await timers.runUntil(() => seen.length === 1);
    device.setPaper(0);
    await timers.runUntil(() => seen.length === 2);
    const late: SheetPrinterStatus['trouble'][] = [];
    const stopLate = printer.watch(({ trouble }) => late.push(trouble));
    expect(late).toEqual(['media-empty']);
    stopLate();
    await device.goAway();
    await timers.runUntil(() => seen.length === 3);
    await device.comeBack();
    device.addPaper(1);
    await timers.runUntil(() => seen.length === 4);
    expect(seen).toEqual([null, 'media-empty', 'offline', null]);
    stop();
    device.openCover();
    await timers.runFor(printer.status());
    await timers.runUntil(() => timers.pending() === 0);
    expect(seen).toHaveLength(4);
    expect(late).toHaveLength(1);
  });
});

describe('close', () => {
  it('ends watches and exchanges; a sheet that is under way is unknown', async () => {
    device.setPaper(0);
    printer.watch(() => undefined);
    const end = print();
    await timers.runUntil(lastTrouble('media-empty'));
    await timers.runFor(printer.close());
    expect(await end).toEqual({ outcome: 'unknown', trouble: 'media-empty' });
    expect(timers.pending()).toBe(0);
  });
});

it('an address that is none of IPP is refused at once', () => {
  expect(() => createIppSheetPrinter({ uri: 'http://127.0.0.1/ipp/print' })).toThrow(TypeError);
});
