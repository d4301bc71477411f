import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';

const mark = 'KMD0-0001-1';
const frontAndBack = await samplePdf(2);

let ipp: IppHarness;
beforeEach(async () => {
  ipp = await startIppHarness();
});
afterEach(() => ipp.close());

const print = (pdf: Uint8Array = frontAndBack) => ipp.print(mark, pdf);

describe('a job from before a restart', () => {
  /** The kiosk's process ends in the middle of a sheet, and a new one asks. */
  async function restart(): Promise<void> {
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    await ipp.startAnother();
    expect((await end).outcome).toBe('unknown');
  }
  const ask = () => ipp.timers.runFor(ipp.printer.jobOf(mark));

  it("that has ended is found in the printer's list", async () => {
    await restart();
    await ipp.timers.runUntil(() => ipp.device.sheetsOut().length === 1);
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(await ask()).toEqual({ outcome: 'printed' });
  });

  it('that is still being printed is followed to its end', async () => {
    await restart();
    expect(ipp.device.sheetsOut()).toEqual([]);
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(ipp.device.jobsAccepted()).toBe(1);
  });

  it('that waits for paper is cancelled: nobody waits for it any more', async () => {
    ipp.device.setPaper(0);
    await restart();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
    ipp.device.addPaper(10);
    ipp.timers.advance(60_000);
    expect(ipp.device.sheetsOut()).toEqual([]);
  });

  it('that does not end is cancelled after a while', async () => {
    ipp.device.setMsPerSheet(10 * 60_000);
    await restart();
    const from = ipp.timers.now();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(ipp.timers.now() - from).toBeGreaterThanOrEqual(ippSheetPrinterDefaults.followMs);
    expect(ipp.timers.now() - from).toBeLessThan(
      ippSheetPrinterDefaults.followMs + ippSheetPrinterDefaults.cancelMs,
    );
  });

  it('that was given up is not printed; one that came out in part is unknown', async () => {
    await restart();
    ipp.device.abortJob();
    expect(await ask()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    ipp.device.setPaper(1);
    const end = ipp.printer.printSheet(
      { mark: 'KMD0-0001-2', pdf: await samplePdf(4) },
      () => undefined,
      ipp.abort.signal,
    );
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 2);
    await ipp.startAnother();
    await end;
    await ipp.timers.runUntil(() => ipp.device.paper() === 0);
    expect(await ipp.timers.runFor(ipp.printer.jobOf('KMD0-0001-2'))).toMatchObject({ outcome: 'unknown' });
  });

  it('that was given up by a printer that does not count may have come out, as its other jobs show', async () => {
    ipp.device.setOddities({ counts: false });
    expect(await ipp.timers.runFor(ipp.print('KMD0-0000-1', frontAndBack))).toEqual({ outcome: 'printed' });
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 2);
    await ipp.startAnother();
    await end;
    ipp.device.abortJob();
    expect(await ask()).toEqual({ outcome: 'unknown', trouble: 'other' });
  });

  it('that the printer has forgotten or never had is reported as no such job', async () => {
    expect(await ask()).toBe('noSuchJob');
    await restart();
    await ipp.device.goAway({ forgetJobs: true });
    await ipp.device.comeBack();
    expect(await ask()).toBe('noSuchJob');
  });

  it('cannot be asked about while the printer is away or silent', async () => {
    await restart();
    ipp.device.setAnswerDelay(Infinity);
    expect(await ask()).toBe('offline');
    ipp.device.setAnswerDelay(0);
    await ipp.device.goAway();
    expect(await ask()).toBe('offline');
    await ipp.device.comeBack();
    expect(await ask()).toEqual({ outcome: 'printed' });
  });

  it('is asked about once more when the answer is nonsense, and unknown when it is nonsense again', async () => {
    await restart();
    ipp.device.answerNonsense('Get-Jobs');
    expect(await ask()).toEqual({ outcome: 'printed' });
    const answering = ask();
    ipp.device.answerNonsense('Get-Jobs');
    await ipp.timers.runUntil(() => !ipp.device.willAnswerNonsense('Get-Jobs'));
    ipp.device.answerNonsense('Get-Jobs');
    expect(await answering).toEqual({ outcome: 'unknown', trouble: 'other' });
  });

  it('for a sheet that was printed at the second attempt is printed', async () => {
    ipp.device.setPaper(0);
    const first = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.abort.abort();
    expect(await ipp.timers.runFor(first)).toMatchObject({ outcome: 'notPrinted' });
    ipp.device.addPaper(5);
    ipp.abort = new AbortController();
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    await ipp.startAnother();
    expect(await ask()).toEqual({ outcome: 'printed' });
    expect(ipp.device.jobsAccepted()).toBe(2);
  });

  it('is not mistaken for one whose answer is lost later', async () => {
    await restart();
    ipp.device.abortJob();
    expect(await ask()).toMatchObject({ outcome: 'notPrinted' });
    ipp.device.loseNextRequest('Send-Document');
    expect(await ipp.timers.runFor(print())).toMatchObject({ outcome: 'notPrinted' });
    expect(ipp.device.sheetsOut()).toEqual([]);
  });

  it('is found by its name also where a list tells numbers only, or names with a language', async () => {
    await restart();
    await ipp.timers.runUntil(() => ipp.device.sheetsOut().length === 1);
    ipp.device.setOddities({ listsNumbersOnly: true, jobNames: 'withLanguage' });
    expect(await ask()).toEqual({ outcome: 'printed' });
  });

  it('that was made and never got its document is not printed', async () => {
    ipp.device.setAnswerDelay(1000);
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsMade() === 1);
    await ipp.startAnother();
    ipp.device.setAnswerDelay(0);
    expect((await end).outcome).toBe('notPrinted');
    expect(ipp.device.jobsAccepted()).toBe(0);
    expect(await ask()).toMatchObject({ outcome: 'notPrinted' });
  });
});
