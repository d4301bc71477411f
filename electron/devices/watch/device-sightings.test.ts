import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceReportSchema, deviceStates } from '../../../shared/attendants.ts';
import type { SheetPrinterSupplies } from '../../../shared/printers.ts';
import { printerTroubleSchema } from '../../../shared/printing-screens.ts';
import {
  sightCardReader,
  sightCashDevice,
  sightClock,
  sightDisk,
  sightJournal,
  sightReceiptPrinter,
  sightSheetPrinter,
} from './device-sightings.ts';

const plenty: SheetPrinterSupplies = { sheets: 250, tonerPercent: 80, paperLow: false, tonerLow: false };
const ready = (supplies: Partial<SheetPrinterSupplies>) =>
  sightSheetPrinter({ ready: true, trouble: null, supplies: { ...plenty, ...supplies } });

it.each([
  ['readerGone', 'offline'],
  ['absent', 'online'],
  ['mute', 'online'],
  ['present', 'online'],
] as const)('a card reader with %s is %s', (presence, state) => {
  expect(sightCardReader(presence).state).toBe(state);
});

describe('the reports on cash devices', () => {
  it.each([
    [200, 'online'],
    [21, 'online'],
    [20, 'low'],
    [1, 'low'],
    [0, 'empty'],
  ] as const)('a hopper with %i pieces is %s', (count, state) => {
    expect(sightCashDevice({ device: 'hopper-100', state: 'ok', count }, 20)).toEqual({
      device: 'hopper-100',
      state,
      levels: [{ value: count, unit: 'pieces' }],
    });
  });

  it.each(['offline', 'jammed', 'hardwareError'] as const)(
    'say %s, along with what is in the device',
    (state) => {
      expect(sightCashDevice({ device: 'hopper-10', state, count: 0 }, 20)).toMatchObject({
        state,
        levels: [{ value: 0 }],
      });
      expect(sightCashDevice({ device: 'noteAcceptor', state, count: null }, 20)).toEqual({
        device: 'noteAcceptor',
        state,
        levels: [],
      });
    },
  );

  it('say online for an acceptor that is ok', () => {
    expect(sightCashDevice({ device: 'coinAcceptor', state: 'ok', count: null }, 20).state).toBe('online');
  });
});

describe('the report on the sheet printer', () => {
  it.each([
    [{}, 'online'],
    [{ sheets: 31 }, 'online'],
    [{ sheets: 30 }, 'low'],
    [{ tonerPercent: 11 }, 'online'],
    [{ tonerPercent: 10 }, 'low'],
    [{ tonerPercent: 10, sheets: 5 }, 'low'],
    [{ tonerLow: true, tonerPercent: null }, 'low'],
    [{ paperLow: true, sheets: null }, 'low'],
    [{ sheets: null }, 'online'],
  ] as const)('with supplies %j is %s', (supplies, state) => {
    expect(ready(supplies).state).toBe(state);
  });

  it('shows paper and toner, and neither when it is not counted', () => {
    const paper = { value: 250, unit: 'sheets' };
    const toner = { value: 80, unit: 'toner' };
    expect(ready({}).levels).toEqual([paper, toner]);
    expect(ready({ sheets: null }).levels).toEqual([toner]);
    expect(ready({ tonerPercent: null }).levels).toEqual([paper]);
    expect(ready({ sheets: null, tonerPercent: null }).levels).toEqual([]);
    const gone = { device: 'sheetPrinter', state: 'offline', levels: [] };
    expect(sightSheetPrinter({ ready: false, trouble: 'offline' })).toEqual(gone);
  });

  it('that warns of another tray works, and says so beside its state', () => {
    const seen = sightSheetPrinter({ ready: true, trouble: null, warnings: ['media-empty', 'other'] });
    expect(seen).toMatchObject({ state: 'online', warnings: ['media-empty', 'hardwareError'] });
    expect(deviceReportSchema.parse({ ...seen, since: 0 }).warnings).toEqual([
      'media-empty',
      'hardwareError',
    ]);
  });

  it.each(printerTroubleSchema.options)(
    'names a trouble (%s) rather than saying that supplies are low',
    (trouble) => {
      const seen = sightSheetPrinter({ ready: false, trouble, supplies: { ...plenty, sheets: 3 } });
      expect(seen.state).toBe(trouble === 'other' ? 'hardwareError' : trouble);
    },
  );
});

it.each([
  [null, false, 'online'],
  [null, true, 'low'],
  ['paper-out', true, 'media-empty'],
  ['offline', false, 'offline'],
  ['cover-open', false, 'cover-open'],
] as const)('a receipt printer with %s and a low roll %s is %s', (trouble, rollLow, state) => {
  expect(sightReceiptPrinter({ ready: trouble === null, trouble, rollLow }).state).toBe(state);
});

it.each([
  [null, 'hardwareError'],
  [55.5, 'online'],
  [10.9, 'low'],
  [1, 'low'],
  [0.4, 'empty'],
] as const)('a disk with %s percent free is %s', (free, state) => {
  expect(sightDisk(free).state).toBe(state);
});

it.each([
  [null, 'offline'],
  [0, 'online'],
  [-60_000, 'online'],
  [-60_001, 'hardwareError'],
  [3_600_000, 'hardwareError'],
] as const)('a clock that is %s ms off is %s', (offset, state) => {
  expect(sightClock(offset).state).toBe(state);
});

it('a journal that cannot be written is a hardware error', () => {
  expect(sightJournal({ ok: true, records: 12 })).toMatchObject({ state: 'online', levels: [{ value: 12 }] });
  expect(sightJournal({ ok: false, records: 12 }).state).toBe('hardwareError');
});

it('whatever a printer says, the report has a known state and levels of 0 or more', () => {
  fc.assert(
    fc.property(
      fc.option(fc.constantFrom(...printerTroubleSchema.options)),
      fc.option(
        fc.record({
          sheets: fc.option(fc.nat(2_000)),
          tonerPercent: fc.option(fc.nat(100)),
          paperLow: fc.boolean(),
          tonerLow: fc.boolean(),
        }),
        { nil: undefined },
      ),
      (trouble, supplies) => {
        const seen = sightSheetPrinter({
          ready: trouble === null,
          trouble,
          ...(supplies === undefined ? {} : { supplies }),
        });
        expect(deviceReportSchema.safeParse({ ...seen, since: 0 }).success).toBe(true);
        expect(deviceStates).toContain(seen.state);
        if (trouble === null) expect(['online', 'low']).toContain(seen.state);
      },
    ),
  );
});

it('a sheet printer that can print no certificate says why', () => {
  const seen = sightSheetPrinter({ ready: false, trouble: 'other', unsuitable: 'noFormat' });
  expect(seen).toMatchObject({ state: 'hardwareError', reason: 'noFormat' });
});
