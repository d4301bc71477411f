import { afterEach, describe, expect, it } from 'vitest';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';

/** A printer that warns of something and takes jobs all the same. */
const pdf = await samplePdf(2);
const warnings = ['media-empty-warning', 'input-tray-missing-warning', 'marker-supply-empty-warning'];

let ipp: IppHarness;
afterEach(() => ipp.close());

const status = () => ipp.timers.runFor(ipp.printer.status());
const print = () => ipp.print('KMD0-0001-1', pdf);

describe("another tray's warning", () => {
  it('stops nobody where the printer counts its A4 and its toner, and is told', async () => {
    ipp = await startIppHarness();
    ipp.device.setOtherReasons(warnings);
    expect(await status()).toMatchObject({
      ready: true,
      trouble: null,
      warnings: ['media-empty', 'toner-empty'],
    });
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(ipp.troubles).toEqual([]);
  });

  it.each(['', '-report'])('stops nobody there either when it is said as media-empty%s', async (suffix) => {
    ipp = await startIppHarness();
    ipp.device.setOtherReasons([`media-empty${suffix}`]);
    expect(await status()).toMatchObject({ ready: true, trouble: null });
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(ipp.troubles).toEqual([]);
    ipp.device.setOtherReasons([`media-empty${suffix}`, 'media-jam']);
    expect(await status()).toMatchObject({ ready: false, trouble: 'media-jam' });
  });

  it.each(['', '-error'])(
    'is a trouble as media-empty%s where the printer says nothing finer',
    async (suffix) => {
      ipp = await startIppHarness({ warnings: 'serve' });
      ipp.device.setMeasures(false);
      ipp.device.setOtherReasons([`media-empty${suffix}`]);
      expect(await status()).toMatchObject({ ready: false, trouble: 'media-empty' });
    },
  );

  it('stops a kiosk whose printer says nothing finer, as long as the site has not set otherwise', async () => {
    ipp = await startIppHarness();
    ipp.device.setMeasures(false);
    ipp.device.setOtherReasons(warnings);
    expect(await status()).toMatchObject({ ready: false, trouble: 'media-empty', warnings: [] });
  });

  it('stops nobody where the site has set so', async () => {
    ipp = await startIppHarness({ warnings: 'serve' });
    ipp.device.setMeasures(false);
    ipp.device.setOtherReasons(warnings);
    expect(await status()).toMatchObject({ ready: true, warnings: ['media-empty', 'toner-empty'] });
    expect(await ipp.timers.runFor(print())).toEqual({ outcome: 'printed' });
    expect(ipp.troubles).toEqual([]);
  });
});

describe('a warning of our own tray', () => {
  it('is the trouble at once where the printer counts', async () => {
    ipp = await startIppHarness({ warnings: 'serve' });
    ipp.device.setOddities({ onlyWarns: true });
    ipp.device.setPaper(0);
    expect(await status()).toMatchObject({ ready: false, trouble: 'media-empty' });
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    ipp.device.addPaper(5);
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'printed' });
    expect(await status()).toMatchObject({ ready: true, warnings: [] });
  });

  it('is found out by the first sheet that waits for it, and nobody else is served until it is over', async () => {
    ipp = await startIppHarness({ warnings: 'serve' });
    ipp.device.setMeasures(false);
    ipp.device.setOddities({ onlyWarns: true });
    ipp.device.setPaper(0);
    expect(await status()).toMatchObject({ ready: true, warnings: ['media-empty'] });
    const from = ipp.timers.now();
    const end = print();
    await ipp.timers.runUntil(ipp.lastTrouble('media-empty'));
    expect(ipp.timers.now() - from).toBeGreaterThanOrEqual(ippSheetPrinterDefaults.stallMs);
    expect(await status()).toMatchObject({ ready: false, trouble: 'media-empty' });
    ipp.abort.abort();
    expect(await ipp.timers.runFor(end)).toEqual({ outcome: 'notPrinted', trouble: 'media-empty' });
    expect(await status()).toMatchObject({ ready: false, trouble: 'media-empty' });
    ipp.device.addPaper(5);
    expect(await status()).toMatchObject({ ready: true, trouble: null, warnings: [] });
  });
});
