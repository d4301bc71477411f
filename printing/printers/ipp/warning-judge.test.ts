import { describe, expect, it } from 'vitest';
import { printerFacts } from './printer-facts.ts';
import { printerStock } from './printer-stock.ts';
import type { WarningPolicy } from './printer-trouble.ts';
import { createWarningJudge } from './warning-judge.ts';

const mainTray = (level: number, more = '') =>
  `type=sheetFeedAutoRemovableTray;dimunit=micrometers;mediafeed=297000;mediaxfeed=210000;maxcapacity=550;level=${level};name=main;${more}`;
const a5Tray = (level: number) =>
  `type=sheetFeedAutoRemovableTray;mediafeed=210000;mediaxfeed=148000;maxcapacity=250;level=${level};status=0;name=tray-2;`;
const someTray = (level: number) =>
  `type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=${level};status=0;name=tray;`;
const manual = 'type=sheetFeedManual;mediafeed=0;mediaxfeed=0;maxcapacity=1;level=-2;status=0;name=manual;';
const a4 = 'iso_a4_210x297mm';
const letter = 'na_letter_8.5x11in';
const column = (x: number, y: number) => ({ 'media-size': { 'x-dimension': x, 'y-dimension': y } });

describe('A4 is there', () => {
  const paper = (attributes: Record<string, unknown>) =>
    printerStock(new Map(Object.entries(attributes))).paper;

  it.each<[string, boolean | null, Record<string, unknown>]>([
    ['in its own tray', true, { 'printer-input-tray': [mainTray(120), a5Tray(0), manual] }],
    ['some of it', true, { 'printer-input-tray': [mainTray(-3), a5Tray(0)] }],
    ['by the name of the medium', true, { 'printer-input-tray': `level=9;medianame=${a4};` }],
    ['fed by its long edge', true, { 'printer-input-tray': 'mediafeed=210000;mediaxfeed=297000;level=3;' }],
    [
      'measured in inches',
      true,
      { 'printer-input-tray': 'dimunit=tenThousandthsOfInches;mediafeed=116929;mediaxfeed=82677;level=3;' },
    ],
    ['not: its tray is empty', false, { 'printer-input-tray': [mainTray(0), a5Tray(200)] }],
    [
      'not: its tray is out of order',
      false,
      { 'printer-input-tray': [mainTray(9, 'status=19;'), a5Tray(9)] },
    ],
    ['not: the empty tray is called ready', false, { 'printer-input-tray': mainTray(0), 'media-ready': a4 }],
    ['not: only another is ready', false, { 'media-ready': [letter, 'iso_a5_148x210mm'] }],
    ['ready', true, { 'media-ready': [letter, a4] }],
    ['ready, by its size', true, { 'media-col-ready': [column(21590, 27940), column(21000, 29700)] }],
    ['not ready, by sizes', false, { 'media-col-ready': column(21590, 27940) }],
    [
      'ready, in a tray that tells only a count',
      true,
      { 'printer-input-tray': someTray(50), 'media-ready': a4 },
    ],
    ['not: no tray has anything', false, { 'printer-input-tray': [someTray(0), manual], 'media-ready': a4 }],
    [
      'perhaps: one of two is empty',
      null,
      { 'printer-input-tray': [someTray(0), someTray(9)], 'media-ready': a4 },
    ],
    [
      'perhaps: only in a tray of no told size',
      null,
      { 'printer-input-tray': [mainTray(0), someTray(9)], 'media-ready': a4 },
    ],
    ['perhaps: its tray does not count', null, { 'printer-input-tray': mainTray(-2) }],
    ['perhaps: nobody told', null, {}],
  ])('%s: %s', (_how, there, attributes) => {
    expect(paper(attributes)).toBe(there);
  });
});

describe('toner is there', () => {
  const toner = (attributes: Record<string, unknown>) =>
    printerStock(new Map(Object.entries(attributes))).toner;

  it.each<[string, boolean | null, Record<string, unknown>]>([
    ['in every cartridge', true, { 'printer-supply': ['type=toner;level=5;', 'type=toner;level=-3;'] }],
    ['not in one of them', false, { 'printer-supply': ['type=toner;level=5;', 'type=toner;level=0;'] }],
    [
      'whatever the waste box says',
      true,
      { 'printer-supply': ['type=toner;level=5;', 'type=wasteToner;level=0;'] },
    ],
    [
      'perhaps: one does not measure',
      null,
      { 'printer-supply': ['type=toner;level=5;', 'type=toner;level=-2;'] },
    ],
    ['by the markers', true, { 'marker-types': ['waste-toner', 'toner'], 'marker-levels': [0, 40] }],
    ['not, by the markers', false, { 'marker-types': 'toner-cartridge', 'marker-levels': 0 }],
    ['perhaps: nobody told', null, {}],
  ])('%s: %s', (_how, there, attributes) => {
    expect(toner(attributes)).toBe(there);
  });
});

