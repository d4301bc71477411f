import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId, DeviceReport } from '../../../shared/attendants.ts';
import type { SheetPrinterStatus } from '../../../shared/printers.ts';
import { createCashHarness, type CashHarness } from '../../../testing/cash-harness.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import type { CenterSeen } from './device-sightings.ts';
import {
  createDeviceWatch,
  deviceWatchTimes,
  type DeviceWatch,
  type WatchedDevices,
} from './device-watch.ts';

/** The product's cash driver with simulated devices; the other devices answer what the test says. */
let harness: CashHarness;
let world: {
  sheets: () => Promise<SheetPrinterStatus>;
  receipts: WatchedDevices['receipts']['status'];
  wallet: () => Promise<'ok' | 'offline'>;
  center: () => Promise<CenterSeen>;
  journal: WatchedDevices['journal'];
  diskFree: number | null;
};
let card: (presence: CardPresence) => void;
let cardStopped: boolean;
let startedAt: number;
let watch: DeviceWatch;
const { pollMs, answerMs } = deviceWatchTimes;

beforeEach(() => {
  harness = createCashHarness();
  cardStopped = false;
  startedAt = harness.timers.now();
  world = {
    sheets: () => Promise.resolve({ ready: true, trouble: null }),
    receipts: () => Promise.resolve({ ready: true, trouble: null, rollLow: false }),
    wallet: () => Promise.resolve('ok'),
    center: () => Promise.resolve({ state: 'online', daysLeft: 300 }),
    journal: () => ({ ok: true, records: 3 }),
    diskFree: 60,
  };
  watch = createDeviceWatch({
    card: {
      watch(listener) {
        card = listener;
        listener('absent');
        return () => {
          cardStopped = true;
        };
      },
    },
    cash: harness.cash,
    sheets: { status: () => world.sheets() },
    receipts: { status: () => world.receipts() },
    cashless: { methods: ['wallet'], status: () => world.wallet() },
    center: () => world.center(),
    journal: () => world.journal(),
    diskFree: () => Promise.resolve(world.diskFree),
    hopperLow: 20,
    clock: harness.timers,
    timers: harness.timers,
  });
});
afterEach(async () => {
  watch.close();
  await harness.close();
});

/** The latest report on a device, as a new listener gets it. */
function report(device: DeviceId): DeviceReport | undefined {
  let found: DeviceReport | undefined;
  watch.watch((reports) => (found = reports.find((each) => each.device === device)))();
  return found;
}
const is = (device: DeviceId, state: DeviceReport['state']) => (): boolean => report(device)?.state === state;
const never = (): Promise<never> => new Promise(() => undefined);

it('the device watch reports all devices at once, before any has answered, then every change and only changes', async () => {
  const told: (readonly DeviceReport[])[] = [];
  watch.watch((reports) => told.push(reports));
  expect(told).toHaveLength(1);
  expect(told[0]?.find(({ device }) => device === 'coinAcceptor')).toEqual({
    device: 'coinAcceptor',
    state: 'notAsked',
    since: startedAt,
    levels: [],
  });
  await harness.timers.runUntil(is('hopper-1000', 'low'));
  expect(told.at(-1)?.map(({ device, state }) => `${device} ${state}`)).toEqual([
    'cardReader online',
    'coinAcceptor online',
    'noteAcceptor online',
    'hopper-10 online',
    'hopper-50 online',
    'hopper-100 online',
    'hopper-500 online',
    'hopper-1000 low',
    'sheetPrinter online',
    'receiptPrinter online',
    'wallet online',
    'center online',
    'clock notAsked',
    'disk online',
    'journal online',
  ]);
  const before = told.length;
  await harness.wait(3 * pollMs);
  expect(told).toHaveLength(before);
  card('readerGone');
  expect(told).toHaveLength(before + 1);
});

describe('the time since when a state has lasted', () => {
  it('is the start of the kiosk for a state that was there from the beginning', async () => {
    await harness.timers.runUntil(is('hopper-10', 'online'));
    expect(report('hopper-10')?.since).toBe(startedAt);
    expect(report('center')?.since).toBe(startedAt);
  });

  it('is that of the last change of state, not of level, whether or not anybody listens', async () => {
    await harness.timers.runUntil(is('hopper-100', 'online'));
    harness.devices.jam(100);
    const brokenAt = harness.timers.now();
    await harness.wait(2 * pollMs);
    const since = report('hopper-100')?.since ?? 0;
    expect(report('hopper-100')?.state).toBe('jammed');
    expect(since).toBeGreaterThanOrEqual(brokenAt);
    expect(since).toBeLessThanOrEqual(brokenAt + pollMs + 1_000);
    harness.cash.setLevels([{ value: 100, count: 44 }]);
    await harness.wait(5 * pollMs);
    expect(report('hopper-100')).toEqual({
      device: 'hopper-100',
      state: 'jammed',
      since,
      levels: [{ value: 44, unit: 'pieces' }],
    });
  });
});

it('tells what a printer that works warns of, and when it does so no longer', async () => {
  world.sheets = () => Promise.resolve({ ready: true, trouble: null, warnings: ['media-empty'] });
  await harness.timers.runUntil(() => report('sheetPrinter')?.warnings !== undefined);
  expect(report('sheetPrinter')).toMatchObject({ state: 'online', warnings: ['media-empty'] });
  world.sheets = () => Promise.resolve({ ready: true, trouble: null, warnings: [] });
  await harness.timers.runUntil(() => report('sheetPrinter')?.warnings === undefined);
  expect(report('sheetPrinter')?.state).toBe('online');
});

