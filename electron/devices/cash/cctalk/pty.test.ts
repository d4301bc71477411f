import { afterEach, expect, it } from 'vitest';
import { simulatedCashConfig } from '../../../../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import { createCashSimulator } from '../../../../simulator/devices/cctalk-bus/cash-simulator.ts';
import { openSerialCable, type SerialCable } from '../../../../simulator/devices/cctalk-bus/serial-cable.ts';
import { systemTimers } from '../../../../shared/timers.ts';
import { worthOf, yen, type Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import { openDevice } from '../../../../simulator/conformance/open-simulated.ts';
import { simulatedCash } from '../../../../simulator/conformance/cash.ts';
import { cashSteps } from '../../conformance/cash.ts';
import { runSteps } from '../../../../shared/conformance/run-steps.ts';
import type { CctalkConfig } from './config.ts';
import { createCctalkCash } from './cash-port.ts';
import { createSerialOpener } from './open-serial-port.ts';

let cable: SerialCable | null = null;

afterEach(async () => {
  await cable?.close();
  cable = null;
});

async function serialCable(): Promise<[string, string]> {
  cable = await openSerialCable();
  return [cable.kioskEnd, cable.busEnd];
}

/** A real line needs real time, and a busy machine even more: only the deadlines that a test is about may pass. */
const patientCashConfig: CctalkConfig = {
  ...simulatedCashConfig,
  ...{ replyMs: 60_000, openMs: 60_000, silenceMs: 60_000, endMs: 120_000, hopperMs: 60_000 },
};

it('the cash port takes money and pays change over a real serial port', async () => {
  const [kioskEnd, busEnd] = await serialCable();
  const devices = createCashSimulator();
  devices.attach(await createSerialOpener({ path: busEnd, baudRate: 9600 })());
  const cash = createCctalkCash(
    patientCashConfig,
    createSerialOpener({ path: kioskEnd, baudRate: 9600 }),
    systemTimers,
  );
  const credits: Denomination[] = [];
  const started = await cash.cashInStart(
    [100, 500, 1000],
    (value) => credits.push(value),
    () => undefined,
  );
  expect(started.ok).toBe(true);
  expect(await devices.insertCoin(50)).toBe('returned');
  expect(await devices.insertCoin(500)).toBe('secured');
  expect(await devices.insertNote(1000)).toBe('secured');
  const ended = await cash.cashInEnd();
  expect(ended).toEqual({
    ok: true,
    value: [
      { value: 500, count: 1 },
      { value: 1000, count: 1 },
    ],
  });
  expect(credits).toEqual([500, 1000]);
  const out = await cash.dispense(yen(660));
  expect(out.shortBy).toBeNull();
  expect(worthOf(out.dispensed)).toBe(660);
  expect(devices.ledger().tray).toEqual(out.dispensed);
  await cash.close();
  await devices.close();
});

it('the cash port credits a note when it is stacked, not in escrow, and gives back one no longer accepted', async () => {
  const [kioskEnd, busEnd] = await serialCable();
  const devices = createCashSimulator();
  devices.attach(await createSerialOpener({ path: busEnd, baudRate: 9600 })());
  const open = createSerialOpener({ path: kioskEnd, baudRate: 9600 });
  const cash = createCctalkCash(patientCashConfig, open, systemTimers);
  const credits: Denomination[] = [];
  const faults: CashFault[] = [];
  const started = await cash.cashInStart(
    [1000, 5000],
    (value) => {
      // The piece is in the machine's books before it is in ours.
      expect(worthOf(devices.ledger().secured)).toBe(value);
      credits.push(value);
    },
    (fault) => faults.push(fault),
  );
  expect(started.ok).toBe(true);
  expect(await devices.insertForeign('noteAcceptor')).toBe('returned');
  expect(await devices.insertNote(10000)).toBe('returned');
  expect(await devices.insertNote(1000)).toBe('secured');
  const second = devices.insertNote(5000);
  expect((await cash.setAccepted([100])).ok).toBe(true);
  expect(await second).toBe('returned');
  expect(await cash.cashInEnd()).toEqual({ ok: true, value: [{ value: 1000, count: 1 }] });
  expect(credits).toEqual([1000]);
  expect(faults).toEqual([]);
  await cash.close();
  await devices.close();
});

it('the cash port reports what fell before a jam during a payout, coin by coin, as the hopper counted', async () => {
  const [kioskEnd, busEnd] = await serialCable();
  const devices = createCashSimulator({ lifeCount: 300 });
  devices.attach(await createSerialOpener({ path: busEnd, baudRate: 9600 })());
  const open = createSerialOpener({ path: kioskEnd, baudRate: 9600 });
  const cash = createCctalkCash(patientCashConfig, open, systemTimers);
  devices.jamAfter(10, 2);
  expect(await cash.dispense(yen(540))).toEqual({
    dispensed: [
      { value: 10, count: 2 },
      { value: 500, count: 1 },
    ],
    shortBy: { fault: 'jammed' },
  });
  expect(worthOf(devices.ledger().tray)).toBe(520);
  const counters = await cash.counters();
  expect(counters.ok && counters.value.dispensed).toEqual([
    { value: 10, count: 302 },
    { value: 50, count: 300 },
    { value: 100, count: 300 },
    { value: 500, count: 301 },
    { value: 1000, count: 300 },
  ]);
  const status = await cash.status();
  expect(status.ok && status.value.devices.filter(({ state }) => state !== 'ok')).toEqual([
    { device: 'hopper-10', state: 'jammed', count: 48 },
  ]);
  await cash.close();
  await devices.close();
});

it('the cash port reports that the serial port does not exist', async () => {
  const cash = createCctalkCash(
    simulatedCashConfig,
    createSerialOpener({ path: '/dev/there-is-no-such-port', baudRate: 9600 }),
    systemTimers,
  );
  expect(await cash.dispense(yen(100))).toMatchObject({ dispensed: [], shortBy: { fault: 'offline' } });
  await cash.close();
});

it('the cash port passes the conformance suite over a real serial port', async () => {
  const [kioskEnd, busEnd] = await serialCable();
  const simulated = await simulatedCash(systemTimers, { kioskEnd, busEnd });
  const suite = await openDevice(simulated, cashSteps, systemTimers, ({ open }) => open);
  const ended: string[] = [];
  await runSteps(suite.steps, {
    ...{ timers: systemTimers, hands: true, money: true },
    onBegin: () => undefined,
    onEnd: ({ name }, result) => ended.push(`${name}: ${JSON.stringify(result)}`),
  });
  await suite.close();
  expect(ended).toEqual(cashSteps.map(({ name }) => `${name}: {"outcome":"passed"}`));
});