describe('a warning', () => {
  const facts = (reasons: readonly string[], more: Record<string, unknown> = {}) =>
    printerFacts(
      new Map<string, unknown>(
        Object.entries({
          'printer-state': 'idle',
          'printer-state-reasons': [...reasons],
          'document-format-supported': 'application/pdf',
          'media-supported': a4,
          ...more,
        }),
      ),
    );
  const weigh = (policy: WarningPolicy, ...args: Parameters<typeof facts>) =>
    createWarningJudge(policy).weigh(facts(...args), null);
  const full = { 'printer-input-tray': [mainTray(120), a5Tray(0)], 'printer-supply': 'type=toner;level=50;' };
  const empty = { 'printer-input-tray': [mainTray(0), a5Tray(50)], 'printer-supply': 'type=toner;level=0;' };

  it.each([
    ['media-empty-warning', 'media-empty'],
    ['media-needed-warning', 'media-empty'],
    ['input-tray-missing-warning', 'media-empty'],
    ['marker-supply-empty-warning', 'toner-empty'],
    ['toner-empty-warning', 'toner-empty'],
  ])('%s of another tray or supply is only told; of our own it is %s', (reason, trouble) => {
    for (const policy of ['serve', 'stop'] as const) {
      expect(weigh(policy, [reason], full)).toEqual({ trouble: null, warnings: [trouble] });
      expect(weigh(policy, [reason], empty)).toEqual({ trouble, warnings: [] });
    }
  });

  it.each([
    ['media-empty-warning', 'media-empty'],
    ['cover-open-warning', 'cover-open'],
    ['marker-waste-full-warning', 'other'],
  ])('%s of which nothing finer is told is what the site has set', (reason, trouble) => {
    expect(weigh('stop', [reason])).toEqual({ trouble, warnings: [] });
    expect(weigh('serve', [reason])).toEqual({ trouble: null, warnings: [trouble] });
  });

  it.each(['media-empty-error', 'input-tray-missing-error', 'toner-empty-error'])(
    '%s is no warning, and stops',
    (reason) => {
      expect(weigh('serve', [reason], full).trouble).not.toBeNull();
    },
  );

  it.each([
    ['media-empty', 'media-empty'],
    ['input-tray-missing', 'media-empty'],
    ['toner-empty', 'toner-empty'],
  ])('%s without a severity is one where something finer is told, and stops elsewhere', (reason, trouble) => {
    for (const policy of ['serve', 'stop'] as const) {
      expect(weigh(policy, [reason], full)).toEqual({ trouble: null, warnings: [trouble] });
      expect(weigh(policy, [reason], empty)).toEqual({ trouble, warnings: [] });
      expect(weigh(policy, [reason])).toEqual({ trouble, warnings: [] });
      expect(weigh(policy, [reason], { ...full, 'printer-state': 'stopped' }).trouble).toBe(trouble);
    }
  });

  it('does not hide a trouble beside it', () => {
    expect(weigh('serve', ['media-empty-warning', 'cover-open-error'], full)).toEqual({
      trouble: 'cover-open',
      warnings: ['media-empty'],
    });
  });

  it('is meant by a printer that has stopped, or takes no jobs', () => {
    const reasons = ['media-empty-warning'];
    expect(weigh('serve', reasons, { ...full, 'printer-state': 'stopped' }).trouble).toBe('media-empty');
    expect(weigh('serve', reasons, { ...full, 'printer-is-accepting-jobs': false }).trouble).toBe('other');
  });

  it('that a job has waited for is a trouble until the printer takes it back, or prints', () => {
    const judge = createWarningJudge('serve');
    const warned = facts(['media-empty-warning'], full);
    judge.believe(warned);
    expect(judge.weigh(warned, null)).toEqual({ trouble: 'media-empty', warnings: [] });
    expect(judge.weigh(facts(['none'], full), null).trouble).toBeNull();
    expect(judge.weigh(warned, null).trouble).toBeNull();
    judge.believe(warned);
    judge.sawPrinted();
    expect(judge.weigh(warned, null).trouble).toBeNull();
  });
});
