import { expect, it } from 'vitest';
import type { DeviceId } from '../../../shared/attendants.ts';
import type { ToldDetails } from '../../../shared/device-details.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { detailsMs, readDeviceDetails, type AskedForDetails } from './device-details.ts';

const told: ToldDetails = { maker: 'A', model: 'B', firmware: null, serial: null, counters: [] };

it('tells what answers, without what hangs, is broken, is away or cannot be asked', async () => {
  const timers = createManualTimers();
  const broken: DeviceId[] = [];
  const asked = (others: Partial<AskedForDetails>) =>
    timers.runFor(
      readDeviceDetails({
        ...{ card: {}, cash: {}, sheets: {}, receipts: {}, timers },
        onBroken: (device) => broken.push(device),
        ...others,
      }),
    );
  const hopper = { ...told, device: 'hopper-100' } as const;
  const all = {
    card: { details: () => Promise.resolve(told) },
    cash: { details: () => Promise.resolve([hopper]) },
    sheets: { details: () => Promise.resolve(null) },
  };
  expect(await asked(all)).toEqual([{ ...told, device: 'cardReader' }, hopper]);
  const started = timers.elapsed();
  const hung = { details: () => new Promise<never>(() => undefined) };
  expect(await asked({ ...all, receipts: hung, cash: hung })).toEqual([{ ...told, device: 'cardReader' }]);
  expect(timers.elapsed() - started).toBe(detailsMs);
  const throwing = { details: () => Promise.reject(new Error('broken')) };
  expect(await asked({ ...all, sheets: throwing })).toEqual([{ ...told, device: 'cardReader' }, hopper]);
  expect(broken).toEqual(['sheetPrinter']);
});
