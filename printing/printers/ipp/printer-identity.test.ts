import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startIppHarness, type IppHarness } from '../../../testing/ipp-harness.ts';
import { printerIdentity } from './printer-identity.ts';

const identityOf = (attributes: Readonly<Record<string, unknown>>) =>
  printerIdentity(new Map(Object.entries(attributes)));

describe('the identity of a printer', () => {
  it('is its model, the fields of its device ID, its firmware and its counters', () => {
    expect(
      identityOf({
        'printer-make-and-model': 'ACME LaserWriter 9',
        'printer-device-id': 'MFG:ACME ; MDL:LW9;CMD:PDF,PWGRaster;SN: CNB1A2B3C4;',
        'printer-firmware-name': ['main', 'engine'],
        'printer-firmware-string-version': ['2.81', '1.0'],
        'printer-impressions-completed': 12_345,
        'printer-media-sheets-completed': 6_789,
      }),
    ).toEqual({
      ...{ maker: 'ACME', model: 'ACME LaserWriter 9', firmware: 'main 2.81', serial: 'CNB1A2B3C4' },
      counters: [
        { of: 'impressions', count: 12_345 },
        { of: 'sheets', count: 6_789 },
      ],
    });
  });

  it('is empty where the printer tells nothing, or nonsense, and no longer than a line', () => {
    const nothing = { maker: null, model: null, firmware: null, serial: null, counters: [] };
    expect(identityOf({})).toEqual(nothing);
    expect(
      identityOf({
        'printer-make-and-model': '',
        'printer-device-id': ':;;SN:\u0007;MDL',
        'printer-impressions-completed': -2,
        'printer-media-sheets-completed': 'many',
      }),
    ).toEqual(nothing);
    expect(identityOf({ 'printer-make-and-model': 'x\n'.repeat(200) }).model).toHaveLength(63);
  });
});

describe('a printer on its line', () => {
  let harness: IppHarness;
  beforeEach(async () => {
    harness = await startIppHarness();
  });
  afterEach(() => harness.close());

  it('is asked for it, and says nothing when it is gone', async () => {
    const { printer, timers, device } = harness;
    const ask = () => timers.runFor(printer.details?.() ?? Promise.resolve(null));
    expect(await ask()).toMatchObject({ maker: 'Komado', model: 'Komado SP-4', serial: 'P0000042' });
    await device.goAway();
    expect(await ask()).toBeNull();
  });
});
