import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SheetPrinterStatus } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { createIppSheetPrinter, ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';

const mark = 'KMD0-0001-1';
const onePage = await samplePdf(1);
const frontAndBack = await samplePdf(2);

let ipp: IppHarness;
beforeEach(async () => {
  ipp = await startIppHarness();
});
afterEach(() => ipp.close());

const print = (pdf: Uint8Array = frontAndBack) => ipp.print(mark, pdf);

describe('a sheet', () => {
  it('is printed when the printer has counted it, byte for byte, in one job', async () => {
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    const [sheet, ...others] = ipp.device.sheetsOut();
    expect(others).toEqual([]);
    expect(sheet?.mark).toBe(mark);
    expect(new Uint8Array(readFileSync(sheet?.pdfPath ?? ''))).toEqual(frontAndBack);
    expect(ipp.troubles).toEqual([]);
    expect(ipp.device.paper()).toBe(249);
  });

  it('of one page is printed on one side', async () => {
    expect(await ipp.timers.runFor(print(onePage))).toEqual({ outcome: 'printed' });
    expect(ipp.device.paper()).toBe(249);
  });

  it('is not printed by a printer that cannot be reached', async () => {
    await ipp.device.goAway();
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'offline' });
  });

  it('is not sent to a printer that never answers', async () => {
    ipp.device.setAnswerDelay(Infinity);
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'offline' });
    expect(ipp.device.jobsAccepted()).toBe(0);
  });

  it('is not printed when the order was ended before the sheet was sent', async () => {
    ipp.abort.abort();
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(ipp.device.jobsAccepted()).toBe(0);
  });

  it('is not printed when the printer gives up the job before a sheet comes out', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    ipp.device.abortJob();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });

  it('that is given up by a printer that was seen not to count may have come out', async () => {
    ipp.device.setOddities({ counts: false });
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    const given = ipp.print('KMD0-0001-2', frontAndBack);
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 2);
    ipp.device.abortJob();
    expect(await ipp.timers.runFor(given)).toEqual({ outcome: 'unknown', trouble: 'other' });
    ipp.device.setOddities({ counts: true });
    expect(await ipp.timers.runFor(ipp.print('KMD0-0001-3', frontAndBack))).toEqual({ outcome: 'printed' });
    const last = ipp.print('KMD0-0001-4', frontAndBack);
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 4);
    ipp.device.abortJob();
    expect(await ipp.timers.runFor(last)).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });

  it('that the printer refuses is not printed, and not searched for', async () => {
    const noPdf = new TextEncoder().encode('no document at all');
    expect(await ipp.timers.runFor(print(noPdf))).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });
});

describe('a printer in trouble', () => {
  it.each<[PrinterTrouble, () => void, () => void]>([
    ['media-empty', () => ipp.device.setPaper(0), () => ipp.device.addPaper(10)],
    ['cover-open', () => ipp.device.openCover(), () => ipp.device.closeCover()],
    ['media-jam', () => ipp.device.jam(), () => ipp.device.clearJam()],
    ['toner-empty', () => ipp.device.setTonerEmpty(true), () => ipp.device.setTonerEmpty(false)],
  ])(
    'tells of %s, goes on when it is mended, and prints the sheet once',
    async (trouble, breakIt, mendIt) => {
      breakIt();
      const end = print();
      await ipp.timers.runUntil(ipp.lastTrouble(trouble));
      expect(ipp.device.sheetsOut()).toEqual([]);
      mendIt();
      expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'printed' });
      expect(ipp.troubles).toEqual([trouble, null]);
      expect(ipp.device.sheetsOut()).toHaveLength(1);
      expect(ipp.device.jobsAccepted()).toBe(1);
    },
  );

  it('reprints a sheet that jammed midway, by itself and in the same job', async () => {
    ipp.device.jamNextSheet();
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-jam'));
    ipp.device.clearJam();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(ipp.device.sheetsOut()).toHaveLength(1);
    expect(ipp.device.paper()).toBe(248);
  });

  it('cancels, and when nothing came out the sheet is not printed', async () => {
    ipp.device.setPaper(0);
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.abort.abort();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
    ipp.device.addPaper(10);
    ipp.timers.advance(60_000);
    expect(ipp.device.sheetsOut()).toEqual([]);
  });

  it('cancels, and when part came out the sheet is unknown', async () => {
    ipp.device.setPaper(1);
    const end = print(await samplePdf(4));
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.abort.abort();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'media-empty' });
  });

  it('cancels even when the first request to cancel is lost', async () => {
    ipp.device.setPaper(0);
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.device.loseNextRequest('Cancel-Job');
    ipp.abort.abort();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
  });

  it('that comes back in the middle of a job goes on', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    await ipp.device.goAway();
    await ipp.timers.runUntil(ipp.lastTrouble('offline'));
    await ipp.device.comeBack();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(ipp.troubles).toEqual(['offline', null]);
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });

  it('that has forgotten the job leaves the sheet unknown', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    await ipp.device.goAway({ forgetJobs: true });
    await ipp.timers.runUntil(ipp.lastTrouble('offline'));
    await ipp.device.comeBack();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(ipp.device.jobsAccepted()).toBe(1);
  });

  it('that stays away is given up on, and the sheet is unknown', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    const from = ipp.timers.now();
    await ipp.device.goAway();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(ipp.timers.now() - from).toBeGreaterThanOrEqual(ippSheetPrinterDefaults.goneMs);
  });

  it('that stays away while it should cancel is given up on before the printing machine stops waiting', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    ipp.device.setAnswerDelay(Infinity);
    ipp.abort.abort();
    const from = ipp.timers.now();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
    expect(ipp.timers.now() - from).toBeLessThan(30_000);
  });

  it('survives answers that are nonsense', async () => {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    ipp.device.answerNonsense('Get-Job-Attributes');
    await ipp.timers.runUntil(ipp.lastTrouble('other'));
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(ipp.troubles).toEqual(['other', null]);
  });
});

