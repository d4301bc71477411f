import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Oddities } from '../../../simulator/devices/ipp-printer/oddities.ts';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';

/** A printer that knows only Print-Job: after a lost answer its lists are searched, and only a witness makes absence a proof. */
const mark = 'KMD0-0001-1';
const frontAndBack = await samplePdf(2);

let ipp: IppHarness;
beforeEach(async () => {
  ipp = await startIppHarness();
  ipp.device.setOddities({ createsJobs: false });
});
afterEach(() => ipp.close());

const print = (name = mark) => ipp.timers.runFor(ipp.print(name, frontAndBack));
const printed = { outcome: 'printed' };
const unknown = { outcome: 'unknown', trouble: 'other' };
/** An earlier sheet of this kiosk, which is the witness where the printer keeps history and names. */
const printEarlier = async () => expect(await print('KMD0-0000-1')).toEqual(printed);

describe('a lost answer to Print-Job', () => {
  it('is looked for by its mark, followed, and never sent again', async () => {
    ipp.device.loseNextAnswer('Print-Job');
    expect(await print()).toEqual(printed);
    expect(ipp.device.jobsAccepted()).toBe(1);
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });

  it('is found also when the job waits for paper', async () => {
    ipp.device.setPaper(0);
    ipp.device.loseNextAnswer('Print-Job');
    const end = ipp.print(mark, frontAndBack);
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.device.addPaper(5);
    expect(await ipp.timers.runFor(end)).toEqual(printed);
    expect(ipp.device.jobsAccepted()).toBe(1);
  });

  it('is found when the answer was nonsense', async () => {
    ipp.device.answerNonsense('Print-Job');
    expect(await print()).toEqual(printed);
    expect(ipp.device.jobsAccepted()).toBe(1);
  });

  it('is found by the second search when a slow printer lists the job late', async () => {
    ipp.device.loseNextRequest('Print-Job', ippSheetPrinterDefaults.searchMs * 1.5);
    expect(await print()).toEqual(printed);
    expect(ipp.device.jobsAccepted()).toBe(1);
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });

  it('is not printed when two searches find no such job, and an earlier one where it must be', async () => {
    await printEarlier();
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(ipp.device.jobsAccepted()).toBe(1);
  });

  it("is not printed either when somebody else's job came instead", async () => {
    await printEarlier();
    ipp.device.loseNextRequest('Print-Job');
    const end = ipp.print(mark, frontAndBack);
    await ipp.timers.runUntil(() => ipp.troubles.length > 0 || ipp.timers.pending() > 0);
    ipp.device.printForSomebodyElse('Menu of the day');
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });

  it('is unknown as long as no earlier sheet has shown that this printer keeps history', async () => {
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual(unknown);
  });

  it('is not printed either where the printer still lists a sheet from before a restart', async () => {
    await printEarlier();
    await ipp.startAnother();
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
  });

  it('is unknown after a restart when that sheet was given up, or its name may be anybody’s', async () => {
    ipp.device.setPaper(0);
    const end = ipp.print('KMD0-0000-1', frontAndBack);
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    ipp.device.abortJob();
    await ipp.timers.runFor(end);
    ipp.device.setPaper(9);
    ipp.device.printForSomebodyElse('Menu of the day');
    ipp.timers.advance(60_000);
    await ipp.startAnother();
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual(unknown);
  });

  it('is unknown when the printer does not come back to be asked', async () => {
    ipp.device.loseNextAnswer('Print-Job');
    const end = ipp.print(mark, frontAndBack);
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    await ipp.device.goAway();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
  });

  it('is unknown when the printer forgot everything meanwhile', async () => {
    await printEarlier();
    ipp.device.loseNextAnswer('Print-Job');
    const end = ipp.print(mark, frontAndBack);
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 2);
    await ipp.device.goAway({ forgetJobs: true });
    await ipp.timers.runUntil(ipp.lastTrouble('offline'));
    await ipp.device.comeBack();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
  });

  it('does not take an earlier job of the same mark for the lost one', async () => {
    expect(await print()).toEqual(printed);
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual({ outcome: 'notPrinted', trouble: 'other' });
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });
});

/** How each tells of a sheet whose answer was lost after it ended, and what becomes of one that never came. */
const oddPrinters: readonly (readonly [string, Partial<Oddities>, found: boolean, absenceProves: boolean])[] =
  [
    ['keeps no job history', { history: false }, false, false],
    ['lists numbers only', { listsNumbersOnly: true }, true, true],
    ['says the language of its names', { jobNames: 'withLanguage' }, true, true],
    ['cuts names', { jobNames: 'cut' }, true, false],
    ['gives names of its own', { jobNames: 'replaced' }, true, false],
    ['cuts names and lists numbers only', { jobNames: 'cut', listsNumbersOnly: true }, true, false],
    ['finds a job by its address only', { findsByAddressOnly: true }, true, true],
    ['tells no UUID and no time', { tellsIdentity: false }, true, true],
  ];

describe.each(oddPrinters)('a printer that %s', (_what, oddities, found, absenceProves) => {
  beforeEach(() => ipp.device.setOddities(oddities));

  it('prints a sheet', async () => {
    expect(await print()).toEqual(printed);
    expect(ipp.troubles).toEqual([]);
  });

  it('after a restart calls a sheet not printed only where its absence proves that', async () => {
    await printEarlier();
    await ipp.startAnother();
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual(absenceProves ? { outcome: 'notPrinted', trouble: 'other' } : unknown);
    ipp.device.setMsPerSheet(1);
    ipp.device.loseNextAnswer('Print-Job');
    expect((await print('KMD0-0002-1')).outcome).not.toBe('notPrinted');
  });

  it('never calls a sheet that is out not printed', async () => {
    await printEarlier();
    ipp.device.setMsPerSheet(1);
    ipp.device.loseNextAnswer('Print-Job');
    expect(await print()).toEqual(found ? printed : unknown);
    expect(ipp.device.sheetsOut()).toHaveLength(2);
  });

  it('calls a sheet not printed only where its absence proves that', async () => {
    await printEarlier();
    ipp.device.loseNextRequest('Print-Job');
    expect(await print()).toEqual(absenceProves ? { outcome: 'notPrinted', trouble: 'other' } : unknown);
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });
});

it('of two new jobs that may be the lost one, neither is taken for it', async () => {
  ipp.device.setOddities({ jobNames: 'cut' });
  await printEarlier();
  ipp.device.loseNextAnswer('Print-Job');
  const end = ipp.print(mark, frontAndBack);
  await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 2);
  ipp.device.printForSomebodyElse('KMD0');
  expect(await ipp.timers.runFor(end)).toEqual(unknown);
});
