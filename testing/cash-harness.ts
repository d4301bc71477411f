import { createCctalkCash, type CctalkCash } from '../electron/devices/cash/cctalk/cash-port.ts';
import type { CctalkConfig } from '../electron/devices/cash/cctalk/config.ts';
import type { CashCount, Denomination } from '../shared/yen.ts';
import type { CashDeviceStatus, CashFault } from '../state-machines/ports.ts';
import { createManualTimers, type ManualTimers } from './manual-timers.ts';
import { simulatedCashConfig } from '../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import { createCashSimulator, type CashSimulator } from '../simulator/devices/cctalk-bus/cash-simulator.ts';

/** The product's driver and the simulated devices on one line, in time that the test moves. */
export interface CashHarness {
  readonly timers: ManualTimers;
  readonly devices: CashSimulator;
  readonly cash: CctalkCash;
  readonly credits: readonly Denomination[];
  readonly faults: readonly CashFault['fault'][];
  /** Opens the slots. @throws when they do not open */
  start(accept: readonly Denomination[]): Promise<void>;
  /** Lets this many ms pass, with everything that happens in them. */
  wait(ms: number): Promise<void>;
  deviceStates(): Promise<Record<string, CashDeviceStatus>>;
  /** The kiosk's process dies at this moment, without a word to the devices; another one starts. */
  powerCut(levels?: readonly CashCount[]): CctalkCash;
  close(): Promise<void>;
}

export function createCashHarness({
  config = simulatedCashConfig,
  lifeCount = 0,
  levels = [],
}: {
  readonly config?: CctalkConfig;
  readonly lifeCount?: number;
  readonly levels?: readonly CashCount[];
} = {}): CashHarness {
  const timers = createManualTimers();
  const devices = createCashSimulator({ config, timers, lifeCount });
  const credits: Denomination[] = [];
  const faults: CashFault['fault'][] = [];
  const started: CctalkCash[] = [];
  let alive = 0;

  const startKiosk = (counted: readonly CashCount[]): CctalkCash => {
    const life = ++alive;
    const open = (): ReturnType<CashSimulator['inMemoryStream']> =>
      life === alive ? devices.inMemoryStream() : Promise.reject(new Error('this process is gone'));
    const cash = createCctalkCash(config, open, timers, counted);
    started.push(cash);
    return cash;
  };
  const cash = startKiosk(levels);

  const wait = (ms: number): Promise<void> => {
    const until = timers.elapsed() + ms;
    return timers.runUntil(() => timers.elapsed() >= until);
  };
  return {
    timers,
    devices,
    cash,
    credits,
    faults,
    wait,
    async start(accept) {
      const opened = await timers.runFor(
        cash.cashInStart(
          accept,
          (value) => credits.push(value),
          ({ fault }) => faults.push(fault),
        ),
      );
      if (!opened.ok) throw new Error(`the slots do not open: ${opened.error.fault}`);
    },
    async deviceStates() {
      const status = await timers.runFor(cash.status());
      if (!status.ok) throw new Error('the driver always reports what it knows');
      return Object.fromEntries(status.value.devices.map((each) => [each.device, each]));
    },
    powerCut(counted = []) {
      // The dead process's lines drop; the new one opens its own.
      devices.unplug();
      devices.plug();
      return startKiosk(counted);
    },
    async close() {
      await timers.runFor(Promise.all(started.map((each) => each.close())));
      await devices.close();
    },
  };
}
