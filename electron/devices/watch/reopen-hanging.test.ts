import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventLog } from '../../../logging/event-log.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { reopenableDevices, type ReopenableDevice } from '../../../shared/restarts.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { openReopenable, reopenTimes, type Reopenable } from '../reopen/reopenable.ts';
import { createReopening } from '../reopen/reopen-devices.ts';
import { createDeviceWatch, deviceWatchTimes, type DeviceWatch } from './device-watch.ts';
import { logDevices } from './log-devices.ts';
import { hangingTimes, reopenHanging } from './reopen-hanging.ts';

/** A driver at whose call it stands still, whatever its own deadlines are. */
interface Driver {
  status(): Promise<unknown>;
  watch(): () => void;
  close(): Promise<void>;
}
const never = <T>(): Promise<T> => new Promise(() => undefined);
const answers: Readonly<Record<Exclude<ReopenableDevice, 'cardReader'>, unknown>> = {
  cash: ok({ acceptor: 'ok', levels: [], devices: [{ device: 'coinAcceptor', state: 'ok', count: null }] }),
  sheetPrinter: { ready: true, trouble: null },
  receiptPrinter: { ready: true, trouble: null, rollLow: false },
  wallet: 'ok',
  terminal: 'ok',
};
type Device = keyof typeof answers;
const devices = reopenableDevices.filter((device): device is Device => device !== 'cardReader');

let timers: ManualTimers;
let hangs: Set<Device>;
let closes: boolean;
let idle: boolean;
let opened: Device[];
let logged: string[];
let watch: DeviceWatch;
let end: () => Promise<void>;

beforeEach(async () => {
  timers = createManualTimers();
  [hangs, closes, idle, opened, logged] = [new Set(), true, true, [], []];
  const made = new Map<Device, Reopenable<Driver>>();
  for (const device of devices) {
    const driver = await openReopenable<Driver>(() => {
      opened.push(device);
      return Promise.resolve(
        ok({
          status: () => (hangs.has(device) ? never() : Promise.resolve(answers[device])),
          watch: () => () => undefined,
          close: () => (closes ? Promise.resolve() : never<undefined>()),
        }),
      );
    }, timers);
    if (!driver.ok) throw new Error(driver.error);
    made.set(device, driver.value);
  }
  opened = [];
  const port = (device: Device) => made.get(device)?.port as never;
  const reopen: Partial<Record<ReopenableDevice, () => Promise<Result<undefined, string>>>> = {};
  for (const [device, each] of made) reopen[device] = () => each.reopen();
  const cashless = {
    methods: ['wallet', 'contactless'],
    status: (method: string) =>
      (port(method === 'wallet' ? 'wallet' : 'terminal') as { status(): Promise<'ok'> }).status(),
  } as never;
  const of = {
    cash: port('cash'),
    sheets: port('sheetPrinter'),
    receipts: port('receiptPrinter'),
    cashless,
  };
  const log = {
    event: (name: string, fields: object) => logged.push(`${name} ${Object.values(fields).join(' ')}`),
    caught: (name: string) => logged.push(name),
  } as unknown as EventLog;
  watch = createDeviceWatch({
    ...{ ...of, card: { watch: () => () => undefined }, hopperLow: 1, clock: timers, timers },
    center: () => Promise.resolve({ state: 'online', daysLeft: 300 }),
    journal: () => ({ ok: true, records: 1 }),
    diskFree: () => Promise.resolve(60),
  });
  logDevices(watch, log);
  const reopening = createReopening({
    ...{
      devices: { ...of, cards: null as never, reopen },
      tellLevels: () => undefined,
      hopperLow: 1,
      timers,
    },
    ...{ onOpened: (device) => watch.askAgain(device), onBroken: () => undefined },
  });
  end = reopenHanging({ watch, reopening, isIdle: () => idle, timers, log });
});
afterEach(async () => {
  watch.close();
  await timers.runFor(end());
});

const isLogged = (line: string) => (): boolean => logged.some((each) => each.startsWith(line));
const count = (name: string): number => logged.filter((each) => each.startsWith(name)).length;

it.each(devices)(
  'a driver of %s that hangs is told at its deadline, opened anew, and asked again',
  async (device) => {
    const id = device === 'cash' ? 'coinAcceptor' : device;
    await timers.runUntil(isLogged(`deviceStatusChanged ${id} online`));
    logged = [];
    hangs.add(device);
    const { pollMs, answerMs } = deviceWatchTimes;
    await timers.runUntil(isLogged(`deviceTrouble ${id} offline`));
    expect(timers.elapsed()).toBeLessThan(2 * pollMs + answerMs);
    hangs.clear();
    await timers.runUntil(isLogged(`deviceReopened ${id} online`));
    await timers.runUntil(isLogged(`deviceStatusChanged ${id} online`));
    expect(opened).toEqual([device]);
    expect(timers.elapsed()).toBeLessThan(2 * pollMs + answerMs + 2 * hangingTimes.look);
  },
);

it('not while somebody is served, and no device that answers, even that it is away', async () => {
  idle = false;
  hangs.add('sheetPrinter');
  await timers.runUntil(isLogged('deviceTrouble sheetPrinter offline'));
  await timers.runUntil(() => timers.elapsed() > 300_000);
  expect(opened).toEqual([]);
  hangs.clear();
  idle = true;
  await timers.runUntil(isLogged('deviceReopened sheetPrinter online'));
  expect(opened).toEqual(['sheetPrinter']);
});

it('one that goes on hanging, and does not even close, is opened anew at longer and longer intervals, and holds up no other', async () => {
  closes = false;
  hangs.add('cash').add('receiptPrinter');
  const { first, longest } = hangingTimes;
  await timers.runUntil(() => count('deviceReopened') === 2);
  expect(logged).toContain('deviceReopened coinAcceptor offline');
  expect(timers.elapsed()).toBeGreaterThan(reopenTimes.close);
  await timers.runUntil(() => timers.elapsed() > 7 * first + 120_000);
  const [early] = [opened.length];
  expect(early).toBeLessThan(10);
  await timers.runUntil(() => opened.length > early);
  expect(timers.elapsed()).toBeLessThan(longest);
});