describe('the status', () => {
  it('is ready, in trouble, or offline', async () => {
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({ ready: true, trouble: null });
    ipp.device.openCover();
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({
      ready: false,
      trouble: 'cover-open',
    });
    ipp.device.setAnswerDelay(Infinity);
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({ ready: false, trouble: 'offline' });
    ipp.device.setAnswerDelay(0);
    ipp.device.answerNonsense('Get-Printer-Attributes');
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({ ready: false, trouble: 'other' });
    await ipp.device.goAway();
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({ ready: false, trouble: 'offline' });
  });

  it('tells what is left, where the printer measures it', async () => {
    const supplies = async () => (await ipp.timers.runFor(ipp.printer.status())).supplies;
    expect(await supplies()).toEqual({ sheets: 250, tonerPercent: 80, paperLow: false, tonerLow: false });
    ipp.device.setPaper(12);
    ipp.device.setToner(9);
    expect(await supplies()).toEqual({ sheets: 12, tonerPercent: 9, paperLow: true, tonerLow: true });
    expect(await ipp.timers.runFor(ipp.printer.status())).toMatchObject({ ready: true, trouble: null });
    ipp.device.setMeasures(false);
    expect(await supplies()).toEqual({
      sheets: null,
      tonerPercent: null,
      paperLow: true,
      tonerLow: true,
    });
    await ipp.device.goAway();
    expect(await supplies()).toBeUndefined();
  });

  it('is watched: reported at once, then at every change and only then', async () => {
    const seen: SheetPrinterStatus['trouble'][] = [];
    const stop = ipp.printer.watch(({ trouble }) => seen.push(trouble));
    await ipp.timers.runUntil(() => seen.length === 1);
    ipp.device.setPaper(0);
    await ipp.timers.runUntil(() => seen.length === 2);
    const late: SheetPrinterStatus['trouble'][] = [];
    const stopLate = ipp.printer.watch(({ trouble }) => late.push(trouble));
    expect(late).toEqual(['media-empty']);
    stopLate();
    await ipp.device.goAway();
    await ipp.timers.runUntil(() => seen.length === 3);
    await ipp.device.comeBack();
    ipp.device.addPaper(1);
    await ipp.timers.runUntil(() => seen.length === 4);
    expect(seen).toEqual([null, 'media-empty', 'offline', null]);
    stop();
    ipp.device.openCover();
    await ipp.timers.runFor(ipp.printer.status());
    await ipp.timers.runUntil(() => ipp.timers.pending() === 0);
    expect(seen).toHaveLength(4);
    expect(late).toHaveLength(1);
  });
});

describe('close', () => {
  it('ends watches and exchanges; a sheet under way is unknown', async () => {
    ipp.device.setPaper(0);
    ipp.printer.watch(() => undefined);
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    await ipp.timers.runFor(ipp.printer.close());
    expect(await end).toEqual({ outcome: 'unknown', trouble: 'media-empty' });
    expect(ipp.timers.pending()).toBe(0);
  });
});

it('an address that is not ipp: is refused at once', () => {
  expect(() => createIppSheetPrinter({ uri: 'http://127.0.0.1/ipp/print' })).toThrow(TypeError);
});
