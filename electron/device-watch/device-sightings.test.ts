import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceReportSchema, deviceStates } from '../../shared/attendants.ts';
import type { SheetPrinterSupplies } from '../../shared/printers.ts';
import { printerTroubleSchema } from '../../shared/screen.ts';
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

describe('the cash devices', () => {
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
      level: { value: count, unit: 'pieces' },
    });
  });

  it.each(['offline', 'jammed', 'hardwareError'] as const)('say %s, with what is in them', (state) => {
    expect(sightCashDevice({ device: 'hopper-10', state, count: 0 }, 20)).toMatchObject({
      state,
      level: { value: 0 },
    });
    expect(sightCashDevice({ device: 'noteAcceptor', state, count: null }, 20)).toEqual({
      device: 'noteAcceptor',
      state,
      level: null,
    });
  });

  it('an acceptor that is well is online', () => {
    expect(sightCashDevice({ device: 'coinAcceptor', state: 'ok', count: null }, 20).state).toBe('online');
  });
});

describe('the sheet printer', () => {
  it.each([
    [{}, 'online', 250, 'sheets'],
    [{ sheets: 31 }, 'online', 31, 'sheets'],
    [{ sheets: 30 }, 'low', 30, 'sheets'],
    [{ tonerPercent: 11 }, 'online', 250, 'sheets'],
    [{ tonerPercent: 10 }, 'low', 10, 'percent'],
    [{ tonerPercent: 10, sheets: 5 }, 'low', 5, 'sheets'],
    [{ tonerLow: true, tonerPercent: null }, 'low', 250, 'sheets'],
    [{ paperLow: true, sheets: null }, 'low', 80, 'percent'],
    [{ sheets: null }, 'online', 80, 'percent'],
  ] as const)('with %j is %s and shows %i %s', (supplies, state, value, unit) => {
    expect(ready(supplies)).toEqual({ device: 'sheetPrinter', state, level: { value, unit } });
  });

  it('has no level when it tells none', () => {
    expect(ready({ sheets: null, tonerPercent: null }).level).toBeNull();
    expect(sightSheetPrinter({ ready: false, trouble: 'offline' })).toEqual({
      device: 'sheetPrinter',
      state: 'offline',
      level: null,
    });
  });

  it.each([
    ['media-empty', { sheets: 0, tonerPercent: 5 }, { value: 0, unit: 'sheets' }],
    ['toner-empty', { sheets: 5, tonerPercent: 0 }, { value: 0, unit: 'percent' }],
  ] as const)('shows what is empty at %s', (trouble, supplies, level) => {
    const seen = sightSheetPrinter({ ready: false, trouble, supplies: { ...plenty, ...supplies } });
    expect(seen).toEqual({ device: 'sheetPrinter', state: trouble, level });
  });

  it.each(printerTroubleSchema.options)('in trouble (%s) says so rather than that it is low', (trouble) => {
    const seen = sightSheetPrinter({ ready: false, trouble, supplies: { ...plenty, sheets: 3 } });
    expect(seen.state).toBe(trouble === 'other' ? 'hardwareError' : trouble);
  });
});

it.each([
  [null, 'online'],
  ['paper-out', 'media-empty'],
  ['offline', 'offline'],
  ['cover-open', 'cover-open'],
] as const)('a receipt printer with %s is %s', (trouble, state) => {
  expect(sightReceiptPrinter({ ready: trouble === null, trouble }).state).toBe(state);
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
  expect(sightJournal({ ok: true, records: 12 })).toMatchObject({ state: 'online', level: { value: 12 } });
  expect(sightJournal({ ok: false, records: 12 }).state).toBe('hardwareError');
});

it('whatever a printer tells, the report has a known state and a level of 0 or more', () => {
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