describe('a device that does not answer', () => {
  it('counts as offline after a while, is not asked again until it has answered, and does not hold up others', async () => {
    let asked = 0;
    let answer: (status: SheetPrinterStatus) => void = () => undefined;
    world.sheets = () => {
      asked += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    await harness.wait(pollMs + 1_000);
    expect(asked).toBe(1);
    await harness.timers.runUntil(is('sheetPrinter', 'offline'));
    expect(harness.timers.now() - startedAt).toBeLessThan(2 * pollMs + answerMs + 1_000);
    await harness.wait(10 * pollMs);
    expect(asked).toBe(1);
    world.diskFree = 4;
    await harness.timers.runUntil(is('disk', 'low'));
    answer({ ready: false, trouble: 'cover-open' });
    await harness.timers.runUntil(is('sheetPrinter', 'cover-open'));
    await harness.wait(pollMs + 1);
    expect(asked).toBe(2);
  });

  it('hangs, until it was opened anew and is asked again; what it answers after that counts for nothing', async () => {
    const answers: ((status: SheetPrinterStatus) => void)[] = [];
    world.sheets = () => new Promise((resolve) => answers.push(resolve));
    await harness.wait(answerMs - 1_000);
    expect(watch.hanging()).toEqual([]);
    await harness.timers.runUntil(is('sheetPrinter', 'offline'));
    expect(watch.hanging()).toEqual(['sheetPrinter']);
    watch.askAgain('sheetPrinter');
    await harness.timers.runUntil(() => answers.length === 2);
    expect(watch.hanging()).toEqual([]);
    answers[0]?.({ ready: false, trouble: 'media-jam' });
    answers[1]?.({ ready: true, trouble: null });
    await harness.timers.runUntil(is('sheetPrinter', 'online'));
  });

  it('makes all hoppers offline when it is the cash mechanism', async () => {
    await harness.timers.runUntil(is('hopper-500', 'online'));
    harness.devices.inject({ trouble: 'commandLost', times: Number.POSITIVE_INFINITY });
    await harness.wait(2 * pollMs);
    for (const device of ['coinAcceptor', 'noteAcceptor', 'hopper-10', 'hopper-1000'] as const)
      expect(report(device)?.state).toBe('offline');
  });
});

it('the device watch reports a port that throws as broken, and asks it again', async () => {
  world.center = () => Promise.reject(new Error('broken'));
  world.journal = () => {
    throw new Error('broken');
  };
  await harness.timers.runUntil(is('center', 'hardwareError'));
  await harness.timers.runUntil(is('journal', 'hardwareError'));
  world.center = () => Promise.resolve({ state: 'online', daysLeft: 300 });
  await harness.timers.runUntil(is('center', 'online'));
});

it('the device watch follows the receipt printer, the wallet and the loss of the journal', async () => {
  await harness.timers.runUntil(is('journal', 'online'));
  world.receipts = () => Promise.resolve({ ready: false, trouble: 'paper-out', rollLow: true });
  world.wallet = () => Promise.resolve('offline');
  world.journal = () => ({ ok: false, records: 3 });
  await harness.wait(pollMs + 1_000);
  expect(report('receiptPrinter')?.state).toBe('media-empty');
  expect(report('wallet')?.state).toBe('offline');
  expect(report('journal')?.state).toBe('hardwareError');
});

it('the device watch does not touch the cash mechanism while money moves, and disturbs no payment', async () => {
  await harness.timers.runUntil(is('hopper-10', 'online'));
  await harness.start([100, 1000]);
  const underWay = harness.devices.insertNote(1000);
  await harness.wait(4 * pollMs);
  expect(await underWay).toBe('secured');
  expect(report('coinAcceptor')?.state).toBe('online');
  expect(await harness.timers.runFor(harness.cash.cashInEnd())).toEqual({
    ok: true,
    value: [{ value: 1000, count: 1 }],
  });
  expect(harness.faults).toEqual([]);
});

it('the device watch asks nothing and reports nothing once it is closed', async () => {
  await harness.timers.runUntil(is('hopper-10', 'online'));
  let answer: (seen: CenterSeen) => void = () => undefined;
  world.center = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  world.receipts = never;
  await harness.wait(pollMs + 1_000);
  const told: unknown[] = [];
  watch.watch((reports) => told.push(reports));
  watch.close();
  answer({ state: 'offline', daysLeft: 300 });
  card('readerGone');
  harness.devices.jam(10);
  await harness.wait(3 * pollMs);
  expect(told).toHaveLength(1);
  expect(cardStopped).toBe(true);
});

it('the device watch says why the center is not reached, and also when that changes', async () => {
  world.center = () => Promise.resolve({ state: 'offline', reason: 'nameUnknown', daysLeft: 300 });
  await harness.timers.runUntil(is('center', 'offline'));
  expect(report('center')).toMatchObject({ state: 'offline', reason: 'nameUnknown', levels: [] });
  const since = report('center')?.since;
  world.center = () => Promise.resolve({ state: 'offline', reason: 'connectionRefused', daysLeft: 300 });
  await harness.wait(pollMs + 1_000);
  expect(report('center')).toMatchObject({ state: 'offline', reason: 'connectionRefused', since });
  world.center = () => Promise.resolve({ state: 'online', daysLeft: 24 });
  await harness.wait(pollMs + 1_000);
  expect(report('center')).toMatchObject({
    ...{ state: 'online', reason: 'certificateEnds' },
    levels: [{ value: 24, unit: 'days' }],
  });
  world.center = () => Promise.resolve({ state: 'online', daysLeft: 25 });
  await harness.wait(pollMs + 1_000);
  expect(report('center')).toEqual({
    device: 'center',
    state: 'online',
    levels: [],
    since: report('center')?.since,
  });
});
