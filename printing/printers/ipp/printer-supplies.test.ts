import { describe, expect, it } from 'vitest';
import { printerSupplies } from './printer-supplies.ts';

const of = (attributes: Record<string, unknown>, reasons: readonly string[] = []) =>
  printerSupplies(new Map(Object.entries(attributes)), reasons);
const nothing = { sheets: null, tonerPercent: null, paperLow: false, tonerLow: false };

describe('the paper that is left', () => {
  it('is the sum of the trays that count their sheets', () => {
    expect(
      of({
        'printer-input-tray': [
          'type=sheetFeedAutoRemovableTray;maxcapacity=250;level=100;status=0;name=Tray 1;',
          'type=sheetFeedAutoRemovableTray;unit=sheets;maxcapacity=550;level=20;medianame=iso_a4_210x297mm;name=Tray 2',
          'type=sheetFeedManual;maxcapacity=1;level=-2;status=0;name=manual;',
        ],
      }),
    ).toEqual({ ...nothing, sheets: 120 });
  });

  it.each([
    ['the attribute is missing', undefined],
    ['it is given in percent', 'maxcapacity=100;level=72;unit=percent;name=Tray 1;'],
    ['the tray holds another paper', 'maxcapacity=250;level=72;medianame=na_letter_8.5x11in;'],
    ['the tray knows only that some is left', 'maxcapacity=250;level=-3;'],
    ['the level is not a number', 'maxcapacity=250;level=lots;'],
    ['the text is not made of pairs', ';;=;level'],
    ['the attribute is not a text', 12],
  ])('is not known when %s', (_why, tray) => {
    expect(of({ 'printer-input-tray': tray })).toEqual(nothing);
  });
});

describe('the toner that is left', () => {
  it.each([
    ['type=toner;maxcapacity=100;level=75;unit=percent;colorantname=black;', 75],
    ['type=tonerCartridge;maxcapacity=8000;level=400;unit=impressions;', 5],
    ['type=toner;level=8;unit=percent;', 8],
  ])('is read from %s', (supply, percent) => {
    expect(of({ 'printer-supply': supply })).toEqual({ ...nothing, tonerPercent: percent });
  });

  it('is that of the emptiest cartridge, and not of the waste box', () => {
    expect(
      of({
        'printer-supply': [
          'type=wasteToner;class=receptacleThatIsFilled;maxcapacity=100;level=3;unit=percent;',
          'type=toner;maxcapacity=100;level=75;unit=percent;',
          'type=toner;maxcapacity=100;level=12;unit=percent;',
        ],
      }).tonerPercent,
    ).toBe(12);
  });

  it('is read from the markers where there are no supplies', () => {
    const markers = { 'marker-types': ['waste-toner', 'toner-cartridge'], 'marker-levels': [1, 40] };
    expect(of(markers).tonerPercent).toBe(40);
    expect(of({ ...markers, 'marker-levels': [1, -3] }).tonerPercent).toBeNull();
    expect(of({ 'marker-types': 'toner', 'marker-levels': 7 }).tonerPercent).toBe(7);
    expect(of({ ...markers, 'printer-supply': 'type=toner;maxcapacity=0;level=-2;' }).tonerPercent).toBe(40);
  });
});

it('is low when a reason says so, whatever its severity', () => {
  expect(of({}, ['media-low-report', 'toner-low-warning'])).toEqual({
    ...nothing,
    paperLow: true,
    tonerLow: true,
  });
  expect(of({}, ['marker-supply-low'])).toMatchObject({ tonerLow: true, paperLow: false });
  expect(of({}, ['none'])).toEqual(nothing);
});
