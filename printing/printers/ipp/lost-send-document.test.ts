import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Oddities } from '../../../simulator/devices/ipp-printer/oddities.ts';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';

/** A printer that makes the job first: it is followed by its number, whatever becomes of the answers. */
const mark = 'KMD0-0001-1';
const frontAndBack = await samplePdf(2);

let ipp: IppHarness;
beforeEach(async () => {
  ipp = await startIppHarness();
});
afterEach(() => ipp.close());

const print = () => ipp.print(mark, frontAndBack);
const printed = { outcome: 'printed' };
const notPrinted = (trouble: string) => ({ outcome: 'notPrinted', trouble });

const oddPrinters: readonly (readonly [string, Partial<Oddities>])[] = [
  ['does as RFC 8011 says', {}],
  ['keeps no job history', { history: false }],
  ['lists numbers only', { listsNumbersOnly: true }],
  ['says the language of its names', { jobNames: 'withLanguage' }],
  ['cuts names', { jobNames: 'cut' }],
  ['gives names of its own', { jobNames: 'replaced' }],
  ['tells no UUID and no time', { tellsIdentity: false }],
  ['gives names of its own and tells nothing else', { jobNames: 'replaced', tellsIdentity: false }],
  ['finds a job by its address only', { findsByAddressOnly: true }],
];

describe.each(oddPrinters)('a printer that %s', (_what, oddities) => {
  beforeEach(() => ipp.device.setOddities(oddities));

  it('prints a sheet', async () => {
    expect(await ipp.timers.runFor(print())).toEqual(printed);
    expect(ipp.troubles).toEqual([]);
  });

  it('has printed the sheet whose answer was lost', async () => {
    ipp.device.loseNextAnswer('Send-Document');
    expect(await ipp.timers.runFor(print())).toEqual(printed);
    expect(ipp.device.jobsAccepted()).toBe(1);
    expect(ipp.device.sheetsOut()).toHaveLength(1);
  });

  it('has not printed the sheet whose document was lost, and is left without the job', async () => {
    ipp.device.loseNextRequest('Send-Document');
    expect(await ipp.timers.runFor(print())).toEqual(notPrinted('other'));
    ipp.timers.advance(10 * 60_000);
    expect(ipp.device.sheetsOut()).toEqual([]);
    expect(ipp.device.jobsWithoutDocument()).toBe(0);
  });
});

it('a document that comes late, after all, is printed, and counted as that', async () => {
  ipp.device.loseNextRequest('Send-Document', ippSheetPrinterDefaults.dataMs / 2);
  expect(await ipp.timers.runFor(print())).toEqual(printed);
  expect(ipp.device.sheetsOut()).toHaveLength(1);
});

it('a document that comes when the job was given up is not printed any more', async () => {
  ipp.device.loseNextRequest('Send-Document', ippSheetPrinterDefaults.dataMs * 2);
  expect(await ipp.timers.runFor(print())).toEqual(notPrinted('other'));
  ipp.timers.advance(10 * 60_000);
  expect(ipp.device.sheetsOut()).toEqual([]);
});

it('a sheet whose answer was lost waits for paper, and is printed when there is some', async () => {
  ipp.device.setPaper(0);
  ipp.device.loseNextAnswer('Send-Document');
  const end = print();
  await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
  ipp.timers.advance(5 * 60_000);
  ipp.device.addPaper(5);
  expect(await ipp.timers.runFor(end)).toEqual(printed);
  expect(ipp.device.jobsAccepted()).toBe(1);
});

it('an answer to the document that is nonsense is a lost one', async () => {
  ipp.device.answerNonsense('Send-Document');
  expect(await ipp.timers.runFor(print())).toEqual(printed);
});

it('a printer that stays away after it may have got the document leaves the sheet unknown', async () => {
  ipp.device.loseNextAnswer('Send-Document');
  const end = print();
  await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
  await ipp.device.goAway();
  expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
});

it('a document that the printer refuses is not printed, and no job is left to wait for another', async () => {
  const noPdf = new TextEncoder().encode('no document at all');
  expect(await ipp.timers.runFor(ipp.print(mark, noPdf))).toEqual(notPrinted('other'));
  expect(ipp.device.jobsWithoutDocument()).toBe(0);
});

it('of a document that came only in part nobody can say what is on the paper', async () => {
  const long = Buffer.concat([frontAndBack, Buffer.alloc(2 * frontAndBack.length + 4096, '%')]);
  ipp.device.breakNextDocument();
  expect(await ipp.timers.runFor(ipp.print(mark, long))).toEqual({ outcome: 'unknown', trouble: 'other' });
  expect(ipp.device.sheetsOut()).toHaveLength(1);
});

describe('a lost answer to Create-Job', () => {
  it('means that nothing was sent, and the empty job is taken away', async () => {
    ipp.device.loseNextAnswer('Create-Job');
    expect(await ipp.timers.runFor(print())).toEqual(notPrinted('offline'));
    expect(ipp.device.jobsAccepted()).toBe(0);
    expect(ipp.device.jobsMade()).toBe(1);
    expect(ipp.device.jobsWithoutDocument()).toBe(0);
  });

  it('does not matter for the next try', async () => {
    ipp.device.loseNextRequest('Create-Job');
    expect(await ipp.timers.runFor(print())).toEqual(notPrinted('offline'));
    expect(await ipp.timers.runFor(print())).toEqual(printed);
  });
});

it('a printer that cannot tell the new job from others gets no document', async () => {
  ipp.device.answerNonsense('Get-Job-Attributes');
  expect(await ipp.timers.runFor(print())).toEqual(printed);
  const end = print();
  await ipp.timers.runUntil(() => ipp.device.jobsMade() === 2);
  ipp.device.setAnswerDelay(Infinity);
  expect(await ipp.timers.runFor(end)).toEqual(notPrinted('offline'));
  expect(ipp.device.jobsAccepted()).toBe(1);
});

it.each<[string, Partial<Oddities>]>([
  ['by UUID', {}],
  ['by name', { tellsIdentity: false }],
  ['by a cut name', { tellsIdentity: false, jobNames: 'cut' }],
])(
  "another's job with the same number after a power cut is not taken for the sheet, %s",
  async (_by, odd) => {
    ipp.device.setOddities(odd);
    const end = print();
    await ipp.timers.runUntil(() => ipp.device.jobsAccepted() === 1);
    await ipp.device.goAway({ forgetJobs: true });
    await ipp.timers.runUntil(ipp.lastTrouble('offline'));
    ipp.device.printForSomebodyElse('Menu of the day');
    await ipp.device.comeBack();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'unknown', trouble: 'offline' });
  },
);
